"""What a roster must not say."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import run


def test_a_person_twice_in_one_interview_is_a_fault_with_its_line(new_study: Path) -> None:
    roster = new_study / "roster.yaml"
    pair = "interviews:\n  - id: D01\n    kind: paired\n    people: [P01, P01]\n"
    text = roster.read_text(encoding="utf-8").replace("interviews: []\n", pair)
    roster.write_text(text, encoding="utf-8")
    line = text.splitlines().index("    people: [P01, P01]") + 1

    result = run(new_study, "status")

    assert result.exit_code == 4
    said = " ".join(result.stderr.split())
    assert f"roster.yaml, line {line}: P01 is listed twice here; a pair is two people" in said


def test_two_people_of_a_pair_are_no_fault(new_study: Path) -> None:
    roster = new_study / "roster.yaml"
    pair = "interviews:\n  - id: D01\n    kind: paired\n    people: [P01, P02]\n"
    text = roster.read_text(encoding="utf-8").replace("interviews: []\n", pair)
    roster.write_text(text, encoding="utf-8")

    assert run(new_study, "status").exit_code == 0
