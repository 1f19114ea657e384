"""A flawed file is one fault, not a second one for whatever points to it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import run


def faults(study: Path) -> list[tuple[str, str]]:
    printed = run(study, "--json", "check").stdout
    return [(fault["file"], fault["problem"]) for fault in json.loads(printed)["faults"]]


def test_a_flawed_codebook_is_not_also_missing(new_study: Path) -> None:
    file = new_study / "codebooks" / "potential.yaml"
    text = file.read_text(encoding="utf-8")
    version = next(line for line in text.splitlines() if line.startswith("version:"))
    file.write_text(text.replace(f"\n{version}\n", "\nversion: 1.0\n"), encoding="utf-8")

    ((name, problem),) = faults(new_study)
    assert name == "codebooks/potential.yaml"
    assert "version" in problem

    file.unlink()
    ((name, problem),) = faults(new_study)
    assert (name, "No file in codebooks/ has the id" in problem) == ("study.yaml", True)


def test_a_flawed_vignette_set_is_not_also_missing(new_study: Path) -> None:
    (file,) = (new_study / "vignettes").iterdir()
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\nset:", "\nsett:", 1), encoding="utf-8")

    assert {name for name, _ in faults(new_study)} == {f"vignettes/{file.name}"}
