"""Expecting: how many of the proposals that wait would hold, by what became of the others.

Scores are calibrated by bins of like number (Zadrozny & Elkan 2001, *Obtaining
calibrated probability estimates from decision trees and naive Bayesian
classifiers*, ICML): what waits holds as often as what was decided at its score.
The interval draws interviews with replacement (a cluster bootstrap, as what one
person says hangs together), a rate for each bin (Jeffreys' prior), and whether
each proposal holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from idtool.errors import InsufficientData

IN_A_BIN, MOST_BINS = 20, 8
FEWEST_DECIDED = 2 * IN_A_BIN
FEWEST_INTERVIEWS = 3
_DRAWS = 1000
_SEED = 20


@dataclass(frozen=True, slots=True)
class Decided:
    """A decided proposal: its interview, its score, and whether it held."""

    interview: str
    score: float
    held: bool


@dataclass(frozen=True, slots=True)
class Expected:
    """How many of ``n`` waiting proposals would hold, with a 95 % interval.

    ``n_weaker`` more wait whose score is below every decided one: nothing is known of them.
    """

    n: int
    held: float
    low: int
    high: int
    n_weaker: int


def expected_to_hold(decided: Sequence[Decided], waiting: Sequence[float]) -> Expected:
    """How many of the waiting scores would hold if decisions go on as they were.

    Raises:
        InsufficientData: Fewer than 40 were decided, or in fewer than three interviews.
    """
    interviews = sorted({one.interview for one in decided})
    if len(decided) < FEWEST_DECIDED or len(interviews) < FEWEST_INTERVIEWS:
        n = len(interviews)
        places = "1 interview" if n == 1 else f"{n} interviews"
        raise InsufficientData(
            f"{len(decided)} decided so far, in {places}; an estimate "
            f"needs {FEWEST_DECIDED}, in {FEWEST_INTERVIEWS}.",
            "Go on with: idtool review",
        )
    scores = np.array([one.score for one in decided])
    left = np.array(waiting, dtype=float)
    known = left[left >= scores.min()]
    n_bins = min(MOST_BINS, len(scores) // IN_A_BIN)
    cuts = np.unique(np.quantile(scores, np.linspace(0, 1, n_bins + 1)[1:-1]))
    n_bins = len(cuts) + 1
    wait = np.bincount(np.searchsorted(cuts, known, side="right"), minlength=n_bins)
    counts = np.zeros((2, len(interviews), n_bins), dtype=int)
    for one, place in zip(decided, np.searchsorted(cuts, scores, side="right"), strict=True):
        counts[int(one.held), interviews.index(one.interview), place] += 1
    drawn = _drawn(counts, wait)
    failed, held = counts.sum(axis=1)
    # a cut that stands on the lowest score leaves the first bin empty, and nothing waits there
    rates = held / np.maximum(held + failed, 1)
    return Expected(
        int(wait.sum()),
        float(rates @ wait),
        round(float(np.quantile(drawn, 0.025))),
        round(float(np.quantile(drawn, 0.975))),
        len(left) - len(known),
    )


def _drawn(counts: Any, wait: Any) -> Any:
    rng = np.random.default_rng(_SEED)
    n = counts.shape[1]
    times = rng.multinomial(n, np.full(n, 1 / n), size=_DRAWS)
    failed, held = times @ counts[0], times @ counts[1]
    return rng.binomial(wait, rng.beta(held + 0.5, failed + 0.5)).sum(axis=1)
