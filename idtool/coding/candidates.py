"""Candidates: for every passage the codes it may be about, each at its best stretch.

All stretches are scored under all codes at once; records are made only of what
a person may get to see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from idtool.coding.hearing import Talk, listen
from idtool.coding.judging import Judged, judge
from idtool.coding.knowledge import Knowledge
from idtool.coding.passages import Passage
from idtool.coding.rule_hits import RuleHits, WeighedHit, rule_hits
from idtool.coding.selection import may_be_shown
from idtool.coding.strength import (
    FAINT,
    FAIR,
    ON_ONE_WORD,
    joined,
    rule_score,
    with_learned,
)
from idtool.coding.stretches import LONGEST_STRETCH, MOST_SENTENCES

if TYPE_CHECKING:
    from idtool.coding.recalling import Recalled, Teaching

_LONGER_BY_A_SENTENCE = 0.97
_NEXT_BUT_ONE = 2
_ANOTHER = 0.6
_AFTER_THE_INTERVIEWER = 0.7


@dataclass(frozen=True, slots=True)
class Candidate:
    """One code at units ``first`` to ``last`` of a passage; positions within the passage.

    ``own`` is the score by the words of the stretch alone: it says where in the
    passage the code belongs. ``row`` is the number of the stretch among all
    stretches of the transcript.
    """

    code: str
    first: int
    last: int
    start: int
    end: int
    score: float
    own: float
    likeness: float
    rules: float
    hits: tuple[WeighedHit, ...]
    row: int
    learned: float = 0.0


@dataclass(frozen=True)
class Field:
    """All passages of a transcript with their candidates and what they were judged by.

    Candidates that no person would be shown, whatever else there is, are left out.
    """

    talk: Talk
    candidates: Sequence[Sequence[Candidate]]
    judged: Judged | None
    learned_rows: Any = None


@dataclass(frozen=True)
class _Scores:
    """Every stretch (``row``) under every code that may be there; one entry per pair.

    ``code`` is the rank of the code; ``hit_bounds`` say which of ``hits`` (numbers of
    rule hits) belong to the pair.
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


def survey(
    passages: Sequence[Passage],
    known: Knowledge,
    *,
    using: frozenset[str],
    avoid: Sequence[str] = (),
    teaching: Teaching | None = None,
    every: bool = False,
) -> Field:
    """Judge every stretch of every passage under every code that may occur there.

    With ``every``, candidates that nobody would be shown are kept as well.
    """
    talk = listen(passages, avoid=avoid)
    hits = rule_hits(talk, known) if "rules" in using else None
    judged = judge(talk, known) if "likeness" in using else None
    recalled = None
    if teaching is not None:
        from idtool.coding.recalling import recall  # slow: not where nothing is learned

        heard = [talk.heard(number) for number in range(len(passages))]
        rows = [(number, stretch) for number, h in enumerate(heard) for stretch in h.stretches]
        recalled = recall(heard, rows, known, teaching)
    found: list[list[Candidate]] = [[] for _ in passages]
    scores = _scores(talk, hits, judged, recalled, known)
    for number, candidate in _shown(scores, talk, hits, known, every=every):
        found[number].append(candidate)
    for number, candidate in _interaction(talk, hits, known):
        found[number].append(candidate)
    for candidates in found:
        candidates.sort(key=lambda c: (-c.score, known.rank[c.code], c.start))
    return Field(talk, found, judged, recalled.rows if recalled is not None else None)


def _scores(
    talk: Talk,
    hits: RuleHits | None,
    judged: Judged | None,
    recalled: Recalled | None,
    known: Knowledge,
) -> _Scores:
    """Score the pairs of stretch and code for which some source speaks."""
    n_codes = len(known.codes)
    liked, likeness, own = _likely(judged, known)
    hit_pairs, numbers = _held(talk, hits, n_codes)
    learned_pairs = _learned_pairs(len(talk.stretches), recalled, known)
    pairs = _different(np.concatenate([liked, hit_pairs, learned_pairs]))
    row, code = pairs // n_codes, pairs % n_codes
    allowed = _allowed(talk, known)[talk.passage_of_stretch[row], code]
    pairs, row, code = pairs[allowed], row[allowed], code[allowed]
    bounds = np.searchsorted(hit_pairs, np.append(pairs, n_codes * len(talk.stretches)))
    ends = np.searchsorted(hit_pairs, pairs, side="right")
    weight = _joint_weights(hits, numbers, bounds[:-1], ends)
    place = np.minimum(np.searchsorted(liked, pairs), max(len(liked) - 1, 0))
    is_liked = liked[place] == pairs if len(liked) else np.zeros(len(pairs), dtype=bool)
    likeness = np.where(is_liked, likeness[place] if len(liked) else 0.0, 0.0)
    own = np.where(is_liked, own[place] if len(liked) else 0.0, 0.0)
    score, of_own = joined(likeness, weight), joined(own, weight)
    share = np.zeros(len(pairs))
    if recalled is not None:
        score, of_own, share = _with_recalled(talk, recalled, known, row, code, score, of_own)
    score = np.round(np.minimum(score, 1.0), 4)
    kept = np.flatnonzero(score >= FAINT)
    return _Scores(
        row[kept],
        code[kept],
        score[kept],
        of_own[kept],
        likeness[kept],
        weight[kept],
        share[kept],
        numbers,
        np.stack([bounds[:-1][kept], ends[kept]], axis=1),
    )


