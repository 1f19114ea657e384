"""Proposals: with reasons, where the words stand, never for the interviewer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import run, told

KEYS = {"interview", "turn", "start", "end", "code", "focus", "source", "evidence", "strength"}


@pytest.fixture(scope="module")
def applied(_built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    import shutil

    study = Path(shutil.copytree(_built, tmp_path_factory.mktemp("applied") / "study"))
    transcripts = {
        name: told(study, "--quiet", "read", name, "--no-log")["transcript"]
        for name in ("I02", "D02")
    }
    return {"proposals": told(study, "apply", "I02", "D02")["proposals"], "texts": transcripts}


def test_every_proposal_has_a_place_a_reason_and_a_strength(applied: dict[str, Any]) -> None:
    assert applied["proposals"]
    for proposal in applied["proposals"]:
        assert set(proposal) >= KEYS
        assert proposal["evidence"]
        assert proposal["strength"] in {"strong", "fair", "faint"}
        assert proposal["focus"] in {"priorities_practices", "partnership", "potential"}
        assert proposal["source"] in {"rule", "likeness", "learned"}


def test_proposals_lie_within_a_participants_turn(applied: dict[str, Any]) -> None:
    for proposal in applied["proposals"]:
        if proposal["code"] == "PA.JOINT_DECISION":  # an exchange spans two turns
            continue
        turn = applied["texts"][proposal["interview"]]["turns"][proposal["turn"] - 1]
        assert turn["number"] == proposal["turn"]
        assert turn["speaker"] != "INT"
        assert turn["start"] <= proposal["start"] < proposal["end"] <= turn["end"]


def test_codes_for_pairs_are_proposed_in_pairs_only(applied: dict[str, Any]) -> None:
    alone = {p["code"] for p in applied["proposals"] if p["interview"] == "I02"}

    assert not {code for code in alone if code.startswith("IX.")}
    assert "PA.JOINT_DECISION" not in alone


def test_a_vignette_a_participant_reads_out_gets_no_proposal(new_study: Path) -> None:
    from idtool.steps.study_folder import load_study

    stage = load_study(new_study).stage_texts["su.1"]
    file = new_study.parent / "I01.txt"
    file.write_text(
        f"Interviewer: Would you read this one yourself?\n\nP01: {stage}\n\nInterviewer: And?\n\n"
        "P01: We have no protocol for a drunk guy, honestly, so it depends who is working.\n",
        encoding="utf-8",
    )
    assert run(new_study, "ingest", file).exit_code == 0

    turns = {proposal["turn"] for proposal in told(new_study, "apply")["proposals"]}

    assert turns == {4}


def test_one_focus_can_be_applied_alone(own_example: Path) -> None:
    for word in ("Potential", "PO", "potential"):
        found = told(own_example, "apply", "I02", "--focus", word)["proposals"]
        assert {proposal["focus"] for proposal in found} == {"potential"}

    assert run(own_example, "apply", "--focus", "Poetry").exit_code == 2


def test_the_same_study_gets_the_same_proposals(own_example: Path) -> None:
    assert told(own_example, "apply", "I09") == told(own_example, "apply", "I09")


def test_one_transcript_is_told_as_one(own_example: Path) -> None:
    shown = run(own_example, "apply", "I01", "--using", "rules").stdout
    assert re.search(r"\d+ proposals? in 1 transcript\b", shown)
    assert "1 transcripts" not in shown


def test_a_check_holds_interviews_out_and_stores_nothing(own_example: Path) -> None:
    before = told(own_example, "apply", "I02")
    waiting = told(own_example, "review", "--faint")

    report = told(own_example, "apply", "--check")

    assert told(own_example, "review", "--faint") == waiting
    assert report["n_interviews"] == 14
    assert report["n_folds"] == 5
    assert report["asked"]["using"] == ["rules", "likeness", "learned"]
    # Learning from thirteen people's codings has to be worth something.
    assert report["asked"]["hit_at_3"] > report["without_learning"]["hit_at_3"]
    assert report["asked"]["macro_f1"] > report["without_learning"]["macro_f1"]
    for point in report["asked"]["curve"]:
        assert abs(point["said"] - point["held"]) < 0.15
    for row in report["asked"]["codes"]:
        assert row["n_right"] <= row["n_proposed"]
        assert row["n_found"] <= row["n_coded"]
        assert (row["precision"] is None) == (row["n_proposed"] == 0)
    assert before["learned"]["PP.PROTOCOL"] > 20
    assert before["unlearned"]["PO.S.AGAINST"] == 4


def test_a_check_needs_two_coded_interviews(new_study: Path) -> None:
    refused = run(new_study, "apply", "--check")

    assert refused.exit_code == 6
    assert "accepted codings" in refused.stderr


def test_a_figure_of_the_check_is_drawn_where_it_is_asked_for(own_example: Path) -> None:
    assert run(own_example, "apply", "--figure", own_example / "out").exit_code == 2

    report = told(own_example, "apply", "--check", "--figure", own_example / "out")

    assert [Path(path).name for path in report["figures"]] == [
        "proposals-reliability.svg", "proposals-reliability.png",
    ]  # fmt: skip
    assert all(Path(path).stat().st_size > 1000 for path in report["figures"])
    assert report["n_from_proposals"] == 0
    assert len(report["few"]) > 0 and all(n < 5 for n in report["few"].values())


def test_a_check_says_that_accepted_proposals_are_found_by_construction(own_example: Path) -> None:
    assert run(own_example, "apply", "I01", "I02", "--using", "rules").exit_code == 0
    run(own_example, "--plain", "review", "--faint", "--rules", "never", stdin="aaaaq")

    shown = run(own_example, "apply", "--check", "--using", "rules").stdout

    said = " ".join(shown.split())
    assert "counted are the 13 coded by hand alone" in said
    assert "Left out of these numbers, because proposals were decided about there: 1" in said
    assert "accepted codings were proposals: they are found again by construction" in said
    assert "count as not right" in said


def test_a_check_refuses_what_it_would_not_heed(own_example: Path) -> None:
    for words in (["I01"], ["--focus", "Partnership"], ["--codes", "PP.REFERRAL"], ["--explain"]):
        refused = run(own_example, "apply", "--check", *words)

        assert refused.exit_code == 2
        assert "A check takes all coded interviews and all codes" in refused.stderr


def test_a_code_that_is_none_is_told_with_the_one_that_may_be_meant(own_example: Path) -> None:
    for wrong in ("pp.referral", "PP.REFERAL", "referral"):
        refused = run(own_example, "apply", "--codes", wrong)

        assert refused.exit_code == 2
        assert "Did you mean PP.REFERRAL?" in refused.stderr
