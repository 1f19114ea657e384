"""Tab-separated times and words: Whisper's .tsv, and the labels of Audacity.

Whisper writes a head (``start``, ``end``, ``text``) and whole milliseconds;
Audacity no head and seconds. Labels may be written into the words, as in captions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from idtool.ingest.encoding import clean, decode
from idtool.ingest.plain import turns_of
from idtool.ingest.records import Line, ReadTranscript, Report

_ROW = re.compile(
    r"^\s*(?P<start>\d{1,10}(?:[.,]\d{1,9})?)\t\s*(?P<end>\d{1,10}(?:[.,]\d{1,9})?)\t(?P<text>.*)$"
)
_HEAD = re.compile(r"^\ufeff?\s*start\tend\ttext\s*$", re.I)
_FREQUENCIES = re.compile(r"^\\\t")
_SLOWEST = 15.0


def is_timed_table(text: str) -> bool:
    """Whether a text has Whisper's head, or nearly every line two times and words."""
    lines = [
        line for line in text.split("\n")[:200] if line.strip() and not _FREQUENCIES.match(line)
    ]
    if not lines:
        return False
    rows = sum(bool(_ROW.match(line)) for line in lines)
    return bool(_HEAD.match(lines[0])) or (rows >= 2 and rows >= 0.9 * len(lines))


def read_timed_table(data: bytes, name: str, *, known: Sequence[str] = ()) -> ReadTranscript:
    """Read a file of times and words; a line without times goes on with the one before."""
    report = Report(name)
    text, encoding = decode(data, report)
    raw = clean(text, report).split("\n")
    rows = [(number, line) for number, line in enumerate(raw, start=1) if line.strip()]
    if rows and _HEAD.match(rows[0][1]):
        rows = rows[1:]
    rows = [(number, line) for number, line in rows if not _FREQUENCIES.match(line)]
    per_second = _per_second([line for _, line in rows])
    lines: list[Line] = []
    for number, line in rows:
        match = _ROW.match(line)
        words = match["text"] if match else line
        if words.strip():
            times = (
                [float(match[key].replace(",", ".")) / per_second for key in ("start", "end")]
                if match
                else [None, None]
            )
            lines.append(
                Line(number, " ".join(words.split()), start=times[0], end=times[1], joint=" ")
            )
    turns = turns_of(lines, report, known=known)
    return report.transcript("tsv", encoding, turns)


def _per_second(lines: Sequence[str]) -> float:
    """Whole numbers are milliseconds unless that would be faster than anybody speaks."""
    found = [match for line in lines if (match := _ROW.match(line))]
    ends = [match["end"] for match in found]
    if not ends or any("." in end or "," in end for end in ends):
        return 1.0
    words = sum(len(match["text"].split()) for match in found)
    return 1000.0 if float(ends[-1]) > _SLOWEST * max(1, words) else 1.0
