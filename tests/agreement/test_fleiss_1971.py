"""Fleiss (1971), table 1: thirty patients, six psychiatrists, five diagnoses."""

from __future__ import annotations

import pytest

from idtool.agreement import Ratings, as_ratings
from idtool.agreement.chance import observed_agreement
from idtool.agreement.cohen_1960 import cohen_kappa
from idtool.agreement.conger_1980 import conger_kappa
from idtool.agreement.fleiss_1971 import fleiss_kappa
from idtool.agreement.krippendorff_2011 import krippendorff_alpha
from idtool.agreement.light_1971 import light_kappa

# one word per patient, one figure per psychiatrist, in rising order as in R's irr package
PATIENTS = (
    "444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 "
    "144444 124444 222333 144444 224445 333335 111455 111112 224444 133555 "
    "555555 244444 224555 114444 144445 222224 111155 224444 133333 555555"
)


def ratings() -> Ratings:
    return as_ratings([[int(figure) for figure in patient] for patient in PATIENTS.split()])


def test_observed_expected_and_kappa() -> None:
    found = fleiss_kappa(ratings())

    assert found.observed == pytest.approx(0.5556, abs=5e-5)
    assert found.expected == pytest.approx(0.2201, abs=5e-4)
    assert found.value == pytest.approx(0.430244520060141, abs=1e-9)  # irr 0.84.1


@pytest.mark.parametrize(
    ("diagnosis", "printed", "irr"),
    [(1, 0.248, 0.245), (2, 0.248, 0.245), (3, 0.517, 0.520), (4, 0.470, 0.471), (5, 0.565, 0.566)],
)
def test_kappa_of_each_diagnosis(diagnosis: int, printed: float, irr: float) -> None:
    one = as_ratings([[int(f == str(diagnosis)) for f in word] for word in PATIENTS.split()])

    assert fleiss_kappa(one).value == pytest.approx(irr, abs=5e-4)
    assert fleiss_kappa(one).value == pytest.approx(printed, abs=5e-3)  # rounded on the way


def test_the_same_patients_by_other_measures() -> None:
    assert conger_kappa(ratings()).value == pytest.approx(0.441808540329333, abs=1e-9)
    assert light_kappa(ratings()) == pytest.approx(0.459412144434595, abs=1e-9)
    second_and_third = ratings().of_coders(1, 2)
    assert cohen_kappa(second_and_third).value == pytest.approx(0.631147540983606, abs=1e-9)


def test_alpha_corrects_for_the_number_of_values() -> None:
    """1 - alpha is (n - 1)/n of 1 - kappa, n = 180; irr 0.84.1 prints .430878, as for 900."""
    kappa = float(fleiss_kappa(ratings()).value)

    assert krippendorff_alpha(ratings()) == pytest.approx(1 - (1 - kappa) * 179 / 180, abs=1e-12)


@pytest.mark.parametrize(
    ("patient", "agreement"),
    [(0, 1.0), (1, 0.4), (5, 0.467), (7, 0.267), (10, 0.667)],
)
def test_agreement_on_single_patients(patient: int, agreement: float) -> None:
    word = PATIENTS.split()[patient]
    one = as_ratings([[int(figure) for figure in word]])

    assert observed_agreement(one, one.weights) == pytest.approx(agreement, abs=1e-3)


def test_the_wikipedia_example_of_fourteen_coders() -> None:
    """Ten units in five categories, as printed there: kappa .210."""
    counts = [
        (0, 0, 0, 0, 14),
        (0, 2, 6, 4, 2),
        (0, 0, 3, 5, 6),
        (0, 3, 9, 2, 0),
        (2, 2, 8, 1, 1),
        (7, 7, 0, 0, 0),
        (3, 2, 6, 3, 0),
        (2, 5, 3, 2, 2),
        (6, 5, 2, 1, 0),
        (0, 2, 2, 3, 7),
    ]
    rows = [[k for k, n in enumerate(unit) for _ in range(n)] for unit in counts]

    assert fleiss_kappa(as_ratings(rows)).value == pytest.approx(0.210, abs=5e-4)


def test_alpha_of_three_raters_of_anxiety() -> None:
    """irr 0.84.1 prints .2218 and .1631: its n counts every pair, 120 for 60 values."""
    words = "332 361 344 464 523 542 221 346 531 231 221 632 133 533 221 221 113 233 432 342"
    anxiety = as_ratings([[int(figure) for figure in word] for word in words.split()])
    ordinal = float(krippendorff_alpha(anxiety, level="ordinal"))
    interval = float(krippendorff_alpha(anxiety, level="interval"))
    as_irr = (120 / 119) / (60 / 59)

    assert 1 - (1 - ordinal) / as_irr == pytest.approx(0.221847851608359, abs=1e-9)
    assert 1 - (1 - interval) / as_irr == pytest.approx(0.163065545243619, abs=1e-9)
