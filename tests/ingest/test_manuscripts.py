"""Manuscripts give the same paragraphs from Word, Markdown, text and HTML."""

from __future__ import annotations

from io import BytesIO

import pytest

from idtool.errors import InvalidInput
from idtool.ingest.manuscripts import read_manuscript

MARKDOWN = b"""# Paper

Words before.

## Findings

We saw *this* and a [link](http://x.example).

> A block, in
> two lines. (P01)

<!-- a note to myself, "not a quotation at all" -->
## References

Smith, J. (2016).
"""


def outline(data: bytes, name: str) -> list[tuple[str, str, bool, bool]]:
    return [(p.kind, p.text, p.findings, p.back) for p in read_manuscript(data, name)]


EXPECTED = [
    ("heading", "Paper", False, False),
    ("text", "Words before.", False, False),
    ("heading", "Findings", True, False),
    ("text", "We saw this and a link.", True, False),
    ("block", "A block, in\ntwo lines. (P01)", True, False),
    ("heading", "References", False, True),
    ("text", "Smith, J. (2016).", False, True),
]


def test_markdown() -> None:
    assert outline(MARKDOWN, "paper.md") == EXPECTED


def test_html() -> None:
    page = (
        b"<html><head><title>x</title><style>p{}</style></head><body><h1>Paper</h1><p>Words before."
        b"</p><h2>Findings</h2><p>We saw <em>this</em> and a <a href='#'>link</a>.</p><blockquote>"
        b"<p>A block, in<br>two lines. (P01)</p></blockquote><h2>References</h2>"
        b"<p>Smith, J. (2016).</p><script>var a = 'b';</script></body></html>"
    )
    assert outline(page, "paper.html") == EXPECTED


def test_word_with_changes_as_if_accepted() -> None:
    from docx import Document
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = Document()
    document.add_heading("Paper", 1)
    document.add_paragraph("Words before.")
    document.add_heading("Findings", 2)
    paragraph = document.add_paragraph("We saw ")
    space = nsdecls("w")
    paragraph._p.append(
        parse_xml(f"<w:ins {space} w:id='1' w:author='a'><w:r><w:t>this</w:t></w:r></w:ins>")
    )
    paragraph._p.append(
        parse_xml(
            f"<w:del {space} w:id='2' w:author='a'><w:r><w:delText>that</w:delText></w:r></w:del>"
        )
    )
    paragraph.add_run(" and a link.")
    block = document.add_paragraph(style="Quote")
    block.add_run("A block, in").add_break()
    block.add_run("two lines. (P01)")
    document.add_heading("References", 2)
    document.add_paragraph("Smith, J. (2016).")
    written = BytesIO()
    document.save(written)
    assert outline(written.getvalue(), "paper.docx") == EXPECTED


def test_lines_of_a_text_file_are_told() -> None:
    found = read_manuscript(b"Results\n\nFirst.\n\nSecond\ngoes on.\n", "paper.txt")
    assert [(p.where, p.kind) for p in found] == [
        ("line 1", "heading"),
        ("line 3", "text"),
        ("line 5", "text"),
    ]


def test_a_pdf_is_refused_with_advice() -> None:
    with pytest.raises(InvalidInput) as refused:
        read_manuscript(b"%PDF-1.7\n", "paper.pdf")
    assert ".docx" in refused.value.remedy
