"""Groupings that hold when other people had been interviewed: consensus over resamples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from idtool.themes.dividing import follow_centers, grow_tree, main_directions
from idtool.themes.features import Vectors, unit_rows
from idtool.themes.neighbors import smooth

Labels = NDArray[np.int64]

TREE_SEGMENTS, TREE_SEGMENTS_DRAWN = 1500, 700
LAGS = 3  # each resample is compared with so many others


@dataclass(frozen=True, slots=True)
class Consensus:
    """One way to divide the segments into k groupings.

    ``labels`` has one number per segment, from 0: the part it fell into most often.
    ``votes`` is, per segment and part, the share of resamples in which the
    segment fell there. ``divided`` holds other divisions, one per resample, found
    without knowing of these; ``agreement`` is the mean adjusted Rand index
    between them.
    """

    k: int
    labels: Labels
    votes: Vectors
    divided: tuple[Labels, ...]
    agreement: float


def resample(units: Sequence[tuple[str, ...]], *, resamples: int, seed: int) -> Vectors:
    """Weights of segments when people (or other units) are drawn with replacement.

    Args:
        units: The people of each segment.
        resamples: How many draws.
        seed: Same seed, same draws.

    Returns:
        Shape (resamples, segments): how often the segment's people were drawn
        (their mean, for a segment of two people).
    """
    names = sorted({name for group in units for name in group})
    places = {name: place for place, name in enumerate(names)}
    random = np.random.Generator(np.random.PCG64(seed)).random((resamples, len(names)))
    drawn = (random * len(names)).astype(np.int64)
    times = np.stack([np.bincount(row, minlength=len(names)) for row in drawn]).astype(float)
    rows = [row for row, group in enumerate(units) for _ in group]
    columns = [places[name] for group in units for name in group]
    parts = [1 / len(group) for group in units for _ in group]
    belongs = sparse.csr_matrix((parts, (rows, columns)), shape=(len(units), len(names)))
    return np.asarray((belongs @ times.T).T)


def find_consensus(
    vectors: Vectors,
    graph: sparse.csr_matrix,
    heard: Vectors,
    *,
    ks: Sequence[int],
    seed: int,
) -> list[Consensus]:
    """Divide the segments into k groupings for each k, by what resamples agree on.

    The segments, smoothed over the neighbor graph of all, are divided by a tree and
    then by k-means. From these centers k-means starts again for every resample, in
    which a segment was smoothed over those of the people drawn only, and only they
    make the centers: each resample casts one vote per segment.

    How far the result holds is told by other divisions: a tree of its own for every
    resample, which knows of the first one nothing. Who was not heard has no say.

    Args:
        vectors: One row of length 1 per segment.
        graph: Their neighbor graph.
        heard: Weights of segments, one row per resample.
        ks: The numbers of groupings to try.
        seed: Which segments make the trees, where there are many.
    """
    random = np.random.Generator(np.random.PCG64(seed))
    everyone = np.ones(len(vectors))
    settled = smooth(vectors, graph, heard=everyone)
    directions = main_directions(settled)
    vectors, settled = vectors @ directions, unit_rows(settled @ directions)
    tree = grow_tree(settled, everyone, most=TREE_SEGMENTS, random=random)
    centers = {k: follow_centers(settled, tree.cut(k), everyone)[1] for k in ks}
    divided: dict[int, list[Labels]] = {k: [] for k in ks}
    votes = {k: np.zeros((len(vectors), k), dtype=np.float32) for k in ks}
    places = np.arange(len(vectors))
    for weights in heard:
        moved = smooth(vectors, graph, heard=weights)
        own = grow_tree(moved, weights, most=TREE_SEGMENTS_DRAWN, random=random)
        for k in ks:
            divided[k].append(follow_centers(moved, own.cut(k), weights)[0])
            votes[k][places, follow_centers(moved, centers[k], weights)[0]] += 1
    return [_agree(k, votes[k] / len(heard), divided[k]) for k in ks]


def _agree(k: int, votes: Vectors, divided: Sequence[Labels]) -> Consensus:
    rounded: Vectors = np.round(votes.astype(np.float64), 9)
    labels = rounded.argmax(axis=1).astype(np.int64)
    return Consensus(k, labels, rounded, tuple(divided), _agreement(divided))


def _agreement(divided: Sequence[Labels]) -> float:
    """Mean adjusted Rand index between resamples, each with the next few."""
    n = len(divided)
    pairs = [(i, (i + lag) % n) for lag in range(1, min(LAGS, n - 1) + 1) for i in range(n)]
    if not pairs:
        return 0.0
    return round(float(np.mean([adjusted_rand(divided[i], divided[j]) for i, j in pairs])), 4)


def adjusted_rand(one: Labels, other: Labels) -> float:
    """Agreement of two divisions, 1 if the same, 0 as by chance.

    Hubert, L., & Arabie, P. (1985). Journal of Classification, 2, 193-218. If
    both put everything into one grouping, they are the same: 1.
    """
    width = int(max(one.max(), other.max())) + 1
    table = np.bincount(one * width + other, minlength=width * width).reshape(width, width)
    pairs = (table * (table - 1) / 2).sum()
    a, b = table.sum(axis=1), table.sum(axis=0)
    pairs_a, pairs_b = (a * (a - 1) / 2).sum(), (b * (b - 1) / 2).sum()
    expected = pairs_a * pairs_b / (len(one) * (len(one) - 1) / 2)
    most = (pairs_a + pairs_b) / 2
    return 1.0 if most == expected else float((pairs - expected) / (most - expected))
