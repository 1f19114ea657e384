"""``idtool audit``: the trail shown, proved and exported."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Context, asked
from idtool.errors import FOUND_UNTRUE

audit_app = typer.Typer(no_args_is_help=True, help="The trail: show it, prove it, export it.")


class ClassName(StrEnum):
    """Halpern's six classes, by a word each."""

    raw = "raw"
    reduction = "reduction"
    reconstruction = "reconstruction"
    process = "process"
    intentions = "intentions"
    instruments = "instruments"


@audit_app.command("show")
def show(
    context: Context,
    about: Annotated[
        str, typer.Option(metavar="ID", help="Only what touches a theme, interview or code.")
    ] = "",
    theme: Annotated[str, typer.Option(metavar="T03", help="Only what touches a theme.")] = "",
    class_: Annotated[
        ClassName | None, typer.Option("--class", help="Only one of Halpern's six classes.")
    ] = None,
    last: Annotated[int, typer.Option(help="Only the last so many events; 0 for all.")] = 0,
) -> None:
    """Show who did what, when and why.

    Example:
        idtool audit show --theme T03
    """
    from idtool.steps.acts import AuditClass
    from idtool.steps.auditing import audit_entries

    options = asked(context)
    study = options.load()
    entries = audit_entries(
        study,
        options.act(study),
        about=theme or about,
        kind=AuditClass[class_.value] if class_ else None,
    )
    entries = entries[-last:] if last > 0 else entries
    if options.json:
        _show.show_json(
            [{**_show.as_plain(e.event), "what": e.what, "class": e.kind.value} for e in entries]
        )
        return
    _show.table(
        options,
        "Trail",
        ["n", "when", "who", "what", "about", "why"],
        [(e.event.n, e.event.at, e.event.by, e.what, e.event.about, e.event.why) for e in entries],
        right=["n"],
    )


@audit_app.command("verify")
def verify(
    context: Context,
    head: Annotated[
        str, typer.Option(metavar="HASH", help="A head you kept outside the study.")
    ] = "",
) -> None:
    """Follow the trail's chain of hashes; exit 5 with the event at which it breaks.

    Example:
        idtool audit verify
    """
    from idtool.steps.auditing import prove_trail

    options = asked(context)
    study = options.load()
    proof = prove_trail(study, options.act(study), head=head)
    if options.json:
        _show.show_json({**_show.as_plain(proof), "whole": proof.whole})
    else:
        if proof.broken_at is not None:
            _show.say(
                options, f"The trail breaks at event {proof.broken_at}: changed, or one is missing."
            )
        if proof.head_known is False:
            _show.say(options, "The head you kept does not stand in this trail.")
        _show.say(options, *proof.lost)
        if proof.whole:
            _show.say(options, f"The trail holds {proof.n_events} events, unbroken.")
            _show.say(options, f"Head: {proof.head}")
            _show.note(
                options,
                "Keep the head outside the study, say in a letter to your mentor; then nobody can "
                "make a new trail unnoticed: idtool audit verify --head HASH",
            )
    if not proof.whole:
        raise typer.Exit(FOUND_UNTRUE)


@audit_app.command("export")
def export(
    context: Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder to write into.")],
    with_words: Annotated[
        bool, typer.Option("--with-words", help="With participants' words, for the team only.")
    ] = False,
) -> None:
    """Write the study's papers in Halpern's six classes, with checksums, for an auditor.

    Without --with-words no participant's words are in them.

    Example:
        idtool audit export audit/
    """
    from idtool.steps.audit_export import export_audit

    options = asked(context)
    study = options.load()
    made = export_audit(study, folder, options.act(study), with_words=with_words)
    if options.json:
        _show.show_json({"files": [str(path) for path in made]})
        return
    _show.say(options, f"{len(made)} files in {folder}")
    if with_words:
        _show.note(options, "The folder holds participants' words: keep it with the study.")
