"""Rarefaction, extrapolation and coverage by size, against iNEXT 3.0.2 (q = 0).

Chao, A., Gotelli, N. J., Hsieh, T. C., Sander, E. L., Ma, K. H., Colwell, R. K., &
Ellison, A. M. (2014). Ecological Monographs, 84, 45-67. Values given here are
output of iNEXT 3.0.2 under R 4.2.2; the larger tables are read where they lie
beside the project.
"""

from __future__ import annotations

import pytest

from idtool.errors import InsufficientData
from idtool.saturation.further_interviews import assemblage, further_interviews
from idtool.saturation.incidence import IncidenceCounts
from idtool.saturation.rarefaction import (
    codes_after,
    coverage_after,
    interviews_for_coverage,
    size_curve,
)
from tests.saturation.reference_tables import table

MADE_UP = {
    "no code met twice": (10, (6, 5, 4, 3, 1, 1, 1, 1)),
    "one code met once, none twice": (10, (8, 6, 5, 4, 3, 1)),
    "none met once": (10, (8, 6, 5, 3, 2, 2)),
    "every code met once": (6, (1,) * 6),
    "typical": (12, (12, 11, 10, 10, 8, 7, 6, 5, 5, 4, 3, 3, 2, 2, 2, 1, 1, 1, 1)),
}
POINTS = [
    ("no code met twice", 1, 2.2, 0.343434343434343),
    ("no code met twice", 5, 5.88888888888889, 0.784992784992785),
    ("no code met twice", 11, 8.37241379310345, 0.842395416711707),
    ("no code met twice", 20, 10.7572783510528, 0.917156061161531),
    ("one code met once, none twice", 9, 5.9, 0.962962962962963),
    ("one code met once, none twice", 20, 6, 1),
    ("none met once", 5, 5.46825396825397, 0.910866910866911),
    ("none met once", 11, 6, 1),
    ("every code met once", 3, 3, 0),
    ("every code met once", 12, 10.6228796639612, 0.416509604737866),
    ("typical", 6, 16.0898268398268, 0.912498848669062),
    ("typical", 13, 19.2933333333333, 0.967046808510638),
    ("typical", 24, 20.9172482857692, 0.991923803526678),
]


def counts(name: str) -> IncidenceCounts:
    return IncidenceCounts(*MADE_UP[name])


@pytest.mark.parametrize(("name", "t", "codes", "coverage"), POINTS)
def test_codes_and_coverage_at_a_size(name: str, t: int, codes: float, coverage: float) -> None:
    assert codes_after(counts(name), t) == pytest.approx(codes, abs=1e-9)
    assert coverage_after(counts(name), t) == pytest.approx(coverage, abs=1e-9)


INCI_RAW = IncidenceCounts(18, (7, 6, 6) + (4,) * 6 + (3,) * 8 + (2,) * 16 + (1,) * 43)


def test_the_published_coverage_and_the_size_for_a_coverage() -> None:
    assert coverage_after(INCI_RAW, 18) == pytest.approx(0.709883152123752)
    # iNEXT searches with a tolerance of about 1e-4
    assert interviews_for_coverage(INCI_RAW, 0.5) == pytest.approx(7.7134, abs=1e-3)
    assert interviews_for_coverage(INCI_RAW, 0.7) == pytest.approx(17.2218, abs=1e-3)
    assert interviews_for_coverage(INCI_RAW, 0.8) == pytest.approx(26.6817626053432, abs=1e-6)


@pytest.mark.skipif(not table("sat_incidence_raw_main"), reason="reference files are not here")
@pytest.mark.parametrize("name", ["sat_incidence_raw_main", "sat_incidence_freq_iNEXT_ant"])
def test_every_point_of_the_large_tables(name: str) -> None:
    checked = 0
    for data in table(name)["datasets"].values():
        met = _frequencies(data)
        for row in data["size_based"]:
            if row["Order.q"] == 0:
                checked += 1
                assert codes_after(met, row["t"]) == pytest.approx(row["qD"], abs=1e-6)
                assert coverage_after(met, row["t"]) == pytest.approx(row["SC"], abs=1e-6)
        for row in data["coverage_based"]:
            if row["Order.q"] == 0 and row["Method"] != "Observed":
                checked += 1
                assert interviews_for_coverage(met, row["SC"]) == pytest.approx(
                    row["t"], abs=2e-3
                ), row
        for row in data.get("Chat_curve", ()):
            checked += 1
            assert coverage_after(met, row["t"]) == pytest.approx(row["SC"], abs=1e-9)
    assert checked > 40


def _frequencies(data: dict) -> IncidenceCounts:
    if "matrix" in data:
        total = len(data["matrix"][0])
        met = [row.count("1") for row in data["matrix"]]
    else:
        total, met = data["T"], data["incidence_freq"]
    return IncidenceCounts(total, tuple(sorted((y for y in met if y), reverse=True)))


def test_the_curve_runs_to_twice_the_interviews_and_says_what_is_observed() -> None:
    curve = size_curve(counts("typical"))

    assert len(curve) == 24
    assert [p.method for p in curve if p.interviews in (11, 12, 13)] == [
        "rarefaction",
        "observed",
        "extrapolation",
    ]
    assert not any(point.beyond_double for point in curve)


def test_ninety_five_percent_there_needs_no_further_interview() -> None:
    found = further_interviews(counts("typical"), seed=7)

    assert found is not None
    assert (found.value, found.low) == (0, 0)
    assert found.high > 0, "the coverage itself is uncertain"


def test_further_interviews_agree_with_the_formula_and_hold_their_value() -> None:
    found = further_interviews(INCI_RAW, seed=7)
    size = interviews_for_coverage(INCI_RAW, 0.95)

    assert found is not None
    assert size is not None
    assert found.value == -(-(size - 18) // 1)
    assert found.low <= found.value <= found.high
    assert found.low < found.high
    assert found.beyond_double
    assert found == further_interviews(INCI_RAW, seed=7)


def test_the_assemblage_keeps_the_mean_number_of_codes_per_interview() -> None:
    # U/T codes per interview are expected from the codes met and not met together
    assert assemblage(INCI_RAW).sum() == pytest.approx(INCI_RAW.n_incidences / 18)
    assert len(assemblage(INCI_RAW)) == 76 + 55


def test_one_interview_is_too_little() -> None:
    with pytest.raises(InsufficientData):
        size_curve(IncidenceCounts(1, (1,)))
