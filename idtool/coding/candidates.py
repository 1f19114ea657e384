"""Candidates: for every passage the codes it may be about, each at its best stretch.

All stretches are scored under all codes at once (``scores.py``) and placed
(``placing.py``); a candidate is a row of numbers until somebody is to see it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from idtool.coding.hearing import Talk, listen
from idtool.coding.interaction import Exchanged, exchanged
from idtool.coding.judging import Judged, judge
from idtool.coding.knowledge import Knowledge
from idtool.coding.passages import Passage
from idtool.coding.placing import places
from idtool.coding.rule_hits import RuleHits, WeighedHit, rule_hits
from idtool.coding.scores import Scores, scored
from idtool.coding.strength import rule_score

if TYPE_CHECKING:
    from idtool.coding.recalling import Teaching

_PARTS = 10_000
"""Scores are told with four decimals."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One code at units ``first`` to ``last`` of a passage; positions within the passage.

    ``own`` is the score by the words of the stretch alone: it says where in the
    passage the code belongs. ``row`` is the number of the stretch among all
    stretches of the talk, -1 where it goes by a phrase alone.
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
class Ranked:
    """All candidates as numbers, by passage, the likeliest of a passage first.

    ``code`` is the rank of the code, ``by_rule`` whether a rule fits. ``first`` and ``last`` are
    units of the talk. ``pair`` is the place in the scores; below 0 stand, counted from -1 down,
    codes for interaction.
    """

    passage: Any
    code: Any
    score: Any
    by_rule: Any
    first: Any
    last: Any
    pair: Any

    def __len__(self) -> int:
        return len(self.passage)


@dataclass(frozen=True)
class Field:
    """All passages of some talk with their candidates and what they were judged by."""

    talk: Talk
    known: Knowledge
    ranked: Ranked
    scores: Scores
    hits: RuleHits | None
    judged: Judged | None
    phrases: Sequence[Exchanged] = ()
    merged: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)
    learned_rows: Any = None

    @property
    def candidates(self) -> list[list[Candidate]]:
        """For each passage all its candidates as records, the likeliest first."""
        found: list[list[Candidate]] = [[] for _ in self.talk.passages]
        every = self.records(np.arange(len(self.ranked)))
        for passage, candidate in zip(self.ranked.passage.tolist(), every, strict=True):
            found[passage].append(candidate)
        return found

    def records(self, numbers: Any) -> list[Candidate]:
        """Some candidates as records."""
        ranked, units = self.ranked, self.talk.units
        first, last = ranked.first[numbers], ranked.last[numbers]
        before = self.talk.unit_bounds[ranked.passage[numbers]]
        codes = list(self.known.codes)
        places = zip(
            (first - before).tolist(),
            (last - before).tolist(),
            units.start[first].tolist(),
            units.end[last].tolist(),
            strict=True,
        )
        told: dict[int, WeighedHit] = {}
        return [
            self._record(codes[code], place, pair, beginning, told)
            for code, place, pair, beginning in zip(
                ranked.code[numbers].tolist(),
                places,
                ranked.pair[numbers].tolist(),
                first.tolist(),
                strict=True,
            )
        ]

    def _record(
        self,
        code: str,
        place: tuple[int, int, int, int],
        pair: int,
        first: int,
        told: dict[int, WeighedHit],
    ) -> Candidate:
        """One candidate; each hit is told once."""
        if pair < 0:
            phrase = self.phrases[-1 - pair]
            hit, score = self._hit(phrase.hit, told), phrase.score
            return Candidate(code, *place, score, score, 0.0, score, (hit,), -1)
        found = self.scores
        pairs = self.merged.get((pair, first), (pair,))
        hits = dict.fromkeys(number for held in pairs for number in found.hits_of(held))
        return Candidate(
            code,
            *place,
            float(found.score[pair]),
            float(found.own[pair]),
            float(found.likeness[pair]),
            float(rule_score(found.weight[pair])),
            tuple(self._hit(number, told) for number in hits),
            int(found.row[pair]),
            float(found.learned[pair]),
        )

    def _hit(self, number: int, told: dict[int, WeighedHit]) -> WeighedHit:
        assert self.hits is not None
        if number not in told:
            told[number] = self.hits.record(number, self.talk, self.known)
        return told[number]


def survey(
    passages: Sequence[Passage],
    known: Knowledge,
    *,
    using: frozenset[str],
    avoid: Sequence[str] = (),
    teaching: Teaching | None = None,
) -> Field:
    """Judge every stretch of every passage under every code that may occur there.

    The passages may be those of several transcripts, which then have no part in each other.
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
    scores = scored(talk, hits, judged, recalled, known)
    alone, several = places(scores, talk, len(known.codes))
    phrases = list(exchanged(talk, hits, known))
    pair = np.concatenate([alone, np.array([place.pair for place in several], dtype=np.int64)])
    row = scores.row[pair]
    first, last = talk.stretches.first[row], talk.stretches.last[row]
    first[len(alone) :] = [place.first for place in several]
    last[len(alone) :] = [place.last for place in several]
    ranked = Ranked(
        talk.passage_of_stretch[row],
        scores.code[pair],
        scores.score[pair],
        scores.weight[pair] > 0,
        first,
        last,
        pair,
    )
    return Field(
        talk,
        known,
        _in_order(_with_phrases(ranked, phrases, hits), len(known.codes)),
        scores,
        hits,
        judged,
        phrases,
        {(place.pair, place.first): place.pairs for place in several},
        recalled.rows if recalled is not None else None,
    )


def _with_phrases(found: Ranked, phrases: Sequence[Exchanged], hits: RuleHits | None) -> Ranked:
    """Candidates, then codes for interaction."""
    if hits is None or not phrases:
        return found
    hit = [phrase.hit for phrase in phrases]
    further = (
        [phrase.passage for phrase in phrases],
        [phrase.code for phrase in phrases],
        [phrase.score for phrase in phrases],
        np.ones(len(phrases), dtype=bool),
        hits.first[hit],
        hits.last[hit],
        -1 - np.arange(len(phrases)),
    )
    columns = (
        found.passage,
        found.code,
        found.score,
        found.by_rule,
        found.first,
        found.last,
        found.pair,
    )
    return Ranked(*(np.concatenate(both) for both in zip(columns, further, strict=True)))


def _in_order(found: Ranked, n_codes: int) -> Ranked:
    """Candidates by passage, the likeliest first; ties are settled by code, then by place."""
    parts = np.rint(found.score * _PARTS).astype(np.int64)
    key = (found.passage * (_PARTS + 1) + (_PARTS - parts)) * n_codes + found.code
    order = np.argsort(key, kind="stable")  # places of one code stand in order already
    return Ranked(
        found.passage[order],
        found.code[order],
        found.score[order],
        found.by_rule[order],
        found.first[order],
        found.last[order],
        found.pair[order],
    )
