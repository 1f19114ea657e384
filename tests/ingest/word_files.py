"""Word files built by hand from their XML, so that every trap can be set."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
_TYPES = (
    '<?xml version="1.0"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships '
    'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def run(text: str, properties: str = "") -> str:
    """A run; line feeds become soft breaks, tabs tab elements."""
    inner = ""
    for n, piece in enumerate(text.split("\n")):
        inner += "<w:br/>" * bool(n)
        for m, part in enumerate(piece.split("\t")):
            inner += "<w:tab/>" * bool(m)
            inner += f'<w:t xml:space="preserve">{escape(part)}</w:t>'
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' * bool(properties)}{inner}</w:r>"


def paragraph(*content: str, properties: str = "") -> str:
    """A paragraph of runs; plain strings are made into runs."""
    runs = "".join(each if each.startswith("<") else run(each) for each in content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' * bool(properties)}{runs}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of rows of cells; a line feed in a cell begins a new paragraph."""
    cells = "".join(
        "<w:tr>"
        + "".join(
            "<w:tc>" + "".join(paragraph(each) for each in cell.split("\n")) + "</w:tc>"
            for cell in row
        )
        + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{cells}</w:tbl>"


def word_file(*blocks: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A Word file of blocks of body XML; plain strings are made into paragraphs."""
    body = "".join(each if each.startswith("<") else paragraph(each) for each in blocks)
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document {NAMESPACES}>'
        f"<w:body>{body}<w:sectPr/></w:body></w:document>"
    )
    return zipped({"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS,
                   "word/document.xml": document, **(parts or {})})  # fmt: skip


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of named parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def part(root: str, inner: str) -> str:
    """The XML of a part such as ``comments`` or ``footnotes``."""
    return f'<?xml version="1.0"?><w:{root} {NAMESPACES}>{inner}</w:{root}>'
