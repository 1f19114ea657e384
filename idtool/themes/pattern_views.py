"""A pattern of codes as a reader gets it: people, pairs, and occasions on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from idtool.themes.codes_met import Occasion, Pair, Pattern
from idtool.themes.echo import Echo, echo_of_each
from idtool.themes.features import Vectors
from idtool.themes.joined_codes import MOST_DRAWS, Joined
from idtool.themes.meetings import Meetings, lift, normalized_pmi

N_CENTRAL, N_PERIPHERAL, N_CONTRARY = 3, 2, 3


def describe_pattern(
    occasions: Sequence[Occasion],
    codes: Sequence[str],
    rows: Sequence[frozenset[int]],
    meetings: Meetings,
    apart: Vectors,
    found: Joined,
) -> Pattern:
    """Put together what is told of one set of joined codes; ``rows`` are codes as numbers.

    What it echoes is told of all patterns at once (``echoes_of``).
    """
    inside = set(found.codes)
    shared = [len(inside & row) for row in rows]
    where = [number for number, n in enumerate(shared) if n > 1]
    people = {occasions[number].person for number in where}
    alone = [
        number
        for number, n in enumerate(shared)
        if n == 1 and occasions[number].person not in people
    ]
    by_most = sorted(where, key=lambda n: (-shared[n], len(rows[n]), occasions[n].id))
    central = _of_different_people(occasions, by_most, N_CENTRAL)
    edge = [number for number in reversed(by_most) if number not in central]
    near = [
        code
        for code in range(len(codes))
        if code not in inside and 1 - apart[code, list(found.codes)].mean() > MOST_DRAWS / 2
    ]
    return Pattern(
        "",
        tuple(codes[code] for code in found.codes),
        tuple(occasions[number].id for number in where),
        tuple(sorted(people)),
        _people_by(occasions, where, "role"),
        _people_by(occasions, where, "kind"),
        found.stability,
        found.strength,
        found.by_chance,
        tuple(_pairs(occasions, codes, rows, meetings, found.codes)),
        tuple(occasions[n].id for n in central),
        tuple(occasions[n].id for n in _of_different_people(occasions, edge, N_PERIPHERAL)),
        tuple(occasions[n].id for n in _of_different_people(occasions, alone, N_CONTRARY)),
        tuple(sorted({occasions[number].person for number in alone})),
        Echo(),
        tuple(codes[code] for code in near),
    )


def _of_different_people(occasions: Sequence[Occasion], ranked: Sequence[int], n: int) -> list[int]:
    """The first n, one of each person as long as there are any."""
    first: dict[str, int] = {}
    for number in ranked:
        first.setdefault(occasions[number].person, number)
    chosen = list(first.values())
    return (chosen + [number for number in ranked if number not in chosen])[:n]


def _people_by(occasions: Sequence[Occasion], where: Sequence[int], what: str) -> dict[str, int]:
    counts: dict[str, set[str]] = {}
    for number in where:
        value = getattr(occasions[number], what)
        if value is not None:
            counts.setdefault(value, set()).add(occasions[number].person)
    return {value: len(people) for value, people in sorted(counts.items())}


def _pairs(
    occasions: Sequence[Occasion],
    codes: Sequence[str],
    rows: Sequence[frozenset[int]],
    meetings: Meetings,
    inside: Sequence[int],
) -> Iterator[Pair]:
    """The pairs of a pattern that meet, most often first."""
    found, expected = meetings.found.sum(axis=0), meetings.expected.sum(axis=0)
    n = {code: sum(code in row for row in rows) for code in inside}
    pairs = [(a, b) for at, a in enumerate(inside) for b in inside[at + 1 :] if found[a, b]]
    for a, b in sorted(pairs, key=lambda pair: (-found[pair], pair)):
        both = {o.person for o, row in zip(occasions, rows, strict=True) if a in row and b in row}
        together = int(found[a, b])
        yield Pair(
            (codes[a], codes[b]),
            together,
            len(both),
            round(float(expected[a, b]), 2),
            lift(together, n[a], n[b], len(rows)),
            normalized_pmi(together, n[a], n[b], len(rows)),
            meetings.by_chance(a, b),
        )


def echoes_of(
    occasions: Sequence[Occasion], patterns: Sequence[Pattern], *, seed: int
) -> tuple[Echo, ...]:
    """What the occasions of each pattern repeat; role, kind and coder go with the person."""
    names = ("question", "vignette", "person", "role", "coder", "kind")
    place = {occasion.id: number for number, occasion in enumerate(occasions)}
    who = [occasion.person for occasion in occasions]
    return echo_of_each(
        {name: [getattr(o, name) for o in occasions] for name in names},
        [[place[id_] for id_ in pattern.occasions] for pattern in patterns],
        carriers={"role": who, "kind": who, "coder": who},
        seed=seed,
    )
