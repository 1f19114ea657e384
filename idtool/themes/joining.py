"""How groupings and their parts join: a tree by average linkage, for a dendrogram."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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


def apart_in_draws(
    divided: Sequence[NDArray[np.int64]], sets: Sequence[Sequence[int]]
) -> NDArray[np.float64]:
    """How often segments of two sets fall into different parts when other people are heard.

    Args:
        divided: The part of each segment, one row per draw of people.
        sets: Places of the segments of each set.

    Returns:
        Shape (sets, sets), 0 to 1: the mean over draws, and over all pairs of a segment of
        one and a segment of the other. Within a set it is not 0 as long as some of its
        segments fall apart.

    References:
        Fred, A. L. N., & Jain, A. K. (2005). Combining multiple clusterings using evidence
        accumulation. IEEE Transactions on Pattern Analysis and Machine Intelligence, 27,
        835-850.
    """
    together = np.zeros((len(sets), len(sets)))
    for labels in divided:
        width = int(labels.max()) + 1
        shares = np.stack([np.bincount(labels[list(s)], minlength=width) / len(s) for s in sets])
        together += shares @ shares.T
    found: NDArray[np.float64] = np.round(1 - together / len(divided), DECIMALS)
    return found


def join_groupings(
    divided: Sequence[NDArray[np.int64]],
    groupings: Sequence[tuple[str, Sequence[int]]],
    parts: Sequence[Sequence[tuple[str, Sequence[int]]]],
) -> tuple[Join, ...]:
    """The tree of groupings, each opened into its parts where it has some.

    Parts of one grouping join each other before it joins another one. The distance is
    how often segments fall apart when other people are heard (``apart_in_draws``).

    Args:
        divided: The part of each segment, one row per draw of people.
        groupings: Name and places of the segments of each grouping.
        parts: The same for the parts of each grouping.
    """
    joins: list[Join] = []
    leaves: list[tuple[str, ...]] = []
    for (name, _), inside in zip(groupings, parts, strict=True):
        leaves.append(tuple(part for part, _ in inside) or (name,))
        joins += _named(divided, inside, [(part,) for part, _ in inside])
    return tuple(_rising(joins + _named(divided, groupings, leaves)))


def tree_order(distances: Vectors, sizes: Sequence[int]) -> list[int]:
    """Leaves in an order in which no branches of their tree cross."""
    order: dict[tuple[int, ...], list[int]] = {(leaf,): [leaf] for leaf in range(len(sizes))}
    for one, other, _ in average_linkage(distances, sizes):
        order[tuple(sorted(one + other))] = order.pop(one) + order.pop(other)
    return [leaf for branch in order.values() for leaf in branch]


def _named(
    divided: Sequence[NDArray[np.int64]],
    sets: Sequence[tuple[str, Sequence[int]]],
    leaves: Sequence[tuple[str, ...]],
) -> list[Join]:
    if len(sets) < 2:
        return []
    apart = apart_in_draws(divided, [members for _, members in sets])
    found = average_linkage(apart, [len(members) for _, members in sets])
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
