"""Stretches: the runs of sentences that a proposal may mark, and the talk around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from idtool.coding.everyday import COMMON
from idtool.coding.sentences import Sentence, Word

LONGEST_CLAUSE = 40
"""Words from which a sentence is cut where a new clause begins."""

LONGEST_STRETCH = 60
"""Words that a stretch of several sentences holds at most."""

MOST_SENTENCES = 3
CONTEXT_WORDS = 80

_SHORTEST_CLAUSE = 8
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
class Stretch:
    """Units ``first`` to ``last`` of a passage, inclusive, and the units around them."""

    first: int
    last: int
    around: tuple[int, int]


def clauses(found: Sequence[Sentence], text: str) -> list[Sentence]:
    """The sentences, very long ones cut where a clause opens after a comma or dash.

    What is still longer than a stretch, such as a turn that a program wrote down without
    punctuation, is cut where talk draws breath.
    """
    return [part for sentence in found for part in _cut(_own(sentence, text), text)]


def stretches(units: Sequence[Sentence]) -> list[Stretch]:
    """Every run of one to three neighboring units that is not too long."""
    sizes = [len(unit.words) for unit in units]
    found = []
    for first in range(len(units)):
        size = 0
        for last in range(first, min(first + MOST_SENTENCES, len(units))):
            size += sizes[last]
            if last > first and size > LONGEST_STRETCH:
                break
            found.append(Stretch(first, last, _around(sizes, first, last)))
    return found


def telling(words: Sequence[Word], muted: Sequence[bool]) -> set[str]:
    """Different lemmas of ``words`` that are neither read out, nor filler, nor everyday."""
    return {
        word.lemma
        for word, silent in zip(words, muted, strict=True)
        if not silent and word.lemma not in COMMON
    }


def _around(sizes: Sequence[int], first: int, last: int) -> tuple[int, int]:
    """The units of a stretch with as many neighbors on both sides as make a short answer."""
    size = sum(sizes[first : last + 1])
    while True:
        before = sizes[first - 1] if first > 0 else None
        after = sizes[last + 1] if last + 1 < len(sizes) else None
        if before is not None and (after is None or before <= after):
            if size + before > CONTEXT_WORDS:
                return first, last
            first, size = first - 1, size + before
        elif after is not None:
            if size + after > CONTEXT_WORDS:
                return first, last
            last, size = last + 1, size + after
        else:
            return first, last


def _own(sentence: Sentence, text: str) -> Sentence:
    """A sentence without the opening marks of the next, such as an inverted question mark."""
    end = max(
        sentence.words[-1].end,
        sentence.start + len(text[sentence.start : sentence.end].rstrip("¿¡([{“‘«„ \t")),
    )
    return sentence if end == sentence.end else Sentence(sentence.start, end, sentence.words)


def _cut(sentence: Sentence, text: str) -> Iterator[Sentence]:
    words = sentence.words
    if len(words) <= LONGEST_CLAUSE:
        yield sentence
        return
    places = [
        place
        for place in range(1, len(words))
        if words[place].said in _OPENERS and _mark_before(words, place, text, ",;—–-")
    ]
    begin = 0
    for place in places:
        if place - begin >= _SHORTEST_CLAUSE and len(words) - place >= _SHORTEST_CLAUSE:
            yield from _breaths(_part(words[begin:place], text, words[place].start), text)
            begin = place
    yield from _breaths(Sentence(words[begin].start, sentence.end, words[begin:]), text)


def _breaths(clause: Sentence, text: str) -> Iterator[Sentence]:
    """A clause no proposal could mark whole, such as a turn without punctuation, in shorter ones.

    Each ends at the last place within reach where talk draws breath most plainly: at a
    mark, before a word that opens a clause, before one that opens a sentence, or anywhere.
    """
    words, begin = clause.words, 0
    while len(words) - begin > LONGEST_STRETCH:
        place = max(
            range(begin + _SHORTEST_CLAUSE, begin + LONGEST_CLAUSE + 1),
            key=lambda place: (_breath(words, place, text), place),
        )
        yield _part(words[begin:place], text, words[place].start)
        begin = place
    yield Sentence(words[begin].start, clause.end, words[begin:])


def _breath(words: Sequence[Word], place: int, text: str) -> int:
    """How plainly talk draws breath before a word."""
    if _mark_before(words, place, text, ",;:—–…") or "..." in _gap(words, place, text):
        return 3
    if words[place].start < words[place - 1].end:
        return -1  # within what is written as one word
    if words[place].said in _OPENERS:
        return 2
    return int(words[place].said in _STARTERS and words[place - 1].said not in _STARTERS)


def _mark_before(words: Sequence[Word], place: int, text: str, marks: str) -> bool:
    gap = _gap(words, place, text)
    return any(mark in gap for mark in marks)


def _gap(words: Sequence[Word], place: int, text: str) -> str:
    return text[words[place - 1].end : words[place].start]


def _part(words: tuple[Word, ...], text: str, limit: int) -> Sentence:
    end = words[0].start + len(text[words[0].start : limit].rstrip(" \t\n—–-"))
    return Sentence(words[0].start, max(end, words[-1].end), words)
