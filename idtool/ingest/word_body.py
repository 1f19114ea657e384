"""The walk through a Word document: every run of every paragraph, in reading order.

Libraries drop what stands in tracked insertions, content controls, smart tags and
text boxes, or glue words at soft line breaks. This walk goes down into every
element it does not know, and leaves out only what a reader of the page does not
see; that is kept apart, by kind, for the privacy screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from idtool.ingest.word_blocks import Unseen, WordParagraph, WordTable, flat
from idtool.ingest.word_lists import word_set
from idtool.ingest.word_styles import Style
from idtool.ingest.word_xml import best_choice, child, is_on, name_of, value, words_of_element

if TYPE_CHECKING:
    from lxml.etree import _Element

Tracked = Literal["stop", "accept", "reject"]

_SKIPPED = word_set(
    "pPr rPr sectPr tblPr tblGrid tcPr trPr sdtPr sdtEndPr instrText delInstrText rt proofErr "
    "commentRangeStart commentRangeEnd bookmarkStart bookmarkEnd lastRenderedPageBreak softHyphen "
    "Fallback posOffset"
)


class Walk:
    """One walk through ``word/document.xml``."""

    def __init__(self, styles: Mapping[str, Style], *, tracked: Tracked) -> None:
        self.styles = styles
        self.dropped = {"ins", "moveTo"} if tracked == "reject" else {"del", "moveFrom"}
        self.unseen = Unseen()
        self._number = 0
        self._boxes: list[_Element] = []
        self._open: WordParagraph | None = None  # whose mark was deleted: the next one joins it

    def blocks(self, root: _Element) -> list[WordParagraph | WordTable]:
        """Paragraphs and tables of the document, text boxes after the paragraph they hang on."""
        body = next((child for child in root if name_of(child) == "body"), root)
        return list(self._blocks(body, "body"))

    def _blocks(self, parent: _Element, part: str) -> Iterator[WordParagraph | WordTable]:
        for element in parent:
            name = name_of(element)
            if name == "p":
                yield from self._with_boxes(element, part)
            elif name == "tbl":
                yield self._table(element)
            elif name in self.dropped:
                self._leave_out(name, element)
            elif name == "altChunk":
                self.unseen.counts["embedded document"] += 1
            elif name not in _SKIPPED:
                self._count_change(name)
                yield from self._blocks(element, part)

    def _with_boxes(self, element: _Element, part: str) -> Iterator[WordParagraph | WordTable]:
        outer, self._boxes = self._boxes, []
        paragraph = self._paragraph(element, part)
        boxes, self._boxes = self._boxes, outer
        if paragraph is not None:
            yield paragraph
        for box in boxes:
            yield from self._blocks(box, "text box")

    def _paragraph(self, element: _Element, part: str) -> WordParagraph | None:
        """The paragraph, or ``None`` if it only goes on with one whose mark was deleted."""
        joined = self._open
        if joined is None:
            self._number += 1
        paragraph = joined or WordParagraph(self._number, part)
        properties = child(element, "pPr")
        if joined is None and properties is not None:
            style = child(properties, "pStyle")
            paragraph.style = value(style)
            paragraph.numbering = self._numbering(properties, paragraph.style)
        self._runs(element, paragraph, "")
        self._open = paragraph if self._mark_goes(properties) else None
        return None if joined is not None else paragraph

    def _mark_goes(self, properties: _Element | None) -> bool:
        mark = child(properties, "rPr")
        changes = {name_of(each) for each in mark} & {"ins", "del"} if mark is not None else set()
        for change in changes:
            self.unseen.counts[f"paragraph {change}"] += 1
        return bool(changes & self.dropped)

    def _numbering(self, properties: _Element, style: str) -> tuple[str, str] | None:
        own = child(properties, "numPr")
        if own is not None:
            return value(child(own, "numId")), value(child(own, "ilvl")) or "0"
        return self.styles[style].numbering if style in self.styles else None

    def _runs(self, parent: _Element, paragraph: WordParagraph, look: str) -> None:
        for element in parent:
            name = name_of(element)
            if name == "r":
                self._run(element, paragraph)
            elif name in self.dropped:
                self._leave_out(name, element)
            elif name == "sdt" and _is_placeholder(element):
                self._leave_out("placeholder", element)
            elif name == "rt":
                self._leave_out("ruby", element)
            elif name in {"instrText", "delInstrText"}:
                self._read_link(element.text or "")
            elif name == "AlternateContent":
                self._runs(best_choice(element), paragraph, look)
            elif name == "txbxContent":
                self._boxes.append(element)
            elif name not in _SKIPPED:
                self._count_change(name)
                text = self._text_of(element, name)
                if text:
                    paragraph.stretches.append((text, look))
                self._runs(element, paragraph, look)

    def _read_link(self, instruction: str) -> None:
        """The target of a link that a field holds."""
        target = re.search(r'HYPERLINK\s+(?:\\\w\s+)*"([^"]+)"', instruction)
        if target:
            self.unseen.words.append(("target of a link", target[1]))

    def _run(self, element: _Element, paragraph: WordParagraph) -> None:
        properties = child(element, "rPr")
        style = self.styles.get(paragraph.style, Style())
        if style.hides(properties, self.styles):
            self._leave_out("hidden text", element)
            return
        self._runs(element, paragraph, style.look_of(properties, self.styles))

    def _text_of(self, element: _Element, name: str) -> str:
        if name in {"t", "delText"}:
            return element.text or ""
        if name in {"tab", "ptab"}:
            return "\t"
        if name in {"br", "cr"}:
            return "\n"
        if name == "noBreakHyphen":
            return "-"
        if name == "sym":
            return self._symbol(element)
        if name in {"footnoteReference", "endnoteReference", "commentReference"}:
            self.unseen.counts[name.removesuffix("Reference")] += 1
        elif name in {"drawing", "pict", "object"}:
            for each in element.iter():
                described = " ".join(each.get(key, "") for key in ("descr", "title", "alt")).strip()
                if described:
                    self.unseen.words.append(("picture description", described))
        return ""

    def _symbol(self, element: _Element) -> str:
        code = next((v for k, v in element.attrib.items() if k.endswith("}char")), "")
        try:
            point = int(code, 16)
        except ValueError:
            return ""
        if 0xE000 <= point <= 0xF8FF or not 0x20 <= point < 0x110000 or 0xD800 <= point < 0xE000:
            self.unseen.counts["symbol"] += 1
            return ""
        return chr(point)

    def _table(self, element: _Element) -> WordTable:
        table = WordTable()
        for row in _through(element, "tr"):
            properties = child(row, "trPr")
            changes = {name_of(each) for each in properties} if properties is not None else set()
            changes &= {"ins", "del"}
            for change in changes:
                self.unseen.counts["insertion" if change == "ins" else "deletion"] += 1
            if changes & self.dropped:
                self._leave_out(next(iter(changes & self.dropped)), row)
                continue
            cells = [list(flat(self._blocks(cell, "table"))) for cell in _through(row, "tc")]
            table.rows.append(cells)
        self._open = None
        return table

    def _count_change(self, name: str) -> None:
        kind = {
            "ins": "insertion",
            "moveTo": "insertion",
            "del": "deletion",
            "moveFrom": "deletion",
        }
        if name in kind:
            self.unseen.counts[kind[name]] += 1

    def _leave_out(self, name: str, element: _Element) -> None:
        self._count_change(name)
        changed = {"del": "deleted text", "ins": "inserted text"}
        kind = "moved text" if name.startswith("move") else changed.get(name, name)
        text = " ".join(words_of_element(element).split())
        if name in {"hidden text", "placeholder"}:
            self.unseen.counts[name] += 1
        if text:
            self.unseen.words.append((kind, text))


def _is_placeholder(element: _Element) -> bool:
    return is_on(child(child(element, "sdtPr"), "showingPlcHdr"))


def _through(element: _Element, name: str) -> Iterator[_Element]:
    """Children of a name, also through content controls and other wrappers."""
    for each in element:
        if name_of(each) == name:
            yield each
        elif name_of(each) in {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}:
            yield from _through(each, name)
