"""Capitalized words of a text, and whether a sentence begins with them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from idtool.privacy.lexicon import word_lists

# A letter that is neither a digit, an underscore nor a plain lower-case letter.
_CANDIDATE = re.compile(
    r"(?<![\w@#])(?=[^\W\d_a-zß-öø-ÿ])(?:[^\W_]|(?<=\w)[&'’.-](?=\w))+(?:['’](?!\w))?"
)
_CONTRACTED = re.compile(r"['’](?:s|m|d|t|re|ll|ve|em)?$", re.IGNORECASE)
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")
_BEFORE_START = re.compile(r"[\s\[(<]*[\d:.,;>\-–— ]*[\])>]?[\s>*_#-]*")
_OPENING = " \t\u00a0\"“‘'*_([{«"
_CLOSING = ")]}\"”’'»*_"


@dataclass(frozen=True, slots=True)
class Word:
    """One capitalized word.

    ``base`` is the word in lower case without a possessive or contraction, and
    ``base_end`` the position where it ends. ``opens`` tells that a sentence, a
    quotation, a turn or a new start begins here, so the capital proves nothing.
    """

    start: int
    end: int
    text: str
    base: str
    base_end: int
    opens: bool
    after_comma: bool

    @property
    def is_initial(self) -> bool:
        """Whether it is a single letter or letters with periods between."""
        return _INITIALS.fullmatch(self.text) is not None

    @property
    def capitals(self) -> bool:
        """Whether it is written all in capitals (plural ``s`` aside)."""
        stem = self.text[: self.base_end - self.start]
        stem = stem[:-1] if len(stem) > 2 and stem.endswith("s") else stem
        return len(stem) > 1 and stem.isupper()


def opens_sentence(text: str, start: int, starts: Collection[int] = ()) -> bool:
    """Whether a capital at ``start`` is owed to its place.

    True at a turn's or line's beginning, after an end of sentence, a colon, a
    dash, an ellipsis or an annotation, and where a quotation begins.
    """
    at = start - 1
    while at >= 0 and text[at] in _OPENING:
        if text[at] in '"“«' or (text[at] in "‘'" and (at == 0 or text[at - 1].isspace())):
            return True
        if at + 1 in starts:
            return True
        at -= 1
    if at < 0 or text[at] in "\n\r\u2028\u2029" or at + 1 in starts or start in starts:
        return True
    last = text[at]
    while last in _CLOSING and at > 0:
        if last in ")]}":
            return True
        at -= 1
        last = text[at]
    if last in "!?…:;–—":
        return True
    if last == "-":
        return text[at - 1] in " -" if at else True
    if last == ".":
        word_start = at
        while word_start > 0 and (text[word_start - 1].isalpha() or text[word_start - 1] == "."):
            word_start -= 1
        before = text[word_start:at]
        return before.lower() not in word_lists().abbreviations and not _INITIALS.fullmatch(before)
    line = text.rfind("\n", 0, start) + 1
    return start - line < 24 and _BEFORE_START.fullmatch(text, line, start) is not None


def find_words(text: str, starts: Collection[int] = ()) -> list[Word]:
    """All words that begin with a capital letter, in order."""
    begins = frozenset(starts)
    words = []
    for match in _CANDIDATE.finditer(text):
        written = match[0]
        if not written[0].isupper():
            continue
        start, end = match.span()
        contraction = _CONTRACTED.search(written)
        base_end = start + contraction.start() if contraction else end
        base = text[start:base_end].lower().replace("’", "'")
        if base.endswith("n") and contraction and contraction[0].lower() in ("'t", "’t"):
            base = base + "'t"
        back = start - 1
        while back > 0 and text[back] == " ":
            back -= 1
        words.append(
            Word(
                start,
                end,
                written,
                base,
                base_end,
                opens_sentence(text, start, begins),
                back >= 0 and text[back] == ",",
            )
        )
    return words
