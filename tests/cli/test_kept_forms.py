"""Word forms kept in the study: a convenience that never holds words the text has lost."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from idtool.coding.forms import packed
from tests.conftest import run, told

APPLY = ("apply", "I01", "D01", "--using", "rules,likeness")

ALONE = """
import sys
from idtool.cli import main
sys.argv = ["idtool", "--study", sys.argv[1], "--json", *sys.argv[2:]]
try:
    main()
finally:
    print("spacy" in sys.modules, file=sys.stderr)
"""


def rows(study: Path) -> dict[str, bytes]:
    with sqlite3.connect(study / "study.db") as connection:
        return dict(connection.execute("SELECT about, packed FROM kept_forms"))


def spoil(study: Path, words: bytes) -> None:
    with sqlite3.connect(study / "study.db") as connection:
        connection.execute("UPDATE kept_forms SET packed = ?", (words,))


def alone(study: Path) -> tuple[list[dict[str, Any]], bool]:
    """Proposals of a process of its own, and whether it had to take words apart."""
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(study), *APPLY],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)["proposals"], done.stderr.split()[-1] == "True"


@pytest.fixture(scope="module")
def _applied(_built: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    study = tmp_path_factory.mktemp("kept") / "study"
    shutil.copytree(_built, study)
    return study, told(study, *APPLY)["proposals"]


@pytest.fixture
def applied(_applied: tuple[Path, Any], tmp_path: Path) -> tuple[Path, Any]:
    study = tmp_path / "study"
    shutil.copytree(_applied[0], study)
    return study, _applied[1]


def test_what_was_taken_apart_is_not_taken_apart_again(applied: tuple[Path, Any]) -> None:
    study, proposals = applied
    assert set(rows(study)) == {"I01", "D01", "*"}
    assert alone(study) == (proposals, False)


@pytest.mark.parametrize(
    "words", [b"", b"nothing of the kind", packed(["word"])[:-3], packed(["word"])]
)
def test_a_damaged_or_thin_row_changes_nothing(applied: tuple[Path, Any], words: bytes) -> None:
    study, proposals = applied
    spoil(study, words)
    found, _ = alone(study)
    assert found == proposals


def test_rows_of_other_versions_are_made_anew(
    applied: tuple[Path, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    study, proposals = applied
    before = rows(study)
    with monkeypatch.context() as other:
        other.setattr("idtool.coding.forms.made_by", lambda: "older")
        spoil(study, packed(["word"]))
    assert told(study, *APPLY)["proposals"] == proposals
    assert rows(study) == before


def test_a_withdrawal_leaves_no_forms(applied: tuple[Path, Any]) -> None:
    study, _ = applied
    done = run(study, "person", "withdraw", "P01", "--because", "asked", "--confirm", "P01")
    assert done.exit_code == 0
    assert not rows(study)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE transcript SET text = text || ' ' WHERE id = 'I01'",
        "DELETE FROM transcript WHERE id = 'I01'",
    ],
)
def test_forms_leave_with_the_text_whoever_changes_it(
    applied: tuple[Path, Any], change: str
) -> None:
    """In the database itself, so that no command can forget it."""
    study, _ = applied
    with sqlite3.connect(study / "study.db") as connection:
        connection.execute(change)
    assert set(rows(study)) == {"D01", "*"}


def test_a_check_finds_nothing_amiss(applied: tuple[Path, Any]) -> None:
    assert run(applied[0], "check").exit_code == 0
