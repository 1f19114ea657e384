"""``idtool export``: the study for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Context, asked

export_app = typer.Typer(no_args_is_help=True, help="Export the study: csv.")


@export_app.command("csv")
def csv(
    context: Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write into.")],
) -> None:
    """Write people, interviews, turns, codings, codes, themes and memos as CSV.

    Example:
        idtool export csv tables/
    """
    from idtool.steps.study_tables import export_tables

    options = asked(context)
    study = options.load()
    made = export_tables(study, folder, options.act(study))
    if options.json:
        _show.show_json({"files": [str(path) for path in made]})
    else:
        _show.say(options, *(str(path) for path in made))
