"""Grams: the words, pairs of words and runs of letters of texts, counted.

Texts are given as numbers of lemmas. Runs of three to five letters stay within
a word, so which ones a lemma holds is looked up (``spelling.py``), not spelled out
each time: counting letters is a product of two sparse tables, units by lemmas and
lemmas by runs of letters. Only grams that the texts learned from hold are counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from scipy import sparse

from idtool.coding.lexicon import lexicon
from idtool.coding.spelling import letters_of, spelling

_PAIR = 1 << 32
_BITS = 20
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(64 - _BITS)


def pairs_of(lemma: Any, unit: Any) -> tuple[Any, Any]:
    """Places at which a pair of neighbors of one unit begins, and the number of that pair."""
    place = np.flatnonzero(unit[:-1] == unit[1:])
    return place, lemma[place].astype(np.int64) * _PAIR + lemma[place + 1]


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
        number = self._known.lemma
        keyed = sorted(
            (number(gram[0]) * _PAIR + number(gram[1]), n)
            for n, gram in enumerate(columns)
            if len(gram) == 2
        )
        self._pair_keys = np.array([key for key, _ in keyed], dtype=np.int64)
        self._pair_columns = np.array([column for _, column in keyed], dtype=np.int64)
        self._may_be_pair = np.zeros(1 << _BITS, dtype=bool)
        self._may_be_pair[_hashed(self._pair_keys)] = True
        runs = sorted({run for word in words for run in letters_of(word)})
        self.n_letters = len(runs)
        self._number_of_run = np.array(spelling().numbers(runs), dtype=np.int64)
        self._column_of_lemma = self._column_of_run = np.zeros(0, dtype=np.int64)
        self._letters_of_lemmas: Any = None

    def columns_of_words(self, but: Collection[str]) -> Any:
        """The columns of single words, less those of some lemmas."""
        return np.array([n for word, n in self._word.items() if word not in but], dtype=np.int64)

    @property
    def column_of_lemma(self) -> Any:
        """For every lemma of the lexicon its column among the words, -1 where it has none."""
        fresh = self._known.lemmas[len(self._column_of_lemma) :]
        if fresh:
            self._column_of_lemma = _joined(
                self._column_of_lemma, (self._word.get(word, -1) for word in fresh)
            )
        return self._column_of_lemma

    @property
    def column_of_run(self) -> Any:
        """For every run of letters ever met its column, -1 where it has none."""
        if len(self._column_of_run) < len(spelling().number):
            self._column_of_run = np.full(len(spelling().number), -1)
            self._column_of_run[self._number_of_run] = np.arange(self.n_letters)
        return self._column_of_run

    @property
    def letters_of_lemmas(self) -> Any:
        """For every lemma of the lexicon its known runs of letters, one row per lemma."""
        table, n_met = self._letters_of_lemmas, len(self._known.lemmas)
        if table is None or table.shape[0] < n_met:
            every = spelling().table
            column = self.column_of_run[every.indices]
            held = column >= 0
            bounds = np.concatenate([[0], np.cumsum(held)])[every.indptr]
            table = self._letters_of_lemmas = sparse.csr_matrix(
                (every.data[held], column[held], bounds), shape=(n_met, self.n_letters)
            )
        return table

    def columns_of_pairs(self, pairs: Any) -> Any:
        """The columns of pairs of lemmas, -1 where they have none."""
        found = np.full(len(pairs), -1)
        likely = np.flatnonzero(self._may_be_pair[_hashed(pairs)])
        if len(likely) and len(self._pair_keys):
            sought = pairs[likely]
            place = np.minimum(np.searchsorted(self._pair_keys, sought), len(self._pair_keys) - 1)
            hit = self._pair_keys[place] == sought
            found[likely[hit]] = self._pair_columns[place[hit]]
        return found

    def count(self, lemma: Any, bounds: Any) -> tuple[Any, Any]:
        """Counts of words and of letters, one row per unit.

        Rows may hold a column several times; a product adds them up.

        Args:
            lemma: Numbers of the lemmas of all units.
            bounds: For each unit its first place in ``lemma``, and the number of lemmas.
        """
        shape = (len(bounds) - 1, self.letters_of_lemmas.shape[0])
        spoken = sparse.csr_matrix((np.ones(len(lemma)), lemma, bounds), shape=shape)
        return self._words(lemma, bounds), spoken @ self.letters_of_lemmas

    def count_texts(self, texts: Sequence[Sequence[str]]) -> tuple[Any, Any]:
        """The same for texts given as lemmas; one row per text."""
        number = self._known.lemma
        lemma = np.array([number(word) for text in texts for word in text], dtype=np.int64)
        return self.count(lemma, np.cumsum([0, *map(len, texts)]))

    def _words(self, lemma: Any, bounds: Any) -> Any:
        """How often each unit holds each known word and pair."""
        n_units = len(bounds) - 1
        unit = np.repeat(np.arange(n_units), np.diff(bounds))
        place, pairs = pairs_of(lemma, unit)
        column = np.concatenate([self.column_of_lemma[lemma], self.columns_of_pairs(pairs)])
        rows = np.concatenate([unit, unit[place]])
        known = column >= 0
        rows, column = rows[known], column[known]
        order = np.argsort(rows, kind="stable")
        begins = np.searchsorted(rows[order], np.arange(n_units + 1)).astype(np.int32)
        return sparse.csr_matrix(
            (np.ones(len(rows)), column[order].astype(np.int32), begins),
            shape=(n_units, self.n_words),
        )


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


def _hashed(pairs: Any) -> Any:
    """Numbers of pairs mixed into few bits: most pairs of talk are told apart from known ones."""
    return (pairs.astype(np.uint64) * _FACTOR) >> _SHIFT
