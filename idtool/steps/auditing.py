"""The trail, shown and proved."""

from __future__ import annotations

import json
from dataclasses import dataclass

from idtool.errors import UsageProblem
from idtool.model import Act, TrailEvent
from idtool.steps.acts import AuditClass, class_of, in_words
from idtool.steps.study_folder import LoadedStudy
from idtool.store import open_study_file


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One event with its words and its class."""

    event: TrailEvent
    what: str
    kind: AuditClass


@dataclass(frozen=True, slots=True)
class TrailProof:
    """Whether the trail is whole.

    ``broken_at`` is the first event that does not fit, or ``None``; ``lost`` are
    sentences on what does not agree with the last command's seal. ``head`` is the
    hash of the last event; ``head_known`` tells whether a head kept outside the
    study stands in the trail (``None``: none was given).
    """

    n_events: int
    broken_at: int | None
    lost: tuple[str, ...]
    head: str
    head_known: bool | None

    @property
    def whole(self) -> bool:
        """Whether nothing speaks against the trail."""
        return self.broken_at is None and not self.lost and self.head_known is not False


def audit_entries(
    study: LoadedStudy,
    act: Act,
    *,
    about: str = "",
    kind: AuditClass | None = None,
) -> list[AuditEntry]:
    """Events of the trail, in order.

    Args:
        about: Only what was done to this id, or names it: a theme, an interview, a code.
        kind: Only one class.
    """
    with open_study_file(study.folder, act) as store:
        entries = [
            AuditEntry(event, in_words(event), class_of(event.act))
            for event in store.trail.events()
        ]
    return [
        entry
        for entry in entries
        if (not about or _is_about(entry.event, about)) and (kind is None or entry.kind is kind)
    ]


def _is_about(event: TrailEvent, name: str) -> bool:
    return event.about.split("#")[0] == name or event.about == name or _names(event.detail, name)


def _names(detail: str, name: str) -> bool:
    def holds(value: object) -> bool:
        if isinstance(value, str):
            return value == name or value.split("#")[0] == name
        if isinstance(value, list):
            return any(holds(each) for each in value)
        return isinstance(value, dict) and any(map(holds, [*value, *value.values()]))

    return holds(json.loads(detail))


def prove_trail(study: LoadedStudy, act: Act, *, head: str = "") -> TrailProof:
    """Follow the chain of hashes, and hold the study against the last seal.

    Args:
        head: A head that was kept outside the study. Whoever can write to
            ``study.db`` could make a new chain; they cannot make an old head fit it.

    Raises:
        UsageProblem: What is given has not the form of a head.
    """
    if head and (len(head) < 12 or not set(head.lower()) <= set("0123456789abcdef")):
        raise UsageProblem(
            f"“{head}” is not the head of a trail.",
            "Give at least twelve characters of the one printed by idtool audit verify.",
        )
    with open_study_file(study.folder, act) as store:
        events = store.trail.events()
        return TrailProof(
            len(events),
            store.trail.first_break(),
            tuple(store.broken_seals()),
            events[-1].hash if events else "",
            any(event.hash.startswith(head.lower()) for event in events) if head else None,
        )
