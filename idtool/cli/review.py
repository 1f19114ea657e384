"""``idtool review``: one key for each decision, saved at once."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, Context, asked

if TYPE_CHECKING:
    from idtool.model import Act
    from idtool.steps.study_folder import LoadedStudy


class Order(StrEnum):
    """Orders of review."""

    turn = "turn"
    code = "code"
    likely = "likely"
    new = "new"
    random = "random"


class Rules(StrEnum):
    """What becomes of changes of rules that rejections ask for."""

    ask = "ask"
    later = "later"
    never = "never"


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
    rules: Annotated[
        Rules | None,
        typer.Option(
            help="Changes of rules that rejections ask for: on the spot, at the end, or not at all."
        ),
    ] = None,
    progress: Annotated[
        bool,
        typer.Option("--progress", help="Only tell how the review stands and what may still wait."),
    ] = False,
) -> None:
    """Decide about proposals, one key each. Every decision is saved at once.

    Example:
        idtool review I03
    """
    from idtool.cli._review_progress_show import short_note
    from idtool.cli._review_session import Sitting
    from idtool.steps.review_progress import review_progress
    from idtool.steps.reviewing import waiting_proposals
    from idtool.steps.rule_offers import RuleOffers

    options = asked(context)
    study = options.load()
    act = options.act(study)
    if progress:
        _progress(options, study, act)
        return
    waiting = waiting_proposals(
        study, act, interview=interview, codes=code or (), order=order.value
    )
    n_all = len(waiting)
    if not faint and order is not Order.random:
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
    sitting = Sitting(
        options,
        study,
        act.by,
        order.value,
        blind=blind,
        offers=RuleOffers(study) if rules is not Rules.never else None,
        ask=rules is Rules.ask if rules is not None else sys.stdin.isatty(),
    )
    sitting.walk(waiting)
    if sitting.done and act.by in study.settings.counting_coders:
        _show.say(options, *short_note(review_progress(study, options.act(study))))


def _progress(options: Asked, study: LoadedStudy, act: Act) -> None:
    """Tell how the review stands; the learning curve takes a while."""
    from idtool.cli._review_progress_show import show_progress
    from idtool.steps.checking_proposals import study_growth
    from idtool.steps.review_progress import review_progress

    now = review_progress(study, act)
    with _show.progress(options, "Learning from parts of the decisions", None) as step:
        growth = study_growth(study, act, step=step)
    if options.json:
        _show.show_json({**_show.as_plain(now), "growth": _show.as_plain(growth)})
    else:
        show_progress(options, now, growth)
