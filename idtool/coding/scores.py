"""Scores: every stretch of talk under every code for which some source speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from idtool.coding.hearing import Talk
from idtool.coding.judging import Judged
from idtool.coding.knowledge import Knowledge
from idtool.coding.rule_hits import RuleHits
from idtool.coding.strength import FAINT, joined, with_learned
from idtool.coding.stretches import MOST_SENTENCES

if TYPE_CHECKING:
    from idtool.coding.recalling import Recalled

_ROUNDING = 1e-4
"""Scores are told with four decimals."""


@dataclass(frozen=True)
class Scores:
    """Stretches (``row``) under codes; one entry per pair, in order of stretch and code.

    ``code`` is the rank of the code. ``own`` is the score by the words of the stretch alone:
    it says where in the passage the code belongs. ``hit_bounds`` say which of ``hits``
    (numbers of rule hits) belong to the pair, ``weight`` is their joint weight.
    """

    row: Any
    code: Any
    score: Any
    own: Any
    likeness: Any
    weight: Any
    learned: Any
    hits: Any
    hit_bounds: Any

    def hits_of(self, pair: int) -> list[int]:
        """The rule hits of one pair."""
        first, end = self.hit_bounds[pair].tolist()
        found: list[int] = self.hits[first:end].tolist()
        return found


def scored(
    talk: Talk,
    hits: RuleHits | None,
    judged: Judged | None,
    recalled: Recalled | None,
    known: Knowledge,
) -> Scores:
    """Score the pairs of stretch and code that come to something."""
    n_codes = len(known.codes)
    n_pairs = n_codes * len(talk.stretches)
    hit_pairs, numbers = _held(talk, hits, known)
    liked, likeness, own = _likely(judged, known)
    others = [hit_pairs]
    if recalled is not None:
        others.append(_learned_pairs(talk, recalled, known))
    else:
        # What resembles too little comes to something only where a rule fits as well.
        has_hit = np.zeros(n_pairs, dtype=bool)
        has_hit[hit_pairs] = True
        enough = np.flatnonzero((likeness >= FAINT - _ROUNDING) | has_hit[liked])
        liked, likeness, own = liked[enough], likeness[enough], own[enough]
    pairs = _different(np.concatenate([liked, *others]))
    row, code = pairs // n_codes, pairs % n_codes
    place = np.searchsorted(pairs, liked)
    likeness, own = _placed(likeness, place, len(pairs)), _placed(own, place, len(pairs))
    bounds = _bounds_among(hit_pairs, pairs)
    weight = _joint_weights(hits, numbers, bounds)
    score, of_own = joined(likeness, weight), joined(own, weight)
    share = np.zeros(len(pairs))
    if recalled is not None:
        score, of_own, share = _with_recalled(talk, recalled, known, row, code, score, of_own)
    score = np.round(np.minimum(score, 1.0), 4)
    kept = np.flatnonzero(score >= FAINT)
    return Scores(
        row[kept],
        code[kept],
        score[kept],
        of_own[kept],
        likeness[kept],
        weight[kept],
        share[kept],
        numbers,
        bounds[kept],
    )


def _different(pairs: Any) -> Any:
    """Pairs in order, each once."""
    pairs = np.sort(pairs, kind="stable")  # fast where long runs are in order already
    return pairs[np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)]]


def _placed(values: Any, place: Any, size: int) -> Any:
    """Values at their places, 0 elsewhere."""
    found = np.zeros(size)
    found[place] = values
    return found


def _bounds_among(hit_pairs: Any, pairs: Any) -> Any:
    """For each pair where its hits begin and end in ``hit_pairs``."""
    bounds = np.zeros((len(pairs), 2), dtype=np.int64)
    if len(hit_pairs):
        held, first, n_hits = np.unique(hit_pairs, return_index=True, return_counts=True)
        place = np.searchsorted(pairs, held)
        bounds[place, 0], bounds[place, 1] = first, first + n_hits
    return bounds


def _likely(judged: Judged | None, known: Knowledge) -> tuple[Any, Any, Any]:
    """Pairs a stretch may resemble: how much with the talk around it, and by its own words."""
    if judged is None:
        return np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0)
    # The codes of the likeness stand in the order of their ranks, so the pairs are in order.
    pairs = judged.row * len(known.codes) + known.rank_of_column[judged.column]
    return pairs, judged.share, judged.own


def _held(talk: Talk, hits: RuleHits | None, known: Knowledge) -> tuple[Any, Any]:
    """Pairs of stretch and code with a hit inside, and the number of that hit; in order."""
    nothing = np.zeros(0, dtype=np.int64)
    if hits is None or not len(hits) or not len(talk.stretches):
        return nothing, nothing
    n_codes, found = len(known.codes), talk.stretches
    row_of = np.full((len(talk.units) + MOST_SENTENCES, MOST_SENTENCES), -1)
    row_of[found.first, found.last - found.first] = np.arange(len(found))
    pairs, numbers = [], []
    for before in range(MOST_SENTENCES):
        for further in range(before, MOST_SENTENCES):
            first = hits.first - before
            inside = np.flatnonzero((first >= 0) & (hits.last <= first + further))
            row = row_of[first[inside], further]
            inside, row = inside[row >= 0], row[row >= 0]
            pairs.append(row * n_codes + hits.code[inside])
            numbers.append(inside)
    pair, number = np.concatenate(pairs), np.concatenate(numbers)
    allowed = _are_allowed(talk, known, pair)
    pair, number = pair[allowed], number[allowed]
    order = np.lexsort((number, pair))
    return pair[order], number[order]


def _are_allowed(talk: Talk, known: Knowledge, pairs: Any) -> Any:
    """For each pair of stretch and code, whether the code may be proposed for what is said there.

    Codes for how a pair talk go by sentences, not by stretches (``interaction.py``).
    """
    row, code = pairs // len(known.codes), pairs % len(known.codes)
    return known.may_be_said[talk.is_paired[talk.passage_of_stretch[row]], code]


def _learned_pairs(talk: Talk, recalled: Recalled, known: Knowledge) -> Any:
    n_codes = len(known.codes)
    pairs = np.array(
        [
            row * n_codes + known.rank[code]
            for row in range(len(talk.stretches))
            for code in recalled.at(row)
        ],
        dtype=np.int64,
    )
    return pairs[_are_allowed(talk, known, pairs)]


def _joint_weights(hits: RuleHits | None, numbers: Any, bounds: Any) -> Any:
    """The weight of the hits of each pair together."""
    weight = np.zeros(len(bounds))
    if hits is None:
        return weight
    first, n_hits = bounds[:, 0], bounds[:, 1] - bounds[:, 0]
    alone = np.flatnonzero(n_hits == 1)
    weight[alone] = 1 - (1 - 0.8 * hits.weight[numbers[first[alone]]])
    for pair in np.flatnonzero(n_hits > 1).tolist():
        weight[pair] = hits.joint_weight(numbers[slice(*bounds[pair])].tolist())
    return weight


def _with_recalled(
    talk: Talk, recalled: Recalled, known: Knowledge, row: Any, code: Any, score: Any, own: Any
) -> tuple[Any, Any, Any]:
    """Scores with what was learned, and its share."""
    codes = list(known.codes)
    share = np.zeros(len(row))
    for pair, (stretch, rank) in enumerate(zip(row.tolist(), code.tolist(), strict=True)):
        name = codes[rank]
        if name not in recalled.n_examples:
            continue
        share[pair], n = recalled.share(stretch, name), recalled.n_examples[name]
        score[pair] = with_learned(score[pair], share[pair], n)
        own[pair] = with_learned(own[pair], share[pair], n)
        passage = talk.passages[int(talk.passage_of_stretch[stretch])]
        score[pair] = recalled.in_context(score[pair], name, passage)
    return score, own, share
