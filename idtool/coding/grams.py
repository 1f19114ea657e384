"""Grams: the words, pairs of words and runs of letters of texts, counted.

Texts are given as numbers of lemmas. Runs of three to five letters stay within
a word, so which ones a lemma holds is looked up, not spelled out each time:
counting letters is a product of two sparse tables, units by lemmas and lemmas
by runs of letters. Only grams that the texts learned from hold are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from scipy import sparse

from idtool.coding.lexicon import lexicon

LETTERS = (3, 5)
"""Shortest and longest run of letters; the spaces around a word count as letters."""


class Grams:
    """The grams of some texts; ``n_words`` words and pairs, ``n_letters`` runs of letters.

    Columns of counts are in order of the alphabet, whatever the order of the texts.
    """

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self._known = lexicon()
        pairs = {pair for text in texts for pair in pairwise(text)}
        words = {word for text in texts for word in text}
        columns = sorted([*((word,) for word in words), *pairs])
        self.n_words = len(columns)
        self._word = {gram[0]: n for n, gram in enumerate(columns) if len(gram) == 1}
        size = len(words) + 1
        rank = {word: n for n, word in enumerate(sorted(words), 1)}
        keyed = sorted(
            (rank[gram[0]] * size + rank[gram[1]], n)
            for n, gram in enumerate(columns)
            if len(gram) == 2
        )
        self._pair_keys = np.array([key for key, _ in keyed], dtype=np.int64)
        self._pair_columns = np.array([column for _, column in keyed], dtype=np.int64)
        self._rank, self._size = rank, size
        runs = sorted({run for word in words for run in letters_of(word)})
        self._letters = {run: n for n, run in enumerate(runs)}
        self.n_letters = len(runs)
        self._n_lemmas = 0
        self._column_of_lemma = self._rank_of_lemma = np.zeros(0, dtype=np.int64)
        self._spelled: tuple[list[int], list[int], list[int]] = ([], [], [0])
        self._table: Any = None

    @property
    def letters_of_lemmas(self) -> Any:
        """For every lemma of the lexicon its runs of letters, one row per lemma."""
        self._learn()
        return self._table

    def count(self, lemma: Any, bounds: Any) -> tuple[Any, Any]:
        """Counts of words and of letters, one row per unit.

        Rows may hold a column several times; a product adds them up.

        Args:
            lemma: Numbers of the lemmas of all units.
            bounds: For each unit its first place in ``lemma``, and the number of lemmas.
        """
        spoken = self.spoken(lemma, bounds)
        return self.words(lemma, bounds), spoken @ self.letters_of_lemmas

    def spoken(self, lemma: Any, bounds: Any) -> Any:
        """How often each unit holds each lemma of the lexicon."""
        shape = (len(bounds) - 1, self.letters_of_lemmas.shape[0])
        return sparse.csr_matrix((np.ones(len(lemma)), lemma, bounds), shape=shape)

    def words(self, lemma: Any, bounds: Any) -> Any:
        """How often each unit holds each known word and pair."""
        self._learn()
        n_units = len(bounds) - 1
        unit = np.repeat(np.arange(n_units), np.diff(bounds))
        column = self._column_of_lemma[lemma]
        known = np.flatnonzero(column >= 0)
        place, pair = self._pairs(lemma, unit)
        rows = np.concatenate([unit[known], unit[place]])
        order = np.argsort(rows, kind="stable")
        columns = np.concatenate([column[known], pair])[order].astype(np.int32)
        begins = np.searchsorted(rows[order], np.arange(n_units + 1)).astype(np.int32)
        return sparse.csr_matrix(
            (np.ones(len(rows)), columns, begins), shape=(n_units, self.n_words)
        )

    def count_texts(self, texts: Sequence[Sequence[str]]) -> tuple[Any, Any]:
        """The same for texts given as lemmas; one row per text."""
        number = self._known.lemma
        lemma = np.array([number(word) for text in texts for word in text], dtype=np.int64)
        return self.count(lemma, np.cumsum([0, *map(len, texts)]))

    def _pairs(self, lemma: Any, unit: Any) -> tuple[Any, Any]:
        """Places at which a known pair begins, and its column."""
        rank = self._rank_of_lemma[lemma]
        place = np.flatnonzero((rank[:-1] > 0) & (rank[1:] > 0) & (unit[:-1] == unit[1:]))
        if not len(self._pair_keys):
            return place[:0], place[:0]
        keys = rank[place] * self._size + rank[place + 1]
        found = np.minimum(np.searchsorted(self._pair_keys, keys), len(self._pair_keys) - 1)
        hit = self._pair_keys[found] == keys
        return place[hit], self._pair_columns[found[hit]]

    def _learn(self) -> None:
        """Look at the lemmas that were not yet met."""
        fresh = self._known.lemmas[self._n_lemmas :]
        if not fresh and self._table is not None:
            return
        data, columns, bounds = self._spelled
        for lemma in fresh:
            counts = Counter(
                n for run in letters_of(lemma) if (n := self._letters.get(run)) is not None
            )
            columns += counts.keys()
            data += counts.values()
            bounds.append(len(columns))
        self._n_lemmas += len(fresh)
        self._column_of_lemma = _joined(
            self._column_of_lemma, (self._word.get(w, -1) for w in fresh)
        )
        self._rank_of_lemma = _joined(self._rank_of_lemma, (self._rank.get(w, 0) for w in fresh))
        self._table = sparse.csr_matrix(
            (np.array(data, dtype=np.float64), np.array(columns, dtype=np.int32), np.array(bounds)),
            shape=(self._n_lemmas, self.n_letters),
        )


def letters_of(word: str) -> Iterator[str]:
    """Runs of letters of a word with a space on both sides; a short word is told once."""
    padded = f" {word} "
    for size in range(LETTERS[0], LETTERS[1] + 1):
        if len(padded) <= size:
            yield padded
            return
        for start in range(len(padded) - size + 1):
            yield padded[start : start + size]


def runs(counts: Any, first: Any, last: Any) -> Any:
    """Counts of runs of units, each from its first to its last."""
    return gathering(first, last, counts.shape[0]) @ counts


def gathering(first: Any, last: Any, n_units: int) -> Any:
    """A table that adds up the units of runs: one row per run, one column per unit."""
    lengths = last - first + 1
    bounds = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    column = np.repeat((first - bounds[:-1]).astype(np.int32), lengths)
    column += np.arange(len(column), dtype=np.int32)
    return sparse.csr_matrix((np.ones(len(column)), column, bounds), shape=(len(first), n_units))


def _joined(before: Any, further: Iterable[int]) -> Any:
    return np.concatenate([before, np.fromiter(further, dtype=np.int64)])
