"""Candidate patterns of codes: which codes meet in what people say, offered to a reader.

How it goes: occasions on which codes can meet, a person's answers or a person
(``Occasion``); how often each two codes meet, against the same codes dealt out among
the same person's answers (``meetings``, ``curveball``); codes joined as long as they
meet clearly more often than by chance, once per draw of people, and what joins in most
draws is a pattern (``joining``); how far it holds when other people are drawn; how often
shuffled codes give one as firm; and what it merely repeats (``echo``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from idtool.errors import InsufficientData
from idtool.themes.codes_met import Occasion, Pattern, PatternResult
from idtool.themes.cores import TRUSTED
from idtool.themes.echo import Echo
from idtool.themes.joined_codes import (
    MOST_DRAWS,
    RESAMPLES,
    Joined,
    branches_of,
    distances_of,
    judge,
    parts_by_draw,
)
from idtool.themes.joining import Join, average_linkage
from idtool.themes.meetings import count_meetings
from idtool.themes.pattern_views import describe_pattern, echoes_of

FEWEST_PEOPLE = 3
FEWEST_CODES = 4
FEWEST_MEETINGS = 10  # occasions with two codes or more
OFTEN_ENOUGH = 4  # occasions of a code, so that its company can be told from chance
PEOPLE_OF_A_CODE = 2
BY_CHANCE = 0.05


def find_patterns(
    occasions: Sequence[Occasion],
    *,
    seed: int,
    k: int | Literal["auto"] = "auto",
    minimum: int = FEWEST_MEETINGS,
    prefix: str = "Group ",
) -> PatternResult:
    """Find candidate patterns of codes, and say how far they can be trusted.

    Args:
        occasions: What was coded; their order plays no part.
        seed: Same seed, same occasions: same result, to the byte.
        k: How many patterns to offer. ``auto``: those that hold when other people are
            drawn, and are stronger than shuffled codes give in nineteen of twenty
            studies; a number: so many of the strongest, with a warning.
        minimum: Fewest occasions with two codes.
        prefix: Patterns are called by it and a number.

    Raises:
        InsufficientData: There are fewer than three people, than four codes that are
            frequent enough, or than ``minimum`` occasions with two codes.
    """
    ordered = sorted((o for o in occasions if o.codes), key=lambda o: o.id)
    codes = _frequent(ordered)
    place = {code: number for number, code in enumerate(codes)}
    rows = [frozenset(place[c] for c in o.codes if c in place) for o in ordered]
    people = sorted({o.person for o in ordered})
    _check_amount(people, codes, rows, minimum)
    number_of = {person: number for number, person in enumerate(people)}
    whose = [number_of[o.person] for o in ordered]
    with threadpool_limits(1):  # sums in one order, whatever the machine
        meetings = count_meetings(
            rows,
            whose,
            [o.stratum for o in ordered],
            n_codes=len(codes),
            n_people=len(people),
            seed=seed,
        )
        parts = parts_by_draw(meetings, people, rows, whose, seed)
        apart = distances_of(parts, len(codes))
        joins = average_linkage(apart, [1] * len(codes))
        found = judge(meetings, branches_of(apart, 1 - MOST_DRAWS), parts)
    offered, n_unsure = _offered(found, k)
    shown = sorted(
        (describe_pattern(ordered, codes, rows, meetings, apart, each) for each in offered),
        key=lambda p: (-len(p.people), -len(p.occasions), p.codes),
    )
    echoes = echoes_of(ordered, shown, seed=seed)
    inside = {code for pattern in shown for code in pattern.codes}
    every = sorted({code for o in ordered for code in o.codes})
    return PatternResult(
        tuple(_numbered(shown, echoes, prefix)),
        tuple(code for code in codes if code not in inside),
        tuple(code for code in every if code not in place),
        tuple(
            Join(tuple(codes[c] for c in one), tuple(codes[c] for c in other), round(height, 4))
            for one, other, height in joins
        ),
        {
            "n_occasions": len(ordered),
            "n_meetings": sum(len(row) > 1 for row in rows),
            "n_codes": len(codes),
            "n_people": len(people),
            "resamples": RESAMPLES,
            "draws_of_chance": len(meetings.drawn),
            "minimum": minimum,
        },
        seed,
        (*_warn_of_patterns(shown, n_unsure, k), *_warn_of_chance(ordered)),
    )


def _frequent(occasions: Sequence[Occasion]) -> list[str]:
    """Codes whose company can be told from chance."""
    n = Counter(code for o in occasions for code in o.codes)
    who: dict[str, set[str]] = {}
    for occasion in occasions:
        for code in occasion.codes:
            who.setdefault(code, set()).add(occasion.person)
    return sorted(c for c in n if n[c] >= OFTEN_ENOUGH and len(who[c]) >= PEOPLE_OF_A_CODE)


def _check_amount(
    people: Sequence[str], codes: Sequence[str], rows: Sequence[frozenset[int]], minimum: int
) -> None:
    n_meetings = sum(len(row) > 1 for row in rows)
    short = [
        f"{n} {what} (at least {least} needed)"
        for n, least, what in (
            (len(people), FEWEST_PEOPLE, "people"),
            (len(codes), FEWEST_CODES, f"codes on {OFTEN_ENOUGH} occasions or more"),
            (n_meetings, minimum, "occasions on which two codes meet"),
        )
        if n < least
    ]
    if short:
        raise InsufficientData(
            f"Patterns of codes cannot be told from chance: there are {', '.join(short)}.",
            "Code more of the material, or look at the segments: idtool cluster --on coded",
        )


def _offered(found: Sequence[Joined], k: int | Literal["auto"]) -> tuple[list[Joined], int]:
    """The patterns to offer, and how many are not sure enough."""
    sure = [
        f
        for f in found
        if f.stability >= TRUSTED and f.by_chance <= BY_CHANCE and f.n_people >= PEOPLE_OF_A_CODE
    ]
    if k == "auto":
        return sure, len(found) - len(sure)
    return list(found[:k]), 0


def _numbered(
    patterns: Sequence[Pattern], echoes: Sequence[Echo], prefix: str
) -> Iterator[Pattern]:
    for number, (pattern, echo) in enumerate(zip(patterns, echoes, strict=True), start=1):
        yield replace(pattern, id=f"{prefix}{number}", echo=echo)


def _warn_of_patterns(
    shown: Sequence[Pattern], n_unsure: int, k: int | Literal["auto"]
) -> Iterator[str]:
    if not shown:
        yield "No codes meet so much more often than by chance that it holds whoever is heard."
    if n_unsure:
        yield (
            f"Not offered, {n_unsure}: they do not hold when other people are drawn, or shuffled "
            f"codes give one as strong in more than one study of {round(1 / BY_CHANCE)}. "
            f"To see the strongest all the same: --k {min(len(shown) + n_unsure, 20)}."
        )
    if k != "auto" and len(shown) < k:
        yield f"{k} patterns were asked for; only {len(shown)} sets of codes join."
    weak = [number for number, p in enumerate(shown, start=1) if p.stability < TRUSTED]
    if weak:
        yield (
            f"Not to be trusted, stability under {TRUSTED}: "
            f"{', '.join(f'Group {number}' for number in weak)}."
        )
    lucky = [number for number, p in enumerate(shown, start=1) if p.by_chance > BY_CHANCE]
    if lucky:
        yield (
            f"As strong by chance in more than one shuffled study of {round(1 / BY_CHANCE)}: "
            f"{', '.join(f'Group {number}' for number in lucky)}."
        )


def _warn_of_chance(occasions: Sequence[Occasion]) -> Iterator[str]:
    """Where chance has hardly anything to deal out, nothing can be told from it."""
    sizes = Counter(o.stratum for o in occasions)
    alone = sum(sizes[o.stratum] == 1 for o in occasions)
    if alone * 2 > len(occasions):
        yield (
            f"{alone} of {len(occasions)} occasions stand alone under their question: their "
            "codes cannot be dealt out, and count neither way."
        )
