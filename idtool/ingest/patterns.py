"""Label styles nobody foresaw: one consistent pattern of marks at line starts.

If the same marks stand around few, recurring words at the start of most
paragraphs (``<<Maria>> …``, ``~I~ …``, ``Maria >> …``, ``/P1/ …``), those words are
labels. Two patterns that hold equally well are no pattern.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from idtool.ingest.label_words import is_mark, key_of, likeness, tidy
from idtool.ingest.records import Line
from idtool.ingest.shapes import Opening
from idtool.ingest.times import is_time_alone, leading_time

_HEAD = 400
_MARKED = re.compile(
    r"^(?P<before>[^\w\s“”‘’\"']{0,4})\s?(?P<label>\w(?:[\w .'’\-]{0,38}\w)?)"
    r"(?P<after>\s?[^\w\s.,?!'’“”\"\-–—…]{1,4})(?P<rest>\s.*|\w.*|[“‘\"'(\[].*|)$",
    re.S,
)


def consistent_pattern(
    lines: Sequence[Line], known: Sequence[str] = ()
) -> list[Opening | None] | None:
    """Openings by the one pattern that separates the text, or ``None``.

    The pattern must begin at least half of the paragraphs, with at least two labels,
    each of them at least twice. If the researcher named labels, the marks around one of
    them are the pattern, and what else stands between such marks is a label too.
    """
    blocks = sum(
        line.opens and bool(line.text.strip()) and not is_time_alone(line.text) for line in lines
    )
    groups: dict[tuple[str, str], dict[int, Opening]] = {}
    for at, line in enumerate(lines):
        text = line.text.strip()
        lead = leading_time(text)
        body = lead.rest if lead else text
        match = _MARKED.match(body[:_HEAD])
        if line.given or match is None:
            continue
        label = tidy(match["label"])
        if likeness(label) and not is_mark(label):
            opening = Opening(
                "pattern",
                label,
                (match["rest"] + body[_HEAD:]).strip(),
                lead.start if lead else None,
                None,
            )
            marks = (match["before"].strip(), match["after"].strip())
            groups.setdefault(marks, {})[at] = opening
    keys = {key_of(label) for label in known}
    named = [each for each in groups.values() if keys & {key_of(o.label) for o in each.values()}]
    candidates = named if keys else [_recurring(each) for each in groups.values()]
    good = [found for found in candidates if len(found) >= 0.5 * blocks]
    if len(good) != 1 or len({key_of(each.label) for each in good[0].values()}) < 2:
        return None
    return [good[0].get(at) for at in range(len(lines))]


def _recurring(found: dict[int, Opening]) -> dict[int, Opening]:
    counts = Counter(key_of(each.label) for each in found.values())
    return {at: each for at, each in found.items() if counts[key_of(each.label)] >= 2}
