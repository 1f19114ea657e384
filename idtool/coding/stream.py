"""Stream: words in one row of numbers, and words that stand near each other in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from idtool.coding.lexicon import lexicon
from idtool.coding.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Stream:
    """The words of all sentences in one row; every array has one entry per word.

    ``word`` and ``lemma`` are numbers of the lexicon, ``sentence`` counts sentences.
    ``silent`` are words that are only read out; they fit no rule. ``transcript`` counts
    transcripts.
    """

    word: Any
    lemma: Any
    sentence: Any
    silent: Any
    transcript: Any

    @property
    def n_sentences(self) -> int:
        """Sentences up to the last that holds a word."""
        return int(self.sentence[-1]) + 1 if len(self.sentence) else 0

    @property
    def sentence_start(self) -> Any:
        """For each sentence the place of its first word."""
        return np.searchsorted(self.sentence, np.arange(self.n_sentences))


def stream_of(talk: Sequence[Sentence], muted: Sequence[Sequence[bool]] | None = None) -> Stream:
    """Sentences given as records, as one row."""
    known = lexicon()
    word = [known.word_of(word.said, word.lemma) for one in talk for word in one.words]
    silent = (
        [flag for flags in muted for flag in flags] if muted is not None else [False] * len(word)
    )
    numbers = np.array(word, dtype=np.int64)
    return Stream(
        numbers,
        known.lemma_of_word.array[numbers],
        np.repeat(np.arange(len(talk)), [len(one.words) for one in talk]),
        np.array(silent, dtype=bool),
        np.zeros(len(numbers), dtype=np.int64),
    )


def close_places(options: Sequence[Sequence[int]], within: int) -> Iterator[tuple[int, ...]]:
    """One place of each option, at most ``within`` apart; no run of words is used twice."""
    after = -1
    for first in sorted({place for places in options for place in places}):
        if first <= after:
            continue
        used: list[int] = []
        for places in options:
            place = next(
                (p for p in places if first <= p <= first + within and p not in used), None
            )
            if place is None:
                break
            used.append(place)
        else:
            if min(used) == first:
                after = max(used)
                yield tuple(sorted(used))
