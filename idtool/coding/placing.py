"""Placing: where in a passage a code belongs: its best stretch, and others that are fair."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from idtool.coding.hearing import Talk
from idtool.coding.scores import Scores
from idtool.coding.strength import FAIR
from idtool.coding.stretches import LONGEST_STRETCH, MOST_SENTENCES

_LONGER_BY_A_SENTENCE = 0.97
_NEXT_BUT_ONE = 2
_ANOTHER = 0.6


@dataclass(frozen=True, slots=True)
class Place:
    """Units ``first`` to ``last`` under one code, as good as the best ``pair`` of what it holds.

    ``pairs`` are all stretches with that code that became one.
    """

    pair: int
    first: int
    last: int
    score: float
    own: float
    pairs: tuple[int, ...]


def places(scores: Scores, talk: Talk, n_codes: int) -> tuple[Any, list[Place]]:
    """For each passage and code the best stretch, and further ones that are fair or better.

    Returns:
        The pairs that are the only place of their code in their passage, and the places of
        codes that have several, in order.
    """
    if not len(scores.row):
        return np.zeros(0, dtype=np.int64), []
    first, last = talk.stretches.first[scores.row], talk.stretches.last[scores.row]
    longer = np.array([_LONGER_BY_A_SENTENCE**n for n in range(MOST_SENTENCES)])
    goodness = (scores.score + scores.own) * longer[last - first]
    # Rounded, so that stretches with the same words tie on every machine: the earlier is kept.
    goodness = np.round(goodness, 9)
    group = talk.passage_of_stretch[scores.row] * n_codes + scores.code
    order = np.argsort(group, kind="stable")
    group, goodness = group[order], goodness[order]
    begins = np.flatnonzero(np.append(True, group[1:] != group[:-1]))
    sizes = np.diff(np.append(begins, len(order)))
    highest = np.flatnonzero(goodness == np.repeat(np.maximum.reduceat(goodness, begins), sizes))
    best = order[highest[np.searchsorted(highest, begins)]]
    of = np.repeat(best, sizes)
    apart = (last[order] < first[of]) | (last[of] < first[order])
    further = (scores.score[order] >= FAIR) & (scores.own[order] >= _ANOTHER * scores.own[of])
    several = np.add.reduceat(apart & further, begins) > 0
    found = []
    for number in np.flatnonzero(several).tolist():
        begin, size = int(begins[number]), int(sizes[number])
        chosen = np.flatnonzero((apart & further)[begin : begin + size]) + begin
        pairs = [int(best[number]), *order[chosen].tolist()]
        found += _apart(
            [
                Place(
                    pair,
                    int(first[pair]),
                    int(last[pair]),
                    float(scores.score[pair]),
                    float(scores.own[pair]),
                    (pair,),
                )
                for pair in pairs
            ],
            talk.units.bounds,
        )
    return best[~several], found


def _apart(found: Iterable[Place], bounds: Any) -> list[Place]:
    """The best stretch of one code, and others that are fair; neighbors become one stretch.

    Of overlapping stretches the better is kept, a shorter one unless the longer says more.

    Args:
        found: Places of one code in one passage.
        bounds: For each unit its first word; at the end the last word's next.
    """
    kept: list[Place] = []
    for place in sorted(found, key=_goodness):
        if kept and (place.score < FAIR or place.own < _ANOTHER * kept[0].own):
            continue
        if all(place.last < other.first or other.last < place.first for other in kept):
            kept.append(place)
    kept.sort(key=lambda place: place.first)
    merged = kept[:1]
    for place in kept[1:]:
        size = bounds[place.last + 1] - bounds[merged[-1].first]
        if place.first - merged[-1].last <= _NEXT_BUT_ONE and size <= LONGEST_STRETCH:
            merged[-1] = _merged(merged[-1], place)
        else:
            merged.append(place)
    return merged


def _goodness(place: Place) -> tuple[float, int, int]:
    """Sorts the best place first."""
    longer = _LONGER_BY_A_SENTENCE ** (place.last - place.first)
    return -(place.score + place.own) * longer, place.first, place.last


def _merged(left: Place, right: Place) -> Place:
    """Two stretches of one code and what stands between them, scored like the better."""
    better = right if right.score > left.score else left
    return replace(better, first=left.first, last=right.last, pairs=(*left.pairs, *right.pairs))
