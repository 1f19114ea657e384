"""Dividing vectors into k parts, always the same way: a tree first, then k-means."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from idtool.themes.features import Vectors, unit_rows

DIRECTIONS = 40
ROUNDS = 12
_DENSE = 100_000  # up to here a table of zeros and ones is faster than a sparse one


def main_directions(rows: Vectors) -> Vectors:
    """The directions in which rows lie most, shape (dimensions, at most 40).

    What the rest tells apart is mostly single segments; without it all that follows takes
    a fraction of the time.
    """
    values, axes = np.linalg.eigh(rows.T.astype(np.float64) @ rows.astype(np.float64))
    order = np.argsort(-values, kind="stable")[:DIRECTIONS]
    kept: Vectors = axes[:, order].astype(rows.dtype)
    return kept


@dataclass(frozen=True, slots=True)
class Tree:
    """Segments joined two and two (Ward's method), to be cut into any number of parts.

    ``rows`` are the segments it was grown on; ``joined`` is scipy's linkage matrix.
    """

    rows: Vectors
    joined: NDArray[np.float64]

    def cut(self, k: int) -> Vectors:
        """Centers of the k parts, rows of length 1; fewer where segments are the same."""
        from scipy.cluster.hierarchy import fcluster

        labels = np.unique(fcluster(self.joined, k, "maxclust"), return_inverse=True)[1]
        even = np.ones(len(labels), dtype=self.rows.dtype)
        return unit_rows(_sums(self.rows, labels, even, int(labels.max()) + 1))


def grow_tree(rows: Vectors, weights: Vectors, *, most: int, random: np.random.Generator) -> Tree:
    """Grow a tree on segments that have a weight, on ``most`` of them drawn at random.

    Ward, J. H. (1963). Journal of the American Statistical Association, 58, 236-244.
    Unlike random starts of k-means it gives one answer.
    """
    from scipy.cluster.hierarchy import linkage

    heard = np.flatnonzero((weights > 0) & rows.any(axis=1))
    if len(heard) < 2:
        heard = np.arange(len(rows))
    if len(heard) > most:
        draws = random.random(len(heard))
        heard = np.sort(heard[draws.argsort(kind="stable")[:most]])
    chosen = unit_rows(rows[heard])
    return Tree(chosen, linkage(chosen.astype(np.float64), "ward"))


def follow_centers(
    rows: Vectors, centers: Vectors, weights: Vectors
) -> tuple[NDArray[np.int64], Vectors]:
    """Spherical k-means from given centers: the part of each row, and where centers end.

    Args:
        rows: One row per segment, of any length.
        centers: Rows of length 1 to start from.
        weights: How much each row counts in its center.
    """
    labels = np.full(len(rows), -1, dtype=np.int64)
    for _ in range(ROUNDS):
        found = (rows @ centers.T).argmax(axis=1)
        if np.array_equal(found, labels):
            break
        labels = found
        sums = _sums(rows, labels, weights, len(centers))
        empty = ~sums.any(axis=1, keepdims=True)
        centers = np.where(empty, centers, unit_rows(sums))
    return labels, centers


def _sums(rows: Vectors, labels: NDArray[np.int64], weights: Vectors, k: int) -> Vectors:
    """Weighted sum of the rows of each part."""
    if len(rows) * k <= _DENSE:
        shares = np.zeros((k, len(rows)), dtype=rows.dtype)
        shares[labels, np.arange(len(rows))] = weights
        return shares @ rows
    ends = np.arange(len(rows) + 1)
    belongs = sparse.csr_matrix((weights, labels, ends), shape=(len(rows), k))
    return np.asarray(belongs.T @ rows)
