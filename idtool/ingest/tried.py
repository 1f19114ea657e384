"""What to tell when no labels were found: what was tried, and where it came close."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from idtool.ingest.label_words import likeness
from idtool.ingest.records import Line, line_list
from idtool.ingest.shapes import Family, openings

_NAMES: dict[Family, str] = {
    "colon": "before a colon",
    "timed": "beside a time",
    "bracket": "in brackets",
    "column": "before a tab or wide space",
    "dash": "before a dash",
    "dot": "before a period or semicolon",
    "alone": "alone on a line",
}
_SHOWN = 30


def what_was_tried(lines: Sequence[Line]) -> str:
    """One or two sentences: families tried, and the lines that came close.

    A candidate is shown by its words only if it recurs and is shorter than 30
    characters; otherwise only its line is named.
    """
    near: list[int] = []
    recurring: Counter[str] = Counter()
    for line in lines:
        readings = [each for each in openings(line.text, bold=line.bold) if each.family in _NAMES]
        strong = [each for each in readings if likeness(each.label) >= 2 and each.family != "dot"]
        if strong:
            near.append(line.number)
            recurring[strong[0].label] += 1
    told = f"Looked for labels {', '.join(_NAMES.values())}; none recurs and takes turns."
    often = [
        f"“{label}”"
        for label, count in recurring.most_common(6)
        if count > 1 and len(label) < _SHOWN
    ]
    if often:
        told += f" Recurring, but not like speakers: {', '.join(often)}."
    if near:
        told += f" A label might stand on {line_list(near)}."
    return told
