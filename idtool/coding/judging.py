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
from idtool.coding.patterns import within_each
from idtool.coding.repeats import Repeated
from idtool.coding.strength import (
    FAINT,
    ON_NO_WORD,
    ON_ONE_WORD,
    beforehand,
    mixed,
    odds,
    substance,
)

_AT_ONCE = 2_048
"""Stretches scored in one go: what they need stays near the processor."""

_MORE_THAN_A_WORD = 2
_SOMETHING = 4
_HALF_A_WORD = 0.5
_MORE_THAN_A_NOD = 15

_WEIGHT_OF = np.log(np.maximum(np.arange(1 << 16), 1)) + 1
"""What a gram counts that is said so often."""


@dataclass(frozen=True)
class Judged:
    """What likeness says of the stretches of talk: one entry per pair of stretch and code.

    Only pairs are here that may come to something. They stand in order of ``row``, the
    stretch, and ``column``, the code. ``share`` weighs the talk around a stretch along with its
    own words, ``own`` goes by its own words alone. ``meant`` are the vectors of units, where a
    sentence model joins in.
    """

    row: Any
    column: Any
    share: Any
    own: Any
    meant: Any = None


@dataclass(frozen=True)
class Surroundings:
    """The different runs of talk around stretches; one row per run.

    ``substance`` says how much each holds that the codebooks know, 0 for too little;
    ``at_most`` for each code the highest share that the telling words it shares allow.
    """

    substance: Any
    at_most: Any


def judge(talk: Talk, known: Knowledge) -> Judged | None:
    """Hold stretches against the codebooks; ``None`` if there is nothing to hold."""
    found = talk.stretches
    if not len(found) or not known.is_spoken_for:
        return None
    meant = known.meaning.units_of(talk) if known.meaning is not None else None
    scales = Scales(talk, known, meant)
    n_runs = len(talk.spoken_units.first)
    around = np.concatenate(
        [scales.logits(n, min(n + _AT_ONCE, n_runs)) for n in range(len(found), n_runs, _AT_ONCE)]
    )
    telling = _telling(talk, known)
    surroundings = _surroundings(talk, known, telling)
    n_known = np.concatenate([[0], np.cumsum(np.diff(telling.indptr) > 0)])
    says = n_known[found.last + 1] > n_known[found.first]
    setting = talk.is_paired[talk.passage_of_stretch]
    parts = []
    for n in range(0, len(found), _AT_ONCE):
        some = slice(n, min(n + _AT_ONCE, len(found)))
        own, of = scales.logits(some.start, some.stop), talk.around[2][some]
        row, *told = _pairs(own, around[of], known.may_occur[setting[some]], surroundings, of)
        parts.append((row + n, *told))
    row, column, share, own = (np.concatenate(part) for part in zip(*parts, strict=True))
    return Judged(row, column, share, own * says[row], meant)


def _pairs(own: Any, around: Any, may_occur: Any, near: Surroundings, of: Any) -> tuple[Any, ...]:
    """Stretches and codes with a share worth looking at, with that share and the one alone.

    Args:
        own: Logits of the stretches' own words; they are changed.
        around: Logits of the talk around them.
        may_occur: For each stretch and code, whether the code may be proposed there.
        near: The talk around stretches.
        of: For each stretch the row of ``near``.
    """
    found, total = odds(mixed(own, around), may_occur)
    substance = near.substance[of] / total
    n_codes = may_occur.shape[1]
    place = np.flatnonzero(found[:, :-1] * substance[:, None] >= FAINT / 2)
    row, column = np.divmod(place, n_codes)
    share = found[row, column] * substance[row]
    share = np.minimum(share, near.at_most[of[row], column])
    alone, total = odds(own, may_occur)
    return row, column, share, alone[row, column] / total[row]


def features(talk: Talk, rows: Any, known: Knowledge) -> Any:
    """TF-IDF features of the own words of some stretches."""
    first, last = talk.stretches.first[rows], talk.stretches.last[rows]
    spoken = talk.spoken_units
    sizes = last - first + 1
    unit = np.repeat(first, sizes) + within_each(sizes)
    n_said = spoken.bounds[unit + 1] - spoken.bounds[unit]
    lemma = spoken.lemma[np.repeat(spoken.bounds[unit], n_said) + within_each(n_said)]
    counts = known.likeness.grams.count(lemma, np.concatenate([[0], np.cumsum(n_said)]))
    ends = np.cumsum(sizes)
    return known.likeness.features(*(runs(c, ends - sizes, ends - 1) for c in counts))[0]


