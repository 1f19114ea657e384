"""Segments between the groupings they fall into: Hoffman et al. (1997), radial visualization."""

from __future__ import annotations

import numpy as np
import pytest

from idtool.themes.layout import SPREAD, lay_out

CORES = [[0, 1], [2, 3], [4, 5], [6, 7]]
DIVIDED = [np.array([0, 0, 1, 1, 2, 2, 3, 3, 0, 1]), np.array([0, 0, 0, 0, 1, 1, 1, 1, 0, 1])]
SHARES = np.array([[float(place // 2 == core) for core in range(4)] for place in range(10)])
VECTORS = np.random.default_rng(1).normal(size=(10, 5))


def test_always_in_one_grouping_is_on_the_rim_never_in_any_is_in_the_middle() -> None:
    shares = SHARES.copy()
    shares[8:] = 0
    places = np.array(lay_out(VECTORS, shares, DIVIDED, CORES))
    far = np.hypot(*places.T)

    assert far[:8] == pytest.approx(1, abs=2 * SPREAD)
    assert far[8:] == pytest.approx(0, abs=1.5 * SPREAD)


def test_half_here_and_half_there_is_half_way() -> None:
    shares = SHARES.copy()
    shares[8] = (0.5, 0.5, 0, 0)
    flat = np.array(lay_out(np.zeros((10, 1)), shares, DIVIDED, CORES))

    assert flat[8] == pytest.approx((flat[0] + flat[2]) / 2, abs=1e-4)
    assert flat[0] == pytest.approx(flat[1])


def test_groupings_that_join_stand_side_by_side() -> None:
    flat = np.array(lay_out(np.zeros((10, 1)), SHARES, DIVIDED, CORES))
    first, second, third, fourth = flat[0], flat[2], flat[4], flat[6]

    side_by_side = np.hypot(*(first - second)), np.hypot(*(third - fourth))
    assert max(side_by_side) < np.hypot(*(first - third)) + 1e-9


def test_without_groupings_there_is_still_a_map() -> None:
    places = np.array(lay_out(VECTORS, np.zeros((10, 0)), DIVIDED, []))
    assert np.abs(places).max() == pytest.approx(SPREAD, abs=1e-3)
