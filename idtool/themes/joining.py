"""How groupings and their parts join: a tree by average linkage, for a dendrogram."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from idtool.themes.features import Vectors

DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Join:
    """Two branches of a tree that become one; each is named by its leaves.

    ``height`` is the mean distance between what is in one and what is in the other,
    never below the joins within either.
    """

    one: tuple[str, ...]
    other: tuple[str, ...]
    height: float


def average_linkage(
    distances: Vectors, sizes: Sequence[int], *, until: float = np.inf
) -> list[tuple[tuple[int, ...], tuple[int, ...], float]]:
    """Join what is nearest, again and again, a joined branch lying at the mean of its members.

    Args:
        distances: Mean distance between members of each two leaves, shape (leaves, leaves).
        sizes: Members of each leaf.
        until: Nothing is joined at a greater mean distance than this.

    Returns:
        The joins in order, as leaves of one, leaves of the other, and mean distance. Of
        equals the pair that stands first is joined first.

    References:
        Sokal, R. R., & Michener, C. D. (1958). A statistical method for evaluating
        systematic relationships. University of Kansas Science Bulletin, 38, 1409-1438
        (unweighted pair-group method).
    """
    apart = np.round(np.array(distances, dtype=np.float64), DECIMALS)
    np.fill_diagonal(apart, np.inf)
    weights = np.array(sizes, dtype=np.float64)
    branches: list[tuple[int, ...]] = [(leaf,) for leaf in range(len(weights))]
    joins = []
    for _ in range(len(weights) - 1):
        first, second = divmod(int(np.argmin(apart)), len(weights))
        height = float(apart[first, second])
        if not height <= until:
            break
        joins.append((branches[first], branches[second], height))
        total = weights[first] + weights[second]
        mean = (weights[first] * apart[first] + weights[second] * apart[second]) / total
        apart[first] = apart[:, first] = np.round(mean, DECIMALS)
        apart[second] = apart[:, second] = np.inf
        apart[first, first] = np.inf
        weights[first] = total
        branches[first] = tuple(sorted(branches[first] + branches[second]))
    return joins


def cut(
    joins: Sequence[tuple[tuple[int, ...], tuple[int, ...], float]], n: int
) -> list[tuple[int, ...]]:
    """The branches that joins leave of n leaves, in order of their first leaf."""
    whole: dict[int, tuple[int, ...]] = {leaf: (leaf,) for leaf in range(n)}
    for one, other, _ in joins:
        joined = tuple(sorted(one + other))
        for leaf in joined:
            whole[leaf] = joined
    return sorted(set(whole.values()))


def join_groupings(
    vectors: Vectors,
    groupings: Sequence[tuple[str, Sequence[int]]],
    parts: Sequence[Sequence[tuple[str, Sequence[int]]]],
) -> tuple[Join, ...]:
    """The tree of groupings, each opened into its parts where it has some.

    Parts of one grouping join each other before it joins another one. The distance
    of two segments is 1 less their cosine.

    Args:
        vectors: One row of length 1 per segment.
        groupings: Name and places of the segments of each grouping.
        parts: The same for the parts of each grouping.
    """
    joins: list[Join] = []
    leaves: list[tuple[str, ...]] = []
    for (name, _), inside in zip(groupings, parts, strict=True):
        leaves.append(tuple(part for part, _ in inside) or (name,))
        joins += _named(vectors, inside, [(part,) for part, _ in inside])
    return tuple(_rising(joins + _named(vectors, groupings, leaves)))


def _named(
    vectors: Vectors, sets: Sequence[tuple[str, Sequence[int]]], leaves: Sequence[tuple[str, ...]]
) -> list[Join]:
    if len(sets) < 2:
        return []
    means = np.stack([vectors[list(members)].mean(axis=0) for _, members in sets])
    found = average_linkage(1 - means @ means.T, [len(members) for _, members in sets])
    return [
        Join(
            tuple(leaf for place in one for leaf in leaves[place]),
            tuple(leaf for place in other for leaf in leaves[place]),
            round(height, 4),
        )
        for one, other, height in found
    ]


def _rising(joins: Sequence[Join]) -> list[Join]:
    """No join below one within its branches."""
    told: dict[frozenset[str], float] = {}
    rising = []
    for join in joins:
        inner = (told.get(frozenset(side), 0.0) for side in (join.one, join.other))
        height = max(join.height, *inner)
        told[frozenset(join.one + join.other)] = height
        rising.append(Join(join.one, join.other, height))
    return rising
