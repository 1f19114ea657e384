"""Judging: every stretch held against the codebooks, with the talk around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from idtool.coding.grams import gathering, runs
from idtool.coding.hearing import Talk
from idtool.coding.knowledge import Knowledge
from idtool.coding.lexicon import lexicon
from idtool.coding.strength import beforehand, likeness_shares, substance

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
    of the codebooks' telling words. ``counts`` are those of words and letters, by unit,
    ``meant`` the units' vectors where there is a sentence model.
    """

    shares: Any
    own: Any
    surroundings: Surroundings
    known: Any
    counts: tuple[Any, Any]
    meant: Any = None


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
    around_first, around_last, row = _different(found.around_first, found.around_last)
    scales = _Scales(talk, known)
    first = np.concatenate([found.first, around_first])
    last = np.concatenate([found.last, around_last])
    found_logits = scales.logits(first, last)
    meant = None
    if known.meaning is not None:
        meant = known.meaning.units_of(talk)
        found_logits += known.meaning.logits(meant, first, last)
    own, around = found_logits[: len(found)], found_logits[len(found) :]
    is_paired = np.array([passage.kind == "paired" for passage in talk.passages], dtype=np.int64)
    may_occur = known.may_occur[is_paired[talk.units.passage[found.first]]]
    telling = _telling(talk, known)
    n_known = np.concatenate([[0], np.cumsum(np.diff(telling.indptr) > 0)])
    return Judged(
        likeness_shares(own, around[row], may_occur),
        likeness_shares(own, own, may_occur),
        _surroundings(talk, known, telling, (around_first, around_last, row)),
        n_known[found.last + 1] > n_known[found.first],
        (scales.words, scales.letters),
        meant,
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


class _Scales:
    """Weighs runs of units by their words and by their letters.

    A gram counts 1 + log(n). Where it is said once, which is mostly, that is n, and the
    units of a run add up; only what is said several times is looked at gram by gram.
    """

    def __init__(self, talk: Talk, known: Knowledge) -> None:
        grams = known.likeness.grams
        spoken = _spoken(talk)
        by_lemma = grams.spoken(*spoken)
        self.words = grams.words(*spoken)
        self.letters = by_lemma @ grams.letters_of_lemmas
        self._weights = known.logit_weights
        self._beforehand = beforehand(known.likeness.focus_of_code)
        self._squares = [idf * idf for idf in known.likeness.idf]
        self._by_unit = np.hstack(
            [
                self.words @ self._weights[0],
                (self.words @ self._squares[0])[:, None],
                by_lemma @ known.scores_of_lemmas,
            ]
        )

    def logits(self, first: Any, last: Any) -> Any:
        """Logits of runs of units, one row per run, the last column no code."""
        return np.concatenate(
            [
                self._scored(first[n : n + _AT_ONCE], last[n : n + _AT_ONCE])
                for n in range(0, len(first), _AT_ONCE)
            ]
        )

    def _scored(self, first: Any, last: Any) -> Any:
        gather = gathering(first, last, len(self._by_unit))
        sums = gather @ self._by_unit
        half = sums.shape[1] // 2
        words, words_length = self._weighed(gather @ self.words, sums[:, :half], 0)
        found, length = self._weighed(gather @ self.letters, sums[:, half:], 1)
        # Words and letters have length 1 each, hence the square root of 2 together.
        kinds = np.where(words_length > 0, np.sqrt(2), 1.0)
        found /= (np.where(length > 0, length, 1.0) * kinds)[:, None]
        words /= np.where(words_length > 0, words_length, 1.0)[:, None]
        found += words
        return found + self._beforehand

    def _weighed(self, held: Any, sums: Any, kind: int) -> tuple[Any, Any]:
        """What the grams of each run add up to, and the length of the run.

        Args:
            held: Grams by run.
            sums: What they would add up to if each counted as often as it is said; the
                square of the length in the last column.
            kind: 0 for words, 1 for letters.
        """
        often = np.flatnonzero(held.data > 1)
        bounds = np.searchsorted(often, held.indptr).astype(np.int32)
        columns, n_said = held.indices[often], held.data[often]
        counts_as = 1 + np.log(n_said)
        repeated = sparse.csr_matrix((counts_as - n_said, columns, bounds), shape=held.shape)
        row = np.repeat(np.arange(held.shape[0]), np.diff(bounds))
        squares = np.bincount(
            row,
            weights=(counts_as**2 - n_said) * self._squares[kind][columns],
            minlength=held.shape[0],
        )
        found = sums[:, :-1] + repeated @ self._weights[kind]
        square = sums[:, -1] + squares
        empty = np.diff(held.indptr) == 0
        found[empty], square[empty] = 0.0, 0.0
        return found, np.sqrt(square)


def _telling(talk: Talk, known: Knowledge) -> Any:
    """For each unit its telling words that the codebooks know."""
    place = np.flatnonzero(talk.tells)
    column = known.telling_columns(talk.tokens.lemma[place])
    held = np.flatnonzero(column >= 0)
    return _by_unit(talk, place[held], column[held], known.telling.shape[0])


def _by_unit(talk: Talk, place: Any, column: Any, n_columns: int) -> Any:
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
    weight = substance(np.maximum(1, n_known))
    if len(little):
        place = np.flatnonzero(talk.tells)
        every = _by_unit(talk, place, talk.tokens.lemma[place], len(lexicon().lemmas))
        n_telling = np.diff(runs(every, first[little], last[little]).indptr)
        weight[little[n_telling < _SOMETHING]] = 0.0
    return Surroundings(row, weight, held @ known.telling < _MORE_THAN_A_WORD)
