"""From codings of any shape to stretches that do not overlap within a coder."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from idtool.agreement.unitizing_2016 import Stretch


def joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping spans of one coder and code as one: twice is once. Touching ones stay apart."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def of_one_code(stretches: Iterable[Stretch], code: str) -> tuple[Stretch, ...]:
    """One coder's stretches of one code."""
    spans = joined((start, end) for start, end, value in stretches if value == code)
    return tuple((start, end, code) for start, end in spans)


def by_sets(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """One coder's stretches of all codes, cut wherever the set of codes changes.

    The value of a stretch is its set of codes, joined by ``+``. The u-alpha family
    allows one value at a place; where codes overlap, the set is that value.
    """
    by_code: dict[str, list[tuple[int, int]]] = {}
    for start, end, value in stretches:
        by_code.setdefault(value, []).append((start, end))
    spans = [(start, end, code) for code, found in by_code.items() for start, end in joined(found)]
    edges = sorted({place for start, end, _ in spans for place in (start, end)})
    starts: dict[int, list[str]] = {}
    ends: dict[int, list[str]] = {}
    for start, end, code in spans:
        starts.setdefault(start, []).append(code)
        ends.setdefault(end, []).append(code)
    current: set[str] = set()
    found_pieces: list[Stretch] = []
    for here, there in pairwise(edges):
        current -= set(ends.get(here, ()))
        current |= set(starts.get(here, ()))
        if current:
            found_pieces.append((here, there, "+".join(sorted(current))))
    return tuple(found_pieces)
