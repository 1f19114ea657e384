"""The key file as an option: its path, and the passphrase by prompt or file, never in clear."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked
from idtool.errors import UsageProblem

if TYPE_CHECKING:
    from idtool.privacy.keybox import KeyContent

KeyOption = Annotated[
    Path | None,
    typer.Option("--key", metavar="FILE", help="The encrypted key file, kept outside the study."),
]
PassphraseOption = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file", metavar="FILE", help="A file whose first line is the passphrase."
    ),
]


def opened(options: Asked, key: Path | None, passphrase_file: Path | None) -> KeyContent | None:
    """The content of the key file, or ``None`` if none was given."""
    if key is None:
        return None
    from idtool.steps.key_files import open_key

    return open_key(key, passphrase(options, passphrase_file))


def passphrase(
    options: Asked, file: Path | None, *, twice: bool = False, what: str = "Passphrase"
) -> str:
    """The passphrase: the first line of a file, or typed without being shown.

    Raises:
        UsageProblem: Nobody can be asked and no file was given.
    """
    if file is not None:
        return _first_line(options, file)
    if not sys.stdin.isatty() or options.json or options.yes:
        raise UsageProblem(
            "The key file needs its passphrase, and nobody can be asked.",
            "Give --passphrase-file FILE. A passphrase is never taken from the command line or "
            "the environment, where other programs could read it.",
        )
    typed: str = typer.prompt(what, hide_input=True, confirmation_prompt=twice, err=True)
    return typed


def _first_line(options: Asked, file: Path) -> str:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageProblem(f"{file} is not UTF-8 text.", "Save it as UTF-8.") from error
    if sys.platform != "win32" and file.stat().st_mode & 0o077:
        _show.note(options, f"{file} can be read by others on this machine; chmod 600 it.")
    return text.splitlines()[0] if text else ""
