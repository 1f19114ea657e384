"""Gwet (2008), and his program irrCAC 1.4: AC1, AC2 and their kin, weights, missing values."""

from __future__ import annotations

import numpy as np
import pytest

from idtool.agreement import Ratings, as_ratings
from idtool.agreement.brennan_prediger_1981 import brennan_prediger
from idtool.agreement.chance import observed_agreement
from idtool.agreement.cohen_1960 import cohen_kappa
from idtool.agreement.conger_1980 import conger_kappa
from idtool.agreement.fleiss_1971 import fleiss_kappa
from idtool.agreement.gwet_2008 import gwet_ac1
from idtool.agreement.krippendorff_2011 import krippendorff_alpha
from idtool.agreement.ratings import Floats
from idtool.agreement.scales import agreement_weights
from idtool.agreement.scott_1955 import scott_pi
from tests.agreement.reference_tables import reference
from tests.agreement.test_krippendorff_2011 import section_c

# twelve units, four coders: the published results of irrCAC
ALL_OR_NOTHING = {gwet_ac1: 0.77544, fleiss_kappa: 0.76117, conger_kappa: 0.76282}
ALL_OR_NOTHING[brennan_prediger] = 0.77273
AC2 = {
    "quadratic": 0.91400,
    "ordinal": 0.89894,
    "linear": 0.85874,
    "radical": 0.81981,
    "ratio": 0.85737,
    "circular": 0.83020,
    "bipolar": 0.90037,
}


def test_hand_computed_example() -> None:
    """Ten units: eight yes by both, one no by both, one where they differ."""
    ratings = as_ratings(["yy"] * 8 + ["nn", "yn"])

    assert gwet_ac1(ratings).observed == pytest.approx(0.9)
    assert gwet_ac1(ratings).expected == pytest.approx(0.255)
    assert gwet_ac1(ratings).value == pytest.approx(0.8658, abs=5e-5)
    assert scott_pi(ratings).value == pytest.approx(0.6078, abs=5e-5)


@pytest.mark.parametrize("measure", ALL_OR_NOTHING)
def test_twelve_units_with_missing_values(measure: object) -> None:
    assert measure(section_c()).value == pytest.approx(ALL_OR_NOTHING[measure], abs=5e-6)


@pytest.mark.parametrize("weighting", AC2)
def test_ac2(weighting: str) -> None:
    agreement = agreement_weights(weighting, np.arange(1.0, 6.0))

    assert gwet_ac1(section_c(), agreement=agreement).value == pytest.approx(
        AC2[weighting], abs=5e-6
    )


@pytest.mark.parametrize(
    ("table", "ac1", "ac2"),
    [
        ([[80, 7], [8, 5]], 0.808, 0.808),
        ([[25, 12, 3], [13, 2, 15], [12, 16, 2]], -0.04797, 0.1831),
        ([[88, 14, 18], [10, 40, 10], [2, 6, 12]], 0.57597, 0.63855),
        ([[20, 5, 1, 0], [4, 15, 6, 1], [0, 5, 18, 4], [0, 1, 3, 12]], 0.58046, 0.84028),
    ],
)
def test_tables(table: list[list[int]], ac1: float, ac2: float) -> None:
    ratings = from_table(table)
    quadratic = agreement_weights("quadratic", np.arange(float(len(table))))

    assert gwet_ac1(ratings).value == pytest.approx(ac1, abs=5e-6)
    assert gwet_ac1(ratings, agreement=quadratic).value == pytest.approx(ac2, abs=5e-6)


def from_table(table: list[list[int]]) -> Ratings:
    places = range(len(table))
    rows = [(i, j) for i in places for j in places]
    return as_ratings(rows, categories=places, weights=[table[i][j] for i, j in rows])


MEASURES = {
    "percent_agreement": lambda r, a: observed_agreement(r, r.weights, a),
    "gwet_ac": lambda r, a: gwet_ac1(r, agreement=a).value,
    "fleiss_kappa": lambda r, a: fleiss_kappa(r, agreement=a).value,
    "conger_kappa": lambda r, a: conger_kappa(r, agreement=a).value,
    "brennan_prediger": lambda r, a: brennan_prediger(r, agreement=a).value,
    "cohen_kappa": lambda r, a: cohen_kappa(r, agreement=a).value,
    "scott_pi": lambda r, a: scott_pi(r, agreement=a).value,
    "krippendorff_alpha": lambda r, a: krippendorff_alpha(
        r, distances=None if a is None else 1 - a
    ),
}


def check(ratings: Ratings, numbers: Floats, results: dict[str, dict[str, dict]]) -> int:
    """Compare every measure and weighting of one table with irrCAC; how many there were."""
    n = 0
    for name, by_weighting in results.items():
        for weighting, there in by_weighting.items():
            value = there.get("coeff", there.get("coeff.val"))
            if value is None:
                continue  # irrCAC itself gives none
            if "coeff.val" in there and "pa" in there:  # rounded to five decimals there
                value = (there["pa"] - there["pe"]) / (1 - there["pe"])
            agreement = None
            if weighting != "unweighted":
                agreement = agreement_weights(weighting, numbers)
            assert MEASURES[name](ratings, agreement) == pytest.approx(value, abs=1e-9), (
                name,
                weighting,
            )
            n += 1
    return n


def test_all_of_irrcacs_raw_tables() -> None:
    checked = 0
    for table in reference("agr_irrcac_raw_dist_table")["raw"].values():
        ratings = as_ratings(table["rows"])
        letters = not ratings.categories[0].isdigit()
        numbers = np.array(
            [i if letters else float(c) for i, c in enumerate(ratings.categories)], dtype=float
        )
        checked += check(ratings, numbers, table["results"])
    assert checked == 138


def test_all_of_irrcacs_distributions() -> None:
    for table in reference("agr_irrcac_raw_dist_table")["dist"].values():
        rows = [[k for k, n in enumerate(unit) for _ in range(n)] for unit in table["rows"]]
        most = max(len(row) for row in rows)
        filled = [[*row, *[None] * (most - len(row))] for row in rows]
        numbers = np.arange(1.0, len(table["categories"]) + 1)
        ratings = as_ratings(filled, categories=range(len(numbers)))
        assert check(ratings, numbers, table["results"]) >= 5


def test_all_of_irrcacs_contingency_tables() -> None:
    for table in reference("agr_irrcac_raw_dist_table")["table"].values():
        numbers = np.arange(1.0, len(table["table"]) + 1)
        assert check(from_table(table["table"]), numbers, table["results"]) >= 12
