"""One participant's member-check document: what we heard, and room to say otherwise.

It is written for a busy person who may be uneasy, reads on a phone or prints
it, and may ignore it. It holds nothing of anybody else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from idtool.report.dates import weekday_in_words
from idtool.report.word_document import Part, Strong, Tick, WordDocument
from idtool.report.word_package import DocumentFacts, Paper

TITLE = "Does this fit your experience?"

KEEP, ALTER, REMOVE = "Keep it", "Alter it (write it your way below)", "Remove it"


@dataclass(frozen=True, slots=True)
class OwnQuote:
    """Words this person said; ``place`` is the transcript and positions, as ``I03.120-188``."""

    words: str
    place: str


@dataclass(frozen=True, slots=True)
class AskedStatement:
    """One statement in plain words, with the reader's own words that led to it."""

    id: str
    plain: str
    quotes: tuple[OwnQuote, ...] = ()


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


def member_check_document(sheet: MemberCheckSheet, *, paper: Paper = "letter") -> bytes:
    """The document for one person as a Word file.

    Places to fill in carry tags: ``idtool:MC-01:fit-1`` for the first choice,
    ``idtool:MC-01:change``, ``:clear``, ``:add`` for the boxes,
    ``idtool:MC-01:keep:I03.120-188`` (``alter``, ``remove``, ``words``) for a
    quotation, ``idtool:end:…`` for the questions at the end.
    """
    document = WordDocument(
        DocumentFacts(
            title=TITLE,
            made=sheet.sent.isoformat(),
            language=sheet.language,
            paper=paper,
            footer=f"{sheet.person}, round {sheet.round}",
            invented=sheet.invented,
            nameless=True,
        )
    )
    document.title(TITLE)
    _write_opening(document, sheet)
    document.heading("What we heard", 1)
    document.paragraph(
        "Tick what fits best. Then write as much or as little as you like. You can type in the "
        "boxes, type over our words, or print this and write by hand."
    )
    for number, statement in enumerate(sheet.statements, start=1):
        _write_statement(document, sheet, number, statement)
    _write_closing(document, sheet)
    return document.to_bytes()


def form_words(sheet: MemberCheckSheet) -> MemberCheckSheet:
    """The same sheet with nothing in it but the form's fixed words."""
    blank = AskedStatement("MC-00", "", (OwnQuote("", "I00.0-0"),))
    return replace(sheet, study_title="", statements=(blank,), contact="", support_line="")


def plain_words(sheet: MemberCheckSheet) -> str:
    """The prose a reader has to take in, without quotations, lead-ins and labels."""
    points = [part for parts in _opening_points(sheet) for part in parts if isinstance(part, str)]
    return "\n".join([*_greeting(sheet), *points, *(s.plain for s in sheet.statements)])


def _greeting(sheet: MemberCheckSheet) -> tuple[str, str]:
    n = len(sheet.statements)
    study = f" for the study “{sheet.study_title}”" if sheet.study_title else ""
    return (
        f"Thank you for talking with us{study}. We have read everything people told us, and we "
        "would like to know if we understood it well.",
        f"There {'is' if n == 1 else 'are'} {n} short statement{'' if n == 1 else 's'} below. "
        "They take about ten minutes. Skip any part you like.",
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
    document.heading(f"Statement {number}", 2)
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
        about=f"Statement {number}: three boxes to write in",
    )
    for place, quote in enumerate(statement.quotes):
        if place == 0:
            document.lead(
                f"Your own words on statement {number}, from when we talked. What should we do "
                "with them?"
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


def _write_closing(document: WordDocument, sheet: MemberCheckSheet) -> None:
    document.heading("To finish", 1)
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
    if "contact" in sheet.closing:
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
