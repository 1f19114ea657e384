"""Transcripts in HTML: noScribe's pages, saved web pages, and oTranscribe's .otr."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from idtool.ingest.encoding import clean, decode
from idtool.ingest.html_text import TextOfHtml, text_of_html
from idtool.ingest.json_file import parsed
from idtool.ingest.json_values import Json
from idtool.ingest.plain import text_lines, turns_of
from idtool.ingest.records import Line, ReadTranscript, Report, counted
from idtool.ingest.refusals import DamagedFile

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.I)
_OTR = re.compile(r'\s*\{.{0,400}?"(?:media|media-time|media-source)"\s*:', re.S)


def is_otr(text: str, ending: str) -> bool:
    """Whether a text is oTranscribe's JSON: a page of text, and the name of its recording."""
    if not re.match(r"\s*\{\s*\"", text):
        return False
    if ending == "otr":
        return True
    return bool(re.search(r'^\s*\{\s*"text"\s*:\s*"\s*<', text)) or bool(
        _OTR.match(text) and "data-timestamp" in text
    )


def read_otr(data: bytes, name: str, *, known: Sequence[str] = ()) -> ReadTranscript:
    """Read an .otr file; its text may be damaged, its recording's name is kept apart.

    Raises:
        DamagedFile: It is no JSON, or holds no text at all.
    """
    report = Report(name)
    text, encoding = decode(data, report)
    document = parsed(text, name)
    fields = document if isinstance(document, dict) else {}
    for key, value in fields.items():
        if key.startswith("media") and isinstance(value, str):
            report.keep("name of the recording", value)
    page = _page(fields.get("text"))
    if not page.strip():
        raise DamagedFile(name, "it has no text, only the name and time of a recording")
    if not isinstance(fields.get("text"), str):
        report.note(0, "otr-damaged", "The text is not stored as text; check that it is complete.")
    return _read("otr", page, encoding, report, known)


def read_html(data: bytes, name: str, *, known: Sequence[str] = ()) -> ReadTranscript:
    """Read a web page: its paragraphs and line breaks are lines, its cells columns."""
    report = Report(name)
    charset = _CHARSET.search(data[:2000])
    text, encoding = _as_declared(data, charset[1].decode("ascii")) if charset else ("", "")
    if not text:
        text, encoding = decode(data, report)
    return _read("html", text, encoding, report, known)


def _as_declared(data: bytes, charset: str) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return "", ""
    try:
        return data.decode(charset), charset.casefold()
    except (LookupError, UnicodeDecodeError):
        return "", ""


def _page(value: Json) -> str:
    """The markup of a file whose text may be a list, a map, or a string within a string."""
    if isinstance(value, str):
        if value.lstrip()[:1] == '"':
            try:
                return _page(json.loads(value))
            except json.JSONDecodeError:
                return value
        return value
    if isinstance(value, list):
        return "".join(_page(each) for each in value)
    if isinstance(value, dict):
        return "".join(_page(each) for each in value.values())
    return ""


def _read(
    kind: str, markup: str, encoding: str, report: Report, known: Sequence[str]
) -> ReadTranscript:
    page: TextOfHtml = text_of_html(markup)
    for words in page.silent:
        report.keep("title or script of the page", words)
    if page.stamps:
        report.note(
            0, "times-inside", f"{counted(page.stamps, 'time stamp')} inside paragraphs left out."
        )
    lines = [_headed(line) for line in text_lines(clean(page.text, report))]
    turns = turns_of(lines, report, known=known)
    return report.transcript(kind, encoding, turns)


def _headed(line: Line) -> Line:
    if not line.text.startswith("# "):
        return line
    return Line(line.number, line.text[2:], line.opens, look="heading")
