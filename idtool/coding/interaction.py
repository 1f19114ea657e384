"""Interaction: codes for how a pair talk, by their phrases alone, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from idtool.coding.hearing import Talk
from idtool.coding.knowledge import Knowledge
from idtool.coding.rule_hits import RuleHits
from idtool.coding.strength import FAINT, rule_score

_AFTER_THE_INTERVIEWER = 0.7


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A phrase of a code for interaction in one passage.

    ``code`` is the rank of the code, ``hit`` the number of the rule hit.
    """

    passage: int
    code: int
    score: float
    hit: int


def exchanged(talk: Talk, hits: RuleHits | None, known: Knowledge) -> Iterator[Exchanged]:
    """The best phrase of each code in each passage of a pair."""
    if hits is None:
        return
    best: dict[tuple[int, int], Exchanged] = {}
    for number in np.flatnonzero(known.is_interaction[hits.code]).tolist():
        where = int(talk.units.passage[hits.first[number]])
        if talk.passages[where].kind != "paired":
            continue
        code = int(hits.code[number])
        weight = float(hits.weight[number])
        weight *= 1.0 if talk.answers(where) else _AFTER_THE_INTERVIEWER
        score = round(float(rule_score(weight)), 4)
        before = best.get((where, code))
        if score >= FAINT and (before is None or score > before.score):
            best[where, code] = Exchanged(where, code, score, number)
    yield from best.values()
