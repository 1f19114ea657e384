"""Rules that learn from people: a diff first, the file only when somebody takes it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.conftest import run, told


def test_suggestions_write_nothing_until_they_are_taken(own_example: Path) -> None:
    files = sorted((own_example / "codebooks").glob("*.yaml"))
    before = {path: path.read_bytes() for path in files}

    report = told(own_example, "codebook", "suggest")

    assert {path: path.read_bytes() for path in files} == before
    changes = [change for one in report["suggestions"] for change in one["changes"]]
    assert "mandate" in {change["words"] for change in changes}
    assert all(c["found"] >= 3 * c["elsewhere"] for c in changes if c["kind"] == "phrase")


def test_a_taken_suggestion_is_a_new_version_and_keeps_the_comments(own_example: Path) -> None:
    path = own_example / "codebooks" / "priorities_practices.yaml"
    comments = [line for line in path.read_text().splitlines() if line.startswith("#")]

    report = told(own_example, "codebook", "suggest", "PP.PROTOCOL", "--accept")

    assert report["written"] == [str(path)]
    after = path.read_text()
    assert "version: 1.0.1" in after
    assert "- mandate" in after
    assert [line for line in after.splitlines() if line.startswith("#")] == comments
    assert run(own_example, "check").exit_code == 0
    assert told(own_example, "codebook", "suggest", "PP.PROTOCOL")["suggestions"] == []
    with sqlite3.connect(own_example / "study.db") as raw:
        (detail,) = raw.execute(
            "SELECT detail FROM trail WHERE act = 'codebook.suggest'"
        ).fetchone()
    assert "PP.PROTOCOL" in detail
    assert "mandate" not in detail


def test_a_code_nobody_defines_is_refused(own_example: Path) -> None:
    assert run(own_example, "codebook", "suggest", "PP.NOWHERE").exit_code == 2
