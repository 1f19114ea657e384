"""First or second time: who met which vignette in which interview, and how often before.

A person who talks about the same story again, weeks later and beside somebody else,
answers it differently for that reason alone. Every view that holds interviews alone
against interviews together has to say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from idtool.model import Interview
from idtool.steps.contexts import StudyText

WORDS = {1: "first", 2: "second", 3: "third"}


@dataclass(frozen=True, slots=True)
class Exposure:
    """One person with one vignette in one interview.

    ``time`` counts from 1: how often the person has met the vignette, this time
    included. ``certain`` is false where the order of interviews is not known (a week
    is missing, or is the same), where an earlier interview of the person has no
    transcript, or where the roster alone says that vignettes were seen before.
    ``accepted`` tells that a person set or accepted a mark of it; otherwise the machine
    has found it by likeness.
    """

    person: str
    vignette: str
    interview: str
    kind: str
    week: str | None
    time: int
    certain: bool
    accepted: bool

    @property
    def word(self) -> str:
        """Such as ``second``; from the fourth time on, the number."""
        return WORDS.get(self.time, str(self.time))


def exposures(text: StudyText) -> list[Exposure]:
    """Every person × vignette × interview that marks show, in order of interviews.

    People of an interview are those in the roster: who sits there while a vignette is
    read meets it, whether they speak to it or not.
    """
    study = text.study
    met: dict[tuple[str, str], list[Interview]] = {}
    heard: dict[str, list[Interview]] = {}
    found = []
    for interview in study.interviews.values():
        marked = _vignettes(text, interview.id)
        for person in interview.people:
            before = heard.setdefault(person, [])
            for vignette, accepted in marked.items():
                earlier = met.setdefault((person, vignette), [])
                elsewhere = interview.vignettes_seen_before and not earlier
                unclear = any(other.id not in text.transcripts for other in before) or any(
                    _order_is_open(other, interview)
                    for other in _others(text, person, interview)
                    if vignette in _vignettes(text, other.id)
                )
                found.append(
                    Exposure(
                        person=person,
                        vignette=vignette,
                        interview=interview.id,
                        kind=interview.kind,
                        week=interview.week,
                        time=len(earlier) + 1 + elsewhere,
                        certain=not unclear and not elsewhere,
                        accepted=accepted,
                    )
                )
                earlier.append(interview)
            before.append(interview)
    return found


def second_vignettes(found: Iterable[Exposure]) -> dict[str, list[str]]:
    """Vignettes that somebody meets again, by interview."""
    again: dict[str, list[str]] = {}
    for each in found:
        if each.time > 1 and each.vignette not in again.setdefault(each.interview, []):
            again[each.interview].append(each.vignette)
    return {interview: vignettes for interview, vignettes in again.items() if vignettes}


def _vignettes(text: StudyText, interview: str) -> dict[str, bool]:
    """Vignettes marked in an interview, and whether a person said so for any mark of each."""
    found: dict[str, bool] = {}
    for mark in text.marks.get(interview, ()):
        if mark.kind == "vignette":
            vignette = mark.ref.rpartition(".")[0] or mark.ref
            found[vignette] = found.get(vignette, False) or mark.source == "hand"
    return found


def _others(text: StudyText, person: str, interview: Interview) -> list[Interview]:
    return [
        other
        for other in text.study.interviews.values()
        if person in other.people and other.id != interview.id
    ]


def _order_is_open(one: Interview, other: Interview) -> bool:
    return one.week is None or other.week is None or one.week == other.week
