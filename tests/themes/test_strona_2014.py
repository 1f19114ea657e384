"""Chance with fixed margins: Strona et al. (2014), Nature Communications 5, article 4114."""

from __future__ import annotations

from collections import Counter
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from idtool.themes.curveball import shuffle_within

ROWS = [{0, 1}, {0}, {2}, {1, 2}]


def every_arrangement(rows: list[set[int]], n: int) -> set[tuple[frozenset[int], ...]]:
    """All matrices with the same row and column totals, by trying every one there is."""
    columns = Counter(item for row in rows for item in row)
    choices = [[frozenset(s) for s in subsets(range(n)) if len(s) == len(row)] for row in rows]
    return {
        found
        for found in product(*choices)
        if Counter(item for row in found for item in row) == columns
    }


def subsets(items: range) -> list[set[int]]:
    return [{i for i in items if mask >> i & 1} for mask in range(2 ** len(items))]


def test_every_arrangement_comes_as_often_as_any_other() -> None:
    possible = every_arrangement(ROWS, 3)
    drawn = Counter(map(tuple, shuffle_within(ROWS, ["P"] * 4, draws=6000, seed=3)))

    assert set(drawn) == possible
    even = 6000 / len(possible)
    chi = sum((drawn[found] - even) ** 2 / even for found in possible)
    assert len(possible) == 15
    assert chi < 45  # 14 degrees of freedom; draws lie two trades per row apart


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(st.frozensets(st.integers(0, 5), max_size=4), st.sampled_from("AB")),
        max_size=12,
    )
)
def test_totals_stay_within_each_stratum(rows: list[tuple[frozenset[int], str]]) -> None:
    strata = [stratum for _, stratum in rows]

    def totals(found: list[frozenset[int]]) -> tuple[list[int], Counter[tuple[str, int]]]:
        inside = ((s, item) for s, row in zip(strata, found, strict=True) for item in row)
        return [len(row) for row in found], Counter(inside)

    before = [row for row, _ in rows]
    for drawn in shuffle_within(before, strata, draws=3, seed=1):
        assert totals(drawn) == totals(before)


def test_the_same_seed_deals_the_same() -> None:
    one, other = (list(shuffle_within(ROWS, "PPPP", draws=5, seed=8)) for _ in range(2))

    assert one == other
