"""``idtool review``: one key for each decision, saved at once."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, Context, asked, now
from idtool.model import Act

if TYPE_CHECKING:
    from idtool.steps.reviewing import Decision, WaitingProposal
    from idtool.steps.study_folder import LoadedStudy

KEYS = "a accept · c change · r reject · s skip · w why · u undo · q leave"


class Order(StrEnum):
    """Orders of review."""

    turn = "turn"
    code = "code"
    likely = "likely"
    uncertain = "uncertain"
    new = "new"


def review(
    context: Context,
    interview: Annotated[str | None, typer.Argument(metavar="[ID]", help="One interview.")] = None,
    code: Annotated[list[str] | None, typer.Option(help="Only proposals of this code.")] = None,
    order: Annotated[Order, typer.Option(help="Reading order, or what comes first.")] = (
        Order.turn
    ),
    faint: Annotated[
        bool, typer.Option("--faint", help="Faint proposals too; most of them do not hold.")
    ] = False,
    blind: Annotated[
        bool, typer.Option("--blind", help="Hide the strength and the reason until you ask (w).")
    ] = False,
) -> None:
    """Decide about proposals, one key each. Every decision is saved at once.

    Example:
        idtool review I03
    """
    from idtool.steps.reviewing import waiting_proposals

    options = asked(context)
    study = options.load()
    act = options.act(study)
    waiting = waiting_proposals(
        study, act, interview=interview, codes=code or (), order=order.value
    )
    n_all = len(waiting)
    if not faint:
        waiting = [item for item in waiting if item.coding.strength != "faint"]
    if options.json:
        _show.show_json(
            [
                {
                    "coding_id": item.coding.uuid,
                    "interview": item.coding.segment.transcript,
                    "turn": item.coding.turn,
                    "code": item.coding.code,
                    "strength": item.coding.strength,
                    "evidence": item.coding.evidence,
                }
                for item in waiting
            ]
        )
        return
    if not waiting:
        _show.say(options, "No proposal waits for a decision.")
    if n_all > len(waiting):
        _show.note(options, f"{n_all - len(waiting)} faint proposals are left out; see --faint.")
    if not waiting:
        return
    _session(options, study, act.by, waiting, blind=blind)


def _session(
    options: Asked,
    study: LoadedStudy,
    coder: str,
    waiting: list[WaitingProposal],
    *,
    blind: bool,
) -> None:
    from idtool.steps import reviewing

    done: list[tuple[int, Decision]] = []
    position = 0
    skipped = 0
    try:
        while position < len(waiting):
            item = waiting[position]
            _show_item(options, study, item, position, len(waiting), blind=blind)
            key = _key(options)
            act = Act(coder, now())
            if key == "a":
                done.append((position, reviewing.accept(study, item.coding, act)))
            elif key == "r":
                done.append((position, reviewing.reject(study, item.coding, act)))
            elif key == "c":
                code = _ask_code(options, study, item)
                if code is None:
                    continue
                done.append((position, reviewing.change(study, item.coding, act, code=code)))
            elif key == "s":
                skipped += 1
            elif key == "u":
                if not done:
                    _show.note(options, "Nothing to undo in this sitting.")
                    continue
                position, decision = done.pop()
                reviewing.undo(study, decision, act)
                continue
            elif key == "w":
                _show.say(options, f"    why: {item.coding.evidence}")
                continue
            elif key in {"q", ""}:
                break
            else:
                _show.note(options, KEYS)
                if not sys.stdin.isatty():
                    break  # nobody is there to notice a wrong key
                continue
            position += 1
    except KeyboardInterrupt:
        _show.note(options, "")
    made = {
        what: sum(1 for _, d in done if d.what == what)
        for what in ("accepted", "changed", "rejected")
    }
    _show.say(
        options,
        f"{made['accepted']} accepted, {made['changed']} changed, {made['rejected']} rejected, "
        f"{skipped} skipped; {len(waiting) - len(done)} still wait. Everything is saved.",
    )


def _show_item(
    options: Asked,
    study: LoadedStudy,
    item: WaitingProposal,
    position: int,
    total: int,
    *,
    blind: bool,
) -> None:
    from rich.text import Text

    coding = item.coding
    code = study.codes[coding.code]
    out = _show.console(options)
    out.print()
    out.print(
        f"{position + 1} of {total}   {item.turn.id}   {item.turn.speaker}"
        + (f"   ({item.question})" if item.question else ""),
        style="dim",
    )
    if item.before is not None:
        out.print(Text(f"{item.before.speaker}: {item.before.text}", style="dim"))
    shown = Text(f"{item.turn.speaker}: {item.turn.text}")
    offset = len(item.turn.speaker) + 2 - item.turn.start
    shown.stylize(
        "bold reverse",
        max(0, coding.segment.start + offset),
        min(len(shown), coding.segment.end + offset),
    )
    out.print(shown)
    if options.plain:
        out.print(Text(f"  proposed words: {coding.quote}"))
    out.print(Text(f"→ {coding.code}  {code.label}: {code.brief}", style="bold"))
    if not blind:
        out.print(
            Text(f"  {coding.strength or ''} ({coding.source}): {coding.evidence}", style="dim")
        )
    out.print(KEYS, style="dim")


def _key(options: Asked) -> str:
    """One key from the terminal; without one, the next sign of standard input."""
    if sys.stdin.isatty() and not options.plain:
        return str(typer.getchar()).lower()
    while True:
        sign = sys.stdin.read(1)
        if not sign or not sign.isspace():
            return sign.lower()


def _ask_code(options: Asked, study: LoadedStudy, item: WaitingProposal) -> str | None:
    """Ask for another code by a part of its id or label; nothing leaves things as they are."""
    wanted = _line(options, "Part of the code's name (empty: leave): ").strip().lower()
    if not wanted:
        return None
    kind = study.interviews[item.coding.segment.transcript].setting
    found = [
        code
        for code in study.codes.values()
        if (wanted in code.id.lower() or wanted in code.label.lower())
        and (not code.kinds or kind in code.kinds)
    ]
    exact = [code for code in found if code.id.lower() == wanted]
    if len(exact) == 1 or len(found) == 1:
        return (exact or found)[0].id
    if not found:
        _show.note(options, f"No code has “{wanted}” in its name.")
        return None
    for number, code in enumerate(found, start=1):
        _show.say(options, f"  {number}  {code.id}  {code.label}")
    answer = _line(options, "Number (empty: leave): ").strip()
    if answer.isdigit() and 1 <= int(answer) <= len(found):
        return found[int(answer) - 1].id
    return None


def _line(options: Asked, question: str) -> str:
    _show.note(options, question)
    line = sys.stdin.readline()
    while line == "\n" and not sys.stdin.isatty():
        line = sys.stdin.readline()
    return line
