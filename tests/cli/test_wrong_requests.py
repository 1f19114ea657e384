"""Requests that do not fit: exit 2, and what would fit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from idtool.model import Act
from idtool.steps.hand_coding import list_codings
from idtool.steps.study_folder import load_study
from tests.conftest import run


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
