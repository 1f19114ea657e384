"""The mentor's weekly packet: answers first, then what changed, three claims, and questions."""

from __future__ import annotations

from dataclasses import dataclass

from idtool.report.pages import Pages
from idtool.report.saturation_doc import write_banner
from idtool.report.themes import NOBODY_LOOKED, NOT_WRITTEN, CodeRow, PlacedQuote, ThemeSheet
from idtool.report.word_document import Strong

SIGN_OFF = "idtool:signoff"


@dataclass(frozen=True, slots=True)
class ToldItem:
    """Something the mentor said, with what became of it.

    ``status`` is in words: “done”, “not done”, “later” or “not answered yet”.
    """

    id: int
    about: str
    quoted: str
    said: str
    status: str
    answer: str


@dataclass(frozen=True, slots=True)
class MentorPacket:
    """All that one packet says; every sentence on meaning is one a person wrote.

    ``news`` holds (what, sentences). ``themes`` are three at most. ``tables`` maps
    a focus to its codes, ``roles`` names the count columns.
    """

    number: int
    study_title: str
    as_of: str
    since: str
    provisional: tuple[str, ...]
    told: tuple[ToldItem, ...]
    news: tuple[tuple[str, tuple[str, ...]], ...]
    themes: tuple[ThemeSheet, ...]
    other_themes: tuple[str, ...]
    dropped: tuple[str, ...]
    thin: tuple[str, ...]
    questions: tuple[tuple[int, str], ...]
    journal: tuple[tuple[str, str], ...]
    tables: tuple[tuple[str, tuple[CodeRow, ...]], ...]
    roles: tuple[str, ...]
    table_note: str


def write_packet(pages: Pages, packet: MentorPacket) -> bytes:
    """The packet on pages; every place a comment may hang on carries a tag."""
    pages.title(f"Packet {packet.number}", packet.study_title)
    pages.paragraph(
        f"{packet.as_of}. {packet.since} Comment in the margin, change with Track Changes, or "
        "write in the boxes at the end; all of it comes back to the study.",
        tag=f"idtool:packet:{packet.number}",
    )
    write_banner(pages, packet.provisional)
    _write_told(pages, packet.told)
    pages.heading("Since last time", 1, tag="idtool:news")
    if not packet.news:
        pages.paragraph("Nothing was added or changed.")
    for what, sentences in packet.news:
        pages.bullets([(Strong(f"{what}: "), " ".join(sentences))])
    _write_themes(pages, packet)
    if packet.dropped:
        pages.heading("Tried and dropped", 1, tag="idtool:dropped")
        pages.bullets([(words,) for words in packet.dropped])
    pages.heading("Where the sample is thin", 1, tag="idtool:thin")
    pages.bullets([(words,) for words in packet.thin])
    if packet.journal:
        pages.heading("From the journal, as shared", 1, tag="idtool:journal")
        for day, words in packet.journal:
            pages.paragraph(Strong(f"{day}. "), words)
    _write_questions(pages, packet)
    _write_tables(pages, packet)
    return pages.to_bytes()


def _write_told(pages: Pages, told: tuple[ToldItem, ...]) -> None:
    pages.heading("Your comments, and what became of them", 1)
    if not told:
        pages.paragraph("No comment is waiting for an answer.")
    for item in told:
        where = f"on {item.about}" if item.about else "not placed"
        about = f" (“{_short(item.quoted)}”)" if item.quoted else ""
        said = f"{_short(item.said, 60)} " if item.said else ""
        pages.paragraph(
            Strong(f"{item.id}, {where}{about}: "),
            said,
            Strong(f"{item.status.capitalize()}. "),
            item.answer,
            tag=f"idtool:item:{item.id}",
        )


def _write_themes(pages: Pages, packet: MentorPacket) -> None:
    pages.heading("Claims to look at", 1)
    if not packet.themes:
        pages.paragraph("No theme has been written yet.", style="Gap")
    for theme in packet.themes:
        pages.heading(f"{theme.id}. {theme.name}", 2, tag=f"idtool:{theme.id}:name")
        pages.paragraph(f"{theme.focus} · {theme.status}", style="Caption")
        pages.paragraph(
            Strong("Claim. "), theme.claim or NOT_WRITTEN, tag=f"idtool:{theme.id}:claim"
        )
        pages.paragraph(Strong("Reach. "), theme.reach, tag=f"idtool:{theme.id}:reach")
        pages.lead_in("For")
        _write_side(pages, theme, "for", theme.quotes_for, theme.more_for)
        pages.lead_in("Against")
        if theme.reach_against:
            pages.paragraph(theme.reach_against)
        _write_side(pages, theme, "against", theme.quotes_against, theme.more_against)
        if not theme.searched_against:
            pages.paragraph(NOBODY_LOOKED, style="Gap")
        elif not theme.quotes_against:
            pages.paragraph(f"Looked for ({theme.searched_against}); none is linked.")
        pages.paragraph(
            Strong("What it would mean for practice. "),
            theme.so_what or NOT_WRITTEN,
            tag=f"idtool:{theme.id}:so_what",
        )
    if packet.other_themes:
        pages.paragraph(Strong("Also open: "), f"{'; '.join(packet.other_themes)}.")


def _write_side(
    pages: Pages,
    theme: ThemeSheet,
    side: str,
    quotes: tuple[PlacedQuote, ...],
    more: tuple[str, ...],
) -> None:
    """The strongest place of a side whole, the others by address."""
    shown = [quote for quote in quotes if not quote.not_quoted][:1]
    for quote in shown:
        source = f"{quote.tag}. {quote.note}" if quote.note else quote.tag
        pages.quotation(quote.words, source, tag=f"idtool:{theme.id}:{side}")
    others = [quote.tag for quote in quotes if quote not in shown] + list(more)
    if others:
        pages.paragraph(f"Also: {'; '.join(others)}.", style="Source")
    if not quotes and not more and side == "for":
        pages.paragraph("No place is linked yet.")


def _write_questions(pages: Pages, packet: MentorPacket) -> None:
    pages.heading("Questions for you", 1)
    if not packet.questions:
        pages.paragraph("None this time.")
    for number, words in packet.questions:
        pages.paragraph(Strong(f"{number}. "), words, tag=f"idtool:ask:{number}")
    fields = [(f"idtool:answer:{n}", f"Your answer to {n}") for n, _ in packet.questions]
    fields += [
        ("idtool:else", "Anything else"),
        (SIGN_OFF, "Read (initials and date); this goes into the study's trail"),
    ]
    pages.boxes(fields, about="Boxes for answers, remarks and the sign-off", height=500)


def _write_tables(pages: Pages, packet: MentorPacket) -> None:
    if not packet.tables:
        return
    pages.heading("Appendix: people by code", 1, new_page=True, tag="idtool:codes")
    pages.paragraph(packet.table_note)
    widths = [5.0, 4.6, *(2.4 if name == "Interviews" else 1.9 for name in packet.roles)]
    for focus, rows in packet.tables:
        pages.heading(focus, 2)
        pages.table(
            ["Code", "Label", *packet.roles],
            [(row.code, row.label, *row.counts) for row in rows],
            widths,
            about=f"People by role for each code of {focus}",
            right=range(2, 2 + len(packet.roles)),
        )


def _short(words: str, most: int = 12) -> str:
    split = words.split()
    return " ".join(split[:most]) + (" …" if len(split) > most else "")
