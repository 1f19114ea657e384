"""What a command writes into a file of yours, idtool can read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from idtool.written import read_yaml
from idtool.written.editing import edit_yaml
from tests.conftest import run, told


@pytest.mark.parametrize("word", ["N", "y", "No", "on", "nurse", "null", "1.10", "# no", "a: b"])
def test_a_word_stays_the_word_it_was(word: str) -> None:
    edited = edit_yaml("# A note\nroles:\n  - A  # the first\n", lambda d: d["roles"].append(word))

    found = read_yaml(edited, "some.yaml")
    assert found.data == {"roles": ["A", word]}
    assert not found.bare
    assert edited.startswith("# A note\nroles:\n  - A  # the first\n")


def test_a_role_called_n_does_not_break_the_roster(tmp_path: Path) -> None:
    study = tmp_path / "study"
    assert run(None, "init", study, "--template", "blank").exit_code == 0
    plan = (study / "study.yaml").read_text(encoding="utf-8")
    (study / "study.yaml").write_text(plan.replace("  A:", "  N:").replace("    A:", "    N:"))
    (tmp_path / "I01.txt").write_text("Q: How was it?\n\nA: We waited for the tram all night.\n")

    words = ["--speaker", "Q=INT", "--speaker", "A=P01:N"]
    result = run(study, "ingest", tmp_path / "I01.txt", *words)

    assert result.exit_code == 0, result.output
    assert told(study, "person", "show", "P01")["role"] == "N"
