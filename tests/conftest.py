"""The invented study, built once; tests that change it get a copy of their own."""

from __future__ import annotations

import json
import os
import shutil
import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import settings
from typer.testing import CliRunner, Result

from idtool.cli import app
from idtool.packaged import packaged_folder

EXAMPLE = Path(str(packaged_folder("examples"))) / "crisis-partners"
SAID = ["--speaker", "Speaker 1=INT", "--speaker", "Speaker 2=P01"]

# The same cases in every run, so that what fails here fails there; others by
# HYPOTHESIS_PROFILE=default.
settings.register_profile("same", derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a connection fails the test."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("idtool tried to reach the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def run(study: Path | None, *words: str | Path, stdin: str | None = None) -> Result:
    """One call of idtool, as a person would make it."""
    place = ["--study", str(study)] if study is not None else []
    return CliRunner().invoke(app, [*place, *map(str, words)], input=stdin)


def told(study: Path | None, *words: str | Path) -> Any:
    """What a call prints with ``--json``; the call must end well."""
    result = run(study, "--json", *words)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture(scope="session")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example") / "study"
    assert run(None, "init", folder).exit_code == 0
    for name in ("study.yaml", "roster.yaml", "guide.yaml", "membercheck.yaml"):
        shutil.copy(EXAMPLE / name, folder / name)
    transcripts = sorted((EXAMPLE / "transcripts").iterdir())
    first = [path for path in transcripts if path.stem == "I01"]
    others = [path for path in transcripts if path.stem != "I01"]
    for call in (
        ["ingest", *first, *SAID],
        ["ingest", *others],
        ["code", "import", EXAMPLE / "codings" / "R1.csv"],
        ["--as", "R2", "code", "import", EXAMPLE / "codings" / "R2.csv"],
        ["memo", "import", EXAMPLE / "memos"],
        ["theme", "import", EXAMPLE / "themes.yaml"],
    ):
        result = run(folder, *call)
        assert result.exit_code == 0, (call, result.output)
    return folder


@pytest.fixture(scope="session")
def example(_built: Path) -> Path:
    """The invented study with its codings, for tests that only look."""
    return _built


@pytest.fixture
def own_example(_built: Path, tmp_path: Path) -> Path:
    """A copy of the invented study, for tests that change it."""
    return Path(shutil.copytree(_built, tmp_path / "study"))


@pytest.fixture
def new_study(tmp_path: Path) -> Path:
    """A study just started, with three people in its roster and no transcript."""
    folder = tmp_path / "study"
    assert run(None, "init", folder).exit_code == 0
    (folder / "roster.yaml").write_text(
        "schema: idtool/roster@1\n"
        "people:\n"
        "  - id: P01\n    role: LE\n    consents: [record, quote]\n"
        "  - id: P02\n    role: SW\n    consents: [record, quote]\n"
        "  - id: P03\n    role: LE\n    consents: [record]\n"
        "interviews: []\n",
        encoding="utf-8",
    )
    return folder
