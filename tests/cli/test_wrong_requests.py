"""Requests that do not fit: exit 2, and what would fit."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from idtool.model import Act
from idtool.steps.hand_coding import list_codings
from idtool.steps.study_folder import load_study
from tests.conftest import run, told


@pytest.mark.parametrize(
    ("words", "problem", "remedy"),
    [
        (["I99"], "There is no interview “I99”.", "I01, "),
        (["--person", "P99"], "There is no person “P99”.", "P01, P02"),
        (["--code", "PP.REFERAL"], "No codebook has the code “PP.REFERAL”.", "PP.REFERRAL"),
    ],
)
def test_listing_what_does_not_exist_is_a_wrong_request(
    example: Path, words: list[str], problem: str, remedy: str
) -> None:
    result = run(example, "code", "list", *words)

    assert result.exit_code == 2
    assert problem in result.stderr
    assert remedy in result.stderr


def test_codings_with_a_code_that_left_the_codebooks_can_still_be_listed(example: Path) -> None:
    study = replace(load_study(example), codebooks={})

    found = list_codings(study, Act("R1", "2026-05-04T09:30:00Z"), codes=["PO.X.COST"])

    assert {item.coding.code for item in found} == {"PO.X.COST"}


def test_an_interview_without_codings_is_an_empty_list(new_study: Path) -> None:
    roster = new_study / "roster.yaml"
    one = "interviews:\n  - id: I01\n    kind: individual\n    people: [P01]\n"
    text = roster.read_text(encoding="utf-8").replace("interviews: []\n", one)
    roster.write_text(text, encoding="utf-8")

    assert run(new_study, "code", "list", "I01").exit_code == 0


def test_a_coding_nobody_made_is_a_wrong_request(example: Path) -> None:
    result = run(example, "code", "remove", "ffffffff-none")

    assert result.exit_code == 2
    assert "There is no coding ffffffff-none." in result.stderr


def test_one_person_is_a_person(example: Path) -> None:
    result = run(example, "--plain", "code", "list", "I01")

    assert result.stdout.splitlines()[0].endswith(" codings of 1 person")


def test_a_reversed_run_of_turns_is_called_reversed(example: Path) -> None:
    result = run(example, "mark", "I02", "--turns", "16-14", "--question", "q2")

    assert result.exit_code == 2
    assert "The run 16-14 is reversed" in result.stderr
    assert "14-16" in result.stderr


def test_one_participant_was_found(new_study: Path, tmp_path: Path) -> None:
    talk = tmp_path / "D01.txt"
    talk.write_text("INT: What comes first?\nP01: I look around.\n", encoding="utf-8")

    words = ["--speaker", "INT=INT", "--speaker", "P01=P01", "--kind", "paired"]
    result = run(new_study, "ingest", talk, *words)

    assert result.exit_code == 2
    assert "D01 is paired, but 1 participant was found." in result.stderr


def test_an_id_that_several_codings_begin_with_says_how_much_more_is_needed(
    own_example: Path,
) -> None:
    ids = sorted(each["coding"]["uuid"] for each in told(own_example, "code", "list")["codings"])
    twins = next((a, b) for a, b in pairwise(ids) if a[0] == b[0])
    start = twins[0][0]

    several = run(own_example, "code", "remove", start)
    assert several.exit_code == 2
    assert f"codings have an id that begins with “{start}”" in several.stderr
    assert f"Give more of it: {start}" in several.stderr

    none = run(own_example, "code", "remove", "")
    assert none.exit_code == 2
    assert "There is no coding" in none.stderr
    assert run(own_example, "code", "remove", twins[0][:8]).exit_code == 0


@pytest.mark.parametrize(
    ("on", "kept"),
    [
        ("I03t14", "I03#t014"),
        ("t01 P03", "T01 P03"),
        ("T01,PP.REFERRAL", "T01 PP.REFERRAL"),
        ("adequacy", "adequacy"),
        ("M0001", "m0001"),
    ],
)
def test_a_memo_is_about_what_is_there(own_example: Path, on: str, kept: str) -> None:
    memo = told(own_example, "memo", "new", "--on", on, "--text", "Look again.")["memo"]

    found = next(each for each in told(own_example, "memo", "list") if each["id"] == memo)
    assert " ".join(found["on"]) == kept


@pytest.mark.parametrize(
    ("on", "remedy"),
    [
        ("T99", "a theme, a code"),
        ("P0l", "Name a person"),
        ("I01#t999", "idtool read I01"),
        ("PP.REFERAL", "Did you mean PP.REFERRAL?"),
        ("item 3", "topic in letters only"),
    ],
)
def test_what_looks_like_an_id_and_is_none_is_refused(example: Path, on: str, remedy: str) -> None:
    for call in (
        ["memo", "new", "--on", on, "--text", "Look again."],
        ["mentor", "ask", "Is it so?", "--about", on],
        ["mentor", "record", "--text", "Look again.", "--about", on],
    ):
        refused = run(example, *call)
        assert refused.exit_code == 2, (call, refused.output)
        if on != "item 3" or call[0] == "memo":
            assert remedy in refused.stderr
