"""A Word file that came back, as records: pieces of paragraphs, comments, fields, ticks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Change = Literal["", "inserted", "deleted"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row that share everything but themselves.

    ``field`` is the tag of the control they stand in, ``marks`` the bookmarks
    around them. ``change`` is what Track Changes says; ``author`` and ``at`` are
    whoever made the change. ``placeholder`` tells the control's own prompt.
    """

    text: str
    change: Change = ""
    field: str = ""
    marks: frozenset[str] = frozenset()
    author: str = ""
    at: str = ""
    placeholder: bool = False


@dataclass(frozen=True, slots=True)
class ReturnedParagraph:
    """One paragraph, from 1 in the order of the file; ``part`` is where it stands.

    ``cell`` numbers the cell of a table it stands in, from 1 (0: in none).
    """

    number: int
    part: str
    pieces: tuple[Piece, ...]
    cell: int = 0

    @property
    def accepted(self) -> str:
        """Its words with all changes accepted."""
        return "".join(piece.text for piece in self.pieces if piece.change != "deleted")

    @property
    def original(self) -> str:
        """Its words with all changes rejected."""
        return "".join(piece.text for piece in self.pieces if piece.change != "inserted")


@dataclass(frozen=True, slots=True)
class ReturnedComment:
    """A comment or a reply (``parent`` is the comment it answers).

    ``quoted`` are the words it hangs on, ``paragraph`` their number (0: nowhere),
    ``marks`` the bookmarks around or, failing that, last before them.
    """

    id: str
    author: str
    at: str
    text: str
    parent: str = ""
    quoted: str = ""
    paragraph: int = 0
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ReturnedFile:
    """A whole file that came back. ``ticks`` are check boxes by tag."""

    paragraphs: tuple[ReturnedParagraph, ...]
    comments: tuple[ReturnedComment, ...]
    ticks: dict[str, bool]
    fields: frozenset[str]
    marks: frozenset[str]

    def in_field(self, tag: str) -> str:
        """What stands in a control now, without its prompt; paragraphs by line feeds."""
        lines = [
            "".join(
                piece.text
                for piece in paragraph.pieces
                if piece.field == tag and piece.change != "deleted" and not piece.placeholder
            )
            for paragraph in self.paragraphs
            if any(piece.field == tag for piece in paragraph.pieces)
        ]
        return "\n".join(lines).strip()
