"""People and interviews added to ``roster.yaml`` by a command, comments kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from idtool.model import Interview, Person
from idtool.steps.study_folder import ROSTER_FILE, LoadedStudy
from idtool.written import write_text_atomically
from idtool.written.editing import edit_yaml


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person the roster does not have yet."""

    id: str
    role: str

    def as_person(self) -> Person:
        """The domain's record: no consents, no attributes."""
        return Person(self.id, self.role)


def add_to_roster(
    study: LoadedStudy, people: Sequence[Newcomer], interviews: Sequence[Interview]
) -> bool:
    """Add who and what the roster does not have; whether anything was added.

    Newcomers get no consents: nobody is quoted or contacted by default.
    """
    new_people = {entry.id: entry for entry in people if entry.id not in study.people}
    new_interviews = {entry.id: entry for entry in interviews if entry.id not in study.interviews}
    if not new_people and not new_interviews:
        return False

    def change(data: Any) -> None:
        for person in new_people.values():
            data["people"].append({"id": person.id, "role": person.role, "consents": []})
        for entry in new_interviews.values():
            line: dict[str, Any] = {
                "id": entry.id,
                "kind": entry.kind,
                "people": list(entry.people),
            }
            if entry.week:
                line["week"] = entry.week
            line["transcript"] = entry.status
            data["interviews"].append(line)

    path = study.folder / ROSTER_FILE
    write_text_atomically(path, edit_yaml(path.read_text(encoding="utf-8-sig"), change))
    return True


def set_statuses(study: LoadedStudy, statuses: Mapping[str, str]) -> bool:
    """Write what transcripts are into the roster; whether anything was changed."""
    path = study.folder / ROSTER_FILE
    text = path.read_text(encoding="utf-8-sig")
    changed = False

    def change(data: Any) -> None:
        nonlocal changed
        for entry in data["interviews"]:
            status = statuses.get(entry["id"])
            if status is not None and entry.get("transcript", "raw") != status:
                entry["transcript"] = status
                changed = True

    edited = edit_yaml(text, change)
    if changed:
        write_text_atomically(path, edited)
    return changed
