"""Brennan & Prediger (1981), tables 1 and 2; Randolph (2005) for more coders."""

from __future__ import annotations

import numpy as np
import pytest

from idtool.agreement import as_ratings
from idtool.agreement.brennan_prediger_1981 import brennan_prediger
from idtool.agreement.cohen_1960 import cohen_kappa
from idtool.agreement.fleiss_1971 import fleiss_kappa

TABLES = [
    ({"11": 50, "21": 10, "22": 10, "23": 10, "31": 20}, 0.45, 0.27),
    ({"11": 50, "13": 10, "22": 10, "23": 10, "31": 10, "32": 10}, 0.44, 0.29),
]


@pytest.mark.parametrize(("table", "expected", "kappa"), TABLES)
def test_fixed_margins_lower_kappa_but_not_this(
    table: dict[str, int], expected: float, kappa: float
) -> None:
    ratings = as_ratings(list(table), weights=list(table.values()))

    assert cohen_kappa(ratings).expected == pytest.approx(expected, abs=0.01)
    assert cohen_kappa(ratings).value == pytest.approx(kappa, abs=0.01)
    assert brennan_prediger(ratings).observed == pytest.approx(0.60)
    assert brennan_prediger(ratings).value == pytest.approx(0.40)


def test_randolph_2005() -> None:
    balanced = as_ratings(["yyy", "yyn", "nny", "nnn"])
    skewed = as_ratings(["yyy", "yyn", "yyn", "yyy"])

    assert fleiss_kappa(balanced).value == pytest.approx(1 / 3)
    assert brennan_prediger(balanced).value == pytest.approx(1 / 3)
    assert fleiss_kappa(skewed).value == pytest.approx(-0.2)
    assert brennan_prediger(skewed).value == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("counts", "fixed", "free"),
    [
        ([(7, 1), (3, 5)], 0.161905, 0.214286),
        ([(7, 0), (0, 7)], 1.0, 1.0),
        ([(6, 1, 0), (0, 7, 0)], 0.708333, 0.785714),
    ],
)
def test_randolphs_calculator(counts: list[tuple[int, ...]], fixed: float, free: float) -> None:
    rows = [[k for k, n in enumerate(unit) for _ in range(n)] for unit in counts]
    ratings = as_ratings(rows, categories=range(len(counts[0])))

    assert fleiss_kappa(ratings).value == pytest.approx(fixed, abs=1e-6)
    assert brennan_prediger(ratings).value == pytest.approx(free, abs=1e-6)


def test_undefined_with_one_category() -> None:
    assert np.isnan(brennan_prediger(as_ratings([[1, 1]])).value)
