"""``idtool membercheck``: documents that go back to participants."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, Context, asked
from idtool.cli._paper import Paper, PaperName
from idtool.errors import UsageProblem

if TYPE_CHECKING:
    from idtool.steps.member_checking import MemberCheckPreview, MemberCheckReport
    from idtool.steps.member_sheets import FormOptions

membercheck_app = typer.Typer(
    no_args_is_help=True,
    help="Asking participants: build, preview, intake, record, summary, items, answer, letter.",
)


class VariantName(StrEnum):
    """What is sent back."""

    transcript = "transcript"
    summary = "summary"
    synthesized = "synthesized"
    conversation = "conversation"


class QuotesName(StrEnum):
    """Whose words are quoted."""

    none = "none"
    own = "own"
    approved = "approved"


Variant = Annotated[
    VariantName | None,
    typer.Option("--variant", help="What is sent back; default: study.yaml's."),
]
Quotes = Annotated[
    QuotesName | None,
    typer.Option("--quotes", help="The reader's own words: none, all, or only approved places."),
]
Grade = Annotated[
    int | None, typer.Option("--grade", min=1, max=16, help="School grade to aim at.")
]
ByVignette = Annotated[
    bool, typer.Option("--by-vignette", help="Divide own transcripts by vignette.")
]


Round = Annotated[
    int | None, typer.Option("--round", min=1, help="The round; default: membercheck.yaml's.")
]
Sent = Annotated[
    str, typer.Option("--date", metavar="YYYY-MM-DD", help="The day of sending; default: today.")
]


@membercheck_app.command("build")
def build(
    context: Context,
    person: Annotated[
        list[str] | None, typer.Option("--person", help="Only for this person; may be repeated.")
    ] = None,
    round_: Round = None,
    sent: Sent = "",
    variant: Variant = None,
    quotes: Quotes = None,
    grade: Grade = None,
    by_vignette: ByVignette = False,
    paper: Paper = PaperName.letter,
    out: Annotated[
        Path | None, typer.Option(help="Folder; default: the study's out/member_check.")
    ] = None,
) -> None:
    """Make one Word document per person who agreed to be contacted.

    Every document is tested for other people's words, ids and identifiers before
    any is written; if one would leak, none is. Quotations come from accepted
    codings only, and only from the reader's own words.

    Example:
        idtool membercheck build
        idtool membercheck build --person P03 --date 2026-05-04
        idtool membercheck build --variant transcript --by-vignette --person P03
    """
    from idtool.steps.member_checking import build_member_checks

    options = asked(context)
    study = options.load()
    with _show.progress(options, "Making documents", len(person or study.people)) as step:
        report = build_member_checks(
            study,
            out or study.folder / "out" / "member_check",
            options.act(study),
            persons=tuple(person or ()),
            round_=round_,
            sent=_day(sent),
            paper=paper.value,
            options=_options(variant, quotes, grade, by_vignette=by_vignette),
            step=step,
        )
    if options.json:
        _show.show_json(report)
    else:
        _show_report(options, report)


@membercheck_app.command("preview")
def preview(
    context: Context,
    person: Annotated[str, typer.Option("--person", help="Whose document to show, such as P03.")],
    round_: Round = None,
    sent: Sent = "",
    variant: Variant = None,
    quotes: Quotes = None,
    by_vignette: ByVignette = False,
) -> None:
    """Show one person's document on the screen, with its reading level; nothing is written.

    Example:
        idtool membercheck preview --person P03
    """
    from idtool.steps.member_checking import preview_member_check

    options = asked(context)
    study = options.load()
    seen = preview_member_check(
        study,
        options.act(study),
        person,
        round_=round_,
        sent=_day(sent),
        options=_options(variant, quotes, None, by_vignette=by_vignette),
    )
    if options.json:
        _show.show_json(seen)
    else:
        _show_preview(options, seen)


def _options(
    variant: VariantName | None,
    quotes: QuotesName | None,
    grade: int | None,
    *,
    by_vignette: bool,
) -> FormOptions:
    from idtool.steps.member_sheets import FormOptions

    return FormOptions(
        variant.value if variant else None,
        quotes.value if quotes else None,
        grade,
        by_vignette,
    )


def _day(words: str) -> date | None:
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise UsageProblem(f"“{words}” is no day.", "Write it like 2026-05-04.") from error


def _show_report(options: Asked, report: MemberCheckReport) -> None:
    _show.table(
        options,
        f"Round {report.round}: {len(report.made)} documents, dated {report.sent}",
        ["person", "statements", "own quotations", "grade", "file"],
        [
            (item.person, item.n_statements, item.n_quotes, f"{item.grade:.1f}", item.path)
            for item in report.made
        ],
        right=["statements", "own quotations", "grade"],
    )
    for skipped in report.skipped:
        _show.say(options, f"No document for {skipped.person}: {skipped.reason}.")
    for warning in report.warnings:
        _show.say(options, f"Note: {warning}")
    for item in report.made:
        if item.hardest:
            sentences = " ".join(f"“{sentence}”" for sentence in item.hardest)
            _show.say(options, f"{item.person}.docx is hard to read. Hardest: {sentences}")
    _show.say(
        options,
        "Tested: no words of anybody else, no other ids, no identifiers, no small counts. "
        "You send them; "
        "idtool never does.",
    )


def _show_preview(options: Asked, seen: MemberCheckPreview) -> None:
    _show.say(options, *seen.lines)
    _show.say(
        options,
        "",
        f"Reading level: grade {seen.level.grade:.1f} (Flesch-Kincaid), "
        f"{seen.level.n_words} words.",
    )
    if seen.leaks.total:
        _show.say(
            options,
            f"The leak test would stop this document: {seen.leaks.runs} runs of somebody else's "
            f"words, {seen.leaks.ids} ids, {seen.leaks.identifiers} identifiers, "
            f"{seen.leaks.cells} small counts.",
            style="bold",
        )