def _different(pairs: Any) -> Any:
    """Pairs in order, each once."""
    pairs = np.sort(pairs, kind="stable")  # fast where long runs are in order already
    return pairs[np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)]]


def _likely(judged: Judged | None, known: Knowledge) -> tuple[Any, Any, Any]:
    """Pairs a stretch may resemble: how much with the talk around it, and by its own words."""
    if judged is None:
        return np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0)
    # The codes of the likeness stand in the order of their ranks, so the pairs are in order.
    pairs = judged.row * len(known.codes) + known.rank_of_column[judged.column]
    return pairs, judged.share, judged.own


def _held(talk: Talk, hits: RuleHits | None, n_codes: int) -> tuple[Any, Any]:
    """Pairs of stretch and code with a hit inside, and the number of that hit; in order."""
    nothing = np.zeros(0, dtype=np.int64)
    if hits is None or not len(hits) or not len(talk.stretches):
        return nothing, nothing
    found = talk.stretches
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
    order = np.lexsort((number, pair))
    return pair[order], number[order]


def _learned_pairs(n_rows: int, recalled: Recalled | None, known: Knowledge) -> Any:
    if recalled is None:
        return np.zeros(0, dtype=np.int64)
    n_codes = len(known.codes)
    return np.array(
        [row * n_codes + known.rank[code] for row in range(n_rows) for code in recalled.at(row)],
        dtype=np.int64,
    )


def _allowed(talk: Talk, known: Knowledge) -> Any:
    """For each passage and code, whether the code may be proposed for what is said there."""
    by_kind = {
        kind: [not code.is_interaction and kind in code.kinds for code in known.codes.values()]
        for kind in {passage.kind for passage in talk.passages}
    }
    table = np.array([by_kind[passage.kind] for passage in talk.passages], dtype=bool)
    return table.reshape(len(talk.passages), len(known.codes))


def _joint_weights(hits: RuleHits | None, numbers: Any, first: Any, end: Any) -> Any:
    """The weight of the hits of each pair together."""
    weight = np.zeros(len(first))
    if hits is None:
        return weight
    alone = np.flatnonzero(end - first == 1)
    weight[alone] = 1 - (1 - 0.8 * hits.weight[numbers[first[alone]]])
    for pair in np.flatnonzero(end - first > 1).tolist():
        weight[pair] = hits.joint_weight(numbers[first[pair] : end[pair]].tolist())
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


def _shown(
    scores: _Scores, talk: Talk, hits: RuleHits | None, known: Knowledge, *, every: bool
) -> Iterator[tuple[int, Candidate]]:
    """For each passage and code the best stretch, and further ones that are fair or better."""
    if not len(scores.row):
        return
    passage = talk.passage_of_stretch[scores.row]
    first, last = talk.stretches.first[scores.row], talk.stretches.last[scores.row]
    longer = np.array([_LONGER_BY_A_SENTENCE**n for n in range(MOST_SENTENCES)])
    goodness = (scores.score + scores.own) * longer[last - first]
    # Rounded, so that stretches with the same words tie on every machine: the earlier is kept.
    order = np.lexsort((last, first, -np.round(goodness, 9), scores.code, passage))
    group = passage[order] * len(known.codes) + scores.code[order]
    begins = np.flatnonzero(np.append(True, group[1:] != group[:-1]))
    sizes = np.diff(np.append(begins, len(order)))
    best = order[begins]
    of = np.repeat(best, sizes)
    apart = (last[order] < first[of]) | (last[of] < first[order])
    further = (scores.score[order] >= FAIR) & (scores.own[order] >= _ANOTHER * scores.own[of])
    several = np.add.reduceat(apart & further, begins) > 0
    alone = best[~several]
    exchange = np.array([code.exchange for code in known.codes.values()], dtype=bool)
    start = talk.units.start[first[alone]]
    seen = may_be_shown(passage[alone], scores.score[alone], scores.code[alone], start, exchange)
    seen |= every
    record = _Records(scores, talk, hits, known)
    shown = alone[seen]
    yield from zip(passage[shown].tolist(), record.candidates(shown), strict=True)
    for group_number in np.flatnonzero(several).tolist():
        begin, size = int(begins[group_number]), int(sizes[group_number])
        chosen = np.flatnonzero((apart & further)[begin : begin + size]) + begin
        numbers = np.append(best[group_number], order[chosen])
        where = int(passage[numbers[0]])
        bounds = talk.units.bounds[talk.unit_bounds[where] : talk.unit_bounds[where + 1] + 1]
        for candidate in _apart(record.candidates(numbers), bounds.tolist()):
            yield where, candidate


