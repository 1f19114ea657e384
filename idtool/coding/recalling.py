"""Recalling: every stretch of a transcript held against what people decided before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from idtool.coding.hearing import Heard
from idtool.coding.knowledge import Knowledge
from idtool.coding.learner import Learner
from idtool.coding.strength import FAINT
from idtool.coding.stretches import Stretch
from idtool.coding.structure import Structure

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

    def leaning(self, code: str, section: str) -> float:
        """How the section moves a score that words gave."""
        return self.structure.leaning(code, section)


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
    texts = [_text(heard[n], s.first, s.last) for n, s in rows]
    around = [
        " ".join(
            (
                _text(heard[n], max(s.first - 1, 0), s.first - 1),
                _text(heard[n], s.last + 1, min(s.last + 1, len(heard[n].units) - 1)),
            )
        ).strip()
        for n, s in rows
    ]
    learned = learner.read(texts, around)
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


def _text(h: Heard, first: int, last: int) -> str:
    """The words of units as said, without units that are only read out."""
    return " ".join(
        h.passage.text[unit.start : unit.end]
        for unit, spoken in zip(h.units[first : last + 1], h.spoken[first : last + 1], strict=True)
        if spoken
    )
