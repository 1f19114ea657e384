"""Write docs/commands.md out of every command's own help, or check that it is current.

python scripts/make_commands_page.py            writes the page
python scripts/make_commands_page.py --check    exits 1 if the page is not current
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from idtool.cli import app

PAGE = Path(__file__).parent.parent / "docs" / "commands.md"
HEAD = """\
# Commands

Written by `scripts/make_commands_page.py` out of the commands' own help; change it there.

Global options may stand before or after the command: `--study DIR` (default: the nearest
parent with `study.yaml`), `--as CODER` (or `IDTOOL_AS`), `--json`, `--plain`, `--quiet`,
`--yes`.

Exit codes: 0 done · 1 a fault of idtool · 2 usage · 3 privacy stop · 4 invalid study or input
file · 5 verification failed · 6 not enough data · 7 conflict, would overwrite.
"""


def commands(group: Any, name: str = "idtool") -> Iterator[tuple[str, Any]]:
    """Every command with the words that call it, in the order of the help."""
    for word, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{name} {word}")
        else:
            yield f"{name} {word}", command


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for name, command in commands(typer.main.get_command(app)):
        parts.append(f"## {name}\n\n{_prose(inspect.cleandoc(command.help))}")
        lines = []
        for option in command.params:
            if option.param_type_name == "argument":
                shown = option.metavar or str(option.name).upper()
            elif option.name == "help":
                continue
            else:
                shown = ", ".join(option.opts)
            lines.append(f"- `{shown}` {option.help or ''}".rstrip())
        if lines:
            parts.append("\n".join(lines))
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _prose(words: str) -> str:
    before, sign, example = words.partition("Example:\n")
    if not sign:
        return before
    return f"{before.strip()}\n\n```\n{inspect.cleandoc(example)}\n```"


def main() -> None:
    """Write, or check."""
    new = page()
    if "--check" in sys.argv:
        if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != new:
            sys.exit("docs/commands.md is not current: python scripts/make_commands_page.py")
        return
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
