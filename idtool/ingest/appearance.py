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


def labels_by_look(lines: Sequence[Line], report: Report) -> list[Line] | None:
    """The lines with labels by how they are set, or ``None`` if looks tell nothing.

    Two looks must make up nine tenths of the lines and take turns at least
    three times; in one of them two runs in five, and twice as many as in the
    other, end with a question.
    """
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


def _written_look(text: str) -> str:
    """How a line without formatting is set apart: a dash, quotation marks, capitals."""
    text = text.strip()
    if _DASH.match(text):
        return "dash"
    if text[:1] in '„“«»"' and text[-1:] in '“”»«"':
        return "quotation marks"
    return "capitals" if text.isupper() and len(text.split()) > 1 else ""


def _asking(runs: Sequence[tuple[str, list[Line]]], look: str) -> float:
    ends = [
        run[-1].text.rstrip().rstrip(")]*_”\"'").endswith("?") for name, run in runs if name == look
    ]
    return sum(ends) / len(ends) if ends else 0.0


def _told(look: str) -> str:
    return {"": "plainly", "dash": "with a dash"}.get(look, f"in {look}")
