"""``person withdraw``: somebody's words leave the study; the trail keeps the act, not the text."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from idtool.errors import Conflict, UsageProblem
from idtool.model import Act, Turn
from idtool.privacy.leaks import OwnRuns
from idtool.steps.contexts import StudyText, load_text
from idtool.steps.embeddings import CACHE
from idtool.steps.study_folder import ROSTER_FILE, LoadedStudy
from idtool.store import StudyFile, open_study_file
from idtool.store.engine import compact
from idtool.store.study_file import FILE_NAME
from idtool.store.withdrawals import WITHDRAWN
from idtool.written import write_text_atomically
from idtool.written.editing import edit_yaml

RUN = 5
"""Words in a row by which notes and reports are searched for somebody's words."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person of the roster, with where and how much is heard of them."""

    id: str
    role: str
    consents: tuple[str, ...]
    attributes: Mapping[str, str]
    interviews: tuple[str, ...]
    n_turns: int
    n_words: int
    n_codings: int
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What was taken out, or would be.

    ``removed`` are interviews taken out whole, ``blanked`` those in which others speak,
    too. ``notes`` counts stored texts that held the person's words, by table.
    ``deleted`` are files, ``by_hand`` places in files people wrote, as (file, line).
    """

    person: str
    removed: tuple[str, ...]
    blanked: tuple[str, ...]
    n_turns: int
    n_words: int
    n_codings: int
    notes: Mapping[str, int]
    deleted: tuple[str, ...]
    by_hand: tuple[tuple[str, int], ...]
    done: bool


class NoSuchPerson(UsageProblem):
    """The roster has nobody with this id."""

    def __init__(self, person: str) -> None:
        super().__init__(f"The roster has no {person}.", "List everybody: idtool person list")


class AlreadyWithdrawn(Conflict):
    """The person's words are out already."""

    def __init__(self, person: str) -> None:
        super().__init__(f"{person} has withdrawn already; nothing is left to take out.")


def person_lines(study: LoadedStudy, act: Act, person: str | None = None) -> list[PersonLine]:
    """Everybody of the roster, or one person; those who withdrew with nothing but their id.

    Raises:
        NoSuchPerson: The roster does not have the person.
    """
    if person is not None and all(entry.id != person for entry in study.roster.people):
        raise NoSuchPerson(person)
    with open_study_file(study.folder, act) as store:
        text = load_text(study, store)
        codings = store.codings.all()
    lines = []
    for entry in study.roster.people:
        if person is not None and entry.id != person:
            continue
        turns = [
            t for each in text.transcripts.values() for t in each.turns if t.person == entry.id
        ]
        lines.append(
            PersonLine(
                entry.id,
                entry.role,
                tuple(sorted(entry.consents)),
                entry.attributes,
                tuple(i.id for i in study.interviews.values() if entry.id in i.people),
                len(turns),
                sum(len(turn.text.split()) for turn in turns),
                sum(1 for coding in codings if entry.id in text.people_of(coding)),
                entry.withdrawn,
            )
        )
    return lines


def withdraw_person(
    study: LoadedStudy, person: str, act: Act, *, because: str, dry_run: bool = False
) -> Withdrawal:
    """Take somebody's words out of everything idtool keeps.

    Interviews with nobody else are removed whole. Where others speak, the person's turns
    read ``[withdrawn]`` and keep their numbers, and what hangs on others' words follows.
    Notes, claims, packets and other stored texts lose runs of five or more words that only
    this person said. ``out/`` and idtool's own copies of ``study.db`` are deleted, and the
    database is rewritten, so that nothing is left in its free pages.

    Raises:
        NoSuchPerson: The roster does not have the person.
        AlreadyWithdrawn: It was done before.
        UsageProblem: There is no reason.
    """
    entry = next((each for each in study.roster.people if each.id == person), None)
    if entry is None:
        raise NoSuchPerson(person)
    if entry.withdrawn:
        raise AlreadyWithdrawn(person)
    if not because.strip() and not dry_run:
        raise UsageProblem(
            "A withdrawal needs its reason.", 'Add: --because "asked for it on the phone"'
        )
    with open_study_file(study.folder, act, write=not dry_run) as store:
        text = load_text(study, store)
        alone, shared = _interviews_of(text, person)
        runs = _runs_of(study, text, person)
        turns = _turns_of(text, person)
        codings = [
            c
            for c in store.codings.all(status=("accepted", "rejected", "proposed"))
            if set(text.people_of(c)) == {person}
        ]
        by_hand = tuple(_by_hand(study, runs))
        files = tuple(_generated(study.folder))
        notes: dict[str, int] = {}
        if not dry_run:
            notes = _take_out(store, person, alone, shared, runs)
            store.trail.add(
                "person.withdraw",
                person,
                why=because,
                detail={
                    "removed": list(alone),
                    "blanked": list(shared),
                    "n_turns": len(turns),
                    "n_codings": len(codings),
                    "notes": notes,
                },
            )
            _mark_in_roster(study, person, alone)
            shutil.rmtree(study.folder / CACHE, ignore_errors=True)  # vectors made of their words
    if not dry_run:
        for name in files:
            path = study.folder / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        compact(study.folder / FILE_NAME)
    return Withdrawal(
        person,
        alone,
        shared,
        len(turns),
        sum(len(turn.text.split()) for turn in turns),
        len(codings),
        notes,
        files,
        by_hand,
        not dry_run,
    )


