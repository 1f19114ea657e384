"""Three people and more in one interview: each is a person, the group is one interview."""

from __future__ import annotations

from pathlib import Path

from typer.testing import Result

from tests.conftest import run, told

TALK = (
    "Interviewer: How was it?\n\nP01: Long.\n\nP02: And cold.\n\nP03: We waited for the van.\n\n"
    "Interviewer: And then?\n\nP03: Then it came.\n\nAll: Finally.\n"
)


def ingest(study: Path, name: str = "G01.txt", text: str = TALK, *words: str) -> Result:
    file = study.parent / name
    file.write_text(text, encoding="utf-8")
    return run(study, "ingest", file, *words)


def test_a_group_is_one_interview_of_three_people(new_study: Path) -> None:
    assert ingest(new_study).exit_code == 0

    status = told(new_study, "status")
    assert (status["n_people"], status["n_interviews"]) == (3, 1)
    assert "kind: group" in (new_study / "roster.yaml").read_text()
    assert run(new_study, "check").exit_code == 0
    assert run(new_study, "code", "add", "G01#t003", "PA.OTHER_LENS").exit_code == 0
    listed = told(new_study, "code", "list")
    assert (listed["n_people"], listed["people"]) == (1, ["P02"])


def test_a_group_is_told_by_its_people_or_its_option(new_study: Path) -> None:
    said = ["--speaker", "P01=P01", "--speaker", "P02=P02", "--speaker", "P03=P03"]

    assert ingest(new_study, "X01.txt", TALK, "--id", "X01", *said).exit_code == 0
    assert "kind: group" in (new_study / "roster.yaml").read_text()


def test_three_are_no_pair_and_two_no_group(new_study: Path) -> None:
    refused = ingest(new_study, "D01.txt")
    two = TALK.replace("P03", "P02")
    also = ingest(new_study, "G01.txt", two)

    assert (refused.exit_code, also.exit_code) == (2, 2)
    assert "--kind individual|paired|group" in refused.stderr
    assert told(new_study, "status")["n_transcripts"] == 0


def test_codes_of_pairs_are_for_groups_and_strata_keep_them_apart(new_study: Path) -> None:
    ingest(new_study)
    code = "PA.JOINT_DECISION"

    assert run(new_study, "code", "add", "G01#t002-t004", code).exit_code == 0
    paired = told(new_study, "saturation", "--strata", "paired,group")

    assert paired["strata"]["group"]["n_interviews"] == 1
    assert paired["strata"]["paired"]["n_interviews"] == 0
