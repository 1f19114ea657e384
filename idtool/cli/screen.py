"""``idtool screen``: residual identifiers in a file, without storing anything."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Context, asked
from idtool.errors import UsageProblem


def screen(
    context: Context,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help="Transcript files.")
    ] = None,
    text_json: Annotated[
        Path | None,
        typer.Option("--text-json", help="A JSON list of {id, text}, screened without parsing."),
    ] = None,
    model: Annotated[
        str,
        typer.Option(
            "--model", metavar="NAME|DIR", help="A trained spaCy model of yours to ask, too."
        ),
    ] = "",
    reveal: Annotated[
        bool, typer.Option("--reveal", help="Show the words themselves, on this screen only.")
    ] = False,
) -> None:
    """Look for what could still identify somebody. It reduces slips; it promises nothing.

    Exit 3 if anything would hold the file back from the study.

    Example:
        idtool screen interviews/I03.docx
    """
    from idtool.privacy import CLOSING
    from idtool.steps.screening import screen_files, screen_json
    from idtool.steps.study_place import NoStudyHere

    options = asked(context)
    if (text_json is None) == (not files):
        raise UsageProblem("Give files, or --text-json FILE.", "Example: idtool screen I03.docx")
    try:
        study = options.load()
    except NoStudyHere:
        if options.study is not None:
            raise
        study = None
    results = (
        screen_json(text_json, study, model=model)
        if text_json is not None
        else screen_files(files or [], study, model=model)
    )
    held = any(result.stops for result in results)
    if options.json:
        _show.show_json([result.as_json(reveal=reveal) for result in results])
        raise typer.Exit(3 if held else 0)
    for result in results:
        _show.table(
            options,
            f"{result.id}: {len(result.findings)} places",
            ["where", "tier", "type", "why", "words" if reveal else "looks like"],
            [
                (
                    f"turn {item.turn}" if item.turn else result.where(item),
                    item.tier,
                    item.type,
                    item.rule,
                    result.text[item.start : item.end] if reveal else item.masked,
                )
                for item in result.findings
            ],
        )
        for found in result.indirect:
            _show.say(options, f"{found.told}.")
        if result.casing:
            _show.say(options, result.casing)
        if result.model:
            _show.say(options, f"Also asked: the trained model {result.model}.")
    _show.say(options, CLOSING)
    raise typer.Exit(3 if held else 0)
