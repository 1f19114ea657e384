"""Lift, Brin et al. (1997), and normalized PMI, Bouma (2009), by hand."""

from __future__ import annotations

from math import log

import pytest

from idtool.themes.meetings import lift, normalized_pmi


def test_by_hand() -> None:
    # Of 20 occasions 5 have the one, 8 the other, 4 both: 4 * 20 / 40 = 2.
    assert lift(4, 5, 8, 20) == 2
    assert normalized_pmi(4, 5, 8, 20) == pytest.approx(log(2) / log(5), abs=1e-4)


def test_the_ends_and_the_middle() -> None:
    assert (lift(2, 4, 10, 20), normalized_pmi(2, 4, 10, 20)) == (1, 0)  # independent
    assert normalized_pmi(3, 3, 3, 20) == 1  # only together
    assert (lift(0, 3, 3, 20), normalized_pmi(0, 3, 3, 20)) == (0, -1)  # never


def test_undefined_where_a_code_is_nowhere_or_both_are_everywhere() -> None:
    assert (lift(0, 0, 5, 20), normalized_pmi(0, 0, 5, 20)) == (None, None)
    assert normalized_pmi(20, 20, 20, 20) is None
