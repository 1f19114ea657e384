"""The Word file around a document: clean properties, and the same bytes for the same input."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Literal
from xml.sax.saxutils import escape

from idtool.report.word_styles import (
    NAMESPACE,
    font_table_xml,
    numbering_xml,
    settings_xml,
    styles_xml,
)

if TYPE_CHECKING:
    from docx.document import Document

Paper = Literal["letter", "a4"]

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_SIZES: dict[Paper, tuple[int, int]] = {"letter": (12240, 15840), "a4": (11906, 16838)}
_MARGIN = 1134  # 2 cm, in twentieths of a point; leaves readable lines on both papers
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment a ZIP archive can name


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What a document says about itself.

    ``made`` is the day it is dated, as ``2026-05-04``; no clock is read. The
    title is shown by some programs in lists of files: keep it neutral.
    ``nameless`` asks Word to leave out the names of those who edit or comment.
    """

    title: str
    made: str
    language: str = "en"
    paper: Paper = "letter"
    landscape: bool = False
    footer: str = ""
    invented: bool = False
    nameless: bool = False

    @property
    def locale(self) -> str:
        """The language as Word names it."""
        return "en-US" if self.language == "en" else self.language

    @property
    def page(self) -> tuple[int, int]:
        """Width and height of the page, in twentieths of a point."""
        width, height = _SIZES[self.paper]
        return (height, width) if self.landscape else (width, height)

    @property
    def text_width(self) -> int:
        """Width between the margins, in twentieths of a point."""
        return self.page[0] - 2 * _MARGIN


def open_blank(facts: DocumentFacts) -> Document:
    """An empty document with the named styles and nothing else inside."""
    from docx import Document

    package = BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for name, text in _parts(facts).items():
            archive.writestr(name, text)
    package.seek(0)
    return Document(package)


def saved_bytes(document: Document) -> bytes:
    """The document as a file; the same document gives the same bytes."""
    written = BytesIO()
    document.save(written)
    fixed = BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w") as target:
        names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.create_system = 0  # the same on every system
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name), compresslevel=6)
    return fixed.getvalue()


def _parts(facts: DocumentFacts) -> dict[str, str]:
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _core(facts),
        "word/document.xml": _document(facts),
        "word/_rels/document.xml.rels": _relations(
            *(
                (f"{_OFFICE}/relationships/{kind}", f"{kind}.xml")
                for kind in ("styles", "settings", "fontTable", "numbering")
            )
        ),
        "word/styles.xml": styles_xml(facts.locale),
        "word/settings.xml": settings_xml(facts.locale, nameless=facts.nameless),
        "word/fontTable.xml": font_table_xml(),
        "word/numbering.xml": numbering_xml(),
    }


def _document(facts: DocumentFacts) -> str:
    width, height = facts.page
    turned = ' w:orient="landscape"' if facts.landscape else ""
    return (
        f'{_HEAD}<w:document xmlns:w="{NAMESPACE}" xmlns:w14="{W14}" '
        f'xmlns:r="{_OFFICE}/relationships" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'mc:Ignorable="w14"><w:body><w:sectPr>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{_MARGIN}" w:right="{_MARGIN}" w:bottom="{_MARGIN}" '
        f'w:left="{_MARGIN}" w:header="620" w:footer="620" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    )


def _core(facts: DocumentFacts) -> str:
    day = f"{facts.made}T00:00:00Z"
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(facts.title)}</dc:title><dc:creator></dc:creator>"
        "<cp:lastModifiedBy></cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified>'
        f"<dc:language>{facts.locale}</dc:language></cp:coreProperties>"
    )


def _content_types() -> str:
    kinds = {
        "document": f"{_WORD}.document.main+xml",
        "styles": f"{_WORD}.styles+xml",
        "settings": f"{_WORD}.settings+xml",
        "fontTable": f"{_WORD}.fontTable+xml",
        "numbering": f"{_WORD}.numbering+xml",
    }
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>'
        for name, kind in kinds.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{parts}</Types>"
    )


def _relations(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'
