"""Evidence accumulation: Fred & Jain (2005), IEEE Transactions on PAMI 27."""

from __future__ import annotations

import numpy as np

from idtool.themes.joined_codes import MOST_DRAWS, branches_of, distances_of
from idtool.themes.joining import apart_in_draws

# Four draws of people; code 3 is missing in two of them.
PARTS = [
    (frozenset({0, 1, 2, 3}), [(0, 1), (2, 3)]),
    (frozenset({0, 1, 2}), [(0, 1, 2)]),
    (frozenset({0, 1, 2, 3}), [(2, 3)]),
    (frozenset({0, 1, 2}), [(0, 1)]),
]


def test_the_share_of_draws_in_which_two_codes_do_not_join_by_hand() -> None:
    apart = distances_of(PARTS, 5)

    assert apart[0, 1] == 1 / 4  # together in three of the four draws that have both
    assert apart[0, 2] == apart[1, 2] == 3 / 4
    assert apart[2, 3] == 0  # together in both draws that have code 3
    assert (apart[0, 3], apart[0, 4]) == (1, 1)  # never together; never there
    assert np.array_equal(apart, apart.T)


def test_what_joins_in_more_than_half_of_the_draws_is_one_pattern() -> None:
    assert branches_of(distances_of(PARTS, 5), 1 - MOST_DRAWS) == [(0, 1), (2, 3)]


def test_how_often_segments_of_two_groupings_fall_apart_by_hand() -> None:
    divided = [np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1])]
    apart = apart_in_draws(divided, [[0, 1], [2, 3]])

    assert apart[0, 1] == (1 + 1 / 2) / 2  # in the second draw one of two is with them
    assert apart[1, 1] == 0
    assert apart[0, 0] == (0 + 1 / 2) / 2
