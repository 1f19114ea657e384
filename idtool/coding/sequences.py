"""Sequences: many short runs of words, all sought in one row of numbers at once.

The runs form a tree; the whole row steps through it together, one level at a
time, so that the work is a few operations on arrays, however many runs there
are. A word of a run may be starred: it then stands for every word that begins
like it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from idtool.coding.lexicon import Lexicon, lexicon
from idtool.coding.stream import Stream

Part = tuple[str, ...]
"""Lemmas that follow each other; one that ends in a star stands for all that begin so."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Where runs were found: which ``part``, and the places of its ``first`` and last word."""

    part: Any
    first: Any
    last: Any


class Sequences:
    """A set of parts, ready to be sought; ``number`` is the place of each in what is found."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.number = {part: n for n, part in enumerate(dict.fromkeys(parts))}
        self.known = lexicon()
        self._symbol: dict[str, int] = {}
        nodes: list[dict[int, int]] = [{}]
        ends: list[int] = [-1]
        for part, number in self.number.items():
            node = 0
            for word in part:
                symbol = self._symbol.setdefault(word, len(self._symbol) + 1)
                if symbol not in nodes[node]:
                    nodes[node][symbol] = len(nodes)
                    nodes.append({})
                    ends.append(-1)
                node = nodes[node][symbol]
            ends[node] = number
        self._ends = np.array(ends)
        self._grows = np.array([bool(node) for node in nodes])
        size = len(self._symbol) + 1
        self._root = np.full(size, -1)
        for symbol, node in nodes[0].items():
            self._root[symbol] = node
        steps = sorted(
            (node * size + symbol, following)
            for node, found in enumerate(nodes)
            if node
            for symbol, following in found.items()
        )
        self._keys = np.array([key for key, _ in steps], dtype=np.int64)
        self._next = np.array([following for _, following in steps], dtype=np.int64)
        self._symbol_of_lemma = np.zeros(0, dtype=np.int64)
        self._stems = _Stems([word for word in self._symbol if word.endswith("*")], self._symbol)

    def find(self, stream: Stream) -> Runs:
        """Every part at every place where its words follow each other in one sentence.

        Which words begin like a starred one is judged by what is said in their transcript.
        """
        sentence = stream.sentence
        n_words = len(sentence)
        symbol = np.where(stream.silent, 0, self._symbols(stream.lemma))
        place = np.arange(n_words)
        starred_place, starred = self._stems.at(stream, self.known)
        if len(starred):
            place = np.concatenate([place, starred_place])
            symbol = np.concatenate([symbol, starred])
            order = np.argsort(place, kind="stable")
            place, symbol = place[order], symbol[order]
        bounds = np.searchsorted(place, np.arange(n_words + 1)) if len(starred) else None
        node = self._root[symbol]
        alive = np.flatnonzero(node >= 0)
        first, at, node = place[alive], place[alive], node[alive]
        found = []
        while len(first):
            ending = np.flatnonzero(self._ends[node] >= 0)
            found.append((self._ends[node[ending]], first[ending], at[ending]))
            going = np.flatnonzero(self._grows[node] & (at + 1 < n_words))
            going = going[sentence[at[going] + 1] == sentence[at[going]]]
            first, at, node = first[going], at[going] + 1, node[going]
            if bounds is None:
                entry = at
            else:
                counts = bounds[at + 1] - bounds[at]
                owner = np.repeat(np.arange(len(at)), counts)
                entry = _within(counts) + bounds[at][owner]
                first, at, node = first[owner], at[owner], node[owner]
            node = self._step(node, symbol[entry])
            alive = np.flatnonzero(node >= 0)
            first, at, node = first[alive], at[alive], node[alive]
        if not found:
            nothing = np.zeros(0, dtype=np.int64)
            return Runs(nothing, nothing, nothing)
        part, first, at = (np.concatenate(column) for column in zip(*found, strict=True))
        return Runs(part, first, at)

    def _step(self, node: Any, symbol: Any) -> Any:
        """The nodes one symbol further, -1 where there is none."""
        if not len(self._keys):
            return np.full(len(node), -1)
        keys = node * (len(self._symbol) + 1) + symbol
        place = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.where(self._keys[place] == keys, self._next[place], -1)

    def _symbols(self, lemma: Any) -> Any:
        """The symbols of lemmas, 0 for what no part holds."""
        known = self.known
        if len(self._symbol_of_lemma) < len(known.lemmas):
            fresh = known.lemmas[len(self._symbol_of_lemma) :]
            added = np.array(
                [0 if word.endswith("*") else self._symbol.get(word, 0) for word in fresh],
                dtype=np.int64,
            )
            self._symbol_of_lemma = np.concatenate([self._symbol_of_lemma, added])
        return self._symbol_of_lemma[lemma]


class _Stems:
    """Starred words, and which words begin like each."""

    def __init__(self, starred: Sequence[str], symbol: dict[str, int]) -> None:
        self._symbol_of = {word[:-1]: symbol[word] for word in starred}
        self._size = max(self._symbol_of.values(), default=0) + 1
        self._sizes = sorted({len(stem) for stem in self._symbol_of})
        self._begun: list[int] = []
        self._bounds = [0]
        self._symbols, self._first = np.zeros(0, dtype=np.int64), np.zeros(1, dtype=np.int64)

    def at(self, stream: Stream, known: Lexicon) -> tuple[Any, Any]:
        """Places and symbols of the starred words that fit there.

        A star takes in every lemma one of whose forms, as said in this transcript, or which
        itself begins so.
        """
        nothing = np.zeros(0, dtype=np.int64)
        if not self._symbol_of:
            return nothing, nothing
        self._learn(known)
        counts = np.diff(self._first)
        begun = np.flatnonzero((counts[stream.word] > 0) & ~stream.silent)
        if not len(begun):
            return nothing, nothing
        n_words, n_lemmas = len(known.said), len(known.lemmas)
        said = np.unique(stream.transcript[begun] * n_words + stream.word[begun])
        transcript, word = said // n_words, said % n_words
        owner, symbol = self._of(word)
        lemma = known.lemma_of_word.array[word][owner].astype(np.int64)
        pairs = np.unique((transcript[owner] * n_lemmas + lemma) * self._size + symbol)
        spoken, symbols = pairs // self._size, pairs % self._size
        held = np.zeros(n_lemmas, dtype=bool)
        held[lemma] = True
        places = np.flatnonzero(held[stream.lemma] & ~stream.silent)
        wanted = stream.transcript[places] * n_lemmas + stream.lemma[places]
        begins = np.searchsorted(spoken, wanted)
        counts = np.searchsorted(spoken, wanted, side="right") - begins
        entry = np.repeat(begins, counts) + _within(counts)
        return np.repeat(places, counts), symbols[entry]

    def _of(self, word: Any) -> tuple[Any, Any]:
        """For words: the place of each among them, and the symbols of the stems it begins with."""
        counts = self._first[word + 1] - self._first[word]
        owner = np.repeat(np.arange(len(word)), counts)
        return owner, self._symbols[np.repeat(self._first[word], counts) + _within(counts)]

    def _learn(self, known: Lexicon) -> None:
        """Look at the words that were not yet met."""
        n_met = len(self._bounds) - 1
        if n_met == len(known.said):
            return
        lemma_of = known.lemma_of_word.array[n_met:].tolist()
        for number, lemma in enumerate(lemma_of, n_met):
            both = {known.said[number], known.lemmas[lemma]}
            stems = {
                self._symbol_of[text[:size]]
                for text in both
                for size in self._sizes
                if text[:size] in self._symbol_of and len(text) >= size
            }
            self._begun += sorted(stems)
            self._bounds.append(len(self._begun))
        self._symbols = np.array(self._begun, dtype=np.int64)
        self._first = np.array(self._bounds, dtype=np.int64)


def _within(counts: Any) -> Any:
    """0, 1, 2 … for each count, one after the other."""
    return np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
