"""Whatever goes wrong: two sentences, the right exit code, one JSON document, no words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import run


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["ingest"], 2),
        (["no-such-command"], 2),
        (["review", "--order", "zzz"], 2),
        (["read", "I99"], 2),
        (["apply", "--focus", "Poetry"], 2),
        (["apply"], 6),
        (["cluster"], 6),
        (["memo", "import", "no-such-file"], 4),
        (["export", "csv", "/dev/null/x"], 4),
        (["ingest", "no-such-file.txt"], 4),
    ],
)
def test_every_error_is_one_json_document_too(new_study: Path, words: list[str], code: int) -> None:
    result = run(new_study, *words, "--json")

    assert result.exit_code == code
    record = json.loads(result.stdout)
    assert record["exit_code"] == code
    assert record["error"]


def test_a_command_outside_a_study_says_how_to_start_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = run(None, "status")

    assert result.exit_code == 2
    assert "idtool init" in result.stderr
    assert result.stdout == ""


def test_a_defect_leaves_places_in_the_code_and_no_words(
    new_study: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from idtool.steps import status

    def broken(*_: object) -> None:
        raise ValueError("she said her name was Dana")

    monkeypatch.setattr(status, "describe_status", broken)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    result = run(new_study, "status")

    assert result.exit_code == 1
    assert "Dana" not in result.output
    (report,) = tmp_path.glob("idtool-fault-*.txt")
    assert "Dana" not in report.read_text()
    assert "status.py" in report.read_text()


def test_global_options_may_stand_after_the_command(new_study: Path) -> None:
    before = run(new_study, "--json", "status").stdout
    after = run(None, "status", "--study", str(new_study), "--json").stdout

    assert json.loads(before) == json.loads(after)
