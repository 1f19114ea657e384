"""Closeness on each segment's own scale: McInnes, Healy & Melville (2018), UMAP, section 3."""

from __future__ import annotations

import numpy as np
import pytest

from idtool.themes.neighbors import _closeness


def test_all_neighbors_together_count_the_binary_logarithm_of_their_number() -> None:
    random = np.random.Generator(np.random.PCG64(1))
    dense = random.random((5, 8)) * 0.1
    sparse = 0.5 + 5 * dense

    for distances in (dense, sparse):
        weights = _closeness(distances)
        assert weights.sum(axis=1) == pytest.approx(np.log2(8), abs=1e-3)
        assert weights.max(axis=1) == pytest.approx(1)  # the nearest counts whole
    assert _closeness(sparse) == pytest.approx(_closeness(dense), abs=1e-3)


def test_the_farther_the_less() -> None:
    (weights,) = _closeness(np.array([[0.1, 0.2, 0.4, 0.8]]))
    assert (np.diff(weights) < 0).all()


def test_neighbors_at_the_same_distance_count_alike() -> None:
    (weights,) = _closeness(np.array([[0.3, 0.3, 0.3, 0.3]]))
    assert len(set(weights.tolist())) == 1
