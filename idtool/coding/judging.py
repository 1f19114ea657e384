"""Judging: every stretch held against the codebooks, with the talk around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from idtool.coding.grams import runs
from idtool.coding.hearing import Talk
from idtool.coding.knowledge import Knowledge
from idtool.coding.lexicon import lexicon
from idtool.coding.strength import NO_CODE_BIAS, likeness_shares, substance

_AT_ONCE = 8_192
"""Stretches scored in one go; what is needed for more of them is not in memory at once."""

_MORE_THAN_A_WORD = 2
_SOMETHING = 4
_MORE_THAN_A_NOD = 15


@dataclass(frozen=True)
class Judged:
    """What likeness says of every stretch of a transcript; one row per stretch.

    ``shares`` weighs the talk around a stretch along with its own words, ``own``
    goes by its own words alone; columns are the codes, then no code. ``around`` is
    the row of ``substance`` that a stretch has; ``known`` tells whether its own words hold one
    of the codebooks' telling words. ``counts`` are those of words and letters, by unit.
    """

    shares: Any
    own: Any
    surroundings: Surroundings
    known: Any
    counts: tuple[Any, Any]


@dataclass(frozen=True)
class Surroundings:
    """The different stretches of talk around stretches; ``row`` has one entry per stretch.

    ``substance`` says how much each holds that the codebooks know, 0 for too little;
    ``on_one_word`` for each code whether it shares a single telling word at most.
    """

    row: Any
    substance: Any
    on_one_word: Any


def judge(talk: Talk, known: Knowledge) -> Judged | None:
    """Hold stretches against the codebooks; ``None`` if there is nothing to hold."""
    found = talk.stretches
    if not len(found) or not known.is_spoken_for:
        return None
    likeness = known.likeness
    counts = likeness.grams.count(*_spoken(talk))
    around_first, around_last, row = _different(found.around_first, found.around_last)
    own = _logits(counts, found.first, found.last, known)
    around = _logits(counts, around_first, around_last, known)
    kinds = ("individual", "paired")
    allowed = np.array([[kind in known.codes[c].kinds for c in likeness.codes] for kind in kinds])
    kind = np.array([kinds.index(passage.kind) for passage in talk.passages])
    may_occur = allowed[kind[talk.units.passage[found.first]]]
    telling = _telling(talk, known)
    n_known = np.concatenate([[0], np.cumsum(np.diff(telling.indptr) > 0)])
    return Judged(
        likeness_shares(own, around[row], may_occur),
        likeness_shares(own, own, may_occur),
        _surroundings(talk, known, telling, (around_first, around_last, row)),
        n_known[found.last + 1] > n_known[found.first],
        counts,
    )


def features(judged: Judged, talk: Talk, rows: Any, known: Knowledge) -> Any:
    """TF-IDF features of the own words of some stretches."""
    first, last = talk.stretches.first[rows], talk.stretches.last[rows]
    return known.likeness.features(*(runs(counted, first, last) for counted in judged.counts))[0]


def _spoken(talk: Talk) -> tuple[Any, Any]:
    """The lemmas that are not read out, and where those of each unit begin."""
    return talk.tokens.lemma[~talk.quiet], talk.n_spoken[talk.units.bounds]


def _different(first: Any, last: Any) -> tuple[Any, Any, Any]:
    """Runs of units, each once, and for each entry the number of its run."""
    size = int(last.max()) + 1
    keys, row = np.unique(first * size + last, return_inverse=True)
    return keys // size, keys % size, row


def _logits(counts: tuple[Any, Any], first: Any, last: Any, known: Knowledge) -> Any:
    """Logits of runs of units, one row per run, the last column no code."""
    parts = [
        _scored(counts, first[n : n + _AT_ONCE], last[n : n + _AT_ONCE], known)
        for n in range(0, len(first), _AT_ONCE)
    ]
    return np.concatenate(parts)


def _scored(counts: tuple[Any, Any], first: Any, last: Any, known: Knowledge) -> Any:
    by_words, by_letters = known.logit_weights
    words, words_length = _sums(runs(counts[0], first, last), by_words, known.likeness.idf[0])
    found, length = _sums(runs(counts[1], first, last), by_letters, known.likeness.idf[1])
    # Words and letters have length 1 each, hence the square root of 2 together.
    kinds = np.where(words_length > 0, np.sqrt(2), 1.0)
    found /= (np.where(length > 0, length, 1.0) * kinds)[:, None]
    words /= np.where(words_length > 0, words_length, 1.0)[:, None]
    found += words
    found[:, -1] += NO_CODE_BIAS
    return found


def _sums(counts: Any, weights: Any, idf: Any) -> tuple[Any, Any]:
    """What the grams of each row add up to, and the length of the row."""
    counts.data = 1 + np.log(counts.data)
    summed = counts @ weights
    counts.data *= counts.data
    return summed, np.sqrt(counts @ (idf * idf))


def _telling(talk: Talk, known: Knowledge) -> Any:
    """For each unit its telling words that the codebooks know, each once."""
    place = np.flatnonzero(talk.tells)
    column = known.telling_columns(talk.tokens.lemma[place])
    held = np.flatnonzero(column >= 0)
    found = _table(talk, place[held], column[held], known.telling.shape[0])
    found.sum_duplicates()
    return found


def _table(talk: Talk, place: Any, column: Any, n_columns: int) -> Any:
    from scipy import sparse

    unit = talk.unit_of_word[place]
    return sparse.csr_matrix(
        (np.ones(len(place)), column, np.searchsorted(unit, np.arange(len(talk.units) + 1))),
        shape=(len(talk.units), n_columns),
    )


def _surroundings(
    talk: Talk, known: Knowledge, telling: Any, around: tuple[Any, Any, Any]
) -> Surroundings:
    first, last, row = around
    held = runs(telling, first, last)
    held.data = np.ones(len(held.data))
    n_known = np.diff(held.indptr)
    bounds = talk.units.bounds
    n_said = talk.n_spoken[bounds[last + 1]] - talk.n_spoken[bounds[first]]
    little = np.flatnonzero((n_known < _MORE_THAN_A_WORD) & (n_said < _MORE_THAN_A_NOD))
    place = np.flatnonzero(talk.tells)
    every = _table(talk, place, talk.tokens.lemma[place], len(lexicon().lemmas))
    n_telling = np.diff(runs(every, first[little], last[little]).indptr)
    weight = substance(np.maximum(1, n_known))
    weight[little[n_telling < _SOMETHING]] = 0.0
    return Surroundings(row, weight, held @ known.telling < _MORE_THAN_A_WORD)
