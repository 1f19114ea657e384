"""Text that is spread over XML elements: read as one piece, changed where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from idtool.ingest.word_xml import name_of
from idtool.pseudonyms.replacing import Change

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that holds words: an element's text, its tail, or one attribute.

    Without an element it stands for a tab or a line break, which is never changed.
    """

    element: _Element | None
    where: str
    text: str

    def write(self, text: str) -> None:
        """Put new words there."""
        if self.element is None:
            return
        if self.where == "text":
            self.element.text = text
            if name_of(self.element) in {"t", "delText"} and text != text.strip():
                self.element.set(_SPACE, "preserve")
        elif self.where == "tail":
            self.element.tail = text
        else:
            self.element.set(self.where, text)


@dataclass(frozen=True, slots=True)
class XmlPiece:
    """Slots in reading order, read as one text."""

    slots: Sequence[Slot]

    @property
    def text(self) -> str:
        """The words of all slots."""
        return "".join(slot.text for slot in self.slots)

    def change(self, changes: Sequence[Change]) -> None:
        """Make changes; what replaces a stretch stands where the stretch began.

        So a placeholder has the look of the first letter it replaces, and every other
        run keeps its own.
        """
        at = 0
        for slot in self.slots:
            words, end = slot.text, at + len(slot.text)
            for change in sorted(changes, key=lambda c: -c.start):
                start, stop = max(change.start, at) - at, min(change.end, end) - at
                if start < stop:
                    new = change.placeholder if change.start >= at else ""
                    words = words[:start] + new + words[stop:]
            if words != slot.text:
                slot.write(words)
            at = end
