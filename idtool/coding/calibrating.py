"""Calibrating: scores turned into the share of proposals that were right, code by code.

One curve over all codes by isotonic regression (Zadrozny & Elkan 2002, *Transforming
classifier scores into accurate multiclass probability estimates*); then each code with
enough proposals has its log-odds moved by a constant of its own (recalibration in the
large: Steyerberg et al. 2004, *Validation and updating of predictive logistic regression
models*), drawn towards no move. A code with too few keeps the curve of all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

FEWEST = 10
"""Proposals from which a code's log-odds are moved."""

_SPREAD = 0.5
"""Standard deviation that moves are expected to have, in log-odds."""

_EDGE = 0.005
_STEPS = 25


@dataclass(frozen=True)
class Calibration:
    """The curve of all codes, and by how much log-odds each code's proposals differ from it."""

    curve: Any
    moves: Mapping[str, float]

    def pooled(self, scores: Sequence[float]) -> Any:
        """The share right at each score, over all codes."""
        return self.curve.predict(np.asarray(scores, dtype=float))

    def of(self, scores: Sequence[float], codes: Sequence[str]) -> Any:
        """The share right at each score, for the code of each."""
        move = np.array([self.moves.get(code, 0.0) for code in codes])
        found = self.pooled(scores)
        return np.where(move == 0.0, found, _share(_log_odds(found) + move))


def calibrated(scores: Sequence[float], right: Sequence[bool], codes: Sequence[str]) -> Calibration:
    """Fit on proposals: their scores, whether they were right, and their codes."""
    from sklearn.isotonic import IsotonicRegression

    curve = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip")
    held = np.asarray(right, dtype=float)
    curve.fit(np.asarray(scores, dtype=float), held)
    odds = _log_odds(curve.predict(np.asarray(scores, dtype=float)))
    moves = {}
    for code, n in sorted(Counter(codes).items()):
        if n >= FEWEST:
            own = np.array([name == code for name in codes])
            moves[code] = _move(odds[own], held[own])
    return Calibration(curve, moves)


def _move(odds: Any, held: Any) -> float:
    """The constant in log-odds that fits best, by Newton's method with a normal prior."""
    move = 0.0
    for _ in range(_STEPS):
        share = _share(odds + move)
        slope = (share * (1 - share)).sum() + 1 / _SPREAD**2
        move -= ((share - held).sum() + move / _SPREAD**2) / slope
    return float(move)


def _log_odds(share: Any) -> Any:
    share = np.clip(share, _EDGE, 1 - _EDGE)
    return np.log(share / (1 - share))


def _share(odds: Any) -> Any:
    return 1 / (1 + np.exp(-odds))
