"""Repeats: what stretches of talk say more than once.

A gram counts 1 + log(n). Where it is said once, which is mostly, that is n, and
what a stretch says is the sum of its units. Only grams said several times have to
be looked at stretch by stretch. Which they are depends on the talk alone, so they
are kept with it; what they weigh, a codebook says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy import sparse

from idtool.coding.grams import gathering, pairs_of
from idtool.coding.spelling import spelling

_AT_ONCE = 2_048
"""Runs counted in one go; what is needed for more of them is not in memory at once."""


@dataclass(frozen=True)
class Repeated:
    """Grams that runs of units hold more than once.

    Run ``r`` holds those from ``bounds[r]`` to before ``bounds[r + 1]``: each gram by its
    number in ``gram``, how often in ``n``.
    """

    bounds: Any
    gram: Any
    n: Any


@dataclass(frozen=True)
class SpokenUnits:
    """What is said of one's own in units of talk, and in runs of them, gram by gram.

    ``lemma`` are the numbers of what is said, those of unit ``u`` from ``bounds[u]`` to
    before ``bounds[u + 1]``; ``first`` and ``last`` are the runs' units.
    """

    lemma: Any
    bounds: Any
    first: Any
    last: Any

    @cached_property
    def pairs(self) -> Any:
        """The different pairs of neighbors, as numbers."""
        return self._said_pairs[0]

    @cached_property
    def pair(self) -> tuple[Any, Any]:
        """The place in ``pairs`` of each pair said, and for each unit the bounds of its pairs."""
        return self._said_pairs[1], self._said_pairs[2]

    @cached_property
    def _said_pairs(self) -> tuple[Any, Any, Any]:
        unit = np.repeat(np.arange(len(self.bounds) - 1), np.diff(self.bounds))
        place, numbers = pairs_of(self.lemma, unit)
        different, number = np.unique(numbers, return_inverse=True)
        return different, number.astype(np.int32), np.searchsorted(place, self.bounds)

    @cached_property
    def by_lemma(self) -> Any:
        """How often each unit holds each lemma, as far as lemmas were known."""
        n_lemmas = int(self.lemma.max(initial=-1)) + 1
        return _counted(self.lemma, self.bounds, n_lemmas)

    @cached_property
    def words(self) -> Repeated:
        """Repeated pairs, by their place in ``pairs``, and after them lemmas."""
        pair, bounds = self.pair
        n_pairs = len(self.pairs)
        both = sparse.hstack([_counted(pair, bounds, n_pairs), self.by_lemma], format="csr")
        return self._repeated(self._runs_of(both))

    @cached_property
    def letters(self) -> Repeated:
        """Repeated runs of letters, by their numbers in the spelling."""
        every = spelling().table[: self.by_lemma.shape[1]]
        return self._repeated(self._runs_of(self.by_lemma @ every))

    def _runs_of(self, by_unit: Any) -> Iterator[Any]:
        for n in range(0, len(self.first), _AT_ONCE):
            some = slice(n, n + _AT_ONCE)
            yield gathering(self.first[some], self.last[some], by_unit.shape[0]) @ by_unit

    def _repeated(self, counts: Iterator[Any]) -> Repeated:
        bounds, gram, n_said = [np.zeros(1, dtype=np.int64)], [], []
        for counted in counts:
            often = np.flatnonzero(counted.data > 1)
            bounds.append(bounds[-1][-1] + np.searchsorted(often, counted.indptr[1:]))
            gram.append(counted.indices[often].astype(np.int32))
            n_said.append(counted.data[often].astype(np.uint16))
        nothing = np.zeros(0, dtype=np.int32)
        return Repeated(
            np.concatenate(bounds),
            np.concatenate([nothing, *gram]),
            np.concatenate([nothing.astype(np.uint16), *n_said]),
        )


def _counted(number: Any, bounds: Any, n_numbers: int) -> Any:
    shape = (len(bounds) - 1, n_numbers)
    return sparse.csr_matrix((np.ones(len(number)), number, bounds), shape=shape)
