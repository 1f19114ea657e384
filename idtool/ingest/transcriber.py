"""Transcriber (.trs): turns with one or more speakers, synchronized now and then."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from idtool.ingest.package import parse_xml
from idtool.ingest.records import ReadTranscript, Report
from idtool.ingest.timed_speech import Stretch, speech_turns
from idtool.ingest.word_xml import name_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_DOCTYPE = re.compile(
    rb"<!DOCTYPE\s+[\w:.-]+(?:\s+(?:SYSTEM|PUBLIC)(?:\s+(?:\"[^\"<>]*\"|'[^'<>]*'))+)?\s*>"
)


def without_doctype(data: bytes) -> bytes:
    """XML without a document type that only names a file; one with rules of its own stays.

    Transcriber always names ``trans-14.dtd``. Nothing is fetched: the line goes.
    """
    head = _DOCTYPE.sub(b"", data[:4096], count=1)
    return head + data[4096:]


def read_transcriber(data: bytes, name: str, *, known: Sequence[str] = ()) -> ReadTranscript:
    """Read a Transcriber file; of overlapping speakers each gets the words marked as theirs.

    Raises:
        DamagedFile: It is no well-formed XML.
        EmptyTranscript: No turn holds words.
    """
    report = Report(name)
    root = parse_xml(without_doctype(data), name, "")
    speakers = {
        each.get("id", ""): " ".join(each.get("name", "").split()) or each.get("id", "")
        for each in root.iter("{*}Speaker")
    }
    stretches: list[Stretch] = []
    for number, turn in enumerate(root.iter("{*}Turn"), start=1):
        stretches += _turn(turn, number, speakers)
    for each in root.iter("{*}Topic", "{*}Section"):
        report.keep("header", each.get("desc", ""))
    report.keep("author", root.get("scribe", ""))
    return report.transcript("trs", "utf-8", speech_turns(stretches, report, known=known))


def _turn(turn: _Element, number: int, speakers: dict[str, str]) -> list[Stretch]:
    ids = turn.get("speaker", "").split() or [""]
    labels = [speakers.get(each, each) or "Unknown" for each in ids]
    label, start = labels[0], _seconds(turn.get("startTime"))
    end = _seconds(turn.get("endTime"))
    pieces: list[tuple[str, float | None, str]] = [(label, start, turn.text or "")]
    for each in turn:
        kind = name_of(each)
        if kind == "Sync":
            start = _seconds(each.get("time")) or start
            label = labels[0]
        elif kind == "Who":
            nb = each.get("nb", "1")
            label = labels[min(int(nb), len(labels)) - 1] if nb.isdecimal() else label
        words = f"{_mark(each)}{each.tail or ''}"
        pieces.append((label, start, words))
    found: list[Stretch] = []
    for who, begin, words in pieces:
        if found and found[-1].speaker == who and found[-1].start == begin:
            words = f"{found.pop().text}{words}"
        found.append(Stretch(number, who, begin, end, words))
    return [
        Stretch(each.number, each.speaker, each.start, each.end, " ".join(each.text.split()))
        for each in found
        if each.text.strip()
    ]


def _mark(element: _Element) -> str:
    """A noise or comment as a mark in brackets; pronunciations and languages are none."""
    desc = " ".join(element.get("desc", "").split())
    kind = name_of(element)
    noise = kind == "Event" and element.get("type", "noise") == "noise"
    if desc and (noise or kind == "Comment") and element.get("extent", "instantaneous") != "end":
        return f" [{desc}] "
    return ""


def _seconds(text: str | None) -> float | None:
    try:
        return float(text or "")
    except ValueError:
        return None
