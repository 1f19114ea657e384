"""What must hold of saturation whatever was coded."""

from __future__ import annotations

import dataclasses
import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idtool.saturation import describe_stratum
from idtool.saturation.accumulation import permutation_band
from idtool.saturation.incidence import count_incidence, count_new_codes

codes_of_one = st.frozensets(st.sampled_from([f"PP.C{n}" for n in range(12)]), max_size=8)
incidences = st.lists(codes_of_one, max_size=10).map(
    lambda interviews: [(f"I{n:02d}", codes) for n, codes in enumerate(interviews, start=1)]
)


@given(incidences)
def test_new_codes_are_never_negative_and_add_up_to_what_was_met(incidence) -> None:
    curve = describe_stratum("all", incidence, seed=1, orders=20)

    assert all(n >= 0 for n in curve.new_codes)
    assert list(curve.cumulative) == sorted(curve.cumulative)
    assert (curve.cumulative[-1] if incidence else 0) == curve.estimates.observed


@given(incidences, st.permutations([f"PP.C{n}" for n in range(12)]))
def test_renaming_codes_changes_nothing(incidence, names) -> None:
    new_name = dict(zip((f"PP.C{n}" for n in range(12)), names, strict=True))
    renamed = [(i, frozenset(new_name[code] for code in codes)) for i, codes in incidence]

    assert describe_stratum("all", renamed, seed=1, orders=20) == describe_stratum(
        "all", incidence, seed=1, orders=20
    )


@given(incidences)
def test_the_order_of_interviews_changes_no_estimate(incidence) -> None:
    backwards = describe_stratum("all", incidence[::-1], seed=1, orders=5)

    assert backwards.estimates == describe_stratum("all", incidence, seed=1, orders=5).estimates


@given(incidences)
def test_estimates_never_lie_below_what_was_met_except_the_second_jackknife(incidence) -> None:
    curve = describe_stratum("all", incidence, seed=1, orders=5)
    found = curve.estimates

    for value in (found.chao2.value, found.chao2.low, found.jackknife1, found.ice, found.bootstrap):
        assert value is None or value >= found.observed - 1e-9
    if found.jackknife2 is not None and found.jackknife2 < found.observed:
        assert "jackknife2" in curve.notes
    assert found.coverage is None or 0 <= found.coverage <= 1
    if found.chao2.value is not None:
        assert found.chao2.low <= found.chao2.value + 1e-9 <= found.chao2.high + 2e-9


@given(incidences)
def test_the_band_rises_ends_at_what_was_met_and_holds_its_mean(incidence) -> None:
    band = permutation_band(incidence, seed=3, orders=50)
    observed = count_incidence(incidence).observed

    for curve in (band.low, band.high, band.expected):
        assert len(curve) == len(incidence)
        assert all(a <= b + 1e-9 for a, b in pairwise(curve))
        assert not curve or curve[-1] == pytest.approx(observed)
    assert all(low <= high for low, high in zip(band.low, band.high, strict=True))


@given(incidences)
def test_every_result_can_be_written_as_json(incidence) -> None:
    curve = describe_stratum("all", incidence, seed=1, orders=5)

    written = json.loads(json.dumps(dataclasses.asdict(curve), allow_nan=False))
    assert {
        "n_interviews",
        "new_codes",
        "cumulative",
        "rule",
        "assessable",
        "reason",
        "windows",
        "estimates",
    } <= written.keys()
    assert written["estimates"].keys() == {
        "observed",
        "coverage",
        "chao2",
        "jackknife1",
        "jackknife2",
        "ice",
        "bootstrap",
        "jackknife1_se",
    }
    assert written["estimates"]["chao2"].keys() == {"value", "se", "low", "high"}


@given(incidences)
def test_new_codes_do_not_depend_on_what_follows(incidence) -> None:
    assert count_new_codes(incidence[:4]) == count_new_codes(incidence)[:4]


@given(incidences)
def test_curves_never_fall_and_coverage_is_a_share(incidence) -> None:
    curve = describe_stratum("all", incidence, seed=1, orders=5)

    for before, after in pairwise(curve.sizes):
        assert after.codes >= before.codes - 1e-9
        assert after.coverage >= before.coverage - 1e-9
    assert all(0 <= size.coverage <= 1 for size in curve.sizes)
    assert all(a <= b for a, b in pairwise(curve.cumulative))
    if curve.sizes:
        at_hand = curve.sizes[curve.n_interviews - 1]
        assert at_hand.codes == pytest.approx(curve.estimates.observed)
        assert at_hand.coverage == pytest.approx(curve.estimates.coverage)


@given(incidences)
def test_further_interviews_are_none_only_where_the_coverage_is_there(incidence) -> None:
    curve = describe_stratum("all", incidence, seed=1, orders=5)

    if curve.further is not None:
        covered = curve.estimates.coverage >= curve.further.target
        assert (curve.further.value == 0) == covered
        assert 0 <= curve.further.low <= curve.further.value <= curve.further.high
