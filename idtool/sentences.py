"""Where sentences begin and end, in written prose and in transcribed talk."""

from __future__ import annotations

import re

_END = re.compile(r"""[.!?…]+["'”’)\]]*(?=\s|$)|\n""")
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|st|sgt|lt|capt|vs|etc|e\.g|i\.e|approx|dept|prof|jr|sr)"
    r"|\b[a-z]|\b[ap]\.m)\.$",
    re.IGNORECASE,
)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of every sentence in ``text``, as positions, without outer spaces.

    A sentence ends with a full stop, question mark, exclamation mark or ellipsis
    before a space, or with a line. Stops of common abbreviations, of single
    letters, and those before a small letter end nothing.
    """
    spans = []
    start = _skip(text, 0)
    for match in _END.finditer(text):
        stop = match[0].rstrip("\"'”’)]")
        following = text[_skip(text, match.end()) :][:1]
        if stop != "\n" and following.islower() and stop != "!":
            continue
        if stop == "." and _ABBREVIATION.search(text, start, match.start() + 1):
            continue
        end = match.start() + len(match[0].rstrip())
        if start < end:
            spans.append((start, end))
        start = _skip(text, match.end())
    if start < len(text.rstrip()):
        spans.append((start, len(text.rstrip())))
    return spans


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position
