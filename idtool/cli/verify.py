"""``idtool verify``: a manuscript against the study."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, Context, asked
from idtool.errors import FOUND_UNTRUE, UsageProblem

if TYPE_CHECKING:
    from idtool.steps.verification import Check, Verification


def verify(
    context: Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .docx, .md, .txt or .html file.")],
    quotes: Annotated[
        bool, typer.Option("--quotes", help="Only the quotations (may be joined with the others).")
    ] = False,
    words: Annotated[
        bool, typer.Option("--words", help="Only words for how many, beside a link.")
    ] = False,
    claims: Annotated[
        bool, typer.Option("--claims", help="Only sentences on findings without a link.")
    ] = False,
    links: Annotated[
        Path | None,
        typer.Option(help="A CSV file with links of sentences: begins, link."),
    ] = None,
    csv_: Annotated[
        Path | None, typer.Option("--csv", help="Write everything found to this CSV file.")
    ] = None,
    annotate: Annotated[
        Path | None,
        typer.Option(help="Write a copy of a Word manuscript with a comment at every finding."),
    ] = None,
) -> None:
    """Check every quotation, every “most” and every unlinked claim of a manuscript.

    A quotation must stand in one person's words; brackets and ellipses may shorten
    it. Sentences are linked to the study by tags: {T03}, {PO.X.COST}, {I03#t014}.
    Exit 5 if anything must be changed.

    Example:
        idtool verify paper.docx --annotate paper.checked.docx
    """
    from idtool.steps.verification import CHECKS, write_annotated, write_list
    from idtool.steps.verifying import verify_manuscript

    options = asked(context)
    study = options.load()
    wanted: list[Check] = [
        name for name, on in zip(CHECKS, (quotes, words, claims), strict=True) if on
    ]
    result = verify_manuscript(
        study, file, options.act(study), checks=wanted or CHECKS, links=links
    )
    if csv_ is not None:
        write_list(result, csv_)
    if annotate is not None:
        if annotate.resolve() == file.resolve():
            raise UsageProblem(
                "--annotate names the manuscript itself.", "Give the copy another name."
            )
        write_annotated(file, result, annotate, options.act(study))
    if options.json:
        _show.show_json({**_show.as_plain(result), "n_failures": len(result.failures)})
    else:
        _show_result(options, result)
        for path in (csv_, annotate):
            if path is not None:
                _show.note(options, f"Written: {path}")
    if result.failures:
        raise typer.Exit(FOUND_UNTRUE)


def _show_result(options: Asked, result: Verification) -> None:
    remarks = [each for each in result.findings if not each.fails]
    for title, found in (("To change", result.failures), ("To consider", remarks)):
        if found:
            _show.table(
                options,
                title,
                ["where", "words", "what is wrong", "the transcript has"],
                [(f.where, _short(f.words), f.message, f.nearest) for f in found],
            )
    _show.say(
        options,
        f"{result.file}: {result.n_quotes} quotations, {result.n_words} words for how many and "
        f"{result.n_claims} sentences on findings checked; {len(result.failures)} to change, "
        f"{len(remarks)} to consider.",
    )
    _show.note(options, *result.unchecked)


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= 120 else f"{plain[:80]} … {plain[-35:]}"
