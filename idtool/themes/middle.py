"""The middle of a grouping, to read first, and its edge, to read against it."""

from __future__ import annotations

from collections.abc import Sequence, Set

import numpy as np

from idtool.themes.features import Vectors, unit_rows

N_CENTRAL, N_PERIPHERAL = 3, 2


def middle_and_edge(
    vectors: Vectors,
    members: Sequence[int],
    speakers: Sequence[tuple[str, ...]],
    *,
    firm: Set[int] = frozenset(),
) -> tuple[list[int], list[int]]:
    """The segments nearest to a grouping's middle, and those farthest from it.

    Args:
        vectors: One row of length 1 per segment.
        members: Places of the grouping's segments.
        speakers: The people of each segment.
        firm: Places of those that seldom fall elsewhere; they are central before others.

    Returns:
        Three places, nearest first, of different people as long as there are
        any; and two others, farthest first.
    """
    inside = vectors[list(members)]
    middle = unit_rows(inside.mean(axis=0, keepdims=True))[0]
    near = np.round(inside @ middle, 6)
    by_nearness = [members[place] for place in np.argsort(-near, kind="stable")]
    central: list[int] = []
    for place in sorted(by_nearness, key=lambda place: place not in firm):
        if all(set(speakers[place]).isdisjoint(speakers[other]) for other in central):
            central.append(place)
    rest = [place for place in by_nearness if place not in central[:N_CENTRAL]]
    central = (central[:N_CENTRAL] + rest)[:N_CENTRAL]
    edge = [place for place in reversed(by_nearness) if place not in central]
    return central, edge[:N_PERIPHERAL]


def nearest_outside(vectors: Vectors, members: Sequence[int]) -> int | None:
    """The place of the segment outside a grouping that comes nearest to its middle."""
    middle = unit_rows(vectors[list(members)].mean(axis=0, keepdims=True))[0]
    near = np.round(vectors @ middle, 6)
    near[list(members)] = -2.0
    best = int(np.argmax(near))
    return best if near[best] > 0 else None
