"""A manuscript as paragraphs, and where in it something stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

ParagraphKind = Literal["text", "heading", "block", "note"]

_FINDINGS = re.compile(r"\b(?:findings?|results?|themes?)\b", re.IGNORECASE)
_BACK_MATTER = re.compile(
    r"^\W*(?:[\divxlc]+[.)]?\s+)?(?:references?|bibliography|works cited|literature(?: cited)?"
    r"|acknowledge?ments?|funding|declarations?)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a manuscript.

    ``number`` counts the paragraphs of the file from 1, as its reader does;
    ``line`` is the line of a text file (0 in a Word file). A ``block`` is set
    apart as a block quotation, a ``note`` is a foot- or endnote. ``level`` is a
    heading's level, from 1 (0: no heading). Positions count code points of
    ``text``. ``findings`` and ``back`` tell the section it stands in.
    """

    number: int
    text: str
    kind: ParagraphKind = "text"
    level: int = 0
    line: int = 0
    findings: bool = False
    back: bool = False

    @property
    def where(self) -> str:
        """The place, as a person looks it up."""
        if self.line:
            return f"line {self.line}"
        return f"{'note' if self.kind == 'note' else 'paragraph'} {self.number}"


def placed_in_sections(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Paragraphs with the section they stand in: under a heading on findings, or at the back.

    A section lasts until a heading of the same or a higher level.
    """
    found_at = back_at = 0
    for paragraph in paragraphs:
        if paragraph.level:
            if found_at and paragraph.level <= found_at:
                found_at = 0
            if back_at and paragraph.level <= back_at:
                back_at = 0
            if not found_at and _FINDINGS.search(paragraph.text):
                found_at = paragraph.level
            if not back_at and _BACK_MATTER.match(paragraph.text):
                back_at = paragraph.level
        yield replace(paragraph, findings=bool(found_at), back=bool(back_at))


def has_headings(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether anything tells the sections apart."""
    return any(paragraph.level for paragraph in paragraphs)
