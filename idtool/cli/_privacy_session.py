"""The sitting of ``privacy review``: one key for each string, saved at once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, now
from idtool.errors import UsageProblem
from idtool.model import Act

if TYPE_CHECKING:
    from idtool.privacy.decided import Decision
    from idtool.privacy.keybox import KeyContent
    from idtool.steps.deciding import Choice, Found
    from idtool.steps.study_folder import LoadedStudy

KEYS = "r replace · k keep for this study · o keep once · f false alarm · s skip · u undo · q leave"


class Sitting:
    """One walk through open finds; every decision is a transaction of its own."""

    def __init__(
        self,
        options: Asked,
        study: LoadedStudy,
        reviewer: str,
        key: KeyContent | None,
        because: str,
        *,
        show: bool,
        in_study: bool,
    ) -> None:
        self.options = options
        self.study = study
        self.reviewer = reviewer
        self.key = key
        self.because = because
        self.show = show
        self.in_study = in_study
        self.done: list[tuple[int, Found, Decision]] = []

    def walk(self, found: list[Found]) -> None:
        """Ask about each find, in order, until all are seen or the person leaves."""
        position, skipped = 0, 0
        try:
            while position < len(found):
                item = found[position]
                self._show(item, position, len(found))
                sign = self._key()
                if sign in "rkof" and sign:
                    position += self._decide(position, item, sign)
                elif sign == "s":
                    skipped, position = skipped + 1, position + 1
                elif sign == "u":
                    position = self._undo(position)
                elif sign in {"q", ""}:
                    break
                else:
                    _show.note(self.options, KEYS)
                    if not sys.stdin.isatty():
                        break  # nobody is there to notice a wrong key
        except KeyboardInterrupt:
            _show.note(self.options, "")
        _show.say(
            self.options,
            f"{len(self.done)} decided, {skipped} skipped; {len(found) - len(self.done)} still "
            "wait. Everything is saved.",
        )

    def _decide(self, position: int, item: Found, sign: str) -> int:
        """Decide one find; 1 if it is done, 0 if it is to be asked again."""
        from idtool.steps import deciding

        choice: Choice = {
            "r": "replace", "k": "keep", "o": "keep_once", "f": "false_alarm",
        }[sign]  # type: ignore[assignment]  # fmt: skip
        whom, because = "", self.because
        if choice == "replace":
            near = deciding.suggestion_for(item, [(found, d) for _, found, d in self.done])
            hint = f"Enter: {near}" if near else "Enter: the next free number"
            whom = self._line(f"As whom? (PERSON_1, OFFICER, …; {hint}) ").strip() or near
        elif not because:
            needed = "" if item.tier == "block" else "; Enter for none"
            because = self._line(f"Why does it identify nobody? (no names{needed}) ").strip()
        try:
            decision = deciding.decide(
                self.study,
                item,
                choice,
                Act(self.reviewer, now()),
                because=because,
                whom=whom,
                key=self.key,
                in_study=self.in_study,
            )
        except UsageProblem as problem:
            _show.note(self.options, problem.problem, problem.remedy)
            if not sys.stdin.isatty():
                raise
            return 0
        self.done.append((position, item, decision))
        return 1

    def _undo(self, position: int) -> int:
        from idtool.steps import deciding

        if not self.done:
            _show.note(self.options, "Nothing to undo in this sitting.")
            return position
        before, item, decision = self.done.pop()
        deciding.undo(self.study, item, decision, Act(self.reviewer, now()))
        return before

    def _show(self, item: Found, position: int, total: int) -> None:
        from rich.text import Text

        words = item.words if self.show else item.masked
        out = _show.console(self.options)
        out.print()
        out.print(
            f"{position + 1} of {total}   {item.type}, {item.tier}: {', '.join(item.rules)}   "
            f"{item.count} times in {len(item.files)} files   {item.id}",
            style="dim",
        )
        line = Text(f"  … {item.example.before}")
        line.append(words, style="bold reverse")
        line.append(f"{item.example.after} …")
        out.print(line)
        if self.options.plain:
            out.print(Text(f"  it is: {words}"))
        out.print(KEYS, style="dim")

    def _key(self) -> str:
        """One key from the terminal; without one, the next sign of standard input."""
        if sys.stdin.isatty() and not self.options.plain:
            return str(typer.getchar()).lower()
        while True:
            sign = sys.stdin.read(1)
            if not sign or not sign.isspace():
                return sign.lower()

    def _line(self, question: str) -> str:
        _show.note(self.options, question)
        line = sys.stdin.readline()
        while line == "\n" and not sys.stdin.isatty():
            line = sys.stdin.readline()
        return line
