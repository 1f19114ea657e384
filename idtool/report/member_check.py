"""One participant's member-check document: what we heard, and room to say otherwise.

It is written for a busy person who may be uneasy, reads on a phone or prints
it, and may ignore it. It holds nothing of anybody else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from idtool.report.dates import weekday_in_words
from idtool.report.word_document import Part, Strong, Tick, WordDocument
from idtool.report.word_package import DocumentFacts, Paper

Variant = Literal["transcript", "summary", "synthesized", "conversation"]
VARIANTS: tuple[Variant, ...] = ("transcript", "summary", "synthesized", "conversation")

TITLE = "Does this fit your experience?"
TITLES: dict[Variant, str] = {
    "transcript": "Is this what you said?",
    "summary": "Did we understand you?",
    "synthesized": TITLE,
    "conversation": "Talking it over",
}

TO_FINISH = "To finish"
KEEP, ALTER, REMOVE = "Keep it", "Alter it (write it your way below)", "Remove it"
WORDS_PER_MINUTE = 180
"""How fast somebody reads who thinks about every sentence; only the greeting says it."""


@dataclass(frozen=True, slots=True)
class OwnQuote:
    """Words this person said; ``place`` is the transcript and positions, as ``I03.120-188``."""

    words: str
    place: str


@dataclass(frozen=True, slots=True)
class AskedStatement:
    """One statement in plain words, with the reader's own words that led to it.

    In the variant transcript there are no plain words: ``turns`` are the reader's
    own turns under ``heading``.
    """

    id: str
    plain: str
    quotes: tuple[OwnQuote, ...] = ()
    heading: str = ""
    turns: tuple[OwnQuote, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberCheckSheet:
    """All that one person's document is made of.

    ``fit`` and the three box labels are those of ``membercheck.yaml``. ``sent``
    is the day it is dated; no clock is read.
    """

    person: str
    round: int
    study_title: str
    statements: tuple[AskedStatement, ...]
    fit: tuple[str, ...]
    change_label: str
    clear_label: str
    add_label: str
    closing: tuple[str, ...]
    sent: date
    reply_by: date
    contact: str = ""
    support_line: str = ""
    language: str = "en"
    invented: bool = False
    variant: Variant = "synthesized"


def member_check_document(sheet: MemberCheckSheet, *, paper: Paper = "letter") -> bytes:
    """The document for one person as a Word file; see :func:`member_check_form`."""
    return member_check_form(sheet, paper=paper).to_bytes()


def member_check_form(sheet: MemberCheckSheet, *, paper: Paper = "letter") -> WordDocument:
    """The document for one person, with its places to fill in.

    Places to fill in carry tags: ``idtool:MC-01:fit-1`` for the first choice,
    ``idtool:MC-01:change``, ``:clear``, ``:add`` for the boxes,
    ``idtool:MC-01:keep:I03.120-188`` (``alter``, ``remove``, ``words``) for a
    quotation, ``idtool:TR-01:turn:I03.120-188`` for a turn of the reader,
    ``idtool:end:…`` for the questions at the end, and ``idtool:form:P03:1`` says
    whose form of which round it is.
    """
    document = WordDocument(
        DocumentFacts(
            title=TITLES[sheet.variant],
            made=sheet.sent.isoformat(),
            language=sheet.language,
            paper=paper,
            footer=f"{sheet.person}, round {sheet.round}",
            invented=sheet.invented,
            nameless=True,
        )
    )
    document.paragraph(
        TITLES[sheet.variant], style="Title", tag=f"idtool:form:{sheet.person}:{sheet.round}"
    )
    if sheet.variant == "conversation":
        _write_guide(document, sheet)
    else:
        _write_opening(document, sheet)
    document.heading("What you told us" if sheet.variant == "summary" else "What we heard", 1)
    document.paragraph(_how_to_answer(sheet))
    for number, statement in enumerate(sheet.statements, start=1):
        if statement.turns:
            _write_turns(document, sheet, statement)
        else:
            _write_statement(document, sheet, number, statement)
    _write_closing(document, sheet)
    return document


def form_words(sheet: MemberCheckSheet) -> MemberCheckSheet:
    """The same sheet with nothing in it but the form's fixed words."""
    quote = OwnQuote("", "I00.0-0")
    blank = AskedStatement("MC-00", "", (quote,))
    turns = AskedStatement("TR-00", "", turns=(quote,))
    return replace(sheet, study_title="", statements=(blank, turns), contact="", support_line="")


