"""``idtool read``: a whole transcript, before anything is tagged."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Context, asked


def read(
    context: Context,
    interview: Annotated[str, typer.Argument(metavar="ID", help="The interview, such as I03.")],
    note: Annotated[str, typer.Option(help="A note on this reading; kept as a memo.")] = "",
    for_: Annotated[
        str, typer.Option("--for", metavar="CODE", help="You read it again for this code.")
    ] = "",
    no_log: Annotated[
        bool, typer.Option("--no-log", help="Only show it; do not log a reading.")
    ] = False,
) -> None:
    """Read a transcript whole; the reading is logged, your note becomes a memo.

    Example:
        idtool read I03 --note "she keeps coming back to the neighbors"
    """
    from idtool.steps.hand_coding import UnknownCode
    from idtool.steps.notes import log_reading, open_transcript

    options = asked(context)
    study = options.load()
    act = options.act(study)
    if for_ and for_ not in study.codes:
        raise UnknownCode(for_, list(study.codes))
    reading = open_transcript(study, interview, act)
    begins = {mark.first_turn: mark for mark in reading.marks}
    if options.json:
        _show.show_json(reading)
    else:
        out = _show.console(options)
        paged = out.pager() if options.interactive and out.is_terminal else nullcontext()
        with paged:
            for turn in reading.transcript.turns:
                mark = begins.get(turn.number)
                if mark is not None:
                    out.print(f"── {mark.kind} {mark.ref} ──", style="dim")
                out.print(f"{turn.number:>4}  {turn.speaker}: {turn.text}")
    if not no_log:
        memo = log_reading(study, interview, act, note=note, code=for_)
        _show.note(options, f"Reading of {interview} logged" + (f", memo {memo}." if memo else "."))
