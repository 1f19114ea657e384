"""What a report is written on: Word, a web page or Markdown, by the same calls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

from idtool.errors import UsageProblem
from idtool.report.html_document import HtmlDocument
from idtool.report.markdown_document import MarkdownDocument
from idtool.report.word_document import Part, WordDocument
from idtool.report.word_package import DocumentFacts

Format = Literal["docx", "html", "md"]
FORMATS: tuple[Format, ...] = ("docx", "html", "md")


class Pages(Protocol):
    """A document that grows from top to bottom.

    ``tag`` marks a place that is found again when a Word file comes back.
    """

    facts: DocumentFacts

    def to_bytes(self) -> bytes:
        """The document as a file."""

    def title(self, words: str, subtitle: str = "") -> None:
        """The title, and a line below it."""

    def heading(self, words: str, level: int = 1, *, new_page: bool = False, tag: str = "") -> None:
        """A heading of level 1 to 3."""

    def paragraph(self, *parts: Part, style: str = "Normal", tag: str = "") -> object:
        """A paragraph of plain and strong words."""

    def bullets(self, items: Iterable[Sequence[Part]]) -> None:
        """A list, one item per sequence of words."""

    def quotation(self, words: str, source: str, *, tag: str = "") -> None:
        """Somebody's words, and where they stand below."""

    def table(
        self,
        header: Sequence[str],
        rows: Iterable[Sequence[str]],
        widths: Sequence[float],
        *,
        about: str,
        style: str = "Table Text",
        right: Sequence[int] = (),
        whole_rows: bool = True,
    ) -> None:
        """A table; ``widths`` are shares, ``right`` the columns set to the right."""

    def figure(self, png: bytes, *, alt_text: str, caption: str, width: float = 1.0) -> None:
        """A picture with words for those who do not see it."""

    def boxes(self, fields: Sequence[tuple[str, str]], *, about: str, height: int = 700) -> None:
        """Boxes to write in, as (tag, label); only a Word file takes them back."""

    def lead(self, words: str) -> None:
        """A line that leads to what stands below it."""

    def lead_in(self, words: str) -> None:
        """The same in bold."""


def blank_pages(form: str, facts: DocumentFacts) -> Pages:
    """An empty document of a format.

    Raises:
        UsageProblem: There is no such format.
    """
    if form == "docx":
        return WordDocument(facts)
    if form == "html":
        return HtmlDocument(facts)
    if form == "md":
        return MarkdownDocument(facts)
    raise UsageProblem(f"There is no format “{form}”.", f"Use: {', '.join(FORMATS)}.")
