"""A sitting of review at a real terminal: single keys, arrows, Ctrl-C and Ctrl-D."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.cli.test_review import TALK, counts
from tests.conftest import run, told

pty = pytest.importorskip("pty", reason="pseudo-terminals are for POSIX systems")


class Terminal:
    """idtool at a pseudo-terminal; ``until`` waits for words on the screen."""

    def __init__(self, *words: str, **environment: str) -> None:
        self.pid, self._screen = pty.fork()
        if self.pid == 0:
            os.environ.update(environment)
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # ignored in a background job
            os.execv(sys.executable, [sys.executable, "-m", "idtool", *words])
        self.shown = ""

    def until(self, wanted: str, *, seconds: float = 90) -> str:
        """What was printed up to ``wanted``, since the last time."""
        end = time.monotonic() + seconds
        while wanted not in self.shown:
            assert time.monotonic() < end, f"never printed: {wanted}\n{self.shown}"
            self._read()
        before, _, self.shown = self.shown.partition(wanted)
        return before

    def type(self, keys: str) -> None:
        time.sleep(0.3)  # a terminal that changes its mode drops what was typed before
        os.write(self._screen, keys.encode())

    def leave(self) -> int:
        """Wait for the end; the exit code."""
        while self._read():
            pass
        os.close(self._screen)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _read(self) -> bool:
        if not select.select([self._screen], [], [], 0.5)[0]:
            return True
        try:
            self.shown += os.read(self._screen, 65_536).decode("utf-8", "replace")
        except OSError:  # Linux says so when the other side is gone
            return False
        return True


@pytest.fixture
def proposed(new_study: Path) -> Path:
    file = new_study.parent / "I01.txt"
    file.write_text(TALK, encoding="utf-8")
    assert run(new_study, "ingest", file).exit_code == 0
    assert run(new_study, "apply").exit_code == 0
    return new_study


def test_a_sitting_with_arrows_a_left_question_and_ctrl_c(proposed: Path) -> None:
    waiting = counts(proposed)[2]
    screen = Terminal(
        "--study", str(proposed), "review", "--faint", TERM="dumb", COLUMNS="60", NO_COLOR="1"
    )
    first = screen.until("? more")
    assert "⟦" in first and "⟧" in first and "\x1b" not in first
    screen.type("\x1b[A")
    screen.until("? more")
    screen.type("a")
    screen.until("2 of")
    screen.until("? more")
    screen.type("c")
    screen.until("empty: leave")
    screen.type("\x03")  # leaves the question, not the sitting
    screen.until("? more")
    screen.type("r")
    screen.until("3 of")
    screen.until("? more")
    screen.type("\x03")
    screen.until("Everything is saved")

    assert screen.leave() == 0
    assert counts(proposed) == (1, 1, waiting - 2)


def test_what_was_left_goes_on_next_time_and_ctrl_d_leaves(proposed: Path) -> None:
    run(proposed, "--plain", "review", "--faint", stdin="aq")
    left = told(proposed, "review", "--faint")
    screen = Terminal("--study", str(proposed), "review", "--faint", TERM="xterm")
    assert f"1 of {len(left)}" in screen.until("? more")
    screen.type("u")
    screen.until("Nothing to undo")
    screen.type("\x04")
    screen.until("Everything is saved")

    assert screen.leave() == 0


def test_plain_takes_a_key_with_enter_and_shows_no_escape(proposed: Path) -> None:
    screen = Terminal("--study", str(proposed), "--plain", "review", "--faint", TERM="xterm")
    first = screen.until("? more")
    screen.type("x\n")
    screen.until("? more")
    screen.type("a\n")
    second = screen.until("? more")
    screen.type("q\n")
    screen.until("1 accepted")

    assert screen.leave() == 0
    assert "\x1b" not in first + second
