"""The command line: ask, call one step, show.

The order of the commands here is the order of ``idtool --help``: first the
five a newcomer needs, then the rest by phase of an analysis.
"""

from __future__ import annotations

import gc
import sys
from typing import Annotated

import typer

from idtool import __version__
from idtool.cli import (
    agree,
    apply,
    audit,
    check,
    cluster,
    code,
    codebook,
    compare,
    correct,
    demo,
    export,
    ingest,
    init,
    journal,
    mark,
    matrix,
    member_returns,
    memo,
    mentor,
    pairs,
    person,
    privacy,
    pseudonymise,
    read,
    report,
    review,
    saturation,
    screen,
    status,
    theme,
    verify,
)
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


# The first five are the ones a newcomer needs; the rest follows an analysis.
_START, _COLLECT, _CODE = "Start", "Collect", "Code"
_INTERPRET, _CHECK, _SHARE = "Interpret", "Check with people, write", "Share"

app.command("demo", rich_help_panel=_START)(demo.demo)
app.command("init", rich_help_panel=_START)(init.init)
app.command("ingest", rich_help_panel=_START)(ingest.ingest)
app.command("apply", rich_help_panel=_START)(apply.apply)
app.command("status", rich_help_panel=_START)(status.status)

app.command("check", rich_help_panel=_COLLECT)(check.check)
app.command("screen", rich_help_panel=_COLLECT)(screen.screen)
app.command("pseudonymise", rich_help_panel=_COLLECT)(pseudonymise.pseudonymise)
app.add_typer(privacy.privacy_app, name="privacy", rich_help_panel=_COLLECT)
app.add_typer(person.person_app, name="person", rich_help_panel=_COLLECT)
app.command("mark", rich_help_panel=_COLLECT)(mark.mark)
app.command("read", rich_help_panel=_COLLECT)(read.read)
app.command("correct", rich_help_panel=_COLLECT)(correct.correct)

app.add_typer(codebook.codebook_app, name="codebook", rich_help_panel=_CODE)
app.command("review", rich_help_panel=_CODE)(review.review)
app.add_typer(code.code_app, name="code", rich_help_panel=_CODE)

app.command("cluster", rich_help_panel=_INTERPRET)(cluster.cluster)
app.add_typer(theme.theme_app, name="theme", rich_help_panel=_INTERPRET)
app.command("saturation", rich_help_panel=_INTERPRET)(saturation.saturation)
app.command("agree", rich_help_panel=_INTERPRET)(agree.agree)
app.add_typer(compare.compare_app, name="compare", rich_help_panel=_INTERPRET)
app.add_typer(pairs.pairs_app, name="pairs", rich_help_panel=_INTERPRET)
app.add_typer(matrix.matrix_app, name="matrix", rich_help_panel=_INTERPRET)
app.add_typer(memo.memo_app, name="memo", rich_help_panel=_INTERPRET)
app.add_typer(journal.journal_app, name="journal", rich_help_panel=_INTERPRET)
app.command("decide", rich_help_panel=_INTERPRET)(journal.decide)

app.add_typer(member_returns.membercheck_app, name="membercheck", rich_help_panel=_CHECK)
app.add_typer(mentor.mentor_app, name="mentor", rich_help_panel=_CHECK)
app.command("verify", rich_help_panel=_CHECK)(verify.verify)
app.add_typer(report.report_app, name="report", rich_help_panel=_CHECK)

app.add_typer(export.export_app, name="export", rich_help_panel=_SHARE)
app.add_typer(audit.audit_app, name="audit", rich_help_panel=_SHARE)


def main() -> None:
    """Entry point of the ``idtool`` command."""
    gc.set_threshold(100_000, 20, 20)  # what is loaded stays: fewer searches start a tenth faster
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    app()


__all__ = ["app", "main"]