class _Records:
    """Makes records of pairs; each hit is told once."""

    def __init__(
        self, scores: _Scores, talk: Talk, hits: RuleHits | None, known: Knowledge
    ) -> None:
        self._scores, self._talk, self._hits, self._known = scores, talk, hits, known
        self._codes = list(known.codes)
        self._told: dict[int, WeighedHit] = {}

    def candidates(self, numbers: Any) -> Iterator[Candidate]:
        """Pairs as candidates."""
        found, units, stretches = self._scores, self._talk.units, self._talk.stretches
        row = found.row[numbers]
        first, last = stretches.first[row], stretches.last[row]
        before = self._talk.unit_bounds[units.passage[first]]
        places = zip(
            (first - before).tolist(),
            (last - before).tolist(),
            units.start[first].tolist(),
            units.end[last].tolist(),
            strict=True,
        )
        scored = zip(
            found.score[numbers].tolist(),
            found.own[numbers].tolist(),
            found.likeness[numbers].tolist(),
            rule_score(found.weight[numbers]).tolist(),
            found.learned[numbers].tolist(),
            strict=True,
        )
        for code, place, (score, own, likeness, rules, learned), (begin, end), of_row in zip(
            found.code[numbers].tolist(),
            places,
            scored,
            found.hit_bounds[numbers].tolist(),
            row.tolist(),
            strict=True,
        ):
            hits = tuple(map(self._hit, found.hits[begin:end].tolist())) if end > begin else ()
            yield Candidate(
                self._codes[code], *place, score, own, likeness, rules, hits, of_row, learned
            )

    def _hit(self, number: int) -> WeighedHit:
        assert self._hits is not None
        if number not in self._told:
            self._told[number] = self._hits.record(number, self._talk, self._known)
        return self._told[number]


def _apart(found: Iterable[Candidate], bounds: Sequence[int]) -> list[Candidate]:
    """The best stretch of one code, and others that are fair; neighbors become one stretch.

    Of overlapping stretches the better is kept, a shorter one unless the longer says more.

    Args:
        found: Candidates of one code in one passage.
        bounds: For each unit of the passage its first word; at the end the last word's next.
    """
    kept: list[Candidate] = []
    for candidate in sorted(
        found,
        key=lambda c: (
            -(c.score + c.own) * _LONGER_BY_A_SENTENCE ** (c.last - c.first),
            c.first,
            c.last,
        ),
    ):
        if kept and (candidate.score < FAIR or candidate.own < _ANOTHER * kept[0].own):
            continue
        if all(candidate.last < other.first or other.last < candidate.first for other in kept):
            kept.append(candidate)
    kept.sort(key=lambda c: c.first)
    merged = kept[:1]
    for candidate in kept[1:]:
        size = bounds[candidate.last + 1] - bounds[merged[-1].first]
        if candidate.first - merged[-1].last <= _NEXT_BUT_ONE and size <= LONGEST_STRETCH:
            merged[-1] = _merged(merged[-1], candidate)
        else:
            merged.append(candidate)
    return merged


def _merged(left: Candidate, right: Candidate) -> Candidate:
    """Two stretches of one code and what stands between them, scored like the better."""
    better = right if right.score > left.score else left
    hits = dict.fromkeys([*left.hits, *right.hits])
    return replace(
        better,
        first=left.first,
        last=right.last,
        start=left.start,
        end=right.end,
        hits=tuple(hits),
    )


def _interaction(
    talk: Talk, hits: RuleHits | None, known: Knowledge
) -> Iterator[tuple[int, Candidate]]:
    """Codes for how a pair talk, by their phrases alone, sentence by sentence."""
    if hits is None:
        return
    best: dict[tuple[int, str], Candidate] = {}
    is_interaction = np.array([code.is_interaction for code in known.codes.values()], dtype=bool)
    for number in np.flatnonzero(is_interaction[hits.code]).tolist():
        where = int(talk.units.passage[hits.first[number]])
        passage = talk.passages[where]
        if passage.kind != "paired":
            continue
        hit = hits.record(number, talk, known)
        code = hit.hit.rule.code
        before = talk.passages[where - 1] if where else None
        answered = (
            before is not None
            and before.transcript == passage.transcript
            and before.turn == passage.turn - 1
        )
        weight = hit.weight * (1.0 if answered else _AFTER_THE_INTERVIEWER)
        score = round(float(rule_score(weight)), 4)
        known_best = best.get((where, code))
        if score >= FAINT and (known_best is None or score > known_best.score):
            start = int(talk.units.start[hits.first[number]])
            end = int(talk.units.end[hits.last[number]])
            best[where, code] = Candidate(
                code, hit.first, hit.last, start, end, score, score, 0.0, score, (hit,), -1
            )
    for (where, _), candidate in best.items():
        yield where, candidate
