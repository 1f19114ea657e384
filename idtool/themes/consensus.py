"""Groupings that hold when other people had been interviewed: consensus over resamples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from idtool.themes.dividing import follow_centers, grow_tree, main_directions
from idtool.themes.features import Vectors
from idtool.themes.neighbors import smooth

Labels = NDArray[np.int64]

TREE_SEGMENTS_DRAWN = 700
JOINED_SEGMENTS = 1500  # of more, so many drawn at random are joined, and the rest follow
JUDGES = 3  # every third resample has no part in the groupings and tells how far they hold
FEWEST_JOINED, LEAST_BRANCH = 5, 0.01  # segments, and share of all, that make a branch
MOST_CUTS = 12  # times k: how far a tree is cut to find k branches of some size
LAGS = 3  # each resample is compared with so many others


@dataclass(frozen=True, slots=True)
class Consensus:
    """One way to divide the segments into k groupings.

    ``labels`` has one number per segment, from 0: the part it fell into most often.
    ``votes`` is, per segment and part, the share of resamples in which the
    segment fell there. ``divided`` holds the divisions of resamples
    that had no part in the consensus, to judge it by; ``agreement`` is the mean adjusted
    Rand index between the divisions of all resamples.
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
    joined: int = JOINED_SEGMENTS,
) -> list[Consensus]:
    """Divide the segments into k groupings for each k, by what resamples agree on.

    In every resample segments are smoothed over those of the people drawn only, and
    only they make the tree and the centers of its own division into k parts. Segments
    that fall together in many resamples are joined (evidence accumulation): average
    linkage over the share of resamples in which two fall apart, cut where there are
    k branches of some size; what is in none goes to the branch it falls together with
    most. Each part of each of these resamples is then taken for the branch it overlaps most, and
    each casts one vote per segment. Every third resample has no part in this: it is kept to
    tell how far the groupings hold.

    Args:
        vectors: One row of length 1 per segment.
        graph: Their neighbor graph.
        heard: Weights of segments, one row per resample.
        ks: The numbers of groupings to try.
        seed: Which segments make the trees, where there are many.
        joined: How many segments are joined two and two at most.

    References:
        Fred, A. L. N., & Jain, A. K. (2005). Combining multiple clusterings using
        evidence accumulation. IEEE Transactions on Pattern Analysis and Machine
        Intelligence, 27, 835-850.
    """
    random = np.random.Generator(np.random.PCG64(seed))
    vectors = vectors @ main_directions(smooth(vectors, graph, heard=np.ones(len(vectors))))
    divided: dict[int, list[Labels]] = {k: [] for k in ks}
    for weights in heard:
        moved = smooth(vectors, graph, heard=weights)
        own = grow_tree(moved, weights, most=TREE_SEGMENTS_DRAWN, random=random)
        for k in ks:
            divided[k].append(follow_centers(moved, own.cut(k), weights)[0])
    some = _some_places(len(vectors), joined, random)
    return [_agree(k, divided[k], some) for k in ks]


def _some_places(n: int, most: int, random: np.random.Generator) -> Labels:
    """The segments that are joined two and two: all, or a random part of many."""
    if n <= most:
        return np.arange(n)
    return np.sort(random.random(n).argsort(kind="stable")[:most])


def _agree(k: int, divided: Sequence[Labels], some: Labels) -> Consensus:
    """What the divisions of all resamples agree on."""
    joined = [one for at, one in enumerate(divided) if at % JUDGES] or list(divided)
    judges = divided[::JUDGES] if len(joined) < len(divided) else divided
    falls = _parts_of(joined, k)
    branches = _join_what_falls_together(falls[some], len(joined), k)
    votes = _vote(falls, some, branches, len(joined), k)
    labels = votes.argmax(axis=1).astype(np.int64)
    return Consensus(k, labels, votes, tuple(judges), _agreement(divided))


def _parts_of(divided: Sequence[Labels], k: int) -> sparse.csr_matrix:
    """Which parts of which resamples each segment falls into, (segments, resamples x k)."""
    n, times = len(divided[0]), len(divided)
    columns = (np.stack(divided, axis=1) + np.arange(times) * k).ravel()
    ones = np.ones(n * times, dtype=np.float32)
    return sparse.csr_matrix((ones, columns, np.arange(n + 1) * times), shape=(n, times * k))


def _join_what_falls_together(falls: sparse.csr_matrix, times: int, k: int) -> Labels:
    """Up to k branches of segments by the share of resamples in which two fall together."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    n = falls.shape[0]
    dense = falls.toarray()
    together = dense @ dense.T  # whole numbers, the same on every machine
    apart = squareform(times - together, checks=False).astype(np.float64) / times
    tree = linkage(apart, "average")
    least = max(FEWEST_JOINED, int(LEAST_BRANCH * n))
    best, most = np.ones(n, dtype=np.int64), 0
    for cut in range(k, min(n, MOST_CUTS * k) + 1):
        labels = fcluster(tree, cut, "maxclust")
        sized = int((np.bincount(labels) >= least).sum())
        if most < sized <= k:
            best, most = labels, sized
        if sized >= k:
            break
    large = (np.bincount(best) >= least)[best]
    if not large.any():
        return np.zeros(n, dtype=np.int64)
    branches = np.full(n, -1, dtype=np.int64)
    branches[large] = np.unique(best[large], return_inverse=True)[1]
    members = np.eye(int(branches.max()) + 1, dtype=np.float32)[branches] * large[:, None]
    mean = np.round((together @ members).astype(np.float64) / members.sum(axis=0), 9)
    return np.where(large, branches, mean.argmax(axis=1)).astype(np.int64)


def _vote(falls: sparse.csr_matrix, some: Labels, branches: Labels, times: int, k: int) -> Vectors:
    """The share of resamples in which each segment falls into a part taken for each branch."""
    members = np.eye(k, dtype=np.float32)[branches]
    shared = np.asarray(falls[some].T @ members, dtype=np.float64)
    around = shared.sum(axis=1, keepdims=True) + members.sum(axis=0) - shared
    taken_for = (shared / np.maximum(around, 1)).argmax(axis=1)
    votes: Vectors = np.asarray(falls @ np.eye(k, dtype=np.float32)[taken_for], dtype=np.float64)
    return np.round(votes / times, 9)


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
