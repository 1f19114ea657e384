"""Stretches: the runs of sentences that a proposal may mark, and the talk around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from idtool.coding.lexicon import lexicon
from idtool.coding.tokens import Tokens

LONGEST_CLAUSE = 40
"""Words from which a sentence is cut where a new clause begins."""

LONGEST_STRETCH = 60
"""Words that a stretch of several sentences holds at most."""

MOST_SENTENCES = 3
CONTEXT_WORDS = 80

_SHORTEST_CLAUSE = 8
_ASKING = "¿¡"
_OPENING = _ASKING + '([{“‘«‹„"'
"""Marks that open what follows them, where a space stands before them."""
_OPENERS = frozenset(
    {
        "and",
        "but",
        "so",
        "because",
        "then",
        "or",
        "which",
        "while",
        "although",
        "though",
        "if",
        "when",
    }
)
_STARTERS = frozenset(
    {
        *("i", "we", "you", "he", "she", "they", "it", "there", "that", "this", "what"),
        *("well", "um", "uh", "yeah", "no", "okay", "like", "now", "maybe"),
    }
)


@dataclass(frozen=True, slots=True)
class Units:
    """The sentences of several passages, very long ones as clauses; one entry per unit.

    The words of unit ``n`` stand from ``bounds[n]`` to before ``bounds[n + 1]``;
    ``start`` and ``end`` are positions in the text of its ``passage``.
    """

    bounds: Any
    passage: Any
    start: Any
    end: Any

    def __len__(self) -> int:
        return len(self.passage)

    @property
    def sizes(self) -> Any:
        """Words of each unit."""
        return np.diff(self.bounds)


@dataclass(frozen=True, slots=True)
class Stretches:
    """Runs of units, from ``first`` to ``last``, inclusive, and the talk around each.

    One entry per stretch, in order of place; units are counted over all passages.
    """

    first: Any
    last: Any
    around_first: Any
    around_last: Any

    def __len__(self) -> int:
        return len(self.first)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Units ``first`` to ``last`` of a passage, inclusive, and the units around them."""

    first: int
    last: int
    around: tuple[int, int]


def units_of(found: Tokens, texts: Sequence[str]) -> Units:
    """The sentences of ``texts``, very long ones cut where a clause opens.

    That is after a comma or dash, before a word such as *but*. What is still longer than a
    stretch, such as a turn that a program wrote down without marks, is cut where talk draws breath.
    """
    bounds = found.sentence_bounds
    cuts = dict(_cuts(found, bounds, texts))
    begins = np.union1d(bounds[:-1], np.array(list(cuts), dtype=np.int64))
    sentence = found.sentence[begins]
    last = np.append(sentence[1:] != sentence[:-1], True)[: len(begins)]
    end = np.where(last, found.sentence_end[sentence], 0)
    for number in np.flatnonzero(~last).tolist():
        end[number] = cuts[int(begins[number + 1])]
    passage, start = found.text_of_sentence[sentence].astype(np.int64), found.start[begins].copy()
    for number, (of, a, b) in enumerate(
        zip(passage.tolist(), start.tolist(), end.tolist(), strict=True)
    ):
        text = texts[of]
        if a and text[a - 1] in _ASKING:
            start[number] = len(text[:a].rstrip(_ASKING))
        if text[b - 1] in _OPENING:
            end[number] = _without_opening(text, b)
    return Units(np.append(begins, len(found)), passage, start, end)


def _without_opening(text: str, end: int) -> int:
    """The end of a unit without marks that stand after a space and open the next one."""
    shorter = text[:end].rstrip(_OPENING)
    return len(shorter.rstrip()) if shorter[-1:].isspace() else end


