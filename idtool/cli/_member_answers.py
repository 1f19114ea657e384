"""What somebody said, from options or asked along the form, as answers to keep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked
from idtool.errors import UsageProblem
from idtool.model import MemberAnswer

if TYPE_CHECKING:
    from idtool.steps.member_forms import SentForm


def _split(words: str) -> tuple[str, str]:
    name, equals, value = words.partition("=")
    if not equals or not value.strip():
        raise UsageProblem(f"“{name}” has no value.", 'Write it like MC-01="…".')
    return name.strip(), value.strip()


def fit_answer(form: SentForm, words: str) -> MemberAnswer:
    """A choice under a statement, by number or in words."""
    from idtool.steps.member_findings import meaning_of

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


def box_answers(part: str, given: Sequence[str] | None) -> list[MemberAnswer]:
    """What was said to one question under statements."""
    return [
        MemberAnswer(statement, part, words, how="said")
        for statement, words in map(_split, given or ())
    ]


def quote_answers(
    form: SentForm, quotes: Sequence[str], words: Sequence[str]
) -> list[MemberAnswer]:
    """What is to be done with own words, and how they want them."""
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


def end_answers(missing: str, quoting: str, results: str) -> list[MemberAnswer]:
    """What was said to the questions at the end."""
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


def ask_along(options: Asked, form: SentForm) -> list[MemberAnswer]:
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
                answers.append(fit_answer(form, f"{statement}={chosen}"))
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
                    answers += quote_answers(form, [f"{place.place}={choice}"], given)
    answers += end_answers(
        ask("Is anything missing?"),
        ask("May their words be used word for word? yes or no"),
        ask("Do they want to hear of the results? yes or no"),
    )
    return answers
