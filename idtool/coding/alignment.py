"""Which words of a corrected transcript are which words of the old one.

Words that stand in a row of three in both texts, and only once in each, are matched
first, as many as keep their order (patience, after B. Cohen); what lies between them is
compared word by word (Ratcliff and Obershelp 1988, as ``difflib`` has it). So a long
transcript takes a moment, and a common word does not draw a place to itself. Turns are
matched in the same way, as wholes, before their words are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\w+|[^\w\s]")
_ROW = 3
"""Words in a row that are matched before all others, if they are unique."""
_LARGEST = 1_500_000
"""Comparisons (old times new words) beyond which a stretch without a unique row is left."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign of a text, with its positions."""

    start: int
    end: int
    text: str


def tokens_of(text: str) -> list[Token]:
    """Words and signs of a text; white space is none, so new line breaks change nothing."""
    return [Token(found.start(), found.end(), found[0]) for found in _TOKEN.finditer(text)]


def align(old: Sequence[str], new: Sequence[str], row: int = _ROW) -> dict[int, int]:
    """For each word of ``old`` that is still there its place in ``new``; both rise together.

    Args:
        old: Words, or other pieces, of the old text.
        new: The same of the new text.
        row: Pieces in a row that are matched first, if they are unique in both.
    """
    pairs: dict[int, int] = {}
    for old_from, old_to, new_from, new_to in _stretches(old, new, row, pairs):
        if (old_to - old_from) * (new_to - new_from) > _LARGEST:
            continue
        matcher = SequenceMatcher(None, old[old_from:old_to], new[new_from:new_to], autojunk=False)
        for block in matcher.get_matching_blocks():
            _match(pairs, old_from + block.a, new_from + block.b, block.size)
    _close_up(old, new, pairs)
    return pairs


def _close_up(old: Sequence[str], new: Sequence[str], pairs: dict[int, int]) -> None:
    """A piece goes with the one before it, not with a like one farther on.

    A full stop that stands after the same word as before is that word's; so is a word, unless
    its place belongs to one that goes on from there.
    """
    owner = {place: at for at, place in pairs.items()}
    for at in range(len(old) - 1):
        here = pairs.get(at)
        if here is None or here + 1 >= len(new) or old[at + 1] != new[here + 1]:
            continue
        if pairs.get(at + 1) == here + 1:
            continue
        other = owner.get(here + 1)
        is_word = old[at + 1][:1].isalnum()
        if other is not None and is_word and pairs.get(other + 1) == here + 2:
            continue
        if other is not None:
            del pairs[other]
        left = pairs.get(at + 1)
        if left is not None:
            owner.pop(left, None)
        pairs[at + 1] = here + 1
        owner[here + 1] = at + 1


def _match(pairs: dict[int, int], old: int, new: int, length: int) -> None:
    for step in range(length):
        pairs[old + step] = new + step


def _stretches(
    old: Sequence[str], new: Sequence[str], row: int, pairs: dict[int, int]
) -> Iterator[tuple[int, int, int, int]]:
    """Match unique rows into ``pairs``, as far as they go; yield what is left between them."""
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        old_from, old_to, new_from, new_to = waiting.pop()
        if old_from == old_to or new_from == new_to:
            continue
        rows = _apart(_unique_rows(old, new, (old_from, old_to), (new_from, new_to), row), row)
        if not rows:
            yield old_from, old_to, new_from, new_to
            continue
        at_old, at_new = old_from, new_from
        for row_old, row_new in rows:
            back = 0
            while (
                row_old - back > at_old
                and row_new - back > at_new
                and old[row_old - back - 1] == new[row_new - back - 1]
            ):
                back += 1
            _match(pairs, row_old - back, row_new - back, back + row)
            waiting.append((at_old, row_old - back, at_new, row_new - back))
            at_old, at_new = row_old + row, row_new + row
        waiting.append((at_old, old_to, at_new, new_to))


def _apart(rows: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Rows that do not overlap the one before."""
    kept: list[tuple[int, int]] = []
    for old, new in rows:
        if not kept or (old >= kept[-1][0] + length and new >= kept[-1][1] + length):
            kept.append((old, new))
    return kept


def _unique_rows(
    old: Sequence[str], new: Sequence[str], here: tuple[int, int], there: tuple[int, int], row: int
) -> list[tuple[int, int]]:
    """Places of rows that are unique in both stretches, the longest rising chain of them."""
    places = _once(new, *there, row)
    found = [
        (place, places[words]) for words, place in _once(old, *here, row).items() if words in places
    ]
    return _rising(sorted(found))


def _once(words: Sequence[str], first: int, last: int, row: int) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    for at in range(first, last - row + 1):
        key = tuple(words[at : at + row])
        places[key] = -1 if key in places else at
    return {key: place for key, place in places.items() if place >= 0}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs in which both rise."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else -1)
        if length == len(ends):
            ends.append(place)
            last.append(number)
        else:
            ends[length], last[length] = place, number
    chain = []
    at = last[-1] if last else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def likeness(old: str, new: str) -> float:
    """How much of the longer of two texts is the same in both, in order, from 0 to 1.

    One minus the share of signs that were put in, taken out or put for others, counted
    within the words that differ (an upper bound of the edit distance of Levenshtein 1966,
    over the longer text). White space counts as one blank. Two empty texts are alike.
    """
    first, second = " ".join(old.split()), " ".join(new.split())
    longest = max(len(first), len(second))
    if not longest:
        return 1.0
    here, there = re.findall(r"\w+|[^\w]", first), re.findall(r"\w+|[^\w]", second)
    edits = 0
    for kind, a, b, c, d in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        if kind != "equal":
            edits += _edits("".join(here[a:b]), "".join(there[c:d]))
    return max(0.0, 1 - edits / longest)


def _edits(old: str, new: str) -> int:
    return sum(
        max(b - a, d - c)
        for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if kind != "equal"
    )
