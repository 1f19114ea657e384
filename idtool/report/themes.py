"""The theme report: what is claimed, what speaks for and against it, how far it reaches."""

from __future__ import annotations

from dataclasses import dataclass

from idtool.report.pages import Pages
from idtool.report.saturation_doc import SaturationPages, write_banner, write_saturation_pages
from idtool.report.word_document import Part, Strong

NOBODY_LOOKED = "Nobody has looked for counter-evidence yet."
NOT_WRITTEN = "not yet written"
WORDS_LEFT_OUT = "Words of people who did not agree to be quoted are left out; each place says so."


@dataclass(frozen=True, slots=True)
class PlacedQuote:
    """Words with who says them by role and where, such as “officer, I03#t014”, and a note.

    ``not_quoted`` says why there are no words; then ``words`` is empty.
    """

    words: str
    tag: str
    note: str = ""
    not_quoted: str = ""


@dataclass(frozen=True, slots=True)
class ThemeSheet:
    """One theme as a reader meets it.

    ``reach`` and ``reach_against`` are sentences on people. ``more_for`` and
    ``more_against`` name linked places that are not printed.
    """

    id: str
    name: str
    status: str
    focus: str
    claim: str
    not_a_topic_because: str
    so_what: str
    came_from: str
    reach: str
    reach_against: str
    quotes_for: tuple[PlacedQuote, ...]
    quotes_against: tuple[PlacedQuote, ...]
    more_for: tuple[str, ...]
    more_against: tuple[str, ...]
    searched_against: str
    memos: tuple[tuple[str, str], ...]
    member_check: tuple[str, ...] = ()

    @property
    def quotes(self) -> tuple[PlacedQuote, ...]:
        """Those for and those against."""
        return (*self.quotes_for, *self.quotes_against)


