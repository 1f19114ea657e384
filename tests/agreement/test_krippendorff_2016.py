"""The u-alpha family: Krippendorff (2019), figure 12.11, and quallmer 0.4.0."""

from __future__ import annotations

import numpy as np
import pytest

from idtool.agreement.unitizing_2016 import (
    Continuum,
    cu_alpha,
    measure_lengths,
    u_alpha,
    u_alpha_binary,
    u_alpha_of_value,
)
from tests.agreement.reference_tables import reference

# figure 12.11, p. 340: three coders on a continuum of 60; first and last included, value
ALEX = "1-7=1 8-13=2 31-32=5 33-37=6 38-44=6 45-60=7"
PAUL = "1-7=1 8-13=3 14-21=5 33-44=6"
SUZAN = "1-7=1 8-13=4 14-21=5 33-37=6 38-41=6 42-44=6"


def stretches(text: str) -> tuple[tuple[int, int, str], ...]:
    found = []
    for word in text.split():
        places, value = word.split("=")
        first, last = places.split("-")
        found.append((int(first) - 1, int(last), value))
    return tuple(found)


FIGURE = measure_lengths([Continuum(60, tuple(map(stretches, (ALEX, PAUL, SUZAN))))])


def test_figure_as_printed() -> None:
    assert u_alpha(FIGURE) == pytest.approx(0.510, abs=5e-4)
    assert u_alpha_binary(FIGURE) == pytest.approx(0.413, abs=1e-3)
    assert cu_alpha(FIGURE) == pytest.approx(0.724, abs=5e-4)


def test_quallmer_pairs_stretches_with_themselves_by_another_length() -> None:
    """It prints .728 where the book has .724."""
    assert cu_alpha(FIGURE, self_pairing="union") == pytest.approx(0.728349542749311, abs=1e-9)


@pytest.mark.parametrize(
    ("value", "alpha", "coverage"),
    [("1", 1, 1), ("2", 0, 1), ("3", 0, 1), ("4", 0, 1), ("5", 1, 4 / 9), ("6", 1, 1)],
)
def test_single_values_as_printed(value: str, alpha: float, coverage: float) -> None:
    found, covered = u_alpha_of_value(FIGURE, value)

    assert float(found) == pytest.approx(alpha, abs=1e-9)
    assert float(covered) == pytest.approx(coverage)


def test_a_value_nobody_else_marked_near_is_undefined_with_coverage_0() -> None:
    """quallmer gives 1; the book gives no number."""
    found, covered = u_alpha_of_value(FIGURE, "7")

    assert np.isnan(found)
    assert covered == 0


@pytest.mark.parametrize(
    "name",
    [
        "krippendorff2019_fig12.11",
        "identical",
        "one_coder_empty",
        "keyphrase_zeljko_exact_lengths",
        "random_2c_300_k3",
        "random_3c_2000_k6",
        "random_4c_20000_k12",
    ],
)
def test_quallmers_results(name: str) -> None:
    file = reference("agr_unitizing_alpha_family_2016_2019")
    data, there = file["data"][name], file["results"][name]
    coders = tuple(
        tuple((first - 1, last, value) for first, last, value in coder)
        for coder in data["coders"].values()
    )
    lengths = measure_lengths([Continuum(data["length"], coders)])

    assert u_alpha(lengths) == approx(there["u_alpha_nominal"])
    assert u_alpha_binary(lengths) == approx(there["u_alpha_binary"])
    assert cu_alpha(lengths, self_pairing="union") == approx(there["cu_alpha_nominal"])
    assert cu_alpha(lengths) == approx(there["cu_alpha_nominal_effective_length_DERIVED"])
    for row in there["per_value"] or ():
        alpha, coverage = u_alpha_of_value(lengths, row["value"], self_pairing="union")
        assert coverage == pytest.approx(row["coverage"])
        # where nothing could have been confused quallmer says 1, this says undefined
        assert (
            np.isnan(alpha) if np.isnan(alpha) else alpha == pytest.approx(row["alpha"], abs=1e-9)
        )
        assert np.isfinite(alpha) or row["alpha"] == 1


def approx(value: float | None) -> object:
    return pytest.approx(np.nan if value is None else value, abs=1e-9, nan_ok=True)


def test_texts_add_up() -> None:
    """Two texts coded alike have the value of one of them, but for self-pairing."""
    half = Continuum(60, tuple(map(stretches, (ALEX, PAUL, SUZAN))))
    twice = measure_lengths([half, half])

    assert u_alpha(twice, np.array([1.0, 0.0])) == pytest.approx(float(u_alpha(FIGURE)))
    assert u_alpha(twice) == pytest.approx(float(u_alpha(FIGURE)), abs=0.02)


def test_overlap_within_a_coder_is_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        measure_lengths([Continuum(9, (((0, 5, "a"), (4, 8, "b")), ()))])
