"""Recalling: every stretch of a transcript held against what people decided before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.preprocessing import normalize

from idtool.coding.hearing import Heard
from idtool.coding.knowledge import Knowledge
from idtool.coding.learner import Learner
from idtool.coding.passages import Passage
from idtool.coding.strength import FAINT
from idtool.coding.stretches import Stretch
from idtool.coding.structure import Structure, context_of
from idtool.coding.views import gathered, joined_rows

_FEWEST_TELLING = 2


@dataclass(frozen=True)
class Teaching:
    """What people decided, learned: a classifier, and where codes were accepted."""

    learner: Learner
    structure: Structure


@dataclass(frozen=True)
class Recalled:
    """Shares of the learned codes in every stretch; one row per stretch."""

    shares: Any
    rows: Any
    column: Mapping[str, int]
    n_examples: Mapping[str, int]
    structure: Structure

    def share(self, row: int, code: str) -> float:
        """The share of one code in one stretch."""
        return float(self.shares[row, self.column[code]])

    def at(self, row: int) -> list[str]:
        """Codes with a share worth looking at in one stretch."""
        codes = list(self.column)
        return [codes[n] for n in np.flatnonzero(self.shares[row] >= FAINT)]

    def in_context(self, score: float, code: str, passage: Passage) -> float:
        """A score as question and section move it; what words alone do not propose stays so."""
        if score < FAINT:
            return score
        return score * self.structure.leaning(code, context_of(passage))


def recall(
    heard: Sequence[Heard],
    rows: Sequence[tuple[int, Stretch]],
    known: Knowledge,
    teaching: Teaching,
) -> Recalled | None:
    """Hold stretches against what was learned; ``None`` if nothing was.

    Words that are only read out or repeated do not count: they stand in no
    stretch's text. A stretch without two telling words recalls nothing.
    """
    learner = teaching.learner
    if not rows or not learner.codes:
        return None
    views = learner.views
    offsets = np.cumsum([0, *(len(h.units) for h in heard)])
    units = views.count(*_said(heard))
    own = views.runs(units, [(offsets[n] + s.first, offsets[n] + s.last + 1) for n, s in rows])
    beside = [
        [offsets[n] + place for place in (s.first - 1, s.last + 1) if 0 <= place < len(h.units)]
        for n, s in rows
        for h in (heard[n],)
    ]
    around = gathered(beside, offsets[-1]) @ views.weighed(units)
    learned = learner.judge(joined_rows(own, normalize(around)))
    says = np.array(
        [
            len(frozenset[str]().union(*heard[n].telling[s.first : s.last + 1])) >= _FEWEST_TELLING
            for n, s in rows
        ]
    )
    may = {
        kind: np.array([kind in known.codes[code].kinds for code in learner.codes])
        for kind in ("individual", "paired")
    }
    allowed = np.array([may[heard[n].passage.kind] for n, _ in rows])
    return Recalled(
        learned.shares * says[:, None] * allowed,
        learned.rows,
        {code: number for number, code in enumerate(learner.codes)},
        {code: learner.n_examples[code] for code in learner.codes},
        teaching.structure,
    )


def _said(heard: Sequence[Heard]) -> tuple[list[str], list[str]]:
    """The words of each unit as said, and their lemmas; nothing of one that is only read out."""
    texts, folded = [], []
    for h in heard:
        for unit, spoken in zip(h.units, h.spoken, strict=True):
            texts.append(h.passage.text[unit.start : unit.end] if spoken else "")
            folded.append(" ".join(word.lemma for word in unit.words) if spoken else "")
    return texts, folded
