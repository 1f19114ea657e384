"""``idtool check``: is everything in the study sound?"""

from __future__ import annotations

from typing import Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Context, asked


def check(
    context: Context,
    strict: Annotated[
        bool, typer.Option("--strict", help="Remarks count as faults (exit 4).")
    ] = False,
) -> None:
    """Check files, links, privacy, positions and the trail of a study.

    Exit 3 for something that could identify a person, 4 for files that do not
    fit, 5 for a trail that was changed.

    Example:
        idtool check
    """
    from idtool.steps.checking import check_study

    options = asked(context)
    report = check_study(options.folder(), options.act())
    code = report.exit_code or (4 if strict and report.remarks else 0)
    if options.json:
        _show.show_json(report)
        raise typer.Exit(code)
    for title, faults in (("Faults", report.faults), ("Remarks", report.remarks)):
        if faults:
            _show.table(
                options,
                title,
                ["file", "line", "what is wrong", "what to do"],
                [(f.file, f.line or "", f.problem, f.remedy) for f in faults],
                right=["line"],
            )
    if not report.faults:
        _show.say(
            options, f"The study is sound. The trail holds {report.n_trail} events, unbroken."
        )
    raise typer.Exit(code)