def plain_words(sheet: MemberCheckSheet) -> str:
    """The prose a reader has to take in, without quotations, lead-ins and labels."""
    points = [part for parts in _opening_points(sheet) for part in parts if isinstance(part, str)]
    return "\n".join([*_greeting(sheet), *points, *(s.plain for s in sheet.statements)])


def minutes_to_read(sheet: MemberCheckSheet) -> int:
    """About how long it takes, in steps of five minutes; ten at least."""
    words = sum(
        len(turn.words.split()) for statement in sheet.statements for turn in statement.turns
    )
    return max(10, 5 * -(-words // (5 * WORDS_PER_MINUTE)) + (5 if words else 0))


def _greeting(sheet: MemberCheckSheet) -> tuple[str, str]:
    n = len(sheet.statements)
    study = f" for the study “{sheet.study_title}”" if sheet.study_title else ""
    if sheet.variant == "transcript":
        return (
            f"Thank you for talking with us{study}. Below is what you said, in your own words. "
            "Words of anybody else are left out.",
            f"Reading it takes about {minutes_to_read(sheet)} minutes. You need not read all of "
            "it. Skip any part you like.",
        )
    if sheet.variant == "summary":
        return (
            f"Thank you for talking with us{study}. Below is a short account of what you told "
            "us. We wrote it, and we would like to know if it is right.",
            f"It has {n} short part{'' if n == 1 else 's'}. They take about ten minutes. Skip any "
            "part you like.",
        )
    return (
        f"Thank you for talking with us{study}. We have read everything people told us, and we "
        "would like to know if we understood it well.",
        f"There {'is' if n == 1 else 'are'} {n} short statement{'' if n == 1 else 's'} below. "
        "They take about ten minutes. Skip any part you like.",
    )


def _how_to_answer(sheet: MemberCheckSheet) -> str:
    if sheet.variant == "transcript":
        return (
            "If something is wrong, type over it or write in the box below it. If you want "
            "something taken out, write its number in the last box of that part."
        )
    if sheet.variant == "conversation":
        return (
            "Read each statement aloud, slowly. Then ask: How well does this fit your experience? "
            "What would have to change? Wait. Write what the person says, in their words."
        )
    return (
        "Tick what fits best. Then write as much or as little as you like. You can type in the "
        "boxes, type over our words, or print this and write by hand."
    )


def _write_guide(document: WordDocument, sheet: MemberCheckSheet) -> None:
    """What the researcher needs before the talk; the sheet stays with them."""
    document.paragraph(
        f"A guide for whoever talks with {sheet.person}. Keep this sheet; it is not for handing "
        "out. It holds nothing of anybody else, so the person may look at it with you."
    )
    document.heading("Before you start, say", 1)
    document.bullets(_opening_points(sheet))
    document.heading("Afterward", 1)
    document.paragraph(
        "Type what was said into this file and take it in with: idtool membercheck intake. Or "
        f"answer the questions of: idtool membercheck record --person {sheet.person} "
        "--conversation."
    )


def _opening_points(sheet: MemberCheckSheet) -> Iterator[Sequence[Part]]:
    yield (
        Strong("This is not a test. "),
        "There are no right answers, and you do not have to approve anything. If something does "
        "not fit, please say so. That helps us most.",
    )
    yield (
        Strong("It is your choice. "),
        "You may answer all of it, some of it or none of it.",
    )
    yield (
        Strong("What happens with your answers. "),
        "They go to the study team. We read them next to the interviews, and they may change "
        "what we write.",
    )
    if sheet.variant == "conversation":
        if sheet.support_line:
            yield (Strong("Support. "), _sentence(sheet.support_line))
        return
    yield (
        Strong("When. "),
        f"Please send it back by {weekday_in_words(sheet.reply_by)}. If we do not hear from you, "
        "we will not take that as a yes.",
    )
    if sheet.contact:
        yield (Strong("Questions? "), f"You can reach us here: {_sentence(sheet.contact)}")
    else:
        yield (Strong("Questions? "), "Write or call the person you got this from.")
    if sheet.support_line:
        yield (Strong("Support. "), _sentence(sheet.support_line))


def _write_opening(document: WordDocument, sheet: MemberCheckSheet) -> None:
    for line in _greeting(sheet):
        document.paragraph(line)
    document.heading("Before you start", 1)
    document.bullets(_opening_points(sheet))


def _write_statement(
    document: WordDocument, sheet: MemberCheckSheet, number: int, statement: AskedStatement
) -> None:
    tag = f"idtool:{statement.id}"
    called = "Part" if sheet.variant == "summary" else "Statement"
    title = f"{called} {number}. {statement.heading}" if statement.heading else f"{called} {number}"
    document.heading(title, 2, tag=f"{tag}:head")
    document.statement(f"{tag}:plain", statement.plain)
    document.ticks(
        [Tick(f"{tag}:fit-{place}", label) for place, label in enumerate(sheet.fit, start=1)]
    )
    document.boxes(
        [
            (f"{tag}:change", sheet.change_label),
            (f"{tag}:clear", sheet.clear_label),
            (f"{tag}:add", sheet.add_label),
        ],
        about=f"{called} {number}: three boxes to write in",
    )
    for place, quote in enumerate(statement.quotes):
        if place == 0:
            document.lead(
                f"Your own words on {called.lower()} {number}, from when we talked. What should we "
                "do with them?"
            )
        document.quoted_box(
            f"{tag}:quote:{quote.place}",
            quote.words,
            [
                Tick(f"{tag}:keep:{quote.place}", KEEP),
                Tick(f"{tag}:alter:{quote.place}", ALTER),
                Tick(f"{tag}:remove:{quote.place}", REMOVE),
            ],
            (f"{tag}:words:{quote.place}", "If you alter it: your words as you want them"),
        )


def _write_turns(
    document: WordDocument, sheet: MemberCheckSheet, statement: AskedStatement
) -> None:
    tag = f"idtool:{statement.id}"
    document.heading(statement.heading, 2, tag=f"{tag}:head")
    earlier = 0
    for each in sheet.statements:
        if each.id == statement.id:
            break
        earlier += len(each.turns)
    for number, turn in enumerate(statement.turns, start=earlier + 1):
        document.numbered_words(f"{tag}:turn:{turn.place}", number, turn.words)
    document.boxes(
        [
            (f"{tag}:change", sheet.change_label),
            (f"{tag}:clear", sheet.clear_label),
            (f"{tag}:add", sheet.add_label),
            (f"{tag}:out", "Take out these parts (write their numbers)"),
        ],
        about="Four boxes to write in",
    )


def _write_closing(document: WordDocument, sheet: MemberCheckSheet) -> None:
    document.heading(TO_FINISH, 1)
    if "anything_else" in sheet.closing:
        document.boxes(
            [("idtool:end:missing", "Is anything missing? What should we have asked?")],
            about="A box for anything that is missing",
            height=1100,
        )
    if "withdraw_quote" in sheet.closing:
        document.ticks(
            [Tick("idtool:end:withdraw", "Please do not use my words word for word anywhere.")]
        )
    if "see_results" in sheet.closing:
        document.ticks(
            [Tick("idtool:end:results-yes", "Yes"), Tick("idtool:end:results-no", "No")],
            prompt="Would you like to hear what comes out of the study?",
        )
    if "contact" in sheet.closing and sheet.variant != "conversation":
        reach = f"You can also just tell us: {_sentence(sheet.contact)}" if sheet.contact else ""
        document.paragraph(
            Strong("Sending it back. "),
            "Save this file and send it to the person you got it from. A photo of the paper is "
            f"fine, too. {reach}".strip(),
        )
    if "thanks" in sheet.closing:
        document.paragraph(Strong("Thank you. "), "What you tell us makes this work better.")


def _sentence(words: str) -> str:
    """Words with a full stop at the end, unless they end in a sign of their own."""
    words = words.strip()
    return words if words.endswith((".", "!", "?")) else f"{words}."
