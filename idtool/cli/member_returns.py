"""``idtool membercheck``: what participants sent back or said, and what became of it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Context, asked
from idtool.cli._member_answers import (
    ask_along,
    box_answers,
    end_answers,
    fit_answer,
    quote_answers,
)
from idtool.cli._member_show import show_intake, show_summary
from idtool.cli._paper import Paper, PaperName
from idtool.cli.membercheck import Round, membercheck_app
from idtool.errors import UsageProblem
from idtool.model import MemberAnswer

__all__ = ["membercheck_app"]

Mask = Annotated[bool, typer.Option("--mask", help="Put […] where the privacy screen would stop.")]


class FormatName(StrEnum):
    """Formats of the summary."""

    docx = "docx"
    html = "html"
    md = "md"


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


@membercheck_app.command("summary")
def summary(
    context: Context,
    round_: Round = None,
    out: Annotated[
        Path | None, typer.Option(help="Also write it as a document: a file's name.")
    ] = None,
    form: Annotated[FormatName, typer.Option("--format", help="docx, html or md.")] = (
        FormatName.docx
    ),
    outside: Annotated[
        bool, typer.Option("--outside", help="For outsiders: no ids, no small counts.")
    ] = False,
    paper: Paper = PaperName.letter,
) -> None:
    """Show what came back, in people: sent, returned, choices; no answer is no agreement.

    Example:
        idtool membercheck summary --out out/member_check/summary.docx
    """
    from idtool.steps.member_summary import summarize_returns, write_summary

    options = asked(context)
    study = options.load()
    act = options.act(study)
    found = summarize_returns(study, act, round_=round_)
    written = (
        write_summary(
            study, out, act, round_=round_, inside=not outside, form=form.value, paper=paper.value
        )
        if out is not None
        else None
    )
    if options.json:
        _show.show_json(found)
        return
    if outside:
        if written is None:
            raise UsageProblem("What is for outsiders is a document.", "Add --out FILE.")
        _show.say(options, str(written))
        return
    show_summary(options, found)
    if written is not None:
        _show.note(options, f"Written: {written}")


@membercheck_app.command("returns")
def returns(
    context: Context,
    person: Annotated[str, typer.Option("--person", help="Only of this person.")] = "",
) -> None:
    """Show what came back word for word, newest first.

    Example:
        idtool membercheck returns --person P03
    """
    from idtool.steps.member_intake import member_returns

    options = asked(context)
    study = options.load()
    found = member_returns(study, options.act(study), person=person)
    if options.json:
        _show.show_json(found)
        return
    for back in found:
        _show.table(
            options,
            f"{back.person}, round {back.round}, {back.way.replace('_', ' ')}, {back.at[:10]}",
            ["on", "what", "said", "in place of", "how"],
            [
                (
                    " ".join(part for part in (each.statement, _place(each)) if part),
                    each.part,
                    each.text,
                    each.was,
                    each.how,
                )
                for each in back.answers
            ],
        )


@membercheck_app.command("items")
def items(
    context: Context,
    open_: Annotated[bool, typer.Option("--open", help="Only what waits for a memo.")] = False,
) -> None:
    """List what the answers leave open, and the memo that answers it.

    Example:
        idtool membercheck items --open
    """
    from idtool.steps.member_intake import member_items
    from idtool.steps.member_summary import kind_in_words

    options = asked(context)
    study = options.load()
    found = member_items(study, options.act(study), only_open=open_)
    if options.json:
        _show.show_json([{"id": each.id, **_show.as_plain(each)} for each in found])
        return
    _show.table(
        options,
        f"{len(found)} items",
        ["item", "theme", "statement", "person", "what", "memo"],
        [
            (i.id, i.theme, i.statement, i.person, kind_in_words(i.kind), i.memo or "open")
            for i in found
        ],
    )


@membercheck_app.command("answer")
def answer(
    context: Context,
    item: Annotated[str, typer.Argument(metavar="ITEM", help="The item, such as mc3.")],
    memo: Annotated[str, typer.Option(metavar="m0031", help="The memo that answers it.")],
) -> None:
    """Say which memo answers an item; a memo on the item (`--on mc3`) does so as well.

    Example:
        idtool membercheck answer mc3 --memo m0031
    """
    from idtool.steps.member_intake import answer_member_item

    options = asked(context)
    study = options.load()
    answer_member_item(study, item, memo, options.act(study))
    if options.json:
        _show.show_json({"item": item.lower(), "memo": memo})
    else:
        _show.say(options, f"{item.lower()} is answered by {memo}.")


@membercheck_app.command("letter")
def letter(
    context: Context,
    person: Annotated[
        list[str] | None,
        typer.Option("--person", help="A letter of their own for this person; may be repeated."),
    ] = None,
    paper: Paper = PaperName.letter,
    out: Annotated[
        Path | None, typer.Option(help="Folder; default: the study's out/member_check.")
    ] = None,
) -> None:
    """Write the letter “you said, we did” from letter.yaml, tested for anybody's words.

    Example:
        idtool membercheck letter
    """
    from idtool.steps.member_letters import write_letters

    options = asked(context)
    study = options.load()
    made = write_letters(
        study,
        out or study.folder / "out" / "member_check",
        options.act(study),
        persons=tuple(person or ()),
        paper=paper.value,
    )
    if options.json:
        _show.show_json(made)
        return
    _show.say(options, *made.files)
    _show.say(options, f"For: {', '.join(made.readers)}. You send it; idtool never does.")
    for skipped in made.skipped:
        _show.say(options, f"Not for {skipped.person}: {skipped.reason}.")


def _place(answer: MemberAnswer) -> str:
    return "" if answer.part == "fit" else answer.place
