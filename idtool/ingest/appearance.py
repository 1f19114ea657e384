"""Files without labels whose questions are set apart: in bold, italics, a color, by a dash.

Taken only where the two looks take turns and one of them asks the questions; a
document that is merely bold in places is left to the researcher.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from idtool.ingest.records import Line, Report

_DASH = re.compile(r"^\s*[-–—•*]\s+(?=\S)")
ASKING, ANSWERING = "Question", "Answer"
_FEWEST_BLOCKS, _ASKING = 6, 0.75
"""Blocks between empty lines that show a pattern, and the share of them that asks."""


def labels_by_look(lines: Sequence[Line], report: Report) -> list[Line] | None:
    """The lines with labels by how they are set, or ``None`` if looks tell nothing.

    Two looks must make up nine tenths of the lines and take turns at least
    three times; in one of them two runs in five, and twice as many as in the
    other, end with a question.
    """
    lines = list(lines)
    return _by_look(lines, report) or _by_blocks(lines, report)


def _by_look(lines: Sequence[Line], report: Report) -> list[Line] | None:
    lines = [replace(line, look=line.look or _written_look(line.text)) for line in lines]
    talk = [line for line in lines if line.text.strip() and line.look != "heading"]
    counts = Counter(line.look for line in talk)
    if len(counts) < 2:
        return None
    first, second = (look for look, _ in counts.most_common(2))
    if counts[first] + counts[second] < 0.9 * len(talk):
        return None
    runs = [(look, list(run)) for look, run in groupby(talk, key=lambda line: line.look)]
    if len(runs) < 4:
        return None
    asks = {look: _asking(runs, look) for look in (first, second)}
    asking = max(asks, key=lambda look: asks[look])
    other = second if asking == first else first
    if asks[asking] < 0.4 or asks[asking] < 2 * asks[other]:
        return None
    report.note(
        talk[0].number,
        "labels-by-look",
        f"No labels in the file: lines set {_told(asking)} ask questions and are taken as "
        f"“{ASKING}”, lines set {_told(other)} as “{ANSWERING}”. Check the first turns.",
    )
    label = {asking: ASKING, other: ANSWERING}
    return [
        replace(line, text=_DASH.sub("", line.text), label=label[line.look], given=True)
        if line.text.strip() and line.look in label
        else line
        for line in lines
    ]


def _by_blocks(lines: Sequence[Line], report: Report) -> list[Line] | None:
    """Labels of a file where empty lines alone part questions from answers.

    Every other block must end with a question, three in four at least, and of the
    blocks between them one in four at most.
    """
    blocks = [
        [line for line in run if line.look != "heading"]
        for full, run in groupby(lines, key=lambda line: bool(line.text.strip()))
        if full
    ]
    blocks = [block for block in blocks if block]
    if len(blocks) < _FEWEST_BLOCKS:
        return None
    ends = [_ends_asking(block[-1].text) for block in blocks]
    shares = [sum(ends[side::2]) / len(ends[side::2]) for side in (0, 1)]
    asking = 0 if shares[0] >= shares[1] else 1
    if shares[asking] < _ASKING or shares[1 - asking] > 1 - _ASKING:
        return None
    report.note(
        blocks[0][0].number,
        "labels-by-turns",
        f"No labels in the file: blocks between empty lines take turns, and every other one asks; "
        f"those are taken as “{ASKING}”, the others as “{ANSWERING}”. Check the first turns.",
    )
    label = {
        id(block[0]): ASKING if at % 2 == asking else ANSWERING for at, block in enumerate(blocks)
    }
    return [
        replace(line, label=label.get(id(line)), given=line.look != "heading")
        if line.text.strip()
        else line
        for line in lines
    ]


def _written_look(text: str) -> str:
    """How a line without formatting is set apart: a dash, quotation marks, capitals."""
    text = text.strip()
    if _DASH.match(text):
        return "dash"
    if text[:1] in '„“«»"' and text[-1:] in '“”»«"':
        return "quotation marks"
    return "capitals" if text.isupper() and len(text.split()) > 1 else ""


def _asking(runs: Sequence[tuple[str, list[Line]]], look: str) -> float:
    ends = [_ends_asking(run[-1].text) for name, run in runs if name == look]
    return sum(ends) / len(ends) if ends else 0.0


def _ends_asking(text: str) -> bool:
    return text.rstrip().rstrip(")]*_”\"'").endswith(("?", "？", "؟"))


def _told(look: str) -> str:
    return {"": "plainly", "dash": "with a dash"}.get(look, f"in {look}")
