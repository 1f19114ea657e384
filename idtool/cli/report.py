"""``idtool report``: Word documents about the study."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, Context, asked
from idtool.cli._paper import Paper, PaperName

if TYPE_CHECKING:
    from idtool.steps.reporting import ReportsMade

report_app = typer.Typer(
    no_args_is_help=True,
    help="Word documents about the study: themes, vignettes, codebook, saturation.",
)


class AudienceName(StrEnum):
    """Who a report is for; it decides what may be shown."""

    mentor = "mentor"
    team = "team"
    public = "public"


Out = Annotated[Path | None, typer.Option(help="Folder; default: the study's out/.")]


@report_app.command("themes")
def themes(
    context: Context,
    audience: Annotated[
        AudienceName, typer.Option(help="mentor, team or public; decides what may be shown.")
    ] = AudienceName.mentor,
    tag: Annotated[
        str, typer.Option(help="How quotations are signed: role, or more bands by commas.")
    ] = "role",
    paper: Paper = PaperName.letter,
    out: Out = None,
) -> None:
    """Write the theme report: claims, what speaks for and against, reach, limits.

    Example:
        idtool report themes --audience mentor
    """
    from idtool.steps.reporting import report_themes

    options = asked(context)
    study = options.load()
    made = report_themes(
        study,
        out or study.folder / "out",
        options.act(study),
        audience=audience.value,
        tags=tuple(word.strip() for word in tag.split(",") if word.strip()) or ("role",),
        paper=paper.value,
    )
    _show_made(options, made)


@report_app.command("vignettes")
def vignettes(context: Context, paper: Paper = PaperName.letter, out: Out = None) -> None:
    """Write vignette sheets: per role, one to lead the interview by, one to hand over.

    Example:
        idtool report vignettes
    """
    from idtool.steps.reporting import report_vignettes

    options = asked(context)
    study = options.load()
    folder = out or study.folder / "out"
    _show_made(options, report_vignettes(study, folder, options.act(study), paper=paper.value))


@report_app.command("codebook")
def codebook(context: Context, paper: Paper = PaperName.letter, out: Out = None) -> None:
    """Write all codebooks as tables: definitions, boundaries, examples, near misses.

    Example:
        idtool report codebook
    """
    from idtool.steps.reporting import report_codebook

    options = asked(context)
    study = options.load()
    folder = out or study.folder / "out"
    _show_made(options, report_codebook(study, folder, options.act(study), paper=paper.value))


@report_app.command("saturation")
def saturation(context: Context, paper: Paper = PaperName.letter, out: Out = None) -> None:
    """Write how new codes came in: figure, rule, backlog, and the note still to be written.

    Example:
        idtool report saturation
    """
    from idtool.steps.reporting import report_saturation

    options = asked(context)
    study = options.load()
    folder = out or study.folder / "out"
    _show_made(options, report_saturation(study, folder, options.act(study), paper=paper.value))


def _show_made(options: Asked, made: ReportsMade) -> None:
    if options.json:
        _show.show_json(made)
    else:
        _show.say(options, "Written:", *(f"  {path}" for path in made.files))
