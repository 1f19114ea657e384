"""``idtool membercheck intake`` and ``record``: what came back, from a form or a talk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from idtool.cli._asked import Context, asked
from idtool.cli._member_answers import (
    ask_along,
    box_answers,
    end_answers,
    fit_answer,
    quote_answers,
)
from idtool.cli._member_show import show_intake
from idtool.cli.membercheck import Round, membercheck_app
from idtool.errors import UsageProblem
from idtool.model import MemberAnswer

__all__ = ["intake", "membercheck_app", "record"]

Mask = Annotated[bool, typer.Option("--mask", help="Put […] where the privacy screen would stop.")]


@membercheck_app.command("intake")
def intake(
    context: Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The form as it came back.")],
    person: Annotated[
        str, typer.Option("--person", help="Whose form it is, checked against the form.")
    ] = "",
    round_: Round = None,
    mask: Mask = False,
) -> None:
    """Take in a form that came back: ticks, boxes, words typed over, tracked changes, comments.

    What belongs to no place of the form is kept as unplaced. The same form again adds
    nothing; another one of the same person is kept beside the first.

    Example:
        idtool membercheck intake P03.docx
    """
    from idtool.steps.member_intake import intake_form

    options = asked(context)
    study = options.load()
    report = intake_form(study, file, options.act(study), person=person, round_=round_, mask=mask)
    show_intake(options, report)


@membercheck_app.command("record")
def record(
    context: Context,
    person: Annotated[str, typer.Option("--person", help="Who said it, such as P03.")],
    conversation: Annotated[bool, typer.Option("--conversation", help="In a talk.")] = False,
    phone: Annotated[bool, typer.Option("--phone", help="By phone.")] = False,
    paper: Annotated[bool, typer.Option("--paper", help="On paper, a photo or a PDF.")] = False,
    declined: Annotated[bool, typer.Option("--declined", help="They do not want to.")] = False,
    no_answer: Annotated[
        bool, typer.Option("--no-answer", help="Nothing came, though you asked again.")
    ] = False,
    fit: Annotated[
        list[str] | None,
        typer.Option(metavar="MC-01=2", help="The choice, by number or in words."),
    ] = None,
    change: Annotated[
        list[str] | None, typer.Option(metavar="MC-01=WORDS", help="What is wrong.")
    ] = None,
    clear: Annotated[
        list[str] | None, typer.Option(metavar="MC-01=WORDS", help="What to say more clearly.")
    ] = None,
    add: Annotated[
        list[str] | None, typer.Option(metavar="MC-01=WORDS", help="What was missed.")
    ] = None,
    quote: Annotated[
        list[str] | None,
        typer.Option(metavar="PLACE=keep|alter|remove", help="What to do with own words."),
    ] = None,
    words: Annotated[
        list[str] | None,
        typer.Option(metavar="PLACE=WORDS", help="Own words as they want them."),
    ] = None,
    missing: Annotated[str, typer.Option(help="What is missing.")] = "",
    quoting: Annotated[
        str, typer.Option(metavar="no|yes", help="May their words be used word for word?")
    ] = "",
    results: Annotated[
        str, typer.Option(metavar="yes|no", help="Do they want to hear of the results?")
    ] = "",
    said: Annotated[list[str] | None, typer.Option(help="Anything else they said.")] = None,
    round_: Round = None,
    mask: Mask = False,
) -> None:
    """Type in what somebody said in a talk, by phone or on paper; without answers, idtool asks.

    Example:
        idtool membercheck record --person P03 --conversation --fit MC-01=2 --change MC-01="…"
        idtool membercheck record --person P03 --no-answer
    """
    from idtool.steps.member_intake import form_of, record_answers

    options = asked(context)
    study = options.load()
    act = options.act(study)
    ways = {
        "conversation": conversation,
        "phone": phone,
        "paper": paper,
        "declined": declined,
        "no_answer": no_answer,
    }
    chosen = [way for way, on in ways.items() if on]
    if len(chosen) > 1:
        raise UsageProblem(
            "Say one of them.", "Use --conversation, --phone, --paper, --declined or --no-answer."
        )
    way = chosen[0] if chosen else "conversation"
    form = form_of(study, person, act, round_=round_)
    answers = [
        *(fit_answer(form, each) for each in fit or ()),
        *box_answers("change", change),
        *box_answers("clear", clear),
        *box_answers("add", add),
        *quote_answers(form, quote or (), words or ()),
        *end_answers(missing, quoting, results),
        *(MemberAnswer("", "unplaced", each, how="said") for each in said or ()),
    ]
    if not answers and not (declined or no_answer) and options.interactive:
        answers = ask_along(options, form)
    report = record_answers(study, person, act, way=way, answers=answers, round_=round_, mask=mask)
    show_intake(options, report)
