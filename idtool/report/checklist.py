"""A reporting checklist as a table: what the study file can fill, and what only people can."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from idtool.report.pages import Pages
from idtool.report.word_document import Strong

Filled = Literal["filled", "partly", "for you to write"]


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One item: its number and a short label of our own; the wording is the publisher's.

    ``text`` holds facts of process; ``missing`` says what only a person can add.
    """

    number: str
    label: str
    state: Filled
    text: str
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """A checklist with its source. ``parts`` are (heading, items)."""

    name: str
    source: str
    parts: tuple[tuple[str, tuple[ChecklistItem, ...]], ...]

    def count(self, state: Filled) -> int:
        """How many items are in a state."""
        return sum(1 for _, items in self.parts for item in items if item.state == state)


def checklist_document(checklist: Checklist, document: Pages, *, study_title: str) -> bytes:
    """The checklist on blank pages. No item is called done: people decide that."""
    document.title(checklist.name, study_title)
    document.paragraph(
        f"{checklist.source} The labels are short forms of our own; read the items there. "
        f"{checklist.count('filled')} items are filled from the study file, "
        f"{checklist.count('partly')} in part, {checklist.count('for you to write')} are for you "
        "to write. Filled means that the facts are there, not that the item is met."
    )
    for heading, items in checklist.parts:
        document.heading(heading, 1)
        document.table(
            ["No.", "Item", "State", "From the study file", "For you to write"],
            [(i.number, i.label, i.state, i.text or "–", i.missing or "–") for i in items],
            [0.6, 1.9, 1.2, 4.6, 2.4],
            about=f"{checklist.name}: {heading}",
        )
    return document.to_bytes()


@dataclass(frozen=True, slots=True)
class FactSheet:
    """Headed paragraphs of facts. A gap is a paragraph that a person must write."""

    title: str
    opening: str
    parts: tuple[tuple[str, tuple[str, ...], str], ...]
    closing: str = ""


def fact_document(sheet: FactSheet, document: Pages, *, study_title: str) -> bytes:
    """A sheet of facts on blank pages; what is missing is said where it is missing."""
    document.title(sheet.title, study_title)
    document.paragraph(sheet.opening)
    for heading, sentences, gap in sheet.parts:
        document.heading(heading, 1)
        if sentences:
            document.paragraph(" ".join(sentences))
        if gap:
            document.paragraph(Strong("Not yet written. "), gap, style="Gap")
    if sheet.closing:
        document.paragraph(sheet.closing)
    return document.to_bytes()
