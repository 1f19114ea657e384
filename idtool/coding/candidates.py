"""Candidates: for every passage the codes it may be about, each at its best stretch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from idtool.coding.hearing import Heard, WeighedHit, hear
from idtool.coding.indicators import Rule
from idtool.coding.judging import Judged, judge
from idtool.coding.knowledge import Knowledge
from idtool.coding.passages import Passage
from idtool.coding.recalling import Recalled, Teaching, recall
from idtool.coding.specificity import together
from idtool.coding.strength import (
    FAINT,
    FAIR,
    ON_ONE_WORD,
    joined,
    rule_score,
    substance,
    with_learned,
)
from idtool.coding.stretches import LONGEST_STRETCH, Stretch

_LONGER_BY_A_SENTENCE = 0.97
_NEXT_BUT_ONE = 2
_ANOTHER = 0.6
_MORE_THAN_A_WORD = 2
_SOMETHING = 4
_MORE_THAN_A_NOD = 15
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
    """All passages of a transcript with their candidates and what they were judged by."""

    heard: Sequence[Heard]
    candidates: Sequence[Sequence[Candidate]]
    features: Any
    learned_rows: Any = None


def survey(
    passages: Sequence[Passage],
    known: Knowledge,
    *,
    using: frozenset[str],
    avoid: Sequence[str] = (),
    teaching: Teaching | None = None,
) -> Field:
    """Judge every stretch of every passage under every code that may occur there."""
    heard = hear(passages, known, avoid=avoid, rules="rules" in using)
    rows = [(n, stretch) for n, h in enumerate(heard) for stretch in h.stretches]
    judged = judge(heard, rows, known) if "likeness" in using else None
    recalled = recall(heard, rows, known, teaching) if teaching is not None else None
    rows_of: dict[int, list[int]] = defaultdict(list)
    for row, (number, _) in enumerate(rows):
        rows_of[number].append(row)
    found = []
    for number, h in enumerate(heard):
        before = passages[number - 1] if number else None
        candidates = _by_code(h, rows_of[number], judged, known, recalled)
        candidates += _interaction(h, before, known)
        candidates.sort(key=lambda c: (-c.score, known.rank[c.code], c.start))
        found.append(candidates)
    return Field(
        heard,
        found,
        judged.features if judged else None,
        recalled.rows if recalled is not None else None,
    )


def _by_code(
    h: Heard,
    rows: Sequence[int],
    judged: Judged | None,
    known: Knowledge,
    recalled: Recalled | None,
) -> list[Candidate]:
    """For each code the best stretch of the passage, and further ones that are fair or better."""
    by_code: dict[str, list[Candidate]] = defaultdict(list)
    for stretch, row in zip(h.stretches, rows, strict=True):
        hits: dict[str, list[WeighedHit]] = defaultdict(list)
        for hit in h.hits:
            if stretch.first <= hit.first and hit.last <= stretch.last:
                hits[hit.hit.rule.code].append(hit)
        likely = _likely(h, stretch, row, judged, known) if judged else {}
        learned = recalled.at(row) if recalled is not None else {}
        for code in dict.fromkeys([*likely, *hits, *learned]):
            if known.codes[code].is_interaction or h.passage.kind not in known.codes[code].kinds:
                continue
            weight = together([hit.weight for hit in _distinct(hits[code])])
            likeness, own = likely.get(code, (0.0, 0.0))
            score, of_own = joined(likeness, weight), joined(own, weight)
            share = 0.0
            if recalled is not None and code in recalled.n_examples:
                share, n = recalled.share(row, code), recalled.n_examples[code]
                score = with_learned(score, share, n)
                of_own = with_learned(of_own, share, n)
                score = recalled.in_context(score, code, h.passage)
            score = round(min(score, 1.0), 4)
            if score >= FAINT:
                by_code[code].append(
                    Candidate(
                        code,
                        stretch.first,
                        stretch.last,
                        h.units[stretch.first].start,
                        h.units[stretch.last].end,
                        score,
                        of_own,
                        likeness,
                        rule_score(weight),
                        tuple(hits[code]),
                        row,
                        share,
                    )
                )
    return [kept for found in by_code.values() for kept in _apart(found, h)]


def _likely(
    h: Heard, stretch: Stretch, row: int, judged: Judged, known: Knowledge
) -> dict[str, tuple[float, float]]:
    """Codes a stretch may resemble: how much with the talk around it, and by its own words."""
    vocabulary = known.likeness.vocabulary
    around = h.telling[stretch.around[0] : stretch.around[1] + 1]
    inside = h.telling[stretch.first : stretch.last + 1]
    telling = frozenset[str]().union(*around)
    n_known = len(telling & vocabulary)
    n_said = sum(len(words) for words in h.spoken[stretch.around[0] : stretch.around[1] + 1])
    if n_known < _MORE_THAN_A_WORD and (len(telling) < _SOMETHING and n_said < _MORE_THAN_A_NOD):
        return {}
    wide = substance(max(1, n_known))
    own = 1.0 if any(words & vocabulary for words in inside) else 0.0
    found = {}
    for column in np.flatnonzero(judged.shares[row, :-1] * wide >= FAINT / 2):
        code = known.likeness.codes[column]
        share = float(judged.shares[row, column]) * wide
        if len(telling & known.likeness.vocabulary_of[code]) < _MORE_THAN_A_WORD:
            share = min(share, ON_ONE_WORD)
        found[code] = (share, float(judged.own[row, column]) * own)
    return found


def _apart(found: Sequence[Candidate], h: Heard) -> list[Candidate]:
    """The best stretch of one code, and others that are fair; neighbors become one stretch.

    Of overlapping stretches the better is kept, a shorter one unless the longer says more.
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
        size = sum(len(u.words) for u in h.units[merged[-1].first : candidate.last + 1])
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


def _interaction(h: Heard, before: Passage | None, known: Knowledge) -> list[Candidate]:
    """Codes for how a pair talk, by their phrases alone, sentence by sentence."""
    if h.passage.kind != "paired":
        return []
    answered = before is not None and before.turn == h.passage.turn - 1
    best: dict[str, Candidate] = {}
    for hit in h.hits:
        code = hit.hit.rule.code
        if not known.codes[code].is_interaction:
            continue
        weight = hit.weight * (1.0 if answered else _AFTER_THE_INTERVIEWER)
        score = round(rule_score(weight), 4)
        if score >= FAINT and (code not in best or score > best[code].score):
            best[code] = Candidate(
                code,
                hit.first,
                hit.last,
                h.units[hit.first].start,
                h.units[hit.last].end,
                score,
                score,
                0.0,
                score,
                (hit,),
                -1,
            )
    return list(best.values())


def _distinct(hits: Sequence[WeighedHit]) -> list[WeighedHit]:
    """Different rules on different words; of several on the same words the most specific."""
    kept: list[WeighedHit] = []
    taken: set[tuple[int, int]] = set()
    fired: set[Rule] = set()
    for hit in sorted(hits, key=lambda h: (-h.weight, h.sentence, h.hit.words)):
        places = {(hit.sentence, word) for word in hit.hit.words}
        if not places & taken and hit.hit.rule not in fired:
            kept.append(hit)
            taken |= places
            fired.add(hit.hit.rule)
    return kept
