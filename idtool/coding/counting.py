"""Counting: words, pairs of words, and letters of texts, as sparse tables.

Both count what scikit-learn's ``CountVectorizer`` counts (``ngram_range=(1, 2)``
of words; ``char_wb`` with 3 to 5 letters), but look at each different word once:
talk repeats its words, and the same talk is counted as turns, places and runs of
sentences. Columns are in the order in which a vocabulary was met, so the same
material gives the same table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from scipy import sparse

SHORTEST, LONGEST = 3, 5
"""Letters of a run; a word has a space on both sides, runs do not reach past it."""

MOST_COLUMNS = 60_000

_PAIR = 1 << 31
_WORD = re.compile(r"(?u)\b\w+\b")


class WordCounts:
    """Words and pairs of neighboring words.

    Args:
        fewest: Texts of the material in which a word or pair has to stand.
        plain: Whether texts are words with spaces between, as lemmas are.
    """

    def __init__(self, fewest: int, *, plain: bool = False) -> None:
        self._fewest = fewest
        self._plain = plain
        self._number: dict[str, int] = {}
        self._kept = np.zeros(0, dtype=np.int64)

    def fit(self, texts: Sequence[str]) -> Any:
        """Learn the vocabulary; the counts of ``texts``, one row per text."""
        rows, keys = self._keys(texts, learn=True)
        met, place = np.unique(keys, return_inverse=True)
        pairs = np.unique(place * max(1, len(texts)) + rows)
        n_texts = np.bincount(pairs // max(1, len(texts)), minlength=len(met))
        kept = np.flatnonzero(n_texts >= self._fewest)
        if len(kept) > MOST_COLUMNS:
            totals = np.bincount(place, minlength=len(met))[kept]
            kept = np.sort(kept[np.argsort(-totals, kind="stable")[:MOST_COLUMNS]])
        self._kept = met[kept]
        return self._table(rows, keys, len(texts))

    def count(self, texts: Sequence[str]) -> Any:
        """Counts of the known words and pairs in ``texts``, one row per text."""
        rows, keys = self._keys(texts, learn=False)
        return self._table(rows, keys, len(texts))

    @property
    def names(self) -> list[str]:
        """The word or pair of words of each column."""
        words = list(self._number)
        return [
            words[key] if key < _PAIR else f"{words[key // _PAIR - 1]} {words[key % _PAIR]}"
            for key in self._kept.tolist()
        ]

    def __len__(self) -> int:
        return len(self._kept)

    def _keys(self, texts: Sequence[str], *, learn: bool) -> tuple[Any, Any]:
        """The text and the number of every word and pair; unknown words have none."""
        said = [text.split() if self._plain else _WORD.findall(text) for text in texts]
        number = self._number
        if learn:
            for words in said:
                for word in words:
                    number.setdefault(word, len(number))
        flat = np.array([number.get(word, -1) for words in said for word in words], dtype=np.int64)
        row = np.repeat(np.arange(len(said)), [len(words) for words in said])
        if not len(flat):
            return row, flat
        beside = (row[1:] == row[:-1]) & (flat[1:] >= 0) & (flat[:-1] >= 0)
        pair = ((flat[:-1] + 1) * _PAIR + flat[1:])[beside]
        known = flat >= 0
        return np.concatenate([row[known], row[1:][beside]]), np.concatenate([flat[known], pair])

    def _table(self, rows: Any, keys: Any, n_texts: int) -> Any:
        if not len(self._kept):
            return sparse.csr_matrix((n_texts, 0))
        place = np.minimum(np.searchsorted(self._kept, keys), len(self._kept) - 1)
        found = self._kept[place] == keys
        return _summed(rows[found], place[found], (n_texts, len(self._kept)))


class LetterCounts:
    """Runs of three to five letters within words.

    Args:
        fewest: Texts of the material in which a run has to stand.
    """

    def __init__(self, fewest: int) -> None:
        self._fewest = fewest
        self._number: dict[str, int] = {}
        self._runs: dict[str, tuple[int, ...]] = {}
        self._kept = np.zeros(0, dtype=np.int64)

    def fit(self, texts: Sequence[str]) -> Any:
        """Learn the vocabulary; the counts of ``texts``, one row per text."""
        counts = self._all(texts, learn=True)
        n_texts = np.bincount(counts.indices, minlength=counts.shape[1])
        kept = np.flatnonzero(n_texts >= self._fewest)
        if len(kept) > MOST_COLUMNS:
            totals = np.asarray(counts.sum(axis=0)).ravel()[kept]
            kept = np.sort(kept[np.argsort(-totals, kind="stable")[:MOST_COLUMNS]])
        self._kept = kept
        return counts[:, kept]

    def count(self, texts: Sequence[str]) -> Any:
        """Counts of the known runs in ``texts``, one row per text."""
        return self._all(texts, learn=False)[:, self._kept]

    def __len__(self) -> int:
        return len(self._kept)

    def _all(self, texts: Sequence[str], *, learn: bool) -> Any:
        """Counts of every run ever met: those of each word, times the words of each text."""
        met: dict[str, int] = {}
        said = [[met.setdefault(word, len(met)) for word in text.split()] for text in texts]
        rows = np.repeat(np.arange(len(said)), [len(words) for words in said])
        words = np.array([number for numbers in said for number in numbers], dtype=np.int64)
        runs = [self._runs_of(word, learn=learn) for word in met]
        width = len(self._number)
        of_word = _summed(
            np.repeat(np.arange(len(runs)), [len(run) for run in runs]),
            np.array([number for run in runs for number in run], dtype=np.int64),
            (len(met), width),
        )
        return (_summed(rows, words, (len(texts), len(met))) @ of_word).tocsr()

    def _runs_of(self, word: str, *, learn: bool) -> tuple[int, ...]:
        found = self._runs.get(word)
        if found is None:
            number = self._number
            if learn:
                for run in letter_runs(word):
                    number.setdefault(run, len(number))
            found = tuple(number[run] for run in letter_runs(word) if run in number)
            self._runs[word] = found
        return found


def letter_runs(word: str) -> Iterable[str]:
    """The runs of three to five letters of a word between spaces; a short word is one run."""
    padded = f" {word} "
    for size in range(SHORTEST, LONGEST + 1):
        if len(padded) <= size:
            yield padded
            return
        for start in range(len(padded) - size + 1):
            yield padded[start : start + size]


def _summed(rows: Any, columns: Any, shape: tuple[int, int]) -> Any:
    """A table of counts, with equal places added up and columns in order."""
    table = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)
    table.sum_duplicates()
    return table
