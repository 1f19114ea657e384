"""How far scores spread over codes: Shannon (1948), Bell System Technical Journal 27."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idtool.coding.unexplained import Fit, least_explained, spread_of


def test_bits_by_hand() -> None:
    assert spread_of([0.4]) == 0  # one code alone
    assert spread_of([0.2, 0.2]) == 1
    assert spread_of([0.1] * 4) == 2
    assert spread_of([0.5, 0.25, 0.25]) == 1.5
    assert spread_of([0.2, 0.1, 0.1, 0.0]) == 1.5  # shares count, not how high they are


def test_undefined_where_no_code_fits() -> None:
    assert spread_of([]) is None
    assert spread_of([0.0, 0.0]) is None


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=9), st.floats(0.1, 10))
def test_never_more_than_if_all_fitted_alike_whatever_the_scale(
    scores: list[float], scale: float
) -> None:
    spread = spread_of(scores)

    assert spread is not None
    assert 0 <= spread <= spread_of([1.0] * len(scores)) + 1e-6  # type: ignore[operator]
    assert spread_of([score * scale for score in scores]) == pytest.approx(spread, abs=1e-5)


def test_no_code_comes_first_then_many_a_little_and_small_talk_never() -> None:
    fits = {
        ("I01", 1, 0, 9): Fit(0.2, 0.9, "A", 9),
        ("I01", 2, 10, 19): Fit(2.1, 0.3, "A", 9),
        ("I01", 3, 20, 29): Fit(None, 0.0, None, 9),
        ("I01", 4, 30, 39): Fit(2.1, 0.1, "B", 9),
        ("I01", 5, 40, 49): Fit(None, 0.0, None, 3),  # says too little
    }

    assert [place[1] for place in least_explained(fits, 9)] == [3, 4, 2, 1]
    assert [place[1] for place in least_explained(fits, 2)] == [3, 4]
