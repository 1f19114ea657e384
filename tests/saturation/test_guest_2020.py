"""The run-length rule of Guest, Namey and Chen (2020), PLoS ONE 15(5) e0232076."""

from __future__ import annotations

import pytest

from idtool.errors import UsageProblem
from idtool.saturation.guest_2020 import apply_run_length_rule
from tests.saturation.reference_tables import table

# Ten invented interviews around the paper's worked example: 37 codes in the base of
# four, seven new ones in interviews 5 and 6.
BASE_OF_37 = (20, 9, 5, 3, 4, 3, 0, 1, 0, 0)


def test_one_new_code_over_a_base_of_37_is_2_7_percent() -> None:
    result = apply_run_length_rule((20, 9, 5, 3, 1, 0))

    assert result.rule.base_codes == 37
    assert [window.new_codes for window in result.windows] == [1]
    assert result.windows[0].proportion == pytest.approx(0.027, abs=5e-4)
    assert result.rule.first_within == "4+2"


def test_seven_new_codes_over_a_base_of_37_are_19_percent() -> None:
    first, *later = apply_run_length_rule(BASE_OF_37).windows

    assert (first.first, first.last, first.new_codes) == (5, 6, 7)
    assert first.proportion == pytest.approx(0.19, abs=5e-3)
    assert not first.within_threshold
    assert [(w.first, w.last, w.new_codes) for w in later] == [
        (6, 7, 3),
        (7, 8, 1),
        (8, 9, 1),
        (9, 10, 0),
    ]


def test_the_first_window_within_is_named_as_interviews_before_it_plus_run() -> None:
    result = apply_run_length_rule(BASE_OF_37)

    assert result.rule.first_within == "6+2"
    assert result.rule.n_windows == 5
    assert result.rule.n_windows_within == 3


# New codes per interview of a public 76 by 18 incidence table (SpadeR, Inci_raw), with
# what the rule gives for it as computed by the qdapy library 0.1.0.
INCI_RAW = (9, 6, 3, 11, 4, 1, 10, 7, 1, 1, 9, 0, 1, 5, 6, 0, 0, 2)


@pytest.mark.parametrize(
    ("base", "run", "threshold", "base_codes", "first_within"),
    [
        (4, 2, 0.05, 29, "11+2"),
        (4, 2, 0.0, 29, "15+2"),
        (4, 3, 0.05, 29, None),
        (5, 2, 0.05, 33, "11+2"),
        (6, 2, 0.0, 34, "15+2"),
        (6, 3, 0.05, 34, None),
    ],
)
def test_a_public_table_gives_what_another_program_gives(
    base: int, run: int, threshold: float, base_codes: int, first_within: str | None
) -> None:
    rule = apply_run_length_rule(
        INCI_RAW, base_size=base, run_length=run, new_information_threshold=threshold
    ).rule

    assert (rule.base_codes, rule.first_within) == (base_codes, first_within)


def test_later_windows_above_the_threshold_are_counted() -> None:
    rule = apply_run_length_rule(INCI_RAW).rule

    # after 11+2 (window 12-13), windows 13-14, 14-15, 15-16 and 17-18 lie above 5 % of 29
    assert rule.n_windows_above_after == 4


def test_five_interviews_cannot_carry_a_rule_of_four_and_two() -> None:
    result = apply_run_length_rule((9, 3, 2, 1, 0))

    assert not result.assessable
    assert result.reason == "5 interviews, the rule needs 6"
    assert result.windows == ()
    assert result.rule.first_within is None
    assert result.rule.base_codes == 15


@pytest.mark.parametrize(
    ("new_codes", "reason"),
    [
        ((), "no interviews, the rule needs 6"),
        ((4,), "1 interview, the rule needs 6"),
        ((0,) * 8, "no code in the first 4 interviews, nothing to compare with"),
    ],
)
def test_what_cannot_be_assessed_says_why(new_codes: tuple[int, ...], reason: str) -> None:
    result = apply_run_length_rule(new_codes)

    assert not result.assessable
    assert result.reason == reason


def test_exactly_six_interviews_give_exactly_one_window() -> None:
    assert apply_run_length_rule((9, 3, 2, 1, 0, 0)).rule.n_windows == 1


def test_a_run_of_exactly_five_percent_lies_within_five_percent() -> None:
    assert apply_run_length_rule((20, 0, 0, 0, 1, 0)).windows[0].within_threshold
    assert apply_run_length_rule((60, 0, 0, 0, 3, 0)).windows[0].within_threshold


@pytest.mark.parametrize(
    ("base", "run", "threshold"), [(0, 2, 0.05), (4, 0, 0.05), (4, 2, 5.0), (4, 2, -0.1)]
)
def test_numbers_that_make_no_rule_are_refused_with_the_usual_ones(
    base: int, run: int, threshold: float
) -> None:
    with pytest.raises(UsageProblem) as stop:
        apply_run_length_rule(
            BASE_OF_37, base_size=base, run_length=run, new_information_threshold=threshold
        )
    assert stop.value.remedy


@pytest.mark.skipif(not table("sat_guest_lowe_peer_outputs"), reason="files are not here")
@pytest.mark.parametrize("name", ["SpadeR_Inci_raw", "vegan_dune"])
def test_every_window_of_the_public_tables(name: str) -> None:
    data = table("sat_guest_lowe_peer_outputs")["results"][name]
    for told in data["guest"]:
        found = apply_run_length_rule(
            data["new_codes_per_interview"],
            base_size=told["base_size"],
            run_length=told["run_length"],
            new_information_threshold=told["threshold"],
        )
        assert found.rule.first_within == told["notation"]
        assert found.rule.base_codes == told["base_codes"]
        for window, expected in zip(found.windows, told.get("runs", ()), strict=False):
            assert (window.first, window.last) == (expected["from"], expected["to"])
            assert window.proportion == pytest.approx(expected["ratio"])
            assert window.within_threshold == expected["ok"]
