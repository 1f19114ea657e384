"""Callaghan and Müller-Hansen (2020), the test of recall on a random sample, reckoned by hand.

Systematic Reviews, 9, 273: K_tar = floor(rho_seen / tau - rho_AL + 1), and the chance of
k or fewer out of an urn with K_tar that hold. No worked numbers are printed there.
"""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idtool.coding.callaghan_2020 import RandomSample, lowest_recall, recall_p
from idtool.errors import InsufficientData


def test_none_of_ten_out_of_twenty_after_eight_were_found() -> None:
    """Recall under .8 needs floor(8 / .8 - 8 + 1) = 3 among the twenty."""
    p = recall_p(RandomSample(8, 20, 10, 0), 0.8)
    assert p == pytest.approx((10 * 9 * 8) / (20 * 19 * 18))


def test_fifteen_of_twenty_are_enough() -> None:
    assert recall_p(RandomSample(8, 20, 15, 0), 0.8) == pytest.approx(60 / 6840)


def test_what_held_in_the_sample_is_found_too() -> None:
    """floor(10 / .8 - 8 + 1) = 5 of twenty; two or fewer of them among ten drawn."""
    ways = sum(comb(5, k) * comb(15, 10 - k) for k in (0, 1, 2))
    assert recall_p(RandomSample(8, 20, 10, 2), 0.8) == pytest.approx(ways / comb(20, 10))


def test_a_target_that_floats_badly_is_reckoned_exactly() -> None:
    """57 / .95 is 60: three short of it plus one, not two plus one."""
    needed = 60 - 57 + 1
    ways = comb(100 - needed, 30) / comb(100, 30)
    assert recall_p(RandomSample(57, 100, 30, 0), 0.95) == pytest.approx(ways)


def test_everything_drawn_leaves_no_doubt() -> None:
    sample = RandomSample(5, 12, 12, 3)
    assert recall_p(sample, 0.95) == 0
    assert lowest_recall(sample) == 1


def test_those_passed_over_count_as_if_they_held() -> None:
    assert recall_p(RandomSample(8, 20, 10, 0, 1), 0.8) > recall_p(RandomSample(8, 20, 10, 0), 0.8)
    assert lowest_recall(RandomSample(8, 20, 20, 0, 2)) == pytest.approx(8 / 10)


def test_undefined_without_a_sample_or_without_anything_that_held() -> None:
    with pytest.raises(InsufficientData, match="random order"):
        recall_p(RandomSample(8, 20, 0, 0), 0.8)
    with pytest.raises(InsufficientData, match="No proposal has held"):
        lowest_recall(RandomSample(0, 20, 10, 0))
    with pytest.raises(ValueError, match="than there were"):
        RandomSample(8, 20, 10, 11)


@given(st.integers(1, 40), st.integers(1, 60), st.data(), st.sampled_from([0.5, 0.8, 0.9, 0.95]))
def test_the_limit_is_the_test_turned_round(
    before: int, urn: int, data: st.DataObject, target: float
) -> None:
    drawn = data.draw(st.integers(1, urn))
    sample = RandomSample(before, urn, drawn, data.draw(st.integers(0, drawn)))
    p, lowest = recall_p(sample, target), lowest_recall(sample)
    if p <= 0.05:
        assert lowest >= target - 1e-9
    else:
        assert lowest < target
