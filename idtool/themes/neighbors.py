"""The graph of nearest neighbors among segments, and smoothing over it."""

from __future__ import annotations

from math import isqrt

import numpy as np
from scipy import sparse

from idtool.themes.features import Vectors, unit_rows

FEWEST_NEIGHBORS, MOST_NEIGHBORS = 6, 20
STEPS = 4
WIDEST, HALVINGS = 10.0, 24  # the scale of closeness is found by halving
MOST_LOOKED_AT = 2000  # segments, evenly spaced; enough to find what is near
_ROWS_AT_ONCE = 1024


def neighbor_graph(vectors: Vectors) -> sparse.csr_matrix:
    """Who is nearest to whom, by cosine, as a symmetric weighted graph.

    Each segment looks to as many neighbors as the square root of one and a half times
    all, between 6 and 20; of more than 2,000 segments, among so many. The nearest counts
    1, the others by how much farther they are, on a scale of the segment's own that makes
    all of them together count the binary logarithm of their number: a segment in
    sparse talk has neighbors as one in dense talk has. Two looks are joined as chances are.

    Args:
        vectors: One row of length 1 per segment.

    References:
        McInnes, L., Healy, J., & Melville, J. (2018). UMAP. arXiv:1802.03426, section 3.
    """
    total = len(vectors)
    n = min(max(isqrt(total * 3 // 2), FEWEST_NEIGHBORS), MOST_NEIGHBORS, total - 1)
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
        weights.append(_closeness(1 - picked).ravel())
    graph = sparse.csr_matrix(
        (np.concatenate(weights), (np.concatenate(rows), np.concatenate(columns))),
        shape=(total, total),
    )
    graph = (graph + graph.T - graph.multiply(graph.T)).tocsr()
    graph.eliminate_zeros()
    return graph


def _closeness(distances: Vectors) -> Vectors:
    """How much each of a segment's neighbors counts, one row of distances per segment."""
    beyond = distances - distances.min(axis=1, keepdims=True)
    wanted = np.log2(beyond.shape[1])
    low, high = np.zeros((len(beyond), 1)), np.full((len(beyond), 1), WIDEST)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        much = np.exp(-beyond / middle).sum(axis=1, keepdims=True) > wanted
        low, high = np.where(much, low, middle), np.where(much, middle, high)
    weights: Vectors = np.round(np.exp(-beyond / high), 5)
    return weights


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
