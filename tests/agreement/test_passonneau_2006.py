"""Alpha on sets of codes: Passonneau (2006) as in NLTK 3.10.4, and the other conventions."""

from __future__ import annotations

import numpy as np
import pytest

from idtool.agreement.holsti_1969 import holsti
from idtool.agreement.hripcsak_2005 import f1_of_sets
from idtool.agreement.krippendorff_2011 import krippendorff_alpha
from idtool.agreement.passonneau_2006 import (
    alpha_masi,
    jaccard_distance,
    masi_distance,
    masi_distance_dkpro,
)
from idtool.agreement.sets import SetRatings, sets_of_rows
from tests.agreement.reference_tables import reference

# the set example of DKPro Statistics: one word per unit, "-" for the empty set
NINE_UNITS = "-/- A/- A/A A/B AB/A AB/AC ABC/ABC C/AC C/AC"


def sets(text: str) -> SetRatings:
    return sets_of_rows(
        [[word.replace("-", "") for word in unit.split("/")] for unit in text.split()]
    )


def distance(first: str, second: str) -> tuple[float, float]:
    shared = len(set(first) & set(second))
    sizes = (np.array(float(shared)), np.array(float(len(first))), np.array(float(len(second))))
    return float(masi_distance(*sizes)), float(masi_distance_dkpro(*sizes))


@pytest.mark.parametrize(
    ("first", "second", "passonneau", "dkpro"),
    [
        ("A", "AB", 2 / 3, 1 / 6),
        ("AB", "ABCD", 2 / 3, 1 / 6),
        ("AB", "BC", 1 - 1 / 9, 4 / 9),
        ("A", "B", 1, 1),
        ("A", "A", 0, 0),
        ("", "", 0, 0),
        ("A", "", 1, 1 / 3),
    ],
)
def test_the_two_conventions(first: str, second: str, passonneau: float, dkpro: float) -> None:
    assert distance(first, second) == pytest.approx((passonneau, dkpro))


def test_seven_units_without_an_empty_set() -> None:
    seven = sets(" ".join(u for u in NINE_UNITS.split() if "-" not in u))

    assert alpha_masi(seven) == pytest.approx(0.1772151898734179)
    assert alpha_masi(seven, distance=jaccard_distance) == pytest.approx(0.20322580645161292)
    assert krippendorff_alpha(seven.ratings) == pytest.approx(0.17721518987341778)
    assert alpha_masi(seven, distance=masi_distance_dkpro) == pytest.approx(0.22354948805460717)


def test_nine_units_where_two_empty_sets_agree() -> None:
    """NLTK divides by zero here; DKPro and this agree that nothing and nothing is the same."""
    nine = sets(NINE_UNITS)

    assert alpha_masi(nine, distance=masi_distance_dkpro) == pytest.approx(0.25294748124330124)
    assert krippendorff_alpha(nine.ratings) == pytest.approx(0.23880597014925375)
    assert holsti(nine.ratings) == pytest.approx(1 / 3)  # equal sets over all
    assert 0 < alpha_masi(nine) < 1


def test_f1_pools_the_codes() -> None:
    """Shared 0 0 1 0 1 1 3 1 1, applied 0 1 2 2 3 4 6 3 3."""
    assert f1_of_sets(sets(NINE_UNITS)) == pytest.approx(2 * 8 / 24)


def test_three_coders_six_codes_with_missing_values() -> None:
    file = reference("agr_multilabel_masi_mvalpha")
    rows = [
        [None if cell == "NA" else cell.split("+") for cell in unit]
        for unit in file["items"]["random_3coders_6codes"]
    ]
    found = sets_of_rows(rows)

    assert alpha_masi(found) == pytest.approx(0.5095078014618328)
    assert alpha_masi(found, distance=jaccard_distance) == pytest.approx(0.5737313976934846)
    assert alpha_masi(found, distance=masi_distance_dkpro) == pytest.approx(0.6743602878862622)
    assert krippendorff_alpha(found.ratings) == pytest.approx(0.39102681014043406)
