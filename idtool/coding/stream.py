"""Stream: the words of a transcript in one row, and where which lemma stands in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from idtool.coding.sentences import Sentence

BREAK = "\u2029"
"""Stands between sentences, and for words that are only read out; fits no rule."""

Part = tuple[str, ...]
"""Lemmas that follow each other; one that ends in a star stands for all that begin so."""


class Stream:
    """The words of all sentences in one row, with a break between sentences."""

    def __init__(self, talk: Sequence[Sentence], muted: Sequence[Sequence[bool]] | None) -> None:
        self.lemmas: list[str] = []
        self.sentence: list[int] = []
        self.word: list[int] = []
        self.at: dict[str, list[int]] = defaultdict(list)
        self._said: dict[str, set[str]] = defaultdict(set)
        for number, sentence in enumerate(talk):
            for place, word in enumerate(sentence.words):
                silent = muted is not None and muted[number][place]
                self._add(BREAK if silent else word.lemma, number, place)
                if not silent:
                    self._said[word.said].add(word.lemma)
            self._add(BREAK, number, len(sentence.words))
        self._begun: dict[str, frozenset[str]] = {}

    def _add(self, lemma: str, sentence: int, word: int) -> None:
        self.at[lemma].append(len(self.lemmas))
        self.lemmas.append(lemma)
        self.sentence.append(sentence)
        self.word.append(word)

    def doc(self, vocab: Any) -> Any:
        """The row as a spaCy document whose lemmas are ours."""
        from spacy.tokens import Doc

        return Doc(vocab, words=self.lemmas, lemmas=self.lemmas)

    def starts(self, part: Part) -> list[int]:
        """Places at which the words of ``part`` follow each other."""
        options = [self._fitting(word) for word in part]
        return sorted(
            first
            for lemma in options[0]
            for first in self.at.get(lemma, ())
            if all(
                first + step < len(self.lemmas) and self.lemmas[first + step] in fitting
                for step, fitting in enumerate(options)
            )
        )

    def _fitting(self, word: str) -> frozenset[str]:
        if not word.endswith("*"):
            return frozenset((word,))
        if word not in self._begun:
            stem = word[:-1]
            self._begun[word] = frozenset(
                lemma
                for said, forms in self._said.items()
                for lemma in forms
                if said.startswith(stem) or lemma.startswith(stem)
            )
        return self._begun[word]


def near_places(parts: Sequence[Part], within: int, stream: Stream) -> Iterator[tuple[int, ...]]:
    """Places at which ``parts`` stand at most ``within`` words apart, sentence by sentence."""
    by_sentence: dict[int, list[list[int]]] = {}
    for number, part in enumerate(parts):
        found: dict[int, list[int]] = defaultdict(list)
        for place in stream.starts(part):
            found[stream.sentence[place]].append(place)
        by_sentence = {
            sentence: [*by_sentence.get(sentence, []), places]
            for sentence, places in found.items()
            if number == 0 or sentence in by_sentence
        }
        if not by_sentence:
            return
    for sentence in sorted(by_sentence):
        yield from _close(by_sentence[sentence], within)


def _close(options: Sequence[Sequence[int]], within: int) -> Iterator[tuple[int, ...]]:
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
