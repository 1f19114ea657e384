"""Opportunity: what each person was asked in each interview, by marks and roster."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from idtool.codebook.schema import Code
from idtool.compare import Chance
from idtool.compare.chances import state_of
from idtool.compare.mentions import links_of
from idtool.steps.code_mentions import ComparisonBasis


@dataclass(frozen=True, slots=True)
class Sitting:
    """One person in one interview that has a transcript.

    ``asked`` are questions and vignettes marked in it and not listed as not
    asked; ``spoke_on`` those with words of the person; ``lacked`` those with which
    the person had no experience. ``marked`` is False where nothing is marked at
    all: then being heard counts as a chance.
    """

    person: str
    role: str
    interview: str
    kind: str
    week: str
    place: int
    asked: frozenset[str]
    spoke_on: frozenset[str]
    lacked: frozenset[str]
    marked: bool


def sittings(basis: ComparisonBasis) -> list[Sitting]:
    """Every person in every interview, in order of week."""
    study, found = basis.study, []
    entries = {entry.id: entry for entry in study.roster.interviews}
    for place, (name, transcript) in enumerate(basis.text.transcripts.items()):
        entry, marks = entries[name], basis.text.marks.get(name, ())
        asked = {mark.ref.split(".")[0] for mark in marks} - set(entry.not_asked)
        readouts = basis.text.readouts.get(name, frozenset())
        for person in transcript.interview.people:
            spoke = {
                mark.ref.split(".")[0]
                for mark in marks
                for turn in transcript.turns[mark.first_turn - 1 : mark.last_turn]
                if turn.person == person and turn.number not in readouts
            }
            found.append(
                Sitting(
                    person,
                    study.people[person].role,
                    name,
                    transcript.interview.kind,
                    transcript.interview.week or "",
                    place,
                    frozenset(asked),
                    frozenset(spoke),
                    frozenset(s for s in asked if entry.lacks_experience(person, s)),
                    bool(marks),
                )
            )
    return found


def subjects_of(basis: ComparisonBasis, code: Code) -> frozenset[str]:
    """Questions put for a code's focus, and every vignette: where it can come up."""
    study = basis.study
    prefix = study.codebooks[study.focus_of[code.id]].prefix
    questions = {
        item.id
        for part in (study.guide.sections if study.guide else ())
        for item in part.items
        if item.ask and item.focus in (None, prefix)
    }
    return frozenset(questions | set(study.vignette_areas))


def fits_kind(code: Code, kind: str) -> bool:
    """Whether a code can come up in a kind of interview; what fits a pair fits a group."""
    return ("paired" if kind == "group" else kind) in code.kinds


def people_with_chance(
    basis: ComparisonBasis, code: Code, seated: Collection[Sitting]
) -> frozenset[str]:
    """People asked something under which a code can come up, in a kind it is for."""
    subjects = subjects_of(basis, code)
    return frozenset(
        s.person
        for s in seated
        if fits_kind(code, s.kind) and (not s.marked or (s.asked - s.lacked) & subjects)
    )


def chances_by_group(
    basis: ComparisonBasis,
    codes: Collection[Code],
    groups: Collection[str],
    group_of: Callable[[Sitting], str],
) -> dict[tuple[str, str], frozenset[str]]:
    """By code and group, the people who had the chance; codes alike are worked out once."""
    seated = sittings(basis)
    known: dict[tuple[str, tuple[str, ...], str], frozenset[str]] = {}
    found = {}
    for code in codes:
        for group in groups:
            key = (basis.study.focus_of[code.id], tuple(code.kinds), group)
            if key not in known:
                known[key] = people_with_chance(
                    basis, code, [s for s in seated if group_of(s) == group]
                )
            found[(code.id, group)] = known[key]
    return found


def vignette_chances(basis: ComparisonBasis, kind: str | None = None) -> list[Chance]:
    """For each person, interview and vignette: coded, or which kind of empty."""
    found = []
    for s in sittings(basis):
        if kind is not None and s.kind != kind:
            continue
        for subject in basis.study.vignette_areas:
            mentions = [
                m
                for m in basis.mentions
                if (m.person, m.interview) == (s.person, s.interview)
                and m.mark.split(".")[0] == subject
            ]
            found.append(
                Chance(
                    s.person,
                    s.role,
                    subject,
                    s.interview,
                    s.kind,
                    state_of(
                        asked=subject in s.asked,
                        no_experience=subject in s.lacked,
                        spoke=subject in s.spoke_on,
                        coded=bool(mentions),
                    ),
                    links_of(mentions),
                )
            )
    return found
