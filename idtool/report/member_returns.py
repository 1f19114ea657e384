"""What came back of a member check, as a document; counts of people, no percentages."""

from __future__ import annotations

from dataclasses import dataclass

from idtool.report.pages import Pages
from idtool.report.word_document import Strong


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement with its counts as they may be shown."""

    id: str
    plain: str
    counts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReturnsPages:
    """All that the summary is made of; ``items`` as (item, on, what, memo)."""

    study_title: str
    round: int
    people: tuple[tuple[str, str], ...]
    rows: tuple[StatementRow, ...]
    items: tuple[tuple[str, str, str, str], ...]
    small_cell: int = 0


COLUMNS = ("Fits", "In part", "Does not fit", "Rather not say", "Unclear", "No answer")


def write_returns(pages: Pages, summary: ReturnsPages) -> bytes:
    """The summary, on whatever it is written on."""
    pages.title("What came back", f"{summary.study_title}, round {summary.round}")
    pages.paragraph(
        Strong("How to read this. "),
        "Numbers count people who chose something themselves. Somebody who did not answer has "
        "not agreed. There are no percentages: those who answer are not a sample of those who "
        "were asked.",
    )
    pages.heading("Who was asked, and who answered", 1)
    pages.table(["What", "People"], summary.people, [3, 6], about="People asked and answering")
    if summary.rows:
        pages.heading("Statement by statement", 1)
        pages.table(
            ["Statement", *COLUMNS],
            [(f"{row.id}. {row.plain}", *row.counts) for row in summary.rows],
            [5.2, 1, 1, 1.1, 1.1, 1.2, 1.2],
            about="People by choice for each statement",
            right=range(1, 7),
        )
    if summary.small_cell:
        pages.paragraph(
            f"Counts under {summary.small_cell} are not shown, so that nobody can be told by them.",
            style="Caption",
        )
    if summary.items:
        pages.heading("What does not fit, until a memo answers it", 1)
        pages.table(
            ["Item", "On", "What", "Answered by"],
            summary.items,
            [1, 2, 5, 2],
            about="What participants' answers left open",
        )
    return pages.to_bytes()
