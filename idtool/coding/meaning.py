"""Meaning: likeness to the codebooks' texts by a sentence model, beside that by words.

Ridge regression (Hoerl & Kennard 1970) on the specimens' vectors, for codes and for
foci, each specimen with the worth it has among words. What it says is added to the
logits of the words; a stretch still needs as much substance as without it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from idtool.coding.embedding import Encoder
from idtool.coding.hearing import Talk
from idtool.coding.likeness import Likeness
from idtool.coding.specimens import NO_CODE, WORTH, Specimen

WEIGHT, FOCUS = 10.0, 1.5
"""What a code's and a focus' score of meaning add to the logits; flat from 10 to 20 on codebooks
with few and with many examples (``benchmarks/README.md``)."""

_RIDGE = 2.0


class Meaning:
    """What the specimens of a set of codebooks mean to a sentence model.

    Args:
        likeness: The specimens, compiled; codes and foci are in its order.
        encoder: The model.
    """

    def __init__(self, likeness: Likeness, encoder: Encoder) -> None:
        self._encoder = encoder
        self._specimens = likeness.specimens
        self._codes = likeness.codes
        self._rows = _to_unit_length(encoder.encode([s.text for s in self._specimens]))
        with threadpool_limits(1):  # sums in one order, whatever the machine
            self._adds = self._ridge(likeness)
            self._weights = self._rows.T @ self._adds

    def _ridge(self, likeness: Likeness) -> Any:
        """What each specimen adds to the logits of every code, the last column no code."""
        classes = [*self._codes, NO_CODE]
        place = {code: number for number, code in enumerate(classes)}
        target = np.array([place[specimen.code] for specimen in self._specimens])
        worth = np.array([WORTH[specimen.kind] for specimen in self._specimens])
        total = np.bincount(target, weights=worth, minlength=len(classes))
        even = worth / total[target] * total[total > 0].mean()
        root = np.sqrt(even)[:, None]
        of_focus = likeness.focus_of_code
        focus = np.append(of_focus, -1)[target]
        wanted = (target[:, None] == np.arange(len(classes))) - 1 / len(classes)
        n_foci = len(likeness.foci)
        wanted_focus = (focus[:, None] == np.arange(n_foci)) - 1 / n_foci
        kernel = (self._rows @ self._rows.T) * root * root.T
        kernel[np.diag_indices_from(kernel)] += _RIDGE
        found = np.linalg.solve(kernel, np.hstack([wanted, wanted_focus]) * root) * root
        adds = WEIGHT * found[:, : len(classes)]
        adds[:, :-1] += FOCUS * found[:, len(classes) :][:, of_focus]
        return adds

    def units_of(self, talk: Talk) -> Any:
        """One vector per unit of the talk; nothing of one that is only read out."""
        is_spoken = np.diff(talk.n_spoken[talk.units.bounds]) > 0
        places = zip(
            talk.units.passage.tolist(),
            talk.units.start.tolist(),
            talk.units.end.tolist(),
            is_spoken.tolist(),
            strict=True,
        )
        return np.asarray(
            self._encoder.encode(
                [talk.passages[n].text[start:end] if said else "" for n, start, end, said in places]
            )
        )

    def logits(self, units: Any, first: Any, last: Any) -> Any:
        """What runs of units, given by their first and last one, add to the logits."""
        with threadpool_limits(1):
            return runs(units, first, last) @ self._weights

    def resembled(self, vector: Any, code: str) -> Specimen:
        """The sentence of the codebook that adds most to the score of a stretch."""
        adds = self._adds[:, self._codes.index(code)] * (self._rows @ vector)
        own = [
            number
            for number, specimen in enumerate(self._specimens)
            if specimen.code == code and specimen.kind != "wording"
        ]
        return self._specimens[own[int(np.argmax(np.round(adds[own], 9)))]]


def runs(units: Any, first: Any, last: Any) -> Any:
    """Vectors of runs of units, of unit length."""
    before = np.concatenate([np.zeros((1, units.shape[1])), np.cumsum(units, axis=0)])
    return _to_unit_length(before[last + 1] - before[first])


def _to_unit_length(rows: Any) -> Any:
    rows = np.asarray(rows, dtype=np.float64)
    length = np.sqrt((rows**2).sum(axis=1, keepdims=True))
    return rows / np.where(length > _NOTHING, length, np.inf)


_NOTHING = 1e-6
