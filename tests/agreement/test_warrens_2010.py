"""Warrens (2010, 2012): Hubert's pairwise kappa, which Conger's is with complete data."""

from __future__ import annotations

import pytest

from idtool.agreement import as_ratings
from idtool.agreement.brennan_prediger_1981 import brennan_prediger
from idtool.agreement.conger_1980 import conger_kappa
from idtool.agreement.fleiss_1971 import fleiss_kappa

EIGHT_CODERS = {
    "NNNNNNNN": 14,
    "NNNANNNN": 1,
    "NNNNNNNA": 1,
    "AAAAAAAA": 10,
    "AANAAAAN": 2,
    "AANANAAN": 1,
    "AANANANN": 1,
}
FOUR_CODERS = [
    ({"1111": 10, "1010": 2, "1000": 2, "0001": 1, "0000": 15}, 0.802479),
    ({"1111": 6, "1000": 5, "0000": 4}, 0.675),
    ({"1111": 6, "1010": 5, "0000": 4}, 0.564),
]


def test_eight_coders() -> None:
    ratings = as_ratings(list(EIGHT_CODERS), weights=list(EIGHT_CODERS.values()))

    assert brennan_prediger(ratings).value == pytest.approx(0.8358, abs=1e-4)
    assert fleiss_kappa(ratings).value == pytest.approx(0.8324, abs=1e-4)
    assert conger_kappa(ratings).value == pytest.approx(0.8326, abs=1e-4)


@pytest.mark.parametrize(("table", "kappa"), FOUR_CODERS)
def test_four_coders(table: dict[str, int], kappa: float) -> None:
    ratings = as_ratings(list(table), weights=list(table.values()))

    assert conger_kappa(ratings).value == pytest.approx(kappa, abs=5e-4)


def test_mieskes_2009_three_coders_nine_tags() -> None:
    """Seventeen words; kappa .80 and, for the tags by themselves, from 1.00 to -.02."""
    words = (
        "UH/VB/UH INP/INP/INP UH/UH/UH INP/INP/INP RB/RB/RB JJ/JJ/JJ INP/INP/INP PRP/PRP/PRP "
        "NN/NN/RB VB/VBP/VB PRP/PRP/PRP INP/INP/INP RB/UH/UH INP/INP/INP MD/MD/MD PRP/PRP/PRP "
        "INP/INP/INP"
    )
    rows = [word.split("/") for word in words.split()]
    of_tag = {"INP": 1.0, "JJ": 1.0, "MD": 1.0, "PRP": 1.0, "NN": 0.48, "RB": 0.56, "UH": 0.67}
    of_tag |= {"VB": 0.29, "VBP": -0.02}

    assert fleiss_kappa(as_ratings(rows)).observed == pytest.approx(0.84, abs=0.01)
    assert fleiss_kappa(as_ratings(rows)).expected == pytest.approx(0.20, abs=0.01)
    assert fleiss_kappa(as_ratings(rows)).value == pytest.approx(0.80, abs=0.01)
    for tag, kappa in of_tag.items():
        one = as_ratings([[value == tag for value in row] for row in rows])
        assert fleiss_kappa(one).value == pytest.approx(kappa, abs=0.01), tag


def test_three_coders_ten_units() -> None:
    """The multi-coder example of DKPro Statistics: percent .533, Fleiss .049."""
    rows = ["hhh", "hhl", "hlh", "lhh", "llh", "lll", "lll", "lhl", "llh", "llh"]

    assert fleiss_kappa(as_ratings(rows)).observed == pytest.approx(0.533, abs=1e-3)
    assert fleiss_kappa(as_ratings(rows)).expected == pytest.approx(0.508, abs=1e-3)
    assert fleiss_kappa(as_ratings(rows)).value == pytest.approx(0.049, abs=1e-3)
