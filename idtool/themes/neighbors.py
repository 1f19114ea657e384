"""The graph of nearest neighbors among segments, and smoothing over it."""

from __future__ import annotations

from math import isqrt

import numpy as np
from scipy import sparse

from idtool.themes.features import Vectors, unit_rows

FEWEST_NEIGHBORS, MOST_NEIGHBORS = 6, 40
STEPS = 4
MOST_LOOKED_AT = 2000  # segments, evenly spaced; enough to find what is near
_ROWS_AT_ONCE = 1024


def neighbor_graph(vectors: Vectors) -> sparse.csr_matrix:
    """Who is nearest to whom, by cosine, as a symmetric weighted graph.

    Each segment looks to as many neighbors as the square root of one and a half times
    all, between 6 and 40; of more than 2,000 segments, to 20 of so many.

    Args:
        vectors: One row of length 1 per segment.
    """
    total = len(vectors)
    most = MOST_NEIGHBORS if total <= MOST_LOOKED_AT else MOST_NEIGHBORS // 2
    n = min(max(isqrt(total * 3 // 2), FEWEST_NEIGHBORS), most, total - 1)
    among = np.unique(np.linspace(0, total - 1, min(total, MOST_LOOKED_AT)).astype(np.int64))
    others = vectors[among].T.copy()
    order = np.arange(len(among)) * (1e-6 / len(among))
    own = np.full(total, -1, dtype=np.int64)
    own[among] = np.arange(len(among))
    rows, columns, weights = [], [], []
    for begin in range(0, total, _ROWS_AT_ONCE):
        end = min(begin + _ROWS_AT_ONCE, total)
        far = -np.round(vectors[begin:end] @ others, 5)
        themselves = np.flatnonzero(own[begin:end] >= 0)
        far[themselves, own[begin:end][themselves]] = 1.0
        far += order  # of equals the earlier segment comes first, on every machine
        chosen = np.argpartition(far, n - 1, axis=1)[:, :n]
        picked = -np.take_along_axis(far, chosen, axis=1)
        rows.append(np.repeat(np.arange(begin, end), n))
        columns.append(among[chosen].ravel())
        weights.append(np.round(np.maximum(picked, 0.0), 5).ravel())
    graph = sparse.csr_matrix(
        (np.concatenate(weights), (np.concatenate(rows), np.concatenate(columns))),
        shape=(total, total),
    )
    graph = graph.maximum(graph.T).tocsr()
    graph.eliminate_zeros()
    return graph


def smooth(
    vectors: Vectors, graph: sparse.csr_matrix, *, heard: Vectors, steps: int = STEPS
) -> Vectors:
    """Each segment moved toward its neighbors, a few steps along the graph.

    Args:
        vectors: One row of length 1 per segment.
        graph: Their neighbor graph.
        heard: One weight per segment; a segment of weight 0 lends nothing to its
            neighbors, yet is itself moved.
        steps: How often.
    """
    pull = graph @ sparse.diags(heard, dtype=heard.dtype)
    strength = np.asarray(pull.sum(axis=1)).ravel()
    even = np.divide(1, strength, out=np.zeros_like(strength), where=strength > 0)
    share = sparse.diags(even, dtype=even.dtype)
    pull = share @ pull
    moved = vectors
    for _ in range(steps):
        moved = (moved + pull @ moved) / 2
    return unit_rows(moved)