class Scales:
    """Weighs runs of units by their words and by their letters.

    A gram counts 1 + log(n). Where it is said once, which is mostly, that is n, and the
    units of a run add up; only what is said several times is looked at gram by gram.

    Args:
        talk: Whose stretches are weighed, and then the talk around them.
        known: The codebooks.
        meant: The vectors of the talk's units where a sentence model joins in.
    """

    def __init__(self, talk: Talk, known: Knowledge, meant: Any = None) -> None:
        grams = known.likeness.grams
        self._meaning, self._meant = known.meaning, meant
        self._beforehand = beforehand(known.likeness.focus_of_code)
        self._spoken = spoken = talk.spoken_units
        self._scores = known.gram_scores
        n_lemmas = spoken.by_lemma.shape[1]
        by_unit = spoken.by_lemma @ known.scores_of_lemmas[:n_lemmas]
        words, letters = np.hsplit(by_unit, 2)
        of_pair = grams.columns_of_pairs(spoken.pairs)
        pair, bounds = spoken.pair
        column = of_pair[pair]
        held = np.flatnonzero(column >= 0)
        of_pairs = _table(
            np.ones(len(held)), column[held], np.searchsorted(held, bounds), len(self._scores[0])
        )
        self._by_unit = words + of_pairs @ self._scores[0], np.ascontiguousarray(letters)
        of_words = np.concatenate([of_pair, grams.column_of_lemma[:n_lemmas]])
        self._repeated = [
            _Weighed(spoken.words, of_words, self._scores[0]),
            _Weighed(spoken.letters, grams.column_of_run, self._scores[1]),
        ]

    def logits(self, first: int, end: int) -> Any:
        """Logits of runs ``first`` to before ``end``, one row per run, the last column no code."""
        spoken = self._spoken
        gather = gathering(spoken.first[first:end], spoken.last[first:end], len(spoken.bounds) - 1)
        words, letters = (gather @ by_unit for by_unit in self._by_unit)
        for sums, repeated in zip((words, letters), self._repeated, strict=True):
            repeated.add_to(sums, first, end)
        length, words_length = np.sqrt(letters[:, -1]), np.sqrt(words[:, -1])
        # Words and letters have length 1 each, hence the square root of 2 together.
        kinds = np.where(words_length > 0, np.sqrt(2), 1.0)
        letters /= (np.where(length > 0, length, 1.0) * kinds)[:, None]
        words /= np.where(words_length > 0, words_length, 1.0)[:, None]
        logits = letters[:, :-1] + words[:, :-1] + self._beforehand
        if self._meaning is not None and self._meant is not None:
            runs_of = spoken.first[first:end], spoken.last[first:end]
            logits += self._meaning.logits(self._meant, *runs_of)
        return logits


class _Weighed:
    """What repeated grams weigh in a set of codebooks, beside n times what one weighs.

    Args:
        repeated: The grams.
        column: For each gram its row in ``scores``, -1 for one the codebooks do not know.
        scores: What a gram adds to the logits and, in the last column, to the square of the
            length.
    """

    def __init__(self, repeated: Repeated, column: Any, scores: Any) -> None:
        self._scores, self._squares = scores, scores[:, -1].copy()
        found = column[repeated.gram]
        held = np.flatnonzero(found >= 0)
        self._column = found[held].astype(np.int32)
        self._bounds = np.searchsorted(held, repeated.bounds).astype(np.int32)
        n_said = repeated.n[held]
        weight = _WEIGHT_OF[n_said]
        self._more, self._square = weight - n_said, weight * weight - weight

    def add_to(self, sums: Any, first: int, end: int) -> None:
        """Correct the sums of runs ``first`` to before ``end``."""
        bounds = self._bounds[first : end + 1]
        held = slice(int(bounds[0]), int(bounds[-1]))
        column, bounds = self._column[held], bounds - bounds[0]
        sums += _table(self._more[held], column, bounds, len(self._scores)) @ self._scores
        squares = _table(self._square[held], column, bounds, len(self._scores))
        sums[:, -1] += squares @ self._squares


def _table(data: Any, column: Any, bounds: Any, n_columns: int) -> Any:
    return sparse.csr_matrix((data, column, bounds), shape=(len(bounds) - 1, n_columns))


def _telling(talk: Talk, known: Knowledge) -> Any:
    """For each unit its telling words that the codebooks know."""
    place = np.flatnonzero(~talk.quiet)
    column = known.telling_columns(talk.tokens.lemma[place])
    held = np.flatnonzero(column >= 0)
    return _by_unit(talk, place[held], column[held], known.telling.shape[0])


def _by_unit(talk: Talk, place: Any, column: Any, n_columns: int) -> Any:
    unit = talk.unit_of_word[place]
    return sparse.csr_matrix(
        (np.ones(len(place)), column, np.searchsorted(unit, np.arange(len(talk.units) + 1))),
        shape=(len(talk.units), n_columns),
    )


def _surroundings(talk: Talk, known: Knowledge, telling: Any) -> Surroundings:
    first, last, _ = talk.around
    held = runs(telling, first, last)
    held.data = np.ones(len(held.data))
    n_known = np.diff(held.indptr)
    bounds = talk.units.bounds
    n_said = talk.n_spoken[bounds[last + 1]] - talk.n_spoken[bounds[first]]
    little = np.flatnonzero((n_known < _MORE_THAN_A_WORD) & (n_said < _MORE_THAN_A_NOD))
    weight = substance(np.maximum(1, n_known))
    weight[little] = np.where(n_known[little] > 0, substance(_HALF_A_WORD), 0.0)
    if len(little):
        place = np.flatnonzero(talk.tells)
        every = _by_unit(talk, place, talk.tokens.lemma[place], len(lexicon().lemmas))
        n_telling = np.diff(runs(every, first[little], last[little]).indptr)
        enough = little[n_telling >= _SOMETHING]
        weight[enough] = substance(1)
    # A sentence model may mean well what shares no word.
    at_most = np.array([ON_NO_WORD if known.meaning is None else ON_ONE_WORD, ON_ONE_WORD, 1.0])
    n_shared = np.minimum(held @ known.telling, _MORE_THAN_A_WORD).astype(np.int64)
    return Surroundings(weight, at_most[n_shared])
