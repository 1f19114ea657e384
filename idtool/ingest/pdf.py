"""PDFs with a text layer: pages to lines to paragraphs to turns."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from idtool.ingest.encoding import clean
from idtool.ingest.pdf_codes import without_codes
from idtool.ingest.pdf_heads import without_heads
from idtool.ingest.pdf_lines import PdfPage, read_page
from idtool.ingest.pdf_paragraphs import paragraphs
from idtool.ingest.plain import turns_of, without_numbers
from idtool.ingest.records import Line, ReadTranscript, Report, counted
from idtool.ingest.refusals import DamagedFile, EmptyTranscript, EncryptedPdf, ScannedPdf

_MOST_PAGES = 5000
_FEWEST_LETTERS = 20
"""Letters below which a page has no text layer worth the name."""
_TELLING = ("Title", "Author", "Subject", "Keywords")


def read_pdf(data: bytes, name: str, *, known: Sequence[str] = ()) -> ReadTranscript:
    """Read the text layer of a PDF.

    Raises:
        EncryptedPdf: It asks for a password.
        ScannedPdf: Its pages are pictures without a text layer.
        EmptyTranscript: It holds no words.
        DamagedFile: It does not open.
    """
    report = Report(name)
    pages = _pages(data, name, report)
    _refuse_scans(pages, name, report)
    talk = without_codes(without_heads(pages, report), report)
    lines = paragraphs(_unnumbered(talk, report), report)
    lines = _cleaned(lines, report)
    turns = turns_of(lines, report, known=known)
    return report.transcript("pdf", "pdf", turns)


def _pages(data: bytes, name: str, report: Report) -> list[PdfPage]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise EncryptedPdf(name) from error
        raise DamagedFile(name, "its pages do not open") from error
    try:
        _read_properties(document, report)
        return [_page(document, at, name, report) for at in range(min(len(document), _MOST_PAGES))]
    finally:
        document.close()


def _page(document: Any, at: int, name: str, report: Report) -> PdfPage:
    import pypdfium2

    try:
        page = document[at]
    except pypdfium2.PdfiumError as error:
        raise DamagedFile(name, f"its page {at + 1} does not open") from error
    try:
        _read_notes(page, at + 1, report)
        return read_page(page, at + 1)
    finally:
        page.close()


def _refuse_scans(pages: Sequence[PdfPage], name: str, report: Report) -> None:
    """Stop at a scan; name pages without text, and text that a machine recognized."""
    letters = {page.number: sum(len(line.text) for line in page.lines) for page in pages}
    bare = [page.number for page in pages if letters[page.number] < _FEWEST_LETTERS]
    pictured = [page for page in pages if page.pictured]
    if not sum(letters.values()):
        raise ScannedPdf(name) if pictured else EmptyTranscript(name)
    if pictured and len(bare) > 0.8 * len(pages):
        raise ScannedPdf(name)
    scanned = [page.number for page in pictured if page.number in bare]
    if scanned:
        shown = ", ".join(map(str, scanned[:8])) + " …" * (len(scanned) > 8)
        report.note(
            0,
            "scanned-pages",
            f"{counted(len(scanned), 'page')} without a text layer, pictures only, not read: "
            f"{shown}. Their words are missing.",
        )
    recognized = len(pictured) - len(scanned)
    if recognized > 0.5 * len(pages):
        report.note(
            0,
            "recognized-text",
            "The pages are pictures, and their text was recognized by a machine (OCR); check "
            "names, numbers and labels against the pictures.",
        )


def _unnumbered(pages: list[list[Any]], report: Report) -> list[list[Any]]:
    """Pages without the line numbers printed in their margins."""
    flat = [line for page in pages for line in page]
    as_lines = [Line(number, line.text) for number, line in enumerate(flat, start=1)]
    bare = without_numbers(as_lines, report)
    if all(a.text == b.text for a, b in zip(as_lines, bare, strict=True)):
        return pages
    words = {id(line): new.text for line, new in zip(flat, bare, strict=True)}
    return [
        [
            replace(line, text=words[id(line)], left=line.column)
            for line in page
            if words[id(line)].strip()
        ]
        for page in pages
    ]


def _cleaned(lines: Sequence[Line], report: Report) -> list[Line]:
    clean("\n".join(line.text for line in lines), report)
    silent = Report(report.source)
    return [replace(line, text=clean(line.text, silent).replace("\n", " ")) for line in lines]


def _read_properties(document: Any, report: Report) -> None:
    told = document.get_metadata_dict()
    for key in _TELLING:
        report.keep(f"document property {key.casefold()}", told.get(key) or "")
    for mark in document.get_toc(max_depth=5):
        title = mark.get_title() if hasattr(mark, "get_title") else getattr(mark, "title", "")
        report.keep("bookmark", title or "")


def _read_notes(page: Any, number: int, report: Report) -> None:
    """Comments, form fields and links of a page: not turns, screened only."""
    from pypdfium2 import raw

    told = 0
    for at in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        note = raw.FPDFPage_GetAnnot(page.raw, at)
        if not note:
            continue
        kind = raw.FPDFAnnot_GetSubtype(note)
        words = _string(note, b"Contents")
        if kind == raw.FPDF_ANNOT_WIDGET:
            words = _string(note, b"V")
        if words.strip():
            told += 1
            report.keep(f"page {number}, note {told}", words)
            report.keep("author of a comment", _string(note, b"T"))
        raw.FPDFPage_CloseAnnot(note)
    if told:
        report.note(
            0,
            "comments",
            f"Page {number} has {counted(told, 'note')} or form fields: not turns, screened only.",
        )


def _string(note: Any, key: bytes) -> str:
    from pypdfium2 import raw

    length = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAnnot_GetStringValue(
        note, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length
    )
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")
