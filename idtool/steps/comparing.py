"""Compare: codes by role, area, kind and time as people, and one person alone and together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from idtool.codebook.schema import Code
from idtool.compare import Chance, Mention, PeopleTable, count_people
from idtool.compare.alone_together import AloneTogether, compare_alone_together
from idtool.compare.permutation_test import WHY_NOT_SHOWN, Contrast, exact_contrast
from idtool.compare.proximity import NearCodes, near_codes
from idtool.errors import InsufficientData, UsageProblem
from idtool.model import Act
from idtool.steps.code_mentions import ComparisonBasis, comparison_basis
from idtool.steps.opportunity import (
    Sitting,
    chances_by_group,
    fits_kind,
    sittings,
    vignette_chances,
)
from idtool.steps.study_folder import LoadedStudy

By = Literal["roles", "areas", "kinds", "time"]
PERIODS = ("first third", "middle third", "last third")


@dataclass(frozen=True, slots=True)
class CodeTest:
    """An exact permutation test of one code between two groups; None where undefined."""

    code: str
    first: str
    second: str
    contrast: Contrast | None
    undefined: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A people table with its groups' names and what must be said beside it.

    ``empties`` tells, for vignette areas, the kinds of empty apart. ``tests`` is
    empty unless asked for, and then ``why_not_shown`` says why it is not shown
    unasked.
    """

    by: By
    table: PeopleTable
    labels: Mapping[str, str]
    counted: str
    provisional: tuple[str, ...]
    second_exposure: tuple[str, ...]
    empties: tuple[Chance, ...] = ()
    tests: tuple[CodeTest, ...] = ()
    why_not_shown: str = ""


@dataclass(frozen=True, slots=True)
class CodeChoice:
    """Which codes to look at: a focus, a group of a codebook, or codes by id (stars allowed)."""

    focus: str = ""
    group: str = ""
    codes: tuple[str, ...] = ()


def chosen_codes(study: LoadedStudy, choice: CodeChoice) -> list[Code]:
    """The codes meant, in the order of the codebooks; active ones only.

    Raises:
        UsageProblem: Nothing has that name.
    """
    focus = study.focus_named(choice.focus) if choice.focus else ""
    found = [
        code
        for code in study.codes.values()
        if code.status == "active"
        and (not focus or study.focus_of[code.id] == focus)
        and (not choice.group or code.group.lower() == choice.group.lower())
        and (not choice.codes or any(_fits(code.id, word) for word in choice.codes))
    ]
    if not found:
        groups = list(dict.fromkeys(code.group for code in study.codes.values()))
        raise UsageProblem("No code fits what you asked for.", f"Groups are: {', '.join(groups)}.")
    return found


def compare(
    study: LoadedStudy,
    act: Act,
    by: By,
    choice: CodeChoice,
    *,
    kind: str | None = None,
    test: bool = False,
) -> Comparison:
    """Codes by role, vignette area, kind of interview or time, counted as people.

    Args:
        study: The study.
        act: Who asks.
        by: What the columns are.
        choice: What the rows are.
        kind: Only individual or only paired interviews; None for both.
        test: Whether to test contrasts between roles.

    Raises:
        InsufficientData: Nothing is coded.
        UsageProblem: No code fits, or the study has no vignettes to compare by.
    """
    basis = comparison_basis(study, act)
    codes = chosen_codes(study, choice)
    mentions = [m for m in basis.mentions if kind in (None, m.kind)]
    if by == "areas":
        return _by_area(basis, mentions, codes, kind)
    labels, of_mention, of_sitting = _grouping(basis, by)
    chance = chances_by_group(
        basis,
        codes,
        list(labels),
        lambda s: of_sitting(s) if kind in (None, s.kind) else "",
    )
    table = count_people(
        ((m, of_mention(m)) for m in mentions),
        codes=[code.id for code in codes],
        groups=list(labels),
        chance=chance,
        second_exposure=basis.second_exposure if by == "kinds" else (),
    )
    return Comparison(
        by,
        table,
        labels,
        basis.counted,
        basis.provisional,
        tuple(sorted(basis.second_exposure)),
        tests=tuple(_tests(table)) if test else (),
        why_not_shown=WHY_NOT_SHOWN if test else "",
    )


