"""The command line: ask, call one step, show.

Here are the options of every command; which commands there are stands in ``_commands.py``.
"""

from __future__ import annotations

import gc
import sys
from typing import Annotated

import typer

from idtool import __version__
from idtool.cli._asked import Asked, AsOption, StudyOption
from idtool.cli._boundary import Commands

app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "Keep the paperwork of interpretation straight: ingest transcripts, apply codebooks, "
        "group segments, describe saturation, check with participants. Everything stays on "
        "this machine; the machine proposes, you decide."
    ),
    epilog="Start with: idtool demo",
)


def _show_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"idtool {__version__}\n")
        raise typer.Exit


@app.callback()
def _global_options(
    context: typer.Context,
    study: StudyOption = None,
    coder: AsOption = None,
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help="No color, no boxes; for screen readers and pipes.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="No notes beside the result.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Never ask; take the safe default.")] = False,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Global options; they may stand before or after the command."""
    del version
    context.obj = Asked(study, coder, json_, plain, quiet, yes)


def main() -> None:
    """Entry point of the ``idtool`` command."""
    gc.set_threshold(100_000, 20, 20)  # what is loaded stays: fewer searches start a tenth faster
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    app()


__all__ = ["app", "main"]
