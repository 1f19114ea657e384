"""``idtool report``: Word documents about the study."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from idtool.cli import _show
from idtool.cli._asked import Context, opened
from idtool.cli._paper import Paper, PaperName

if TYPE_CHECKING:
    from idtool.steps.reporting import ReportsMade

report_app = typer.Typer(
    no_args_is_help=True,
    help="Documents about the study: themes, quotes, methods, limits, checklists and more.",
)


class AudienceName(StrEnum):
    """Who a report is for; it decides what may be shown."""

    mentor = "mentor"
    team = "team"
    public = "public"


class FormatName(StrEnum):
    """Formats of a document."""

    docx = "docx"
    html = "html"
    md = "md"


class QuotesFormat(StrEnum):
    """Formats of the quotes table."""

    docx = "docx"
    html = "html"
    md = "md"
    csv = "csv"


Out = Annotated[Path | None, typer.Option(help="Folder; default: the study's out/.")]
Form = Annotated[
    list[FormatName] | None,
    typer.Option("--format", help="docx, html or md; may be given more than once."),
]


def _forms(form: list[FormatName] | None) -> tuple[str, ...]:
    return tuple(each.value for each in form) if form else ("docx",)


@report_app.command("themes")
def themes(
    context: Context,
    audience: Annotated[
        AudienceName, typer.Option(help="mentor, team or public; decides what may be shown.")
    ] = AudienceName.mentor,
    tag: Annotated[
        str, typer.Option(help="How quotations are signed: role, or more bands by commas.")
    ] = "role",
    form: Form = None,
    paper: Paper = PaperName.letter,
    out: Out = None,
) -> None:
    """Write the theme report: claims, what speaks for and against, reach, limits.

    Example:
        idtool report themes --audience mentor
    """
    from idtool.steps.reporting import report_themes

    tags = tuple(word.strip() for word in tag.split(",") if word.strip()) or ("role",)
    forms = _forms(form)
    _write(context, report_themes, paper, out, audience=audience.value, tags=tags, forms=forms)


@report_app.command("vignettes")
def vignettes(context: Context, paper: Paper = PaperName.letter, out: Out = None) -> None:
    """Write vignette sheets: per role, one to lead the interview by, one to hand over.

    Example:
        idtool report vignettes
    """
    from idtool.steps.reporting import report_vignettes

    _write(context, report_vignettes, paper, out)


@report_app.command("codebook")
def codebook(
    context: Context, form: Form = None, paper: Paper = PaperName.letter, out: Out = None
) -> None:
    """Write all codebooks as tables: definitions, boundaries, examples, near misses.

    Example:
        idtool report codebook
    """
    from idtool.steps.reporting import report_codebook

    _write(context, report_codebook, paper, out, forms=_forms(form))


@report_app.command("saturation")
def saturation(
    context: Context, form: Form = None, paper: Paper = PaperName.letter, out: Out = None
) -> None:
    """Write how new codes came in: figure, rule, backlog, and the note still to be written.

    Example:
        idtool report saturation
    """
    from idtool.steps.reporting import report_saturation

    _write(context, report_saturation, paper, out, forms=_forms(form))


@report_app.command("methods")
def methods(
    context: Context, form: Form = None, paper: Paper = PaperName.letter, out: Out = None
) -> None:
    """Write how the study was made, as facts to write a methods section from; gaps are said.

    Example:
        idtool report methods
    """
    _write_process(context, "methods", form, paper, out)


@report_app.command("limits")
def limits(
    context: Context, form: Form = None, paper: Paper = PaperName.letter, out: Out = None
) -> None:
    """Write limits that follow from the data.

    Example:
        idtool report limits
    """
    _write_process(context, "limits", form, paper, out)


@report_app.command("coreq")
def coreq(
    context: Context, form: Form = None, paper: Paper = PaperName.letter, out: Out = None
) -> None:
    """Write the COREQ table: filled, in part, or for you to write.

    Example:
        idtool report coreq
    """
    _write_process(context, "coreq", form, paper, out)


@report_app.command("srqr")
def srqr(
    context: Context, form: Form = None, paper: Paper = PaperName.letter, out: Out = None
) -> None:
    """Write the SRQR table: filled, in part, or for you to write.

    Example:
        idtool report srqr
    """
    _write_process(context, "srqr", form, paper, out)


@report_app.command("credibility")
def credibility(
    context: Context, form: Form = None, paper: Paper = PaperName.letter, out: Out = None
) -> None:
    """Write what was done for credibility, and what is not on record.

    Example:
        idtool report credibility
    """
    _write_process(context, "credibility", form, paper, out)


@report_app.command("dataflow")
def dataflow(
    context: Context, form: Form = None, paper: Paper = PaperName.letter, out: Out = None
) -> None:
    """Write where the data are and who sees them, for an ethics board.

    Example:
        idtool report dataflow
    """
    _write_process(context, "dataflow", form, paper, out)


@report_app.command("profile")
def profile(
    context: Context, form: Form = None, paper: Paper = PaperName.letter, out: Out = None
) -> None:
    """Write the roles side by side, from the cells you wrote into the matrix called profile.

    Example:
        idtool report profile
    """
    from idtool.steps.process_reports import report_profile

    _write(context, report_profile, paper, out, forms=_forms(form))


@report_app.command("quotes")
def quotes(
    context: Context,
    audience: Annotated[
        AudienceName, typer.Option(help="mentor, team or public; decides what may be shown.")
    ] = AudienceName.team,
    form: Annotated[
        list[QuotesFormat] | None,
        typer.Option("--format", help="docx, html, md or csv; may be given more than once."),
    ] = None,
    paper: Paper = PaperName.letter,
    out: Out = None,
) -> None:
    """Write every place linked to a theme with its words, as a document and a table.

    Example:
        idtool report quotes --audience public --format csv
    """
    from idtool.steps.process_reports import report_quotes

    forms = [each.value for each in form] if form else ("docx", "csv")
    _write(context, report_quotes, paper, out, audience=audience.value, forms=forms)


def _write_process(
    context: Context,
    name: str,
    form: list[FormatName] | None,
    paper: PaperName,
    out: Path | None,
) -> None:
    from idtool.steps.process_reports import report_process

    _write(context, report_process, paper, out, name=name, forms=_forms(form))


def _write(
    context: Context,
    report: Callable[..., ReportsMade],
    paper: PaperName,
    out: Path | None,
    **how: Any,
) -> None:
    """Write one report into the study's ``out/``, or where it was asked for, and say where."""
    options, study, act = opened(context)
    made = report(study, out or study.folder / "out", act, paper=paper.value, **how)
    if options.json:
        _show.show_json(made)
    else:
        _show.say(options, "Written:", *(f"  {path}" for path in made.files))