@dataclass(frozen=True, slots=True)
class CandidateGrouping:
    """A grouping of the last run that nobody has adopted; a candidate, never a theme."""

    id: str
    people: str
    terms: str


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One code with people by role as they may be shown, in the order of the columns."""

    code: str
    label: str
    counts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThemeReport:
    """All that the report is made of; every sentence of a claim is one a person wrote.

    ``standing`` holds (what, count) rows, ``targets`` (stratum, heard, planned,
    short by). ``saturation`` is ``None`` with the reason in ``no_saturation``.
    ``tables`` maps a focus to its codes.
    """

    study_title: str
    question: str
    audience: str
    as_of: str
    provisional: tuple[str, ...]
    standing: tuple[tuple[str, str], ...]
    targets: tuple[tuple[str, str, str, str], ...]
    themes: tuple[ThemeSheet, ...]
    set_aside: tuple[str, ...]
    candidates: tuple[CandidateGrouping, ...]
    saturation: SaturationPages | None
    no_saturation: str
    limits: tuple[str, ...]
    roles: tuple[str, ...]
    tables: tuple[tuple[str, tuple[CodeRow, ...]], ...]
    table_note: str


def theme_document(report: ThemeReport, document: Pages) -> bytes:
    """The theme report on blank pages."""
    document.title("Themes so far", report.study_title)
    write_banner(document, report.provisional)
    _write_opening(document, report)
    document.heading("Themes", 1)
    if not report.themes:
        document.paragraph("No theme has been written yet.", style="Gap")
    for theme in report.themes:
        _write_theme(document, theme)
    if report.set_aside:
        document.paragraph(Strong("Set aside: "), f"{'; '.join(report.set_aside)}.")
    _write_candidates(document, report)
    document.heading("How new codes came in", 1)
    if report.saturation is None:
        document.paragraph(report.no_saturation)
    else:
        write_saturation_pages(document, report.saturation)
    document.heading("Limits, from the data", 1)
    document.bullets([(limit,) for limit in report.limits])
    _write_tables(document, report)
    return document.to_bytes()


def _write_opening(document: Pages, report: ThemeReport) -> None:
    document.paragraph(Strong("The question. "), report.question)
    document.paragraph(
        Strong("What this is. "),
        f"The state of the interpretation on {report.as_of}, for the {report.audience}. Themes are "
        "claims that could be wrong; people wrote them. Numbers count people, each once, "
        "whether they were heard alone, in a pair or both.",
    )
    if any(quote.not_quoted for theme in report.themes for quote in theme.quotes):
        document.paragraph(Strong("Not quoted. "), WORDS_LEFT_OUT)
    document.heading("Where the study stands", 1)
    document.table(
        ["What", "Count"],
        report.standing,
        [3, 6],
        about="People, interviews, transcripts and codings, counted apart",
    )
    if report.targets:
        document.table(
            ["Target", "So far", "Planned", "Short by"],
            report.targets,
            [5, 1.3, 1.3, 1.3],
            about="Targets by stratum with the shortfall",
            right=[1, 2, 3],
        )
        document.paragraph("A target reached says nothing about enough.", style="Caption")


def _write_theme(document: Pages, theme: ThemeSheet) -> None:
    document.heading(f"{theme.id}. {theme.name}", 2)
    document.paragraph(f"{theme.focus} · {theme.status}", style="Caption")
    for lead, words in (
        ("Claim. ", theme.claim),
        ("Not a topic, because: ", theme.not_a_topic_because),
    ):
        document.paragraph(Strong(lead), *_written(words))
    document.paragraph(Strong("Reach. "), theme.reach)
    document.heading("What speaks for it", 3)
    _write_places(document, theme.quotes_for, theme.more_for, "No place is linked yet.")
    document.heading("What speaks against it", 3)
    if theme.reach_against:
        document.paragraph(theme.reach_against)
    nothing = "Looked for; no place is linked." if theme.searched_against else ""
    _write_places(document, theme.quotes_against, theme.more_against, nothing)
    if theme.searched_against:
        document.paragraph(Strong("Counter-evidence was looked for: "), theme.searched_against)
    else:
        document.paragraph(NOBODY_LOOKED, style="Gap")
    document.paragraph(Strong("What it would mean for practice. "), *_written(theme.so_what))
    if theme.member_check:
        document.lead_in("What participants said about it in the member check")
        document.bullets([(line,) for line in theme.member_check])
    if theme.came_from:
        document.paragraph(Strong("Where it came from. "), theme.came_from)
    if theme.memos:
        document.lead_in("Memos")
        document.bullets([(Strong(f"{name}: "), words) for name, words in theme.memos])


def _written(words: str) -> tuple[Part, ...]:
    return (words,) if words else (NOT_WRITTEN,)


def _write_places(
    document: Pages,
    quotes: tuple[PlacedQuote, ...],
    more: tuple[str, ...],
    nothing: str,
) -> None:
    for quote in quotes:
        if quote.not_quoted:
            named = f"{quote.tag[:1].upper()}{quote.tag[1:]}: {quote.not_quoted}."
            document.paragraph(f"{named} {quote.note}".rstrip(), style="Gap")
            continue
        source = f"{quote.tag}. {quote.note}" if quote.note else quote.tag
        document.quotation(quote.words, source)
    if more:
        document.paragraph(f"Also: {', '.join(more)}.", style="Source")
    if not quotes and not more and nothing:
        document.paragraph(nothing)


def _write_candidates(document: Pages, report: ThemeReport) -> None:
    if not report.candidates:
        return
    document.heading("Candidate groupings nobody has adopted", 1)
    document.paragraph(
        "Segments that share words, offered by the machine in its last run. Whether they share "
        "meaning is for people to say; none of these is a theme."
    )
    document.table(
        ["Grouping", "People", "Words they share"],
        [(item.id, item.people, item.terms) for item in report.candidates],
        [1.4, 2.4, 6],
        about="Candidate groupings with people and shared words",
    )


def _write_tables(document: Pages, report: ThemeReport) -> None:
    if not report.tables:
        return
    document.heading("Appendix: people by code", 1, new_page=True)
    document.paragraph(report.table_note)
    columns = len(report.roles)
    counts = [2.4 if name == "Interviews" else 1.9 for name in report.roles]
    for focus, rows in report.tables:
        document.heading(focus, 2)
        document.table(
            ["Code", "Label", *report.roles],
            [(row.code, row.label, *row.counts) for row in rows],
            [5.0, 4.6, *counts],
            about=f"People by role for each code of {focus}",
            right=range(2, 2 + columns),
        )
