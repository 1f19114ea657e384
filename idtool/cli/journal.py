"""``idtool journal`` and ``idtool decide``: what a researcher keeps beside the material."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Context, asked

journal_app = typer.Typer(no_args_is_help=True, help="Your own journal: new, list, share.")


@journal_app.command("new")
def new(
    context: Context,
    text: Annotated[str, typer.Option(help="The entry; - reads it from standard input.")] = "-",
) -> None:
    """Write a journal entry; nobody is shown it until you share it.

    Example:
        idtool journal new --text "Whose side was I on today?"
    """
    from idtool.steps.journals import write_entry

    options = asked(context)
    study = options.load()
    entry = write_entry(study, sys.stdin.read() if text == "-" else text, options.act(study))
    if options.json:
        _show.show_json({"entry": entry})
    else:
        _show.say(options, entry)


@journal_app.command("list")
def list_(context: Context) -> None:
    """List journal entries with their first words.

    Example:
        idtool journal list
    """
    from idtool.steps.journals import journal_entries

    options = asked(context)
    study = options.load()
    entries = journal_entries(study, options.act(study))
    if options.json:
        _show.show_json(entries)
        return
    _show.table(
        options,
        f"{len(entries)} entries",
        ["id", "when", "shared", "begins"],
        [(e.id, e.at[:10], e.shared_at[:10], e.text.split("\n")[0][:80]) for e in entries],
    )


@journal_app.command("share")
def share(
    context: Context,
    entry: Annotated[str, typer.Argument(metavar="ENTRY", help="An entry, such as j0003.")],
) -> None:
    """Share an entry with the mentor, in the next packet.

    Example:
        idtool journal share j0003
    """
    from idtool.steps.journals import share_entry

    options = asked(context)
    study = options.load()
    share_entry(study, entry, options.act(study))
    if options.json:
        _show.show_json({"entry": entry})
    else:
        _show.say(options, f"{entry} is shared.")


def decide(
    context: Context,
    what: Annotated[str, typer.Argument(metavar="WHAT", help="What was decided.")],
    because: Annotated[str, typer.Option(help="Why.")] = "",
    after: Annotated[str, typer.Option(metavar="ID", help="What led to it: m0031, T03.")] = "",
) -> None:
    """Enter a decision into the trail, with its reason.

    Example:
        idtool decide "Ask about the week after" --because "three raised it" --after m0002
    """
    from idtool.steps.journals import decide as enter

    options = asked(context)
    study = options.load()
    enter(study, what, because, options.act(study), after=after)
    if options.json:
        _show.show_json({"decided": what})
    else:
        _show.say(options, "Entered into the trail.")
