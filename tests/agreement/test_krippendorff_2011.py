"""Worked examples of Krippendorff: 2011 (section C to E), 1980, 2004, Hayes 2007."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from idtool.agreement import Ratings, as_ratings
from idtool.agreement.brennan_prediger_1981 import brennan_prediger
from idtool.agreement.chance import observed_agreement
from idtool.agreement.cohen_1960 import cohen_kappa
from idtool.agreement.krippendorff_2011 import krippendorff_alpha
from idtool.agreement.scales import Level
from idtool.agreement.scott_1955 import scott_pi
from tests.agreement.reference_tables import reference

# Section C: four observers, twelve units, "." where an observer was silent.
SECTION_C = {
    "A": "1 2 3 3 2 1 4 1 2 . . .",
    "B": "1 2 3 3 2 2 4 1 2 5 . .",
    "C": ". 3 3 3 2 3 4 2 2 5 1 3",
    "D": "1 2 3 3 2 4 4 1 2 5 1 .",
}
ALPHA = {  # printed .743, .815, .849, .797; all digits from irr 0.84.1
    "nominal": 0.743421052631579,
    "ordinal": 0.815387503754881,
    "interval": 0.849107142857143,
    "ratio": 0.797402774711612,
}

# Krippendorff (2004), p. 224-226: two observers, ten units
TEN_UNITS = "00 11 01 00 00 01 00 01 10 00"
# Krippendorff (1980), p. 139: three observers, nine units
NINE_UNITS = "111 122 222 444 144 222 123 333 222"


def section_c() -> Ratings:
    columns = [[None if v == "." else int(v) for v in row.split()] for row in SECTION_C.values()]
    return as_ratings(list(zip(*columns, strict=True)))


def units(text: str) -> Ratings:
    return as_ratings([[int(value) for value in unit] for unit in text.split()])


@pytest.mark.parametrize("level", get_args(Level))
def test_section_c_with_missing_values(level: Level) -> None:
    assert krippendorff_alpha(section_c(), level=level) == pytest.approx(ALPHA[level], abs=1e-9)


def test_section_c_percent_is_the_mean_over_units() -> None:
    twelve = section_c()
    assert observed_agreement(twelve, twelve.weights) == pytest.approx(
        9 / 11
    )  # Gwet: mean over units


def test_ten_units_of_two_observers() -> None:
    ten = units(TEN_UNITS)
    assert observed_agreement(ten, ten.weights) == pytest.approx(0.6)
    assert krippendorff_alpha(units(TEN_UNITS)) == pytest.approx(0.09523809523809534)


def test_nine_units_of_three_observers() -> None:
    ratings = units(NINE_UNITS)

    assert observed_agreement(ratings, ratings.weights) == pytest.approx(0.740, abs=1e-3)
    assert krippendorff_alpha(ratings) == pytest.approx(0.6417322834645669)
    assert krippendorff_alpha(ratings, level="ordinal") == pytest.approx(0.4994238683127571)
    assert krippendorff_alpha(ratings, level="interval") == pytest.approx(0.5469168900804289)
    assert krippendorff_alpha(ratings, level="ratio") == pytest.approx(0.483, abs=1e-3)


@pytest.mark.parametrize(
    ("category", "percent", "alpha"),
    [(1, 0.777, 0.381), (2, 0.852, 0.711), (3, 0.926, 0.717), (4, 0.926, 0.764)],
)
def test_nine_units_by_category(category: int, percent: float, alpha: float) -> None:
    one = as_ratings([[int(v == str(category)) for v in unit] for unit in NINE_UNITS.split()])

    assert observed_agreement(one, one.weights) == pytest.approx(percent, abs=1e-3)
    assert krippendorff_alpha(one) == pytest.approx(alpha, abs=1e-3)


def test_hayes_krippendorff_2007() -> None:
    items = reference("agr_dkpro_textbook_coding")["tests"]["HayesKrippendorff2007Test"]["items"]
    ratings = as_ratings(items["createExample"])

    assert krippendorff_alpha(ratings) == pytest.approx(0.47650956741865835)
    assert krippendorff_alpha(ratings, level="ordinal") == pytest.approx(0.7598291891514336)
    assert krippendorff_alpha(ratings, level="interval") == pytest.approx(0.757378277153558)


def test_krippendorff_2004_three_categories_and_two_pairs_of_coders() -> None:
    items = reference("agr_dkpro_textbook_coding")["tests"]["Krippendorff2004Test"]["items"]
    three = as_ratings(items["createExample2"])

    assert observed_agreement(three, three.weights) == pytest.approx(0.833, abs=1e-3)
    assert krippendorff_alpha(three) == pytest.approx(0.7341040462427746)
    assert krippendorff_alpha(three, level="ordinal") == pytest.approx(0.8470477934763649)
    assert krippendorff_alpha(three, level="interval") == pytest.approx(0.8308823529411764)
    for name, kappa in (("createExample4a", 0.186), ("createExample4b", 0.258)):
        rows = items[name]
        ratings = as_ratings([r["item"] for r in rows], weights=[r["count"] for r in rows])
        assert observed_agreement(ratings, ratings.weights) == pytest.approx(0.46, abs=1e-3)
        assert brennan_prediger(ratings).value == pytest.approx(0.19, abs=1e-3)
        assert scott_pi(ratings).value == pytest.approx(0.186, abs=1e-3)
        assert cohen_kappa(ratings).value == pytest.approx(kappa, abs=1e-3)


def test_alpha_is_undefined_where_all_values_are_alike() -> None:
    assert np.isnan(krippendorff_alpha(as_ratings([[1, 1], [1, 1]])))
    assert np.isnan(krippendorff_alpha(as_ratings([[1, 1], [1, 1]]), level="interval"))


def test_alpha_is_undefined_where_no_unit_was_seen_twice() -> None:
    assert np.isnan(krippendorff_alpha(as_ratings([[1, None], [None, 2]])))
