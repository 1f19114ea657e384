"""The one place that turns errors into words and exit codes.

Problems a researcher can put right become two sentences on stderr. A defect of
idtool becomes exit 1 and a report in a file that names places in the code only:
no message, no value, no participant's words.
"""

from __future__ import annotations

import json
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from idtool.cli._commands import CommandTree
from idtool.errors import Fault, IdtoolError, InvalidInput

_WITH_VALUE = frozenset({"--study", "--as"})
_FLAGS = frozenset({"--json", "--plain", "--quiet", "--yes"})

_USAGE_REMEDY = "See what can be given: idtool COMMAND --help"

# Typer brings its own copy of click, so its usage errors are found by their kinship.
_USAGE_ERRORS: tuple[type[Exception], ...] = tuple(
    kind
    for kind in typer.BadParameter.__mro__
    if issubclass(kind, Exception) and kind.__name__ == "ClickException"
)


class Commands(CommandTree):
    """Commands whose global options may stand anywhere, and whose errors become words."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Move ``--json``, ``--study DIR`` and their like in front of the command."""
        front, rest, position = [], [], 0
        while position < len(args):
            word = args[position]
            if word == "--":
                rest += args[position:]
                break
            if word in _FLAGS or any(word.startswith(f"{name}=") for name in _WITH_VALUE):
                front.append(word)
            elif word in _WITH_VALUE and position + 1 < len(args):
                front += args[position : position + 2]
                position += 1
            else:
                rest.append(word)
            position += 1
        try:
            return super().parse_args(ctx, front + rest)
        except _USAGE_ERRORS as error:
            _explain_usage(error, as_json="--json" in front)
            raise

    def invoke(self, ctx: Any) -> object:
        """Run a command; our own errors become sentences, defects a report."""
        as_json = bool(ctx.params.get("json_"))
        try:
            return super().invoke(ctx)
        except IdtoolError as error:
            _complain(error, as_json=as_json)
            raise typer.Exit(error.exit_code) from error
        except (typer.Exit, typer.Abort):
            raise
        except _USAGE_ERRORS as error:
            _explain_usage(error, as_json=as_json)
            raise
        except BrokenPipeError:
            raise typer.Exit(0) from None
        except OSError as error:
            if error.filename is None:
                _report_defect(error, as_json=as_json)
                raise typer.Exit(1) from None
            _complain(_unusable(error), as_json=as_json)
            raise typer.Exit(InvalidInput.exit_code) from error
        except Exception as error:  # noqa: BLE001 - the one door every defect goes through
            _report_defect(error, as_json=as_json)
            raise typer.Exit(1) from None


def _explain_usage(error: Any, *, as_json: bool) -> None:
    """Wrong usage as a JSON document too; a bare group of commands shows its help instead."""
    if as_json and type(error).__name__ != "NoArgsIsHelpError":
        _print_json(str(error.format_message()), _USAGE_REMEDY, 2)


def _unusable(error: OSError) -> InvalidInput:
    """A file or folder the system does not let us use as asked."""
    return InvalidInput(
        f"{error.filename}: {(error.strerror or 'cannot be used').lower()}.",
        "Check the path, and whether you may read or write there.",
    )


def _print_json(problem: str, remedy: str, exit_code: int, faults: Sequence[Fault] = ()) -> None:
    record = {
        "error": problem,
        "remedy": remedy,
        "exit_code": exit_code,
        "faults": [
            {"file": f.file, "line": f.line, "problem": f.problem, "remedy": f.remedy}
            for f in faults
        ],
    }
    sys.stdout.write(json.dumps(record, ensure_ascii=False, indent=2) + "\n")


def _complain(error: IdtoolError, *, as_json: bool) -> None:
    if as_json:
        faults = error.faults if isinstance(error, InvalidInput) else ()
        _print_json(error.problem, error.remedy, error.exit_code, faults)
    sys.stderr.write(f"{error.problem}\n")
    if isinstance(error, InvalidInput) and len(error.faults) > 1:
        for fault in error.faults:
            place = f"{fault.file}, line {fault.line}" if fault.line else fault.file
            sys.stderr.write(f"  {place}: {fault.problem}\n      {fault.remedy}\n")
    elif error.remedy:
        sys.stderr.write(f"{error.remedy}\n")


def _report_defect(error: BaseException, *, as_json: bool) -> None:
    """Say that idtool is at fault, and where the places in the code are kept."""
    steps = [
        f"{Path(frame.filename).name}, line {frame.lineno}, in {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    words = "\n".join([f"{type(error).__name__} in idtool", *steps]) + "\n"
    with tempfile.NamedTemporaryFile(
        "w", prefix="idtool-fault-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(words)
    problem = (
        f"This is a fault in idtool ({type(error).__name__}), not in your study; "
        "study.db is as it was before the command."
    )
    remedy = (
        f"The places in the code are listed in {file.name}; it holds nothing from your study. "
        "Please send it with a report."
    )
    if as_json:
        _print_json(problem, remedy, 1)
    sys.stderr.write(f"{problem}\n{remedy}\n")
