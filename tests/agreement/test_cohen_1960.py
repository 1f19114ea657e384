"""Cohen (1960) p. 37 and 45, weighted kappa (1968), and textbook tables after them."""

from __future__ import annotations

import numpy as np
import pytest

from idtool.agreement import Ratings, as_ratings
from idtool.agreement.brennan_prediger_1981 import brennan_prediger
from idtool.agreement.chance import observed_agreement
from idtool.agreement.cohen_1960 import cohen_kappa
from idtool.agreement.gwet_2008 import gwet_ac1
from idtool.agreement.krippendorff_2011 import krippendorff_alpha
from idtool.agreement.scales import agreement_weights
from idtool.agreement.scott_1955 import scott_pi
from tests.agreement.reference_tables import reference

PAGE_37 = [[25, 12, 3], [13, 2, 15], [12, 16, 2]]
PAGE_45 = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
SAS = [[0, 4, 1], [0, 8, 0], [0, 1, 5]]  # SAS/STAT user's guide, kappa .4842, weighted .4701
VISION = [  # irr's data set vision: 7,477 pairs of eyes
    [1520, 266, 124, 66],
    [234, 1512, 432, 78],
    [117, 362, 1772, 205],
    [36, 82, 179, 492],
]
# irr's data set anxiety, first two of its raters
ANXIETY = "33 36 34 46 52 54 22 34 53 23 22 63 13 53 22 22 11 23 43 34"


def from_table(table: list[list[int]]) -> Ratings:
    rows = [(i, j) for i in range(len(table)) for j in range(len(table))]
    return as_ratings(
        rows, categories=range(len(table)), weights=[float(table[i][j]) for i, j in rows]
    )


def test_page_37() -> None:
    found = cohen_kappa(from_table(PAGE_37))

    assert found.observed == pytest.approx(0.29)
    assert found.expected == pytest.approx(0.35)
    assert gwet_ac1(from_table(PAGE_37)).value == pytest.approx(-0.04797, abs=5e-6)


def test_page_45() -> None:
    found = cohen_kappa(from_table(PAGE_45))

    assert (found.observed, found.expected) == pytest.approx((0.70, 0.41))
    assert found.value == pytest.approx(0.491525423728813)
    assert scott_pi(from_table(PAGE_45)).value == pytest.approx(0.487179487179487)
    assert krippendorff_alpha(from_table(PAGE_45)) == pytest.approx(0.488461538461538)
    assert brennan_prediger(from_table(PAGE_45)).value == pytest.approx(0.55)


def test_sas_unweighted_and_linear() -> None:
    linear = agreement_weights("linear", np.arange(3.0))

    assert cohen_kappa(from_table(SAS)).value == pytest.approx(0.4842, abs=5e-5)
    assert cohen_kappa(from_table(SAS), agreement=linear).value == pytest.approx(0.4701, abs=5e-5)


def test_vision() -> None:
    assert cohen_kappa(from_table(VISION)).value == pytest.approx(0.595388828089434, abs=1e-9)


@pytest.mark.parametrize(
    ("weighting", "kappa"),
    [(None, 0.119496855345912), ("linear", 0.189189189189189), ("quadratic", 0.29676511954993)],
)
def test_anxiety(weighting: str | None, kappa: float) -> None:
    ratings = as_ratings([[int(value) for value in pair] for pair in ANXIETY.split()])
    numbers = np.array([float(category) for category in ratings.categories])
    agreement = None if weighting is None else agreement_weights(weighting, numbers)

    assert cohen_kappa(ratings, agreement=agreement).value == pytest.approx(kappa, abs=1e-9)


def test_zwick_1988_kappa_and_pi_part_where_habits_differ() -> None:
    """Zwick (1988): all three tables have 60 % agreement and S .467."""
    tests = reference("agr_dkpro_textbook_coding")["tests"]["Zwick1988Test"]["items"]
    expected = {"createExample1": (0.467, 0.467), "createExample2": (0.444, 0.444)}
    expected["createExample3"] = (0.460, 0.474)
    for name, (pi, kappa) in expected.items():
        rows = tests[name]
        ratings = as_ratings([r["item"] for r in rows], weights=[r["count"] for r in rows])
        assert observed_agreement(ratings, ratings.weights) == pytest.approx(0.6)
        assert brennan_prediger(ratings).value == pytest.approx(0.467, abs=1e-3)
        assert scott_pi(ratings).value == pytest.approx(pi, abs=1e-3)
        assert cohen_kappa(ratings).value == pytest.approx(kappa, abs=1e-3)


def test_cohen_is_for_two_coders() -> None:
    with pytest.raises(ValueError, match="two coders"):
        cohen_kappa(as_ratings([[1, 1, 1]]))