def _turns_of(text: StudyText, person: str) -> list[Turn]:
    return [t for each in text.transcripts.values() for t in each.turns if t.person == person]


def _interviews_of(text: StudyText, person: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Interviews in which only this person is heard, and those with others."""
    alone: list[str] = []
    shared: list[str] = []
    for name, transcript in text.transcripts.items():
        heard = {t.person or t.speaker for t in transcript.turns if not t.is_interviewer}
        if person in heard:
            (alone if heard == {person} else shared).append(name)
    return tuple(alone), tuple(shared)


def _runs_of(study: LoadedStudy, text: StudyText, person: str) -> OwnRuns:
    own: list[str] = []
    others: list[str] = [*study.stage_texts.values(), *study.question_texts.values()]
    for transcript in text.transcripts.values():
        for turn in transcript.turns:
            (own if turn.person == person else others).append(turn.text)
    return OwnRuns(own, others, words=RUN)


def _take_out(
    store: StudyFile,
    person: str,
    alone: tuple[str, ...],
    shared: tuple[str, ...],
    runs: OwnRuns,
) -> dict[str, int]:
    for name in alone:
        store.withdrawals.remove_transcript(name)
    for name in shared:
        store.withdrawals.blank_turns(name, person)
    store.withdrawals.forget_answers(person)
    store.withdrawals.forget_labels(person)
    store.orphans.forget_person(person, store.earlier_texts.forget_person(person))
    store.forms.forget()
    return store.withdrawals.redact(lambda words: runs.without(words, WITHDRAWN))


def _mark_in_roster(study: LoadedStudy, person: str, alone: tuple[str, ...]) -> None:
    """Leave the id and the role; consents, bands and lengths go."""

    def change(data: Any) -> None:
        for entry in data["people"]:
            if entry["id"] == person:
                for key in [key for key in entry if key not in {"id", "role"}]:
                    del entry[key]
                entry["consents"] = []
                entry["withdrawn"] = True
        for entry in data["interviews"]:
            if list(entry["people"]) == [person] or entry["id"] in alone:
                entry["transcript"] = "withdrawn"

    path = study.folder / ROSTER_FILE
    write_text_atomically(path, edit_yaml(path.read_text(encoding="utf-8-sig"), change))


def _generated(folder: Path) -> Iterator[str]:
    """Files that idtool made and can make again, or that are copies of the database."""
    if (folder / "out").is_dir():
        yield "out"
    for path in sorted(folder.glob(f"{FILE_NAME}.before-migration-*")):
        yield path.name


def _by_hand(study: LoadedStudy, runs: OwnRuns) -> Iterator[tuple[str, int]]:
    """Lines of files people wrote that hold the person's words; idtool does not edit these."""
    for path in sorted(study.folder.rglob("*")):
        name = path.relative_to(study.folder)
        if name.parts[0] in {"out", ".git"} or path.suffix not in {".yaml", ".yml", ".md", ".txt"}:
            continue
        if not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for start, _ in runs.spans(text):
            yield str(name), text.count("\n", 0, start) + 1