def _cuts(found: Tokens, bounds: Any, texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Words at which a clause begins, each with the position at which the one before ends."""
    for sentence in np.flatnonzero(np.diff(bounds) > LONGEST_CLAUSE).tolist():
        first, end = int(bounds[sentence]), int(bounds[sentence + 1])
        text = texts[int(found.text_of_sentence[sentence])]
        opened = [first, *_openings(found, first, end), end]
        for begin, stop in pairwise(opened):
            if begin > first:
                yield begin, _end_before(found, begin, text)
            for place in _breaths(found, begin, stop, text):
                yield place, _end_before(found, place, text)


def _openings(found: Tokens, first: int, end: int) -> Iterator[int]:
    """Words of a sentence at which a clause opens after a comma or dash."""
    known = lexicon()
    begin = first
    for place in (np.flatnonzero(found.after_mark[first:end]) + first).tolist():
        if (
            known.said[int(found.word[place])] in _OPENERS
            and place - begin >= _SHORTEST_CLAUSE
            and end - place >= _SHORTEST_CLAUSE
        ):
            yield place
            begin = place


def _breaths(found: Tokens, begin: int, end: int, text: str) -> Iterator[int]:
    """Where to cut a clause no proposal could mark whole, as of a turn without punctuation.

    Each part ends at the last place within reach where talk draws breath most plainly: at a
    mark, before a word that opens a clause, before one that opens a sentence, or anywhere.
    """
    while end - begin > LONGEST_STRETCH:
        begin = max(
            range(begin + _SHORTEST_CLAUSE, begin + LONGEST_CLAUSE + 1),
            key=lambda place: (_breath(found, place, text), place),
        )
        yield begin


def _breath(found: Tokens, place: int, text: str) -> int:
    """How plainly talk draws breath before a word."""
    before, start = int(found.end[place - 1]), int(found.start[place])
    gap = text[before:start]
    if any(mark in gap for mark in ",;:—–…") or "..." in gap:
        return 3
    if start < before:
        return -1  # within what is written as one word
    said = lexicon().said
    word, last = said[int(found.word[place])], said[int(found.word[place - 1])]
    if word in _OPENERS:
        return 2
    return int(word in _STARTERS and last not in _STARTERS)


def _end_before(found: Tokens, place: int, text: str) -> int:
    """Where the words before ``place`` end, with their own marks."""
    before, start = int(found.end[place - 1]), int(found.start[place])
    return max(before, before + len(text[before:start].rstrip(" \t\n—–-" + _ASKING)))


def stretches_of(units: Units, loud: Any) -> Stretches:
    """Every run of one to three neighboring units of a passage that is not too long.

    Args:
        units: The units of all passages.
        loud: For each unit, whether its words are the speaker's own.
    """
    n_units = len(units)
    first, last = [], []
    fits = np.ones(n_units, dtype=bool)
    for further in range(MOST_SENTENCES):
        n_runs = max(n_units - further, 0)
        size = units.bounds[further + 1 :] - units.bounds[:n_runs]
        fits = fits[:n_runs] & loud[n_units - n_runs :]
        if further:
            fits &= (units.passage[further:] == units.passage[:n_runs]) & (size <= LONGEST_STRETCH)
        first.append(np.flatnonzero(fits))
        last.append(first[-1] + further)
    begins, ends = np.concatenate(first), np.concatenate(last)
    order = np.argsort(begins, kind="stable")
    begins, ends = begins[order], ends[order]
    return Stretches(begins, ends, *_around(units, begins, ends))


def _around(units: Units, first: Any, last: Any) -> tuple[Any, Any]:
    """The units of stretches with as many neighbors on both sides as make a short answer.

    The smaller neighbor comes first; all stretches grow side by side.
    """
    a, b = first.copy(), last.copy()
    sizes, passage = units.sizes, units.passage
    lowest = np.searchsorted(passage, passage[first])
    highest = np.searchsorted(passage, passage[first], side="right") - 1
    whole = units.bounds[highest + 1] - units.bounds[lowest] <= CONTEXT_WORDS
    a[whole], b[whole] = lowest[whole], highest[whole]
    growing = np.flatnonzero(~whole)
    size = units.bounds[b + 1] - units.bounds[a]
    while len(growing):
        left, right = a[growing], b[growing]
        may_left, may_right = left > lowest[growing], right < highest[growing]
        before = sizes[np.maximum(left - 1, 0)]
        after = sizes[np.minimum(right + 1, len(sizes) - 1)]
        to_left = may_left & (~may_right | (before <= after))
        added = np.where(to_left, before, after)
        goes = (to_left | may_right) & (size[growing] + added <= CONTEXT_WORDS)
        growing, to_left = growing[goes], to_left[goes]
        size[growing] += added[goes]
        a[growing] -= to_left
        b[growing] += ~to_left
    return a, b
