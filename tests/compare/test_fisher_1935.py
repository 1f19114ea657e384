"""The exact permutation test, held against Fisher's tea and against every shuffle written out.

Fisher, R. A. (1935). The Design of Experiments: four cups of eight, three right.
Interval: Newcombe, R. G. (1998). Statistics in Medicine, 17, 873-890, table II,
56/70 against 48/80 and others, method 10.
"""

from __future__ import annotations

from itertools import combinations
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idtool.compare.permutation_test import exact_contrast
from idtool.errors import InsufficientData


def test_the_lady_tasting_tea() -> None:
    # one-sided 17/70; both directions 34/70
    assert exact_contrast(3, 4, 1, 4).p == pytest.approx(34 / 70)
    assert exact_contrast(4, 4, 0, 4).p == pytest.approx(2 / 70)


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0000),
    ],
)
def test_published_intervals(counts: tuple[int, int, int, int], low: float, high: float) -> None:
    found = exact_contrast(*counts)

    assert found.low == pytest.approx(low, abs=5.1e-5)
    assert found.high == pytest.approx(high, abs=5.1e-5)


small_groups = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda n: st.tuples(st.integers(0, n[0]), st.just(n[0]), st.integers(0, n[1]), st.just(n[1]))
)


@given(small_groups)
def test_p_is_the_share_of_all_shuffles(counts: tuple[int, int, int, int]) -> None:
    k1, n1, k2, n2 = counts
    people = [1] * (k1 + k2) + [0] * (n1 + n2 - k1 - k2)
    seen = abs(k1 / n1 - k2 / n2)
    as_large = 0
    for chosen in combinations(range(n1 + n2), n1):
        k = sum(people[place] for place in chosen)
        as_large += abs(k / n1 - (k1 + k2 - k) / n2) >= seen - 1e-12

    assert exact_contrast(*counts).p == pytest.approx(as_large / comb(n1 + n2, n1))


@given(small_groups)
def test_changing_sides_changes_only_the_sign(counts: tuple[int, int, int, int]) -> None:
    k1, n1, k2, n2 = counts
    one, other = exact_contrast(k1, n1, k2, n2), exact_contrast(k2, n2, k1, n1)

    assert one.p == other.p
    assert one.difference == pytest.approx(-other.difference)
    assert one.low == pytest.approx(-other.high)


def test_a_group_without_a_chance_is_undefined() -> None:
    with pytest.raises(InsufficientData):
        exact_contrast(1, 3, 0, 0)
