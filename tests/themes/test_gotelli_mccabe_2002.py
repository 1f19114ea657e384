"""How far codes meet more often than by chance: Gotelli & McCabe (2002), Ecology 83."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from idtool.themes.meetings import Meetings, count_meetings

# One person, three answers {0, 1}, {2}, {3}: codes 0 and 1 share the answer with two codes
# with chance 1/6 = 1 of the 6 pairs of four codes, so the mean is 1/6, the variance 5/36.
ROWS = [{0, 1}, {2}, {3}]


def counted(rows: list[set[int]], people: list[int] | None = None) -> Meetings:
    whose = people or [0] * len(rows)
    return count_meetings(rows, whose, whose, n_codes=4, n_people=max(whose) + 1, seed=2)


def test_mean_and_variance_of_chance_are_those_worked_out_by_hand() -> None:
    met = counted(ROWS)

    assert met.found[0, 0, 1] == met.found[0, 1, 0] == 1
    for pair in ((0, 1), (1, 2), (2, 3)):
        assert met.expected[0][pair] == pytest.approx(1 / 6, abs=0.05)
        assert met.varying[0][pair] == pytest.approx(5 / 36, abs=0.03)
    assert met.expected[0][np.triu_indices(4, 1)].sum() == pytest.approx(1)  # always one pair


def test_the_effect_is_the_difference_in_standard_deviations() -> None:
    one = np.array([[[0.0, 5.0], [5.0, 0.0]]])
    met = Meetings(one, one * 0.4, one * 0.8, np.zeros((9, 2, 2), dtype=np.int32))

    assert met.standardized()[0, 1] == pytest.approx((5 - 2) / sqrt(4), abs=1e-6)
    assert met.standardized(np.array([3.0]))[0, 1] == pytest.approx(3 * 3 / sqrt(12), abs=1e-6)
    assert met.strength([0, 1]) == pytest.approx((5 - 2) / sqrt(4), abs=1e-4)


def test_where_chance_leaves_no_room_there_is_no_effect() -> None:
    met = counted([{0, 1}], [0])  # one answer: nothing to trade with

    assert met.varying.sum() == 0
    assert met.standardized()[0, 1] == 0


def test_each_persons_meetings_are_their_own() -> None:
    met = counted([{0, 1}, {0, 1}, {2, 3}, {0}], [0, 1, 1, 1])

    assert met.found[0, 0, 1] == met.found[1, 0, 1] == 1
    assert met.found[0, 2, 3] == 0
    assert met.drawn.shape[1:] == (4, 4)
