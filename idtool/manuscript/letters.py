"""Words as a run of letters: what stays the same however a quotation is typeset.

Case, punctuation, the shape of quotation marks and apostrophes, spaces and line
ends do not count. Hyphens may come and go ("follow-up", "follow up", "followup");
any other change of the words is a change of the letters.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+(?:['’ʼ‘´`][^\W_]+)*")
_HYPHEN = re.compile(r"(?:[-‐‑\u00ad]|[-‐‑\u00ad][ \t]*\n\s*)")
_APOSTROPHES = str.maketrans("’ʼ‘´`", "'''''")

JOINED, HYPHEN, APART = 0, 1, 2
"""How a letter is joined to the one before it: same word, over a hyphen, another word."""


@dataclass(frozen=True, slots=True)
class Letters:
    """A text's letters with, for each, its position and how it joins the one before.

    ``letters`` is case-folded; apostrophes inside a word count as letters.
    ``positions[i]`` is the code point of the text that letter ``i`` comes from.
    """

    letters: str
    positions: array[int]
    joins: bytearray

    def begins_word(self, at: int) -> bool:
        """Whether letter ``at`` is the first of a word (or past the end)."""
        return at >= len(self.letters) or at == 0 or self.joins[at] != JOINED


def letters_of(text: str, *, skip: re.Pattern[str] | None = None) -> Letters:
    """The letters of a text, without what ``skip`` matches."""
    pieces: list[str] = []
    positions: array[int] = array("l")
    joins = bytearray()
    left_out = [match.span() for match in skip.finditer(text)] if skip else []
    last_end = -1
    for match in WORD.finditer(text):
        if _inside(left_out, match.start()):
            continue
        between = text[last_end : match.start()] if last_end >= 0 else ""
        join = HYPHEN if between and _HYPHEN.fullmatch(between) else APART
        folded = match[0].translate(_APOSTROPHES).casefold()
        if len(folded) == len(match[0]) and folded.isascii():
            pieces.append(folded)
            positions.extend(range(match.start(), match.end()))
            joins.append(join)
            joins.extend(bytes(len(folded) - 1))
        else:
            first = True
            for offset, letter in enumerate(match[0].translate(_APOSTROPHES)):
                for plain in unicodedata.normalize("NFKC", letter).casefold():
                    pieces.append(plain)
                    positions.append(match.start() + offset)
                    joins.append(join if first else JOINED)
                    first = False
        last_end = match.end()
    return Letters("".join(pieces), positions, joins)


def _inside(spans: list[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in spans)


def occurrences(needle: Letters, hay: Letters, first: int = 0) -> Iterator[tuple[int, int]]:
    """Where ``needle`` stands in ``hay`` as whole words, as letter indices."""
    wanted = needle.letters
    if not wanted:
        return
    at = hay.letters.find(wanted, first)
    while at >= 0:
        end = at + len(wanted)
        if hay.begins_word(at) and hay.begins_word(end) and _joins_agree(needle, hay, at):
            yield at, end
        at = hay.letters.find(wanted, at + 1)


def _joins_agree(needle: Letters, hay: Letters, at: int) -> bool:
    """Whether words begin at the same letters, or a hyphen explains why not."""
    size = len(needle.letters)
    mine, theirs = needle.joins[1:size], hay.joins[at + 1 : at + size]
    if mine == theirs:
        return True
    return all(a == b or HYPHEN in (a, b) for a, b in zip(mine, theirs, strict=True))
