"""Words in a script the screen cannot read, such as Arabic, Hebrew, Cyrillic, Chinese or Greek.

The word lists are English. In Latin letters a name is told by its capital and by
what the lists do not explain; a word in another script is neither explained nor,
in most scripts, capitalized. So each is shown to a person; and a text written
mostly in such a script is not screenable at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from idtool.privacy.names import introduction_before, title_stands_before
from idtool.privacy.sighting import Sighting, Type, sighting

SHARE_OF_LETTERS = 0.5
"""Share of a text's letters above which it is written in another script."""
FEWEST_LETTERS = 20
"""Letters of another script below which a text is no proof: a full name has fewer."""

_LATIN = (
    "\u0000-\u036f\u1d00-\u1dbf\u1e00-\u1eff\u2070-\u218f\u2460-\u24ff\u2c60-\u2c7f\ua720-\ua7ff"
    "\uab30-\uab6f\ufb00-\ufb06\uff10-\uff5a\U00010780-\U000107bf\U0001d400-\U0001d7ff"
    "\U0001df00-\U0001dfff"
)
"""Blocks of Latin letters, among them phonetic, full-width and mathematical ones."""
_OTHER = re.compile(rf"[^\W\d_{_LATIN}]")
_JOINTS = frozenset(" \u00a0-'’·・.־")
"""What may stand between two words of one name."""


def is_mostly_other_script(text: str) -> bool:
    """Whether more than half of a text's letters are of another script than Latin."""
    other = sum(1 for _ in _OTHER.finditer(text))
    if other < FEWEST_LETTERS:
        return False
    return other > SHARE_OF_LETTERS * sum(map(str.isalpha, text))


def find_other_script(text: str, lowered: str) -> Iterator[Sighting]:
    """Words in another script inside a text in Latin letters, neighbors as one.

    A single letter (a Greek symbol) is none. Nothing is said of a text that is
    mostly in another script: ``assess_casing`` refuses it as a whole.
    """
    if _OTHER.search(text) is None or is_mostly_other_script(text):
        return
    at = 0
    while match := _OTHER.search(text, at):
        start, at = match.start(), _past_word(text, match.start())
        longest = _letters(text, start, at)
        while (begin := _next_word(text, at)) > at:
            end = _past_word(text, begin)
            longest, at = max(longest, _letters(text, begin, end)), end
        while unicodedata.category(text[at - 1]) == "Cf":
            at -= 1
        if longest > 1:
            yield sighting(text, start, at, _type(text, lowered, start), "review", "other-script")


def _type(text: str, lowered: str, start: int) -> Type:
    while start and unicodedata.category(text[start - 1]) == "Cf":
        start -= 1  # marks of the writing's direction
    named = title_stands_before(text, start) or introduction_before(lowered, start)
    return "PERSON" if named else "OTHER"


def _past_word(text: str, at: int) -> int:
    """Where a word ends: its letters with the marks that belong to them."""
    while at < len(text) and (_OTHER.match(text, at) or _is_mark(text[at])):
        at += 1
    return at


def _next_word(text: str, at: int) -> int:
    """Where the next word of the same name begins; ``at`` if there is none."""
    begin = at
    while begin < len(text) and begin - at < 3 and text[begin] in _JOINTS:
        begin += 1
    return begin if begin > at and _OTHER.match(text, begin) else at


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Mc", "Cf"}


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalpha, text[start:end]))
