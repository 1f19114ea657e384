"""Where codes meet: how often, against how often they would by chance."""

from __future__ import annotations

from collections.abc import Hashable, Sequence, Set
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from idtool.themes.curveball import shuffle_within
from idtool.themes.features import Vectors

DECIMALS = 6
MOST_TRADES = 400_000
MOST_DRAWS, FEWEST_DRAWS = 500, 99


@dataclass(frozen=True, slots=True)
class Meetings:
    """How often each two codes meet, person by person, and how often by chance.

    ``found``, ``expected`` and ``varying`` have shape (people, codes, codes): occasions
    of a person on which both codes are, their mean and their variance over draws.
    ``drawn`` has shape (draws, codes, codes), over all people. The diagonal is 0.
    """

    found: Vectors
    expected: Vectors
    varying: Vectors
    drawn: NDArray[np.int32]

    def standardized(self, weights: Vectors | None = None) -> Vectors:
        """How far each two codes meet more often than by chance, in standard deviations.

        0 where chance leaves no room: the variance is 0.

        Args:
            weights: How often each person was drawn; all once if ``None``.

        References:
            Gotelli, N. J., & McCabe, D. J. (2002). Species co-occurrence: a meta-analysis of
            J. M. Diamond's assembly rules model. Ecology, 83, 2091-2096 (standardized
            effect size).
        """
        each = np.ones(len(self.found)) if weights is None else weights
        found = np.tensordot(each, self.found, axes=1)
        return _effect(
            found,
            np.tensordot(each, self.expected, axes=1),
            np.tensordot(each, self.varying, axes=1),
        )

    def strength(self, codes: Sequence[int], drawn: int | None = None) -> float:
        """The same for all pairs of some codes together: their sum against its chance.

        Pairs are taken as if they varied by themselves, found and drawn alike.

        Args:
            codes: Places of the codes.
            drawn: A draw to look at instead of what was found.
        """
        pairs = np.ix_(list(codes), list(codes))
        found = self.found.sum(axis=0) if drawn is None else self.drawn[drawn]

        def total(counts: Vectors) -> Vectors:
            return np.asarray(np.triu(counts[pairs]).sum(keepdims=True), dtype=np.float64)

        told = _effect(
            total(found), total(self.expected.sum(axis=0)), total(self.varying.sum(axis=0))
        )
        return round(float(told.ravel()[0]), 4)

    def standardized_draw(self, draw: int) -> Vectors:
        """:meth:`standardized` of one draw of chance."""
        return _effect(
            self.drawn[draw].astype(np.float64),
            self.expected.sum(axis=0),
            self.varying.sum(axis=0),
        )

    def by_chance(self, one: int, other: int) -> float:
        """In which share of draws two codes meet as often as found, or more often.

        The found arrangement counts as one more draw, so it is never 0.

        References:
            Phipson, B., & Smyth, G. K. (2010). Permutation p-values should never be zero.
            Statistical Applications in Genetics and Molecular Biology, 9, article 39.
        """
        found = self.found[:, one, other].sum()
        as_often = int((self.drawn[:, one, other] >= found).sum())
        return round((1 + as_often) / (1 + len(self.drawn)), 4)


def count_meetings(
    rows: Sequence[Set[int]],
    people: Sequence[int],
    strata: Sequence[Hashable],
    *,
    n_codes: int,
    n_people: int,
    seed: int,
) -> Meetings:
    """Count where codes meet, and where they do when dealt out anew within each stratum.

    Args:
        rows: Codes of each occasion, as numbers from 0.
        people: Whose occasion it is, as numbers from 0.
        strata: Occasions between which codes are dealt out.
        n_codes: How many codes there are.
        n_people: How many people.
        seed: For the draws.
    """
    draws = max(min(MOST_DRAWS, MOST_TRADES // max(len(rows), 1)), FEWEST_DRAWS)
    shape = (n_people, n_codes, n_codes)
    total, squares = np.zeros(shape), np.zeros(shape)
    drawn = np.zeros((draws, n_codes, n_codes), dtype=np.int32)
    for draw, shuffled in enumerate(shuffle_within(rows, strata, draws=draws, seed=seed)):
        met = _met(shuffled, people, shape)
        total += met
        squares += met**2
        drawn[draw] = met.sum(axis=0)
    expected = np.round(total / draws, DECIMALS)
    varying = np.round(np.maximum(squares / draws - (total / draws) ** 2, 0.0), DECIMALS)
    return Meetings(_met(rows, people, shape), expected, varying, drawn)


def _met(rows: Sequence[Set[int]], people: Sequence[int], shape: tuple[int, int, int]) -> Vectors:
    """By person, on how many occasions each two codes are together."""
    counts = np.zeros(shape)
    for row, person in zip(rows, people, strict=True):
        if len(row) > 1:
            codes = sorted(row)
            counts[person][np.ix_(codes, codes)] += 1
    counts[:, np.arange(shape[1]), np.arange(shape[1])] = 0
    return counts


def _effect(found: Vectors, expected: Vectors, varying: Vectors) -> Vectors:
    spread = np.sqrt(varying)
    told: Vectors = np.divide(
        found - expected, spread, out=np.zeros_like(spread), where=spread > 1e-9
    )
    return np.round(told, DECIMALS)


def lift(together: int, one: int, other: int, n: int) -> float | None:
    """How many times more often two codes meet than if each went its own way.

    Args:
        together: Occasions with both.
        one: Occasions with the first.
        other: Occasions with the second.
        n: All occasions.

    Returns:
        1 if they are independent; ``None`` if one of them is nowhere.

    References:
        Brin, S., Motwani, R., Ullman, J. D., & Tsur, S. (1997). Dynamic itemset counting
        and implication rules for market basket data. SIGMOD Record, 26(2), 255-264
        (there called interest).
    """
    return round(together * n / (one * other), 4) if one and other else None


def normalized_pmi(together: int, one: int, other: int, n: int) -> float | None:
    """How far two codes go together: -1 never, 0 as by chance, 1 only together.

    ``None`` if one of them is nowhere, or both are everywhere.

    References:
        Bouma, G. (2009). Normalized (pointwise) mutual information in collocation
        extraction. Proceedings of GSCL, 31-40.
    """
    if not one or not other:
        return None
    if not together:
        return -1.0
    if together == n:
        return None
    return round(log(together * n / (one * other)) / -log(together / n), 4)
