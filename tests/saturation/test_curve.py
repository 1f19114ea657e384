"""A stratum's picture, put together."""

from __future__ import annotations

import dataclasses

import pytest

from idtool.saturation import describe_stratum
from idtool.saturation.accumulation import permutation_band

FIVE = [
    ("I02", frozenset({"PP.GOAL", "PA.ROLE"})),
    ("I04", frozenset({"PP.GOAL", "PO.COST"})),
    ("I06", frozenset()),
    ("I09", frozenset({"PP.GOAL", "PA.ROLE", "PA.TRUST"})),
    ("I11", frozenset({"PO.COST"})),
]


def test_new_and_cumulative_codes_in_the_order_given() -> None:
    curve = describe_stratum("SW", FIVE, seed=7)

    assert curve.interviews == ("I02", "I04", "I06", "I09", "I11")
    assert curve.new_codes == (2, 1, 0, 1, 0)
    assert curve.cumulative == (2, 3, 3, 4, 4)


def test_five_social_workers_are_not_assessable_and_estimates_stand_beside_it() -> None:
    curve = describe_stratum("SW", FIVE, seed=7)

    assert (curve.assessable, curve.reason) == (False, "5 interviews, the rule needs 6")
    # met in 3, 2, 2 and 1 of 5 interviews: Q1 = 1, Q2 = 2
    assert curve.estimates.observed == 4
    assert curve.estimates.chao2.value == pytest.approx(4 + 4 / 5 * 1 / 4)
    assert curve.estimates.jackknife1 == pytest.approx(4.8)


def test_an_interview_without_codes_is_an_interview() -> None:
    without = [pair for pair in FIVE if pair[1]]

    assert describe_stratum("SW", FIVE, seed=7).n_interviews == 5
    assert describe_stratum("SW", without, seed=7).n_interviews == 4


def test_an_interview_listed_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="I02"):
        describe_stratum("SW", [*FIVE, FIVE[0]], seed=7)


def test_a_stratum_without_interviews_is_described_as_such() -> None:
    curve = describe_stratum("paired", [], seed=7)

    assert curve.reason == "no interviews, the rule needs 6"
    assert curve.estimates.chao2.value is None
    assert set(curve.notes) == {
        "chao2",
        "coverage",
        "jackknife1",
        "jackknife2",
        "ice",
        "bootstrap",
        "jackknife1_se",
        "sizes",
        "further",
    }


def test_interviews_without_any_code_have_no_estimates_but_a_reason() -> None:
    curve = describe_stratum("LE", [("I01", frozenset()), ("I03", frozenset())], seed=7)

    assert curve.estimates.coverage is None
    assert curve.notes["coverage"] == "Sample coverage needs at least one code."
    assert curve.band.high == (0, 0)


def test_coverage_that_is_one_only_by_convention_says_so() -> None:
    met = {1: {"a", "b"}, 2: {"b", "c"}, 3: {"b", "c"}, 4: {"b", "c"}}
    curve = describe_stratum("LE", [(f"I{n}", frozenset(c)) for n, c in met.items()], seed=7)

    assert curve.estimates.coverage == 1
    assert "convention" in curve.notes["coverage"]


def test_no_field_of_a_result_holds_a_verdict() -> None:
    long = [(f"I{n:02d}", frozenset({"a", "b"})) for n in range(1, 10)]
    text = str(dataclasses.asdict(describe_stratum("LE", long, seed=7))).lower()

    for word in ("saturated", "saturation", "reached", "complete", "sufficient", "enough"):
        assert word not in text


def test_the_band_of_two_orders_known_by_hand() -> None:
    """Either interview first: three codes then five, or four then five."""
    pair = [("I01", frozenset("abc")), ("I02", frozenset("bcde"))]
    band = permutation_band(pair, seed=11, orders=200)

    assert band.expected == pytest.approx((3.5, 5))
    assert (band.low, band.high) == ((3, 5), (4, 5))


def test_the_same_seed_gives_the_same_band() -> None:
    interviews = [(f"I{n:02d}", frozenset({f"c{n * k % 17}" for k in range(6)})) for n in range(12)]

    assert permutation_band(interviews, seed=5) == permutation_band(interviews, seed=5)
    assert permutation_band(interviews, seed=5) != permutation_band(interviews, seed=6)


def test_an_interval_never_excludes_its_own_estimate() -> None:
    """The same five codes in both interviews: nothing unseen, and the bound starts there."""
    same = [(i, frozenset("abcde")) for i in ("I01", "I02")]
    found = describe_stratum("LE", same, seed=7).estimates.chao2

    assert (found.value, found.low) == (5, 5)
    assert found.high > 5
