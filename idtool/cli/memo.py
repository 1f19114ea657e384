"""``idtool memo``: dated notes, linked to what they are about."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Context, asked

memo_app = typer.Typer(no_args_is_help=True, help="Memos: new, list, import.")


@memo_app.command("new")
def new(
    context: Context,
    on: Annotated[
        list[str] | None,
        typer.Option(help="What it is about: T01, P03, I03#t014, a code, a topic."),
    ] = None,
    type_: Annotated[str, typer.Option("--type", help="reading, code, theme, method, …")] = "theme",
    text: Annotated[str, typer.Option(help="The memo; - reads it from standard input.")] = "-",
) -> None:
    """Write a memo.

    Example:
        idtool memo new --type comparison --on P01 --text "Alone he ..."
    """
    from idtool.steps.notes import add_memo

    options = asked(context)
    study = options.load()
    words = sys.stdin.read() if text == "-" else text
    memo_id = add_memo(study, words, options.act(study), kind=type_, on=on or ())
    if options.json:
        _show.show_json({"memo": memo_id})
    else:
        _show.say(options, memo_id)


@memo_app.command("list")
def list_(context: Context) -> None:
    """List memos with their first words.

    Example:
        idtool memo list
    """
    from idtool.steps.notes import all_memos

    options = asked(context)
    study = options.load()
    memos = all_memos(study, options.act(study))
    if options.json:
        _show.show_json(memos)
        return
    _show.table(
        options,
        f"{len(memos)} memos",
        ["id", "type", "by", "on", "begins"],
        [(m.id, m.kind, m.by, " ".join(m.on), m.text.split("\n")[0][:80]) for m in memos],
    )


@memo_app.command("import")
def import_(
    context: Context,
    path: Annotated[Path, typer.Argument(help="A Markdown file, or a folder of them.")],
) -> None:
    """Read memos from Markdown files with front matter; all are kept, or none.

    Example:
        idtool memo import memos/
    """
    from idtool.steps.notes import import_memos

    options = asked(context)
    study = options.load()
    made = import_memos(study, path, options.act(study))
    if options.json:
        _show.show_json({"memos": made})
    else:
        _show.say(options, f"{len(made)} memos read.")
