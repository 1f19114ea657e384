"""Keys and lines from a person at the terminal, or from standard input for scripts."""

from __future__ import annotations

import sys
from collections import deque

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked


class Keys:
    """One key at a time; what was typed ahead or pasted waits its turn.

    Without a terminal, or with ``--plain`` (where a key is followed by Enter),
    lines are read and their signs are the keys; what follows a key on its line
    is the answer to the question it leads to.
    """

    def __init__(self, options: Asked) -> None:
        self._options = options
        self._waiting: deque[str] = deque()
        self.has_person = sys.stdin.isatty()
        self._is_live = self.has_person and not options.plain

    def key(self) -> str:
        """The next key in small letters; empty where there will be no more."""
        while True:
            while self._waiting:
                sign = self._waiting.popleft()
                if not sign.isspace():
                    return sign.lower()
            typed = self._typed()
            if typed == "":
                return ""
            self._waiting.extend(typed)

    def line(self, question: str) -> str | None:
        """An answer to ``question``; ``None`` if it is left (Ctrl-C, no more input)."""
        typed = "".join(self._waiting)
        self._waiting.clear()
        if typed.strip():
            answer, _, rest = typed.partition("\n")
            self._waiting.extend(rest)
            return answer.strip()
        _show.note(self._options, question)
        try:
            answer = sys.stdin.readline()
        except KeyboardInterrupt:
            return None
        return answer.strip() if answer else None

    def _typed(self) -> str:
        if not self._is_live:
            return sys.stdin.readline()
        try:
            typed = str(typer.getchar())
        except EOFError:  # Ctrl-D
            return ""
        # an arrow or another key of several signs is no letter
        return "\x1b" if typed.startswith(("\x1b", "\x00", "\xe0")) else typed.replace("\r", "\n")
