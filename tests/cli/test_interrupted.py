"""A command killed at any moment leaves a study that opens and passes check."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, run, told

COMMANDS = {
    "ingest": ["ingest", *sorted((EXAMPLE / "transcripts").glob("I0[2-9].*"))],
    "import": ["code", "import", EXAMPLE / "codings" / "R1.csv"],
    "mark": ["mark", "I02", "--turns", "3-9", "--question", "q2"],
}


def killed_after(seconds: float, study: Path, words: list[str | Path]) -> int:
    process = subprocess.Popen(
        [sys.executable, "-m", "idtool", "--study", study, "--quiet", *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    return process.wait()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_killed_command_leaves_a_sound_study(own_example: Path, name: str) -> None:
    before = told(own_example, "status")
    ends = set()
    for seconds in (0.3, 0.7, 1.1, 1.6, 2.4):
        ends.add(killed_after(seconds, own_example, COMMANDS[name]))

        checked = run(own_example, "check")
        assert checked.exit_code == 0, checked.output

    assert -signal.SIGKILL in ends
    after = told(own_example, "status")
    assert after["n_transcripts"] == before["n_transcripts"]
    assert after["n_people"] == before["n_people"]


def test_a_killed_init_leaves_nothing_or_a_study(tmp_path: Path) -> None:
    for number, seconds in enumerate((0.2, 0.35, 0.5, 0.8, 1.2)):
        folder = tmp_path / f"study{number}"
        process = subprocess.Popen(
            [sys.executable, "-m", "idtool", "init", folder],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(seconds)
        process.kill()
        process.wait()

        if folder.exists():
            assert run(folder, "check").exit_code == 0
