"""Manuscripts as paragraphs: Word, Markdown, text and HTML.

A manuscript is the researcher's own prose, so nothing is guessed about speakers.
A Word file is read as it looks with its changes accepted. Its paragraphs are
counted in the order of the document's XML, so that a comment finds its place
again; notes at the foot are counted apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import PurePath
from typing import TYPE_CHECKING

from idtool.errors import InvalidInput
from idtool.ingest.encoding import clean, decode
from idtool.ingest.package import Package
from idtool.ingest.records import Report
from idtool.ingest.word import main_part
from idtool.ingest.word_xml import attribute, child, name_of, value
from idtool.manuscript.records import Paragraph, ParagraphKind, placed_in_sections

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNREAD = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "rPr", "pPr", "rt"})
_BLOCK_STYLE = re.compile(r"quot|block|zitat|citaat|cita\b", re.IGNORECASE)
_FEWEST_INDENT = 340
"""Twentieths of a point (6 mm) from which an indent on both or the left sets a block apart."""


class UnreadManuscript(InvalidInput):
    """A manuscript in a format that is not read."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is no manuscript idtool can read.",
            "Save it as .docx, .md, .txt or .html.",
        )


def read_manuscript(data: bytes, name: str) -> list[Paragraph]:
    """The paragraphs of a manuscript, with the sections they stand in.

    Raises:
        InvalidInput: It is no Word, Markdown, text or HTML file, or is damaged.
    """
    ending = PurePath(name).suffix.casefold()
    if data.startswith(b"PK"):
        found = list(_word(data, name))
    elif data.startswith((b"%PDF", b"{\\rtf", b"\xd0\xcf\x11\xe0")) or b"\0\0" in data[:64]:
        raise UnreadManuscript(name)
    else:
        report = Report(name)
        text = unicodedata.normalize("NFC", clean(decode(data, report)[0], report))
        if ending in {".html", ".htm", ".xhtml"} or re.match(r"\s*<(?:!doctype|html)", text, re.I):
            found = list(_html(text))
        else:
            found = list(_plain(text, markdown=ending in {".md", ".markdown", ".qmd", ".rmd"}))
    return list(placed_in_sections(found))


def manuscript_paragraphs(root: _Element) -> list[_Element]:
    """Every paragraph element of a Word document that is read, in order.

    What a reader of the page does not see twice (the fallback of a text box) is
    left out.
    """
    return [
        element
        for element in root.iter()
        if name_of(element) == "p"
        and not any(name_of(parent) == "Fallback" for parent in element.iterancestors())
    ]


def _word(data: bytes, name: str) -> Iterator[Paragraph]:
    package = Package(data, name)
    main = main_part(package)
    levels, blocks = _named_styles(package)
    for number, element in enumerate(manuscript_paragraphs(package.xml(main)), start=1):
        text = word_text(element)
        properties = child(element, "pPr")
        style = value(child(properties, "pStyle"))
        level = levels.get(style, 0) or _outline(properties)
        kind: ParagraphKind = "heading" if level else "text"
        if not level and (style in blocks or _indented(properties)):
            kind = "block"
        yield Paragraph(number, unicodedata.normalize("NFC", text), kind, level)
    for part in ("word/footnotes.xml", "word/endnotes.xml"):
        if part in package.parts:
            yield from _notes(package.xml(part))


def word_text(paragraph: _Element) -> str:
    """The text of a paragraph as it looks with its changes accepted."""
    return "".join(words for _, words in runs_with_text(paragraph))


def runs_with_text(paragraph: _Element) -> Iterator[tuple[_Element, str]]:
    """Each run of a paragraph with its text, in order; paragraphs inside it are left out."""
    for element in paragraph:
        name = name_of(element)
        if name in _UNREAD or name in {"p", "txbxContent"}:
            continue
        if name == "r":
            yield element, _run_text(element)
        else:
            yield from runs_with_text(element)


def _run_text(run: _Element) -> str:
    pieces: list[str] = []
    for element in run:
        name = name_of(element)
        if name == "t":
            pieces.append(element.text or "")
        elif name in {"tab", "ptab"}:
            pieces.append("\t")
        elif name in {"br", "cr"}:
            pieces.append("\n")
        elif name == "noBreakHyphen":
            pieces.append("-")
    return "".join(pieces)


def _named_styles(package: Package) -> tuple[Mapping[str, int], frozenset[str]]:
    """Heading levels by style id, and the ids of styles for block quotations."""
    if "word/styles.xml" not in package.parts:
        return {}, frozenset()
    levels: dict[str, int] = {}
    blocks: set[str] = set()
    for style in package.xml("word/styles.xml"):
        if name_of(style) != "style":
            continue
        key, named = attribute(style, "styleId"), value(child(style, "name"))
        heading = re.fullmatch(r"heading (\d)", named, re.IGNORECASE)
        if heading:
            levels[key] = int(heading[1])
        elif outline := _outline(child(style, "pPr")):
            levels[key] = outline
        elif attribute(style, "type") == "paragraph" and _BLOCK_STYLE.search(named):
            blocks.add(key)
    return levels, frozenset(blocks)


def _outline(properties: _Element | None) -> int:
    level = value(child(properties, "outlineLvl"))
    return int(level) + 1 if level.isdigit() and int(level) < 9 else 0


