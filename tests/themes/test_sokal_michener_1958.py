"""Average linkage: Sokal & Michener (1958), University of Kansas Science Bulletin 38."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.cluster.hierarchy import average
from scipy.spatial.distance import squareform

from idtool.themes.joining import Join, average_linkage, cut, join_groupings, tree_order

# By hand: 0 and 1 join at 2; then 2 is (6 + 10) / 2 = 8 from them, 3 is (10 + 12) / 2 = 11,
# and 2 and 3 join at 4; at last (6 + 10 + 10 + 12) / 4 = 9.5.
BY_HAND = np.array([[0, 2, 6, 10], [2, 0, 10, 12], [6, 10, 0, 4], [10, 12, 4, 0]], dtype=np.float64)


def test_joins_and_heights_worked_out_by_hand() -> None:
    joins = average_linkage(BY_HAND, [1, 1, 1, 1])

    assert joins == [((0,), (1,), 2.0), ((2,), (3,), 4.0), ((0, 1), (2, 3), 9.5)]
    assert cut(joins[:2], 4) == [(0, 1), (2, 3)]
    assert cut([], 2) == [(0,), (1,)]


def test_a_large_leaf_weighs_more() -> None:
    joins = average_linkage(BY_HAND, [3, 1, 1, 1])

    assert joins[-1][2] == pytest.approx((3 * 6 + 10 + 3 * 10 + 12) / 8)


def test_nothing_joins_beyond_the_limit() -> None:
    assert average_linkage(BY_HAND, [1] * 4, until=4) == average_linkage(BY_HAND, [1] * 4)[:2]


@pytest.mark.parametrize("seed", range(40))
def test_heights_are_those_of_another_program(seed: int) -> None:
    """On drawn distances; where two are the same to five digits either may join first."""
    matrix = squareform(np.random.default_rng(seed).uniform(0.01, 1, 21))
    ours = [height for _, _, height in average_linkage(matrix, [1] * 7)]

    assert ours == pytest.approx(list(average(squareform(matrix))[:, 2]), abs=1e-4)


def test_parts_join_within_their_grouping_first_and_no_join_falls() -> None:
    """Parts of A fall apart in every draw, A and C together in one of two."""
    divided = [np.array([0, 1, 2, 2, 0, 0]), np.array([0, 1, 0, 1, 2, 2])]
    groupings = [("A", [0, 1]), ("B", [2, 3]), ("C", [4, 5])]
    joins = join_groupings(divided, groupings, [[("A.1", [0]), ("A.2", [1])], [], []])

    assert joins[0] == Join(("A.1",), ("A.2",), 1.0)
    assert {"A.1", "A.2"} <= set(joins[1].one + joins[1].other)
    assert joins[1].height == 1.0  # less, would it not lie below A's own parts
    assert len(joins) == 3 - 1 + 1


def test_an_order_of_leaves_lets_no_branches_cross() -> None:
    assert tree_order(BY_HAND[[0, 2, 1, 3]][:, [0, 2, 1, 3]], [1, 1, 1, 1]) == [0, 2, 1, 3]
    assert tree_order(np.zeros((1, 1)), [4]) == [0]
