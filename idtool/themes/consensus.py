"""Groupings that hold when other people had been interviewed: consensus over resamples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from idtool.themes.features import Vectors
from idtool.themes.neighbors import smooth

Labels = NDArray[np.int64]

STARTS = 2
ROUNDS = 25
LAGS = 3  # each resample is compared with so many others


@dataclass(frozen=True, slots=True)
class Consensus:
    """One way to divide the segments into k groupings.

    ``labels`` has one number per segment, from 0. ``support`` is, per segment
    and part, the share of the part's segments with which the segment fell
    together, averaged over resamples. ``divided`` holds the labels in each
    resample; ``agreement`` is the mean adjusted Rand index between resamples.
    """

    k: int
    labels: Labels
    support: Vectors
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

    The segments, smoothed over the neighbor graph of all, are divided by spherical
    k-means once per resample, the people drawn weighing more; these divisions are
    divided once more, segments being alike that fell together often. How far the
    result holds is told by other divisions, for which each segment was smoothed over
    those of the people drawn only: who was not heard has no say in them.

    Args:
        vectors: One row of length 1 per segment.
        graph: Their neighbor graph.
        heard: Weights of segments, one row per resample.
        ks: The numbers of groupings to try.
        seed: For the starts of k-means.
    """
    random = np.random.Generator(np.random.PCG64(seed))
    vectors, heard = vectors.astype(np.float32), heard.astype(np.float32)  # half the time
    graph = graph.astype(np.float32)
    everyone = np.ones(len(vectors), dtype=np.float32)
    divided: dict[int, list[Labels]] = {k: [] for k in ks}
    voted: dict[int, list[Labels]] = {k: [] for k in ks}
    settled = smooth(vectors, graph, heard=everyone)
    for weights in heard:
        moved = smooth(vectors, graph, heard=weights)
        for k in ks:
            divided[k].append(spherical_k_means(moved, k, weights=weights, random=random)[0])
            voted[k].append(spherical_k_means(settled, k, weights=weights, random=random)[0])
    results = []
    for k in ks:
        labels = _divide_votes(_stack(voted[k], k), k, everyone, random)
        votes = _stack(divided[k], k)
        results.append(
            Consensus(
                k,
                labels,
                _support(votes, labels, k, len(heard)),
                tuple(divided[k]),
                _agreement(divided[k]),
            )
        )
    return results


def spherical_k_means(
    rows: Vectors, k: int, *, weights: Vectors, random: np.random.Generator
) -> tuple[Labels, float]:
    """Labels of rows of length 1, and the weighted mean cosine to their centers."""
    best: tuple[Labels, float] | None = None
    for _ in range(STARTS):
        centers = _spread_centers(rows, k, weights, random)
        labels = np.full(len(rows), -1, dtype=np.int64)
        for _ in range(ROUNDS):
            near = rows @ centers.T
            found = near.argmax(axis=1).astype(np.int64)
            if np.array_equal(found, labels):
                break
            labels = found
            members = np.zeros((len(rows), k), dtype=rows.dtype)
            members[np.arange(len(rows)), labels] = weights
            sums = members.T @ rows
            lengths = np.linalg.norm(sums, axis=1, keepdims=True)
            centers = np.where(lengths > 1e-9, sums / np.maximum(lengths, 1e-9), centers)
        fit = round(float((near.max(axis=1) * weights).sum() / weights.sum()), 9)
        if best is None or fit > best[1]:
            best = (labels, fit)
    if best is None:
        raise AssertionError("k-means made no start")
    return best


def _spread_centers(
    rows: Vectors, k: int, weights: Vectors, random: np.random.Generator
) -> Vectors:
    """First centers, each drawn in proportion to its distance from those before it."""
    chosen = [_draw(weights, random)]
    far = np.maximum(1 - rows @ rows[chosen[0]], 0.0)
    while len(chosen) < k:
        chosen.append(_draw(np.round(weights * far, 6), random))
        far = np.minimum(far, np.maximum(1 - rows @ rows[chosen[-1]], 0.0))
    return rows[chosen].copy()


def _draw(weights: Vectors, random: np.random.Generator) -> int:
    """A place, drawn in proportion to its weight."""
    heights = np.cumsum(weights, dtype=np.float64)
    if heights[-1] <= 0:
        return int(random.random() * len(weights))
    return int(np.searchsorted(heights, random.random() * heights[-1], side="right"))


def _stack(divided: Sequence[Labels], k: int) -> sparse.csr_matrix:
    """Shape (segments, resamples times k): 1 where the segment fell, per resample."""
    n = len(divided[0])
    columns = np.concatenate([labels + k * place for place, labels in enumerate(divided)])
    rows = np.tile(np.arange(n), len(divided))
    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(n, k * len(divided)))


def _divide_votes(
    votes: sparse.csr_matrix, k: int, weights: Vectors, random: np.random.Generator
) -> Labels:
    rows = votes.toarray().astype(np.float32) / np.float32(np.sqrt(votes.shape[1] / k))
    return spherical_k_means(rows, k, weights=weights, random=random)[0]


def _support(votes: sparse.csr_matrix, labels: Labels, k: int, resamples: int) -> Vectors:
    """Shape (segments, k): mean share of each grouping found together with the segment."""
    support: Vectors = np.zeros((votes.shape[0], k))
    for group in range(k):
        members = labels == group
        if members.any():
            shares = np.asarray(votes[members].mean(axis=0)).ravel()
            support[:, group] = np.asarray(votes @ shares).ravel() / resamples
    rounded: Vectors = np.round(support, 9)
    return rounded


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