def compare_person(study: LoadedStudy, act: Act, person: str) -> AloneTogether:
    """What one person said only alone, only together, and in both.

    Raises:
        UsageProblem: Nobody has this id, or the person sat in one kind only.
    """
    if person not in study.people:
        raise UsageProblem(f"Nobody in the roster has the id {person}.", "Correct the id.")
    basis = comparison_basis(study, act)
    mine = [s for s in sittings(basis) if s.person == person]
    alone = [s.interview for s in mine if s.kind == "individual"]
    together = [s.interview for s in mine if s.kind != "individual"]
    if not (alone and together):
        held = "individual" if alone else "joint" if together else "no"
        raise UsageProblem(
            f"{person} sat in {held} interviews only; there is nothing to compare with.",
            "See the people heard in both with: idtool status",
        )
    return compare_alone_together(
        person,
        [m for m in basis.mentions if study.codes[m.code].kind != "process"],
        alone=alone,
        together=together,
        second_exposure=basis.second_exposure,
        met={
            ("alone" if s.kind == "individual" else "together", subject)
            for s in mine
            for subject in s.asked
        },
        order=list(study.codes),
    )


def compare_codes(
    study: LoadedStudy, act: Act, choice: CodeChoice, *, within: int
) -> tuple[ComparisonBasis, tuple[NearCodes, ...]]:
    """Which codes come near each other in one person's words."""
    basis = comparison_basis(study, act)
    codes = [code.id for code in chosen_codes(study, choice)]
    return basis, near_codes(basis.mentions, codes, within=within)


def _grouping(
    basis: ComparisonBasis, by: By
) -> tuple[dict[str, str], Callable[[Mention], str], Callable[[Sitting], str]]:
    """Names of the groups, and to which a mention and a sitting belong."""
    if by == "roles":
        roles = basis.study.settings.roles
        return (
            {role: entry.plural for role, entry in roles.items()},
            lambda m: m.role,
            lambda s: s.role,
        )
    if by == "kinds":
        again = any(
            basis.text.transcripts[name].interview.kind == "paired"
            for name in basis.second_exposure
        )
        paired = "paired (second exposure)" if again else "paired"
        names = {"individual": "alone", "paired": paired}
        if any(t.interview.kind == "group" for t in basis.text.transcripts.values()):
            names["group"] = "in a group"
        return names, lambda m: m.kind, lambda s: s.kind
    order = list(basis.text.transcripts)
    period = {name: PERIODS[place * len(PERIODS) // len(order)] for place, name in enumerate(order)}
    labels = {}
    for name in PERIODS:
        held = [interview for interview in order if period[interview] == name]
        if held:
            labels[name] = f"{name} ({held[0]} to {held[-1]})"
    return labels, lambda m: period[m.interview], lambda s: period[s.interview]


def _by_area(
    basis: ComparisonBasis, mentions: Sequence[Mention], codes: Sequence[Code], kind: str | None
) -> Comparison:
    areas = basis.study.vignette_areas
    if not areas:
        raise UsageProblem(
            "This study has no vignettes, so there are no areas.",
            "Compare by role, kind or time.",
        )
    empties = vignette_chances(basis, kind)
    chance = {
        (code.id, subject): {
            c.person
            for c in empties
            if c.subject == subject and c.had_chance and fits_kind(code, c.kind)
        }
        for code in codes
        for subject in areas
    }
    table = count_people(
        ((m, m.mark.split(".")[0]) for m in mentions),
        codes=[code.id for code in codes],
        groups=list(areas),
        chance=chance,
        second_exposure=basis.second_exposure,
    )
    return Comparison(
        "areas",
        table,
        areas,
        basis.counted,
        basis.provisional,
        tuple(sorted(basis.second_exposure)),
        empties=tuple(empties),
    )


def _tests(table: PeopleTable) -> list[CodeTest]:
    found = []
    for code in table.codes:
        for first, second in combinations(table.groups, 2):
            one, two = table.cells[(code, first)], table.cells[(code, second)]
            try:
                contrast, undefined = exact_contrast(one.k, one.n, two.k, two.n), None
            except InsufficientData as error:
                contrast, undefined = None, error.problem
            found.append(CodeTest(code, first, second, contrast, undefined))
    return found


def _fits(code: str, word: str) -> bool:
    return code.startswith(word[:-1]) if word.endswith("*") else code == word
