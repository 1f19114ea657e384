"""Saturation beyond the first rule: strata, units, changes, plan (acceptance checks 3, 6)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import run, told


def test_rule_and_coverage_stand_side_by_side_with_the_others(example: Path) -> None:
    officers = told(example, "saturation", "--no-figure")["strata"]["LE"]

    assert officers["estimates"]["coverage"] > 0.9
    assert officers["windows"][0]["new_codes"] == 0
    assert officers["stopping_rule"]["reason"] == "6 interviews, the rule needs 13"
    assert [model["model"] for model in officers["growth_models"]] == ["IS", "IW", "SW"]
    assert officers["accumulation"]["orders"] == 1000
    assert len(officers["sizes"]) == 12
    assert officers["further_interviews"]["value"] == 0
    assert officers["estimates"]["jackknife1_se"] is not None


def test_changes_of_the_guide_stand_at_the_first_interview_they_touch(example: Path) -> None:
    changes = told(example, "saturation", "--no-figure")["changes"]

    assert {(c["stratum"], c["interview"]) for c in changes if c["label"] == "guide 1.1.0"} == {
        ("LE", "I05"),
        ("SW", "I06"),
        ("paired", "D01"),
    }


def test_an_attribute_of_the_roster_makes_a_stratum_of_each_value(example: Path) -> None:
    strata = told(example, "saturation", "--strata", "setting", "--no-figure")["strata"]

    assert sorted(strata) == [
        "setting=campus police",
        "setting=mental health agency",
        "setting=shelter and advocacy agency",
    ]
    assert sum(stratum["n_interviews"] for stratum in strata.values()) == 11


def test_pooling_is_done_with_a_warning(example: Path) -> None:
    strata = told(example, "saturation", "--strata", "LE,all", "--no-figure")["strata"]

    assert "Pooled" in strata["all"]["notes"]["pooled"]
    assert "pooled" not in strata["LE"]["notes"]


def test_an_unknown_stratum_is_refused_with_the_known_ones(example: Path) -> None:
    result = run(example, "saturation", "--strata", "officers")

    assert result.exit_code == 2
    assert "setting" in result.output


def test_groupings_before_any_were_made_are_not_enough(example: Path) -> None:
    assert run(example, "saturation", "--unit", "grouping", "--no-figure").exit_code == 6


def test_patterns_of_codes_are_no_groupings_to_follow(own_example: Path) -> None:
    run(own_example, "cluster", "--on", "codes")
    assert run(own_example, "saturation", "--unit", "grouping", "--no-figure").exit_code == 6
    grouped = told(own_example, "cluster", "--focus", "Potential")["run"]
    run(own_example, "cluster", "--on", "codes")
    counted = told(own_example, "saturation", "--unit", "grouping", "--no-figure")["counted"]
    assert counted == f"candidate groupings of cluster run {grouped}"


def test_what_was_not_met_is_not_estimated_from_groupings_which_need_several_people(
    own_example: Path,
) -> None:
    run(own_example, "cluster", "--focus", "Potential")
    ask = ("saturation", "--unit", "grouping", "--strata", "all")
    (curve,) = told(own_example, *ask, "--no-figure")["strata"].values()
    shown = " ".join(run(own_example, "--plain", *ask, "--no-figure").stdout.split())
    (codes,) = told(own_example, "saturation", "--strata", "all", "--no-figure")["strata"].values()

    assert curve["estimates"]["observed"] == curve["cumulative"][-1] > 0
    assert curve["estimates"]["coverage"] is None
    assert curve["estimates"]["chao2"]["value"] is None
    assert curve["further_interviews"] is None
    assert (curve["sizes"], curve["growth_models"]) == ([], [])
    assert "cannot be estimated from groupings" in curve["notes"]["estimates"]
    assert "cannot be estimated from groupings" in shown
    assert "pooled" in curve["notes"]
    assert "Chao2" not in shown
    assert "ceilings" not in shown
    assert codes["estimates"]["coverage"] is not None


def test_what_is_only_in_pairs_is_new_to_a_pair(example: Path) -> None:
    pairs = {
        pair["interview"]: pair for pair in told(example, "saturation", "--no-figure")["pairs"]
    }

    assert {"PA.JOINT_DECISION", "PA.SETTLING_IN"} <= set(pairs["D01"]["new_to_pair"])
    assert "PA.JOINT_DECISION" not in pairs["D02"]["new_to_pair"], "D01 had it"
    assert set(pairs["D03"]["new_to_person"]) == {"P06", "P07"}


def test_meaning_is_assessed_only_where_a_person_noted_one(own_example: Path) -> None:
    before = told(own_example, "saturation", "--no-figure")["strata"]["LE"]["meaning"]
    assert before["n_assessed"] == 0

    note = ["--memo", "meaning: money as respect"]
    assert run(own_example, "code", "add", "I03#t002", "PO.X.COST", *note).exit_code == 0
    after = told(own_example, "saturation", "--no-figure")["strata"]["LE"]["meaning"]

    (cost,) = [code for code in after["codes"] if code["code"] == "PO.X.COST"]
    assert (after["n_assessed"], cost["last_added"]) == (1, "I03")


def test_a_plan_from_a_table_needs_no_study(tmp_path: Path) -> None:
    pilot = tmp_path / "pilot.csv"
    pilot.write_text("interview,code\nA,x\nA,y\nB,x\nC,z\nC,x\n", encoding="utf-8")
    plan = told(None, "saturation", "--plan", "--from", pilot)

    assert plan["pilot_interviews"] == 3
    assert [size["interviews"] for size in plan["sizes"]][:2] == [6, 8]
    assert len(plan["questions"]) == 5


def test_a_plan_from_one_interview_says_why_not(tmp_path: Path) -> None:
    pilot = tmp_path / "pilot.csv"
    pilot.write_text("interview,code\nA,x\n", encoding="utf-8")

    assert "at least 2 interviews" in told(None, "saturation", "--plan", "--from", pilot)["reason"]


@pytest.mark.parametrize("word", ["saturated", "reached", "achieved", "enough"])
def test_no_view_says_a_verdict(example: Path, word: str) -> None:
    views = ["--strata", "LE,all", "--no-figure"]

    assert word not in run(example, "--plain", "saturation", *views).stdout.lower()