def _indented(properties: _Element | None) -> bool:
    """Whether a paragraph is indented as a whole, and is no item of a list."""
    indent = child(properties, "ind")
    if indent is None or child(properties, "numPr") is not None:
        return False
    left = attribute(indent, "left") or attribute(indent, "start")
    hanging = attribute(indent, "hanging")
    return left.lstrip("-").isdigit() and int(left) >= _FEWEST_INDENT and not hanging


def _notes(root: _Element) -> Iterator[Paragraph]:
    number = 0
    for note in root:
        if attribute(note, "type"):
            continue  # separators
        number += 1
        for element in manuscript_paragraphs(note):
            yield Paragraph(number, unicodedata.normalize("NFC", word_text(element)), "note")


_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)\s*$")
_NAMED_SECTION = re.compile(
    r"^(?:\d+(?:\.\d+)*\.?\s+)?(?:abstract|introduction|background|methods?|findings?|results?"
    r"|discussion|conclusions?|limitations?|references?|acknowledge?ments?)[:.]?$",
    re.IGNORECASE,
)


def _plain(text: str, *, markdown: bool) -> Iterator[Paragraph]:
    """Paragraphs between blank lines; headings and block quotations as Markdown marks them."""
    text = re.sub(r"<!--.*?-->", lambda m: re.sub(r"[^\n]", " ", m[0]), text, flags=re.DOTALL)
    number = 0
    for line, block in _blocks(text):
        number += 1
        heading = _HEADING.match(block[0]) if len(block) == 1 else None
        if heading:
            yield Paragraph(number, heading[2], "heading", len(heading[1]), line)
            continue
        if len(block) == 2 and _UNDERLINE.match(block[1]):
            level = 1 if block[1].strip().startswith("=") else 2
            yield Paragraph(number, block[0].strip(), "heading", level, line)
            continue
        if len(block) == 1 and _NAMED_SECTION.match(block[0].strip()):
            yield Paragraph(number, block[0].strip(), "heading", 1, line)
            continue
        quoted = all(each.lstrip().startswith(">") for each in block)
        kind: ParagraphKind = "block" if quoted else "text"
        words = "\n".join(re.sub(r"^\s*>\s?", "", each) if quoted else each for each in block)
        yield Paragraph(number, _unmarked(words) if markdown else words, kind, 0, line)


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    block: list[str] = []
    first = 0
    for number, line in enumerate(text.split("\n"), start=1):
        starts_alone = _HEADING.match(line) is not None
        if block and (not line.strip() or starts_alone):
            yield first, block
            block = []
        if line.strip():
            first = first if block else number
            block.append(line)
            if starts_alone:
                yield first, block
                block = []
    if block:
        yield first, block


def _unmarked(words: str) -> str:
    """Markdown's emphasis and links as plain words."""
    words = re.sub(r"!?\[([^\[\]]*)\]\([^()\s]*\)", r"\1", words)
    words = re.sub(r"(?<!\w)(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)", r"\2", words)
    return re.sub(r"\\([*_\[\]#>{}\"'-])", r"\1", words)


class _Page(HTMLParser):
    """Paragraphs of a web page."""

    _BLOCKS = frozenset(
        {"p", "li", "td", "th", "dd", "dt", "figcaption", "caption", "blockquote", "div"}
        | {"section", "article"}
    )
    _UNREAD = frozenset({"script", "style", "head", "template", "noscript"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, ParagraphKind, int, str]] = []
        self._words: list[str] = []
        self._line = 0
        self._level = 0
        self._quoting = 0
        self._unread = 0

    def _end(self) -> None:
        text = re.sub(r"[ \t\r\f\v]*\n[ \t\r\f\v]*|[ \t\r\f\v]+", " ", "".join(self._words))
        text = text.replace("\x00", "\n").strip()
        if text:
            kind: ParagraphKind = "heading" if self._level else "block" if self._quoting else "text"
            self.found.append((self._line, kind, self._level, text))
        self._words = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in self._UNREAD:
            self._unread += 1
        elif tag == "br":
            self._words.append("\x00")
        elif tag == "q":
            self._words.append("“")
        elif tag in self._BLOCKS or re.fullmatch(r"h[1-6]", tag):
            self._end()
            self._quoting += tag == "blockquote"
            self._level = int(tag[1]) if tag[0] == "h" and tag[1:].isdigit() else 0

    def handle_endtag(self, tag: str) -> None:
        if tag in self._UNREAD:
            self._unread = max(0, self._unread - 1)
        elif tag == "q":
            self._words.append("”")
        elif tag in self._BLOCKS or re.fullmatch(r"h[1-6]", tag):
            self._end()
            self._quoting -= tag == "blockquote" and self._quoting > 0
            self._level = 0

    def handle_data(self, data: str) -> None:
        if not self._unread:
            if not self._words:
                self._line = self.getpos()[0]
            self._words.append(data)

    def close(self) -> None:
        super().close()
        self._end()


def _html(text: str) -> Iterator[Paragraph]:
    page = _Page()
    page.feed(text)
    page.close()
    for number, (line, kind, level, words) in enumerate(page.found, start=1):
        yield Paragraph(number, words, kind, level, line)
