"""What a roster must not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import run, told


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


def _said(study: Path, interview: str, line: str) -> str:
    """What ``status`` says once ``line`` stands under an interview of the roster."""
    roster = study / "roster.yaml"
    text = roster.read_text(encoding="utf-8")
    text = text.replace(f"  - id: {interview}\n", f"  - id: {interview}\n    {line}\n", 1)
    roster.write_text(text, encoding="utf-8")
    result = run(study, "status")
    assert result.exit_code in {0, 4}, result.output
    return " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("interview", "line", "fault"),
    [
        ("D01", "not_asked: [jp]", "has “jp” under not_asked:, which is neither in the guide nor"),
        ("D01", "no_experience: [nobody]", "has “nobody” under no_experience:"),
        ("D01", "no_experience: ['P09:jo']", "P09 is not among its people"),
    ],
)
def test_what_was_not_asked_is_something_one_can_ask(
    own_example: Path, interview: str, line: str, fault: str
) -> None:
    text = (own_example / "roster.yaml").read_text(encoding="utf-8")
    number = text.splitlines().index(f"  - id: {interview}") + 2

    said = _said(own_example, interview, line)

    assert f"roster.yaml, line {number}" in said
    assert fault in said


@pytest.mark.parametrize(
    "line", ["not_asked: [jo]", "not_asked: [jo.2]", "no_experience: ['P01:jo', dv]"]
)
def test_vignettes_their_stages_and_people_of_the_interview_may_stand_there(
    own_example: Path, line: str
) -> None:
    assert _said(own_example, "D01", line) == ""


def test_a_subject_cannot_be_both_unasked_and_met_with_no_experience(own_example: Path) -> None:
    said = _said(own_example, "D01", "not_asked: [jo]\n    no_experience: [jo]")

    assert "“jo” under not_asked: and under no_experience:" in said


def _with_strata(study: Path, strata: str) -> Path:
    settings = study / "study.yaml"
    text = settings.read_text(encoding="utf-8")
    assert "  strata: [LE, SW, paired]\n" in text
    text = text.replace("  strata: [LE, SW, paired]\n", f"  strata: {strata}\n")
    settings.write_text(text, encoding="utf-8")
    return study


def test_strata_of_study_yaml_are_those_of_the_command(own_example: Path) -> None:
    """Kinds, attributes and values, ``all``; a value may stand there before anybody has it."""
    planned = _with_strata(own_example, "[LE, individual, all, setting, 'setting=not yet heard']")

    strata = told(planned, "saturation", "--no-figure")["strata"]

    assert {"LE", "individual", "all", "setting=campus police"} <= set(strata)
    assert strata["setting=not yet heard"]["n_interviews"] == 0
    refused = run(planned, "saturation", "--strata", "setting=not yet heard")
    assert refused.exit_code == 2


def test_a_stratum_nobody_declared_is_a_fault_with_the_known_ones(own_example: Path) -> None:
    result = run(_with_strata(own_example, "[officers]"), "status")

    assert result.exit_code == 4
    assert "“officers” is no role" in result.stderr
    assert "individual, paired, group, all, setting" in " ".join(result.stderr.split())
