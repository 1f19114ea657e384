"""``idtool membercheck``: what participants sent back or said, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, Context, asked
from idtool.cli._paper import Paper, PaperName
from idtool.cli.membercheck import Round, membercheck_app
from idtool.errors import UsageProblem
from idtool.model import MemberAnswer

if TYPE_CHECKING:
    from idtool.steps.member_forms import SentForm
    from idtool.steps.member_intake import IntakeReport

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
    _show_intake(options, report)


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
        *(_fit(form, each) for each in fit or ()),
        *_boxes("change", change),
        *_boxes("clear", clear),
        *_boxes("add", add),
        *_quotes(form, quote or (), words or ()),
        *_ends(missing, quoting, results),
        *(MemberAnswer("", "unplaced", each, how="said") for each in said or ()),
    ]
    if not answers and not (declined or no_answer) and options.interactive:
        answers = _walk(options, form)
    report = record_answers(study, person, act, way=way, answers=answers, round_=round_, mask=mask)
    _show_intake(options, report)


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
    from idtool.steps.member_summary import kind_in_words, summarize_returns, write_summary

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
    _show.table(
        options,
        f"Round {found.round}",
        ["what", "people", "who"],
        [
            (what, len(people), " ".join(people))
            for what, people in (
                ("sent", found.sent),
                ("returned", found.returned),
                ("declined", found.declined),
                ("no answer", found.no_answer),
                ("want the results", found.want_results),
            )
        ],
        right=["people"],
    )
    columns = ["fits", "in part", "does not fit", "rather not say", "unclear", "no answer"]
    names = ["fits", "in_part", "does_not_fit", "rather_not_say", "unclear"]
    _show.table(
        options,
        "People by statement",
        ["statement", "theme", "sent", *columns, "with words"],
        [
            (
                each.statement,
                each.theme,
                each.sent,
                *(each.choices[name] for name in names),
                each.no_answer,
                each.in_words,
            )
            for each in found.statements
        ],
        right=["sent", *columns, "with words"],
    )
    _show.say(
        options,
        f"Own words: {found.altered} altered, {found.removed} removed; {found.silent} people do "
        "not want theirs used word for word.",
    )
    for item in found.items:
        state = f"answered by {item.memo}" if item.memo else "open"
        _show.say(
            options,
            f"{item.id} {item.theme or item.statement} ({item.person}): "
            f"{kind_in_words(item.kind)}; {state}.",
        )
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


def _show_intake(options: Asked, report: IntakeReport) -> None:
    if options.json:
        _show.show_json(report)
        return
    if not report.new:
        _show.say(options, f"{report.person}, round {report.round}: known already; nothing added.")
        return
    _show.say(
        options,
        f"{report.person}, round {report.round} ({report.variant}): {report.n_answers} answers, "
        f"{report.n_unplaced} of them unplaced.",
    )
    if report.earlier:
        _show.say(
            options, "There is an earlier return of this person; both are kept, the newest counts."
        )
    if report.n_masked:
        _show.say(options, f"{report.n_masked} places were masked.")
    if report.items:
        _show.say(options, f"Left to answer: {', '.join(report.items)}.")
    _show.note(options, f"Read them: idtool membercheck returns --person {report.person}")


def _split(words: str) -> tuple[str, str]:
    name, equals, value = words.partition("=")
    if not equals or not value.strip():
        raise UsageProblem(f"“{name}” has no value.", 'Write it like MC-01="…".')
    return name.strip(), value.strip()


def _fit(form: SentForm, words: str) -> MemberAnswer:
    from idtool.steps.member_reading import meaning_of

    statement, chosen = _split(words)
    choices = form.fit_choices(statement)
    if not choices:
        raise UsageProblem(
            f"The form of {form.person} has no statement {statement} with choices.",
            f"It has: {', '.join(form.statements)}.",
        )
    labels = {label.casefold(): n for n, label in enumerate(choices, start=1)}
    number = int(chosen) if chosen.isdigit() else labels.get(chosen.casefold(), 0)
    if not 1 <= number <= len(choices):
        raise UsageProblem(
            f"{statement} has no choice “{chosen}”.",
            f"Use: {', '.join(f'{n} ({label})' for n, label in enumerate(choices, start=1))}.",
        )
    meaning = meaning_of(number, len(choices))
    return MemberAnswer(statement, "fit", choices[number - 1], meaning, how="said")


def _boxes(part: str, given: Sequence[str] | None) -> list[MemberAnswer]:
    return [
        MemberAnswer(statement, part, words, how="said")
        for statement, words in map(_split, given or ())
    ]


def _quotes(form: SentForm, quotes: Sequence[str], words: Sequence[str]) -> list[MemberAnswer]:
    wording = dict(map(_split, words))
    decided = dict(map(_split, quotes))
    known = {place.place: place for place in form.quotations()}
    answers = []
    for name in dict.fromkeys([*decided, *wording]):
        choice = decided.get(name, "alter")
        if choice not in {"keep", "alter", "remove"}:
            raise UsageProblem(f"“{choice}” is no choice.", "Use keep, alter or remove.")
        place = known.get(name)
        answers.append(
            MemberAnswer(
                place.statement if place else "",
                choice,
                wording.get(name, "") if choice == "alter" else "",
                name,
                form.labels[place.tag] if place else "",
                "said",
            )
        )
    return answers


def _ends(missing: str, quoting: str, results: str) -> list[MemberAnswer]:
    for given, name in ((quoting, "--quoting"), (results, "--results")):
        if given not in {"", "yes", "no"}:
            raise UsageProblem(f"{name} is yes or no.", f"Write {name} yes or {name} no.")
    answers = []
    if missing:
        answers.append(MemberAnswer("", "missing", missing, how="said"))
    if quoting:
        part = "withdraw" if quoting == "no" else "allow"
        answers.append(MemberAnswer("", part, how="said"))
    if results:
        answers.append(MemberAnswer("", "results", results, how="said"))
    return answers


def _walk(options: Asked, form: SentForm) -> list[MemberAnswer]:
    """Ask every question of the form; Enter leaves one out."""
    answers: list[MemberAnswer] = []
    _show.note(options, "Press Enter to leave a question out.")

    def ask(words: str) -> str:
        return str(typer.prompt(words, default="", show_default=False)).strip()

    for statement in form.statements:
        plain = form.label(statement, "plain")
        if plain:
            _show.say(options, "", f"{statement}: {plain}")
        choices = form.fit_choices(statement)
        if choices:
            told = ", ".join(f"{n} {label}" for n, label in enumerate(choices, start=1))
            if chosen := ask(told):
                answers.append(_fit(form, f"{statement}={chosen}"))
        for part in ("change", "clear", "add"):
            label = form.label(statement, part)
            if label and (words := ask(label)):
                answers.append(MemberAnswer(statement, part, words, how="said"))
        for place in form.quotations():
            if place.statement == statement and place.part == "quote":
                _show.say(options, f"“{form.labels[place.tag]}”")
                choice = ask("keep, alter or remove")
                if choice:
                    wording = ask("Their words as they want them") if choice == "alter" else ""
                    given = [f"{place.place}={wording}"] if wording else []
                    answers += _quotes(form, [f"{place.place}={choice}"], given)
    answers += _ends(
        ask("Is anything missing?"),
        ask("May their words be used word for word? yes or no"),
        ask("Do they want to hear of the results? yes or no"),
    )
    return answers
