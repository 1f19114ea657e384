"""The walk through an OpenDocument text: every paragraph, in reading order.

White space is collapsed as the format says; spaces, tabs and line breaks that count
are elements. Insertions are marked where they stand; deleted words lie at the head
of the document and are put back when changes are rejected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import TYPE_CHECKING

from idtool.ingest.odt_styles import OdfStyles
from idtool.ingest.word_blocks import Unseen, WordParagraph, WordTable, flat
from idtool.ingest.word_body import Tracked
from idtool.ingest.word_lists import word_set
from idtool.ingest.word_styles import Style
from idtool.ingest.word_xml import attribute, child, name_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_SKIPPED = word_set(
    "tracked-changes sequence-decls variable-decls user-field-decls dde-connection-decls "
    "forms annotation-end bookmark bookmark-start bookmark-end reference-mark soft-page-break "
    "reference-mark-start reference-mark-end table-column table-columns table-header-columns "
    "table-of-content-source alphabetical-index-source bibliography-source event-listeners scripts "
    "note-citation glue-point image-map shapes table-source"
)
_SPACES = re.compile("[ \t\r\n]+")
_MOST_SPACES = 1000
_MOST_REPEATED = 1000
_PARAGRAPHS = frozenset({"p", "h"})


class OdfWalk:
    """One walk through the text of an OpenDocument file."""

    def __init__(self, styles: OdfStyles, *, tracked: Tracked) -> None:
        self.styles = styles
        self.tracked = tracked
        self.unseen = Unseen()
        self._number = 0
        self._boxes: list[_Element] = []
        self._inserted: set[str] = set()
        self._insertions: frozenset[str] = frozenset()
        self._deleted: Mapping[str, _Element] = {}
        self._going: set[str] = set()  # insertions being rejected, still open
        self._gone: list[str] = []
        self._space = True  # whether the next white space is dropped
        self._open: WordParagraph | None = None
        self._levels: list[str] = []

    def blocks(self, body: _Element) -> list[WordParagraph | WordTable]:
        """Paragraphs and tables of the text, text boxes after what they hang on."""
        self._read_changes(body)
        blocks = list(self._blocks(body, "body"))
        self._end_of_insertion()
        return blocks

    def _read_changes(self, body: _Element) -> None:
        insertions, deleted = set(), {}
        for region in body.iter():
            if name_of(region) != "changed-region":
                continue
            identifier = attribute(region, "id")
            for change in region:
                if name_of(change) == "insertion":
                    insertions.add(identifier)
                    self.unseen.counts["insertion"] += 1
                elif name_of(change) == "deletion":
                    deleted[identifier] = change
                    self.unseen.counts["deletion"] += 1
                for each in change.iter():
                    if name_of(each) == "creator" and each.text:
                        self.unseen.words.append(("author of a change", each.text))
        self._insertions, self._deleted = frozenset(insertions), deleted
        if self.tracked != "reject":
            for change in deleted.values():
                self.unseen.words += [
                    ("deleted text", text)
                    for each in change
                    if name_of(each) != "change-info" and (text := odf_words(each))
                ]

    def _blocks(self, parent: _Element, part: str) -> Iterator[WordParagraph | WordTable]:
        for element in parent:
            name = name_of(element)
            if name in _PARAGRAPHS:
                yield from self._with_boxes(element, part)
            elif name == "table":
                yield self._table(element)
            elif name == "list":
                style = attribute(element, "style-name") or (self._levels or [""])[-1]
                self._levels.append(style)
                yield from self._blocks(element, part)
                self._levels.pop()
            elif name == "section" and attribute(element, "display") == "none":
                self._leave_out("hidden text", odf_words(element))
            elif name in {"change", "change-start", "change-end"}:
                yield from self._change(element, part)
            elif self._is_box(element):
                for box in self._box(element):
                    yield from self._blocks(box, "text box")
            elif name not in _SKIPPED:
                yield from self._blocks(element, part)

    def _with_boxes(self, element: _Element, part: str) -> Iterator[WordParagraph | WordTable]:
        outer, self._boxes = self._boxes, []
        joined = self._open
        if joined is None:
            self._number += 1
        style = attribute(element, "style-name")
        paragraph = joined or WordParagraph(
            self._number, part, style, self._numbering(style) if part == "body" else None
        )
        if name_of(element) == "h" and not joined and not self._style(style).is_heading:
            paragraph.style = HEADING
        if joined is None:
            self._space = True
        self._inline(element, paragraph, self._style(style))
        boxes, self._boxes = self._boxes, outer
        self._open = paragraph if self._going else None
        if joined is None:
            yield paragraph
        for box in boxes:
            yield from self._blocks(box, "text box")

    def _inline(self, parent: _Element, paragraph: WordParagraph, style: Style) -> None:
        self._add(parent.text, paragraph, style)
        for element in parent:
            name = name_of(element)
            if name == "span":
                self._span(element, paragraph, style)
            elif name in {"s", "tab", "line-break"}:
                self._add_mark(element, paragraph, style)
            elif name == "note":
                self._note(element)
            elif name == "annotation":
                self._annotation(element)
            elif name in {"change", "change-start", "change-end"}:
                self._change_inside(element, paragraph)
            elif name in {"ruby-text", "script"}:
                self._leave_out(name, odf_words(element))
            elif name == "placeholder":
                self._leave_out("placeholder", odf_words(element))
            elif self._is_box(element):
                self._boxes += self._box(element)
            elif name not in _SKIPPED:
                if name == "a" and attribute(element, "href").startswith(("http", "mailto")):
                    self.unseen.words.append(("target of a link", attribute(element, "href")))
                self._inline(element, paragraph, style)
            self._add(element.tail, paragraph, style)

    def _span(self, element: _Element, paragraph: WordParagraph, style: Style) -> None:
        name = attribute(element, "style-name")
        if ("text", name) in self.styles.hidden:
            self._leave_out("hidden text", odf_words(element))
        else:
            self._inline(element, paragraph, self.styles.set_off(style, name))

    def _add(self, text: str | None, paragraph: WordParagraph, style: Style) -> None:
        if not text:
            return
        text = _SPACES.sub(" ", text)
        if self._space:
            text = text.removeprefix(" ")
        if not text:
            return
        self._space = text.endswith(" ")
        self._put(text, paragraph, style)

    def _add_mark(self, element: _Element, paragraph: WordParagraph, style: Style) -> None:
        marks = {"s": " ", "tab": "\t", "line-break": "\n"}
        count = attribute(element, "c") if name_of(element) == "s" else ""
        times = min(int(count), _MOST_SPACES) if count.isdigit() else 1
        self._space = False
        self._put(marks[name_of(element)] * times, paragraph, style)

    def _put(self, text: str, paragraph: WordParagraph, style: Style) -> None:
        if self._going:
            self._gone.append(text)
        else:
            paragraph.stretches.append((text, style.look_of(None, {})))

    def _change(self, element: _Element, part: str) -> Iterator[WordParagraph | WordTable]:
        """A change between paragraphs: deleted ones come back when changes are rejected."""
        if name_of(element) != "change":
            self._mark(element)
            return
        for each in self._put_back(element):
            holder = each.makeelement("region", {}, {})
            holder.append(deepcopy(each))
            yield from self._blocks(holder, part)

    def _change_inside(self, element: _Element, paragraph: WordParagraph) -> None:
        """A change within a paragraph; deleted paragraphs come back as lines of it."""
        if name_of(element) != "change":
            self._mark(element)
            return
        inner = [
            each
            for region in self._put_back(element)
            for each in region.iter()
            if name_of(each) in _PARAGRAPHS
        ]
        for place, each in enumerate(inner):
            style = self._style(attribute(each, "style-name"))
            if place:
                self._put("\n", paragraph, style)
            self._inline(each, paragraph, style)

    def _mark(self, element: _Element) -> None:
        """Where a rejected insertion begins or ends."""
        identifier = attribute(element, "change-id")
        if name_of(element) == "change-end":
            self._going.discard(identifier)
            self._end_of_insertion()
        elif self.tracked == "reject" and identifier in self._insertions:
            self._going.add(identifier)

    def _put_back(self, element: _Element) -> list[_Element]:
        deletion = self._deleted.get(attribute(element, "change-id"))
        if deletion is None or self.tracked != "reject":
            return []
        return [each for each in deletion if name_of(each) != "change-info"]

    def _end_of_insertion(self) -> None:
        if self._gone and not self._going:
            self._leave_out("inserted text", "".join(self._gone))
            self._gone = []

    def _table(self, element: _Element) -> WordTable:
        table = WordTable()
        outer, self._open = self._open, None
        for row in _through(element, "table-row"):
            cells: list[list[WordParagraph]] = []
            for cell in row:
                if name_of(cell) in {"table-cell", "covered-table-cell"}:
                    cells.append(list(flat(self._blocks(cell, "table"))))
            if any(cells):
                table.rows.append(cells)
        self._open = outer if self._going else None
        return table

    def _numbering(self, style: str) -> tuple[str, str] | None:
        if self._levels and self._levels[-1]:
            return self._levels[-1], str(len(self._levels))
        return self._style(style).numbering if self._levels else None

    def _style(self, name: str) -> Style:
        return self.styles.looks.get(("paragraph", name), Style())

    def _note(self, element: _Element) -> None:
        kind = attribute(element, "note-class") or "footnote"
        self.unseen.counts[kind] += 1
        body = child(element, "note-body")
        if body is not None:
            self._leave_out(f"{kind} {self.unseen.counts[kind]}", odf_words(body))

    def _annotation(self, element: _Element) -> None:
        self.unseen.counts["comment"] += 1
        number = self.unseen.counts["comment"]
        for each in element:
            if name_of(each) in {"creator", "sender-initials", "creator-initials"}:
                self._leave_out("author of a comment", each.text or "")
        words = " ".join(odf_words(e) for e in element if name_of(e) in {"p", "list", "h"})
        self._leave_out(f"comment {number}", words)

    def _is_box(self, element: _Element) -> bool:
        return "drawing:" in element.tag if isinstance(element.tag, str) else False

    def _box(self, element: _Element) -> list[_Element]:
        """Shapes with paragraphs in them; their titles and descriptions are hidden."""
        for each in element:
            if name_of(each) in {"title", "desc"} and (each.text or "").strip():
                self.unseen.words.append(("picture description", each.text or ""))
            elif name_of(each) in {"object", "object-ole"}:
                self.unseen.counts["embedded document"] += 1
            elif name_of(each) == "image":
                self.unseen.counts["picture"] += 1
        holder = element.makeelement("shape", {}, {})
        for each in element:
            if name_of(each) not in {"title", "desc"}:
                holder.append(deepcopy(each))
        if name_of(element) != "frame":  # a frame may hold the same thing in several forms
            return [holder]
        boxes = [each for each in holder if name_of(each) == "text-box"]
        return boxes[:1]

    def _leave_out(self, kind: str, text: str) -> None:
        if kind in {"hidden text", "placeholder"}:
            self.unseen.counts[kind] += 1
        if text.strip():
            self.unseen.words.append((kind, " ".join(text.split())))


HEADING = "idtool heading"
"""The name of the paragraph style of a heading whose own style does not say so."""


def odf_words(element: _Element) -> str:
    """All text below an element, with spaces between its paragraphs."""
    pieces: list[str] = []

    def gather(each: _Element) -> None:
        pieces.append(each.text or "")
        for inner in each:
            name = name_of(inner)
            if name in {"s", "tab", "line-break"} | _PARAGRAPHS:
                pieces.append(" ")
            if name not in _SKIPPED:
                gather(inner)
            pieces.append(inner.tail or "")
        if name_of(each) in _PARAGRAPHS:
            pieces.append(" ")

    gather(element)
    return " ".join("".join(pieces).split())


def _through(element: _Element, name: str) -> Iterator[_Element]:
    for each in element:
        if name_of(each) == name:
            yield each
        elif name_of(each) in {"table-header-rows", "table-rows", "table-row-group"}:
            yield from _through(each, name)
