"""``idtool init``: start a study."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Context, asked


class TemplateName(StrEnum):
    """Templates a study can start from."""

    crisis = "crisis-partners"
    blank = "blank"


def init(
    context: Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    template: Annotated[
        TemplateName, typer.Option(help="crisis-partners brings codebooks and vignettes.")
    ] = TemplateName.crisis,
    title: Annotated[str, typer.Option(help="The study's title.")] = "",
) -> None:
    """Start a new study that passes `idtool check`.

    Example:
        idtool init my-study
    """
    from idtool.steps.new_study import start_study

    options = asked(context)
    made = start_study(
        folder.resolve(),
        "blank" if template is TemplateName.blank else "crisis-partners",
        options.act(),
        title=title,
    )
    if options.json:
        _show.show_json({"folder": str(folder), "files": made})
        return
    _show.say(options, f"Made a study in {folder}:", *(f"  {name}" for name in made))
    _show.say(
        options,
        "",
        "Next: read study.yaml, then",
        f"  cd {folder}",
        "  idtool ingest PATH/TO/TRANSCRIPT.docx --dry-run",
        "Keep the participant key, consents, audio and identified transcripts outside this folder.",
    )
