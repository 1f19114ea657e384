"""``idtool membercheck``: what participants sent back or said, and what became of it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Context, asked
from idtool.cli._member_show import show_summary
from idtool.cli._paper import Paper, PaperName
from idtool.cli.member_intake import membercheck_app
from idtool.cli.membercheck import Round
from idtool.errors import UsageProblem
from idtool.model import MemberAnswer

__all__ = ["membercheck_app"]


class FormatName(StrEnum):
    """Formats of the summary."""

    docx = "docx"
    html = "html"
    md = "md"


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
