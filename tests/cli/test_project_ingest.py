"""Several texts in one REFI-QDA project, and the ledger of words, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import run, told
from tests.ingest.linguistic_files import project, text_source

WHO = ("--interviewer", "coach", "--speaker", "client=P01")


def text(call: str) -> str:
    return "\n".join(
        f"{'coach' if n % 2 == 0 else 'client'}: Words of {call} number {n} about the plan."
        for n in range(6)
    )


@pytest.fixture
def calls(new_study: Path) -> Path:
    file = new_study.parent / "all.qdpx"
    file.write_bytes(
        project(
            text_source("call I07", plain="internal://1.txt"),
            text_source("call I08", plain="internal://2.txt"),
            members={"Sources/1.txt": text("one"), "Sources/2.txt": text("two")},
        )
    )
    return file


def test_unasked_the_texts_are_listed_and_nothing_is_stored(new_study: Path, calls: Path) -> None:
    result = run(new_study, "ingest", calls, *WHO)

    assert result.exit_code == 2
    assert "--source" in result.stderr
    assert told(new_study, "status")["n_transcripts"] == 0


def test_one_text_is_an_interview_with_the_id_in_its_name(new_study: Path, calls: Path) -> None:
    (report,) = told(new_study, "ingest", calls, *WHO, "--source", "2", "--dry-run")

    assert (report["group"], report["interview"], report["n_turns"]) == ("call I08", "I08", 6)


def test_all_texts_are_numbered_from_the_id_given(new_study: Path, calls: Path) -> None:
    reports = told(new_study, "ingest", calls, *WHO, "--source", "all", "--id", "I05", "--dry-run")

    assert [(r["group"], r["interview"]) for r in reports] == [
        ("call I07", "I05"),
        ("call I08", "I06"),
    ]


def test_the_ledger_says_where_every_word_went(new_study: Path) -> None:
    file = new_study.parent / "I09.txt"
    file.write_text("Date: today\n\n" + text("three") + "\n", encoding="utf-8")

    (report,) = told(new_study, "ingest", file, *WHO, "--dry-run")

    assert report["words"] == {
        "in_turns": 6 * 8,
        "beside": {"labels": 6},
        "left_out": {"heading": 2},
    }
    assert "in turns" in run(new_study, "ingest", file, *WHO, "--dry-run").stdout
