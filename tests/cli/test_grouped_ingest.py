"""One table of many interviews, from the command line into the study."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import run, told

ROWS = ["conversation,speaker,text"] + [
    f'{value},{"coach" if n % 2 == 0 else "client"},"Words of {value} number {n} about the plan."'
    for value in ("b", "a", "c")
    for n in range(4)
]
GROUPED = ("--group-by", "conversation", "--interviewer", "coach", "--speaker", "client=new:LE")


@pytest.fixture
def table(new_study: Path) -> Path:
    file = new_study.parent / "all.csv"
    file.write_text("\n".join(ROWS), encoding="utf-8")
    return file


def test_a_dry_run_proposes_ids_in_order_and_stores_nothing(new_study: Path, table: Path) -> None:
    reports = told(new_study, "ingest", table, *GROUPED, "--dry-run")

    assert [(r["group"], r["interview"]) for r in reports] == [
        ("b", "C01"),
        ("a", "C02"),
        ("c", "C03"),
    ]
    assert told(new_study, "status")["n_transcripts"] == 0


def test_all_are_stored_each_with_somebody_new_and_only_its_own_words(
    new_study: Path, table: Path
) -> None:
    reports = told(new_study, "ingest", table, *GROUPED)

    assert [r["outcome"] for r in reports] == ["stored"] * 3
    people = [line["person"] for r in reports for line in r["speakers"] if line["role"] == "LE"]
    assert people == ["P04", "P05", "P06"]  # the roster had three
    assert told(new_study, "status")["n_transcripts"] == 3
    again = told(new_study, "ingest", table, *GROUPED)
    assert [r["outcome"] for r in again] == ["unchanged"] * 3


def test_one_interview_that_is_held_back_stores_none(new_study: Path, table: Path) -> None:
    text = table.read_text(encoding="utf-8").replace("Words of c", "Call 555-867-5309, words of c")
    table.write_text(text, encoding="utf-8")

    result = run(new_study, "ingest", table, *GROUPED)

    assert result.exit_code == 3
    assert told(new_study, "status")["n_transcripts"] == 0


def test_ids_go_on_from_the_one_given_and_one_group_may_have_its_own(
    new_study: Path, table: Path
) -> None:
    reports = told(new_study, "ingest", table, *GROUPED, "--id", "I20", "--group", "c=D09",
                   "--group", "b", "--dry-run")  # fmt: skip

    assert [(r["group"], r["interview"]) for r in reports] == [("b", "I20"), ("c", "D09")]


def test_a_table_of_many_is_not_run_together_and_groups_must_exist(
    new_study: Path, table: Path
) -> None:
    alone = run(new_study, "ingest", table, "--dry-run")
    missing = run(new_study, "ingest", table, *GROUPED, "--group", "z", "--dry-run")
    unnamed = run(new_study, "ingest", table, "--group", "b", "--dry-run")

    assert (alone.exit_code, missing.exit_code, unnamed.exit_code) == (2, 2, 2)
    assert '--group-by "conversation"' in alone.stderr
    assert "no group “z”" in missing.stderr
