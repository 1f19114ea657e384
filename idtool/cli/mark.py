"""``idtool mark``: which turns answer which question or vignette stage."""

from __future__ import annotations

from typing import Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Context, asked


def mark(
    context: Context,
    interview: Annotated[str, typer.Argument(metavar="ID", help="The interview, such as I03.")],
    turns: Annotated[str, typer.Option(help="A run of turns, such as 14-32.")],
    question: Annotated[str, typer.Option(help="A question of the guide, such as q2.")] = "",
    vignette: Annotated[str, typer.Option(help="A vignette stage, such as dv.1.")] = "",
) -> None:
    """Mark a run of turns; what idtool had found there by likeness gives way.

    Example:
        idtool mark I03 --turns 14-32 --vignette dv.1
    """
    from idtool.steps.notes import set_mark

    options = asked(context)
    study = options.load()
    made = set_mark(
        study, interview, turns, options.act(study), question=question, vignette=vignette
    )
    if options.json:
        _show.show_json(made)
    else:
        _show.say(options, f"{interview}, turns {made.first_turn} to {made.last_turn}: {made.ref}")
