"""Where in a text a search is worth its time: around digits, months, telling words.

Most patterns can match only where something rare stands. Searching a few words
around it instead of the whole text keeps the screen fast; it changes no result
as long as the margins are wider than the pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

Window = tuple[int, int]

_DIGITS = re.compile(r"\d[\d\W]*")
_BREAK = frozenset(" \t\n\r")
LONGEST_WORD = 80


def find_windows(
    text: str, telling: re.Pattern[str], *, before: int = 120, after: int = 120
) -> list[Window]:
    """Stretches around each match of ``telling``, joined, ending between words."""
    found: list[Window] = []
    low = high = -1
    for match in telling.finditer(text):
        start, end = match.start() - before, match.end() + after
        if start <= high:
            high = max(high, end)
            continue
        if high >= 0:
            found.append((_between_words(text, low, -1), _between_words(text, high, 1)))
        low, high = start, end
    if high >= 0:
        found.append((_between_words(text, low, -1), _between_words(text, high, 1)))
    return found


def windows_around_digits(text: str) -> list[Window]:
    """Stretches around every digit."""
    return find_windows(text, _DIGITS)


def find_in(
    pattern: re.Pattern[str], text: str, windows: Iterable[Window]
) -> Iterator[re.Match[str]]:
    """Matches of ``pattern`` inside the windows, in order."""
    for start, end in windows:
        yield from pattern.finditer(text, start, end)


def _between_words(text: str, position: int, step: int) -> int:
    """The nearest space in the direction of ``step``, or the text's end."""
    position = max(0, min(len(text), position))
    for _ in range(LONGEST_WORD):
        if not 0 < position < len(text) or text[position] in _BREAK:
            break
        position += step
    return max(0, min(len(text), position))
