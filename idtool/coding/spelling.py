"""Spelling: every lemma of the lexicon as its runs of three to five letters.

Runs are numbered in the order in which they were met; numbers hold within one
process. No codebook has a part in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
from scipy import sparse

from idtool.coding.lexicon import Lexicon, lexicon

LETTERS = (3, 5)
"""Shortest and longest run of letters; the spaces around a word count as letters."""


class Spelling:
    """Runs of letters by their ``number``, and which of them each lemma holds how often."""

    def __init__(self, known: Lexicon) -> None:
        self.number: dict[str, int] = {}
        self._known = known
        self._data, self._columns = np.zeros(0), np.zeros(0, dtype=np.int32)
        self._bounds = np.zeros(1, dtype=np.int32)
        self._table: Any = None

    def numbers(self, runs: list[str]) -> list[int]:
        """The numbers of runs of letters; new ones are taken in."""
        number = self.number
        return [number.setdefault(run, len(number)) for run in runs]

    @property
    def table(self) -> Any:
        """Counts of runs, one row per lemma of the lexicon."""
        n_met = len(self._bounds) - 1
        fresh = self._known.lemmas[n_met:]
        if fresh:
            counts = [Counter(self.numbers(list(letters_of(lemma)))) for lemma in fresh]
            sizes = np.cumsum([len(counted) for counted in counts])
            self._bounds = np.append(self._bounds, sizes + self._bounds[-1]).astype(np.int32)
            columns = [column for counted in counts for column in counted]
            self._columns = np.append(self._columns, np.array(columns, dtype=np.int32))
            self._data = np.append(self._data, [n for c in counts for n in c.values()])
        if fresh or self._table is None or self._table.shape[1] < len(self.number):
            shape = (len(self._bounds) - 1, len(self.number))
            self._table = sparse.csr_matrix((self._data, self._columns, self._bounds), shape=shape)
        return self._table


@lru_cache(maxsize=1)
def spelling() -> Spelling:
    """The spelling of this process."""
    return Spelling(lexicon())


def letters_of(word: str) -> Iterator[str]:
    """Runs of letters of a word with a space on both sides; a short word is told once."""
    padded = f" {word} "
    for size in range(LETTERS[0], LETTERS[1] + 1):
        if len(padded) <= size:
            yield padded
            return
        for start in range(len(padded) - size + 1):
            yield padded[start : start + size]
