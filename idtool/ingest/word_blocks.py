"""What the walk through a Word document gives: paragraphs, tables, and what it left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class WordParagraph:
    """One paragraph: its stretches of text with how each is set, and its style.

    ``part`` is ``body``, ``table`` or ``text box``. ``number`` counts paragraphs of
    the document in reading order, from 1.
    """

    number: int
    part: str
    style: str = ""
    numbering: tuple[str, str] | None = None
    stretches: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words, with line feeds for soft line breaks."""
        return "".join(text for text, _ in self.stretches)


@dataclass(slots=True)
class WordTable:
    """One table: rows of cells, each cell its paragraphs in order."""

    rows: list[list[list[WordParagraph]]] = field(default_factory=list)


@dataclass(slots=True)
class Unseen:
    """What the walk left out of the text, and how often.

    ``words`` holds pairs of kind and text; ``counts`` numbers of elements by kind,
    such as ``insertion``, ``deletion``, ``picture``, ``footnote``.
    """

    words: list[tuple[str, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def flat(blocks: Iterator[WordParagraph | WordTable]) -> Iterator[WordParagraph]:
    """The paragraphs of blocks, those of tables cell by cell."""
    for block in blocks:
        if isinstance(block, WordTable):
            for row in block.rows:
                for cell in row:
                    yield from cell
        else:
            yield block
