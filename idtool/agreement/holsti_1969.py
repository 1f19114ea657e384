"""Holsti's index: shared decisions over all decisions."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from idtool.agreement.ratings import Floats, Ratings


def holsti(ratings: Ratings, weights: Floats | None = None) -> Floats:
    """Twice the shared decisions over the decisions of both coders, mean over pairs.

    A coder who did not see a unit decided nothing there. Where both decided about
    all units it equals percent agreement. Chance is not taken into account.

    References:
        Holsti, O. R. (1969). Content Analysis for the Social Sciences and
        Humanities. Addison-Wesley, p. 140.
    """
    w = ratings.weights if weights is None else weights
    made = [w @ (column >= 0).astype(float) for column in ratings.patterns.T]
    values = []
    for a, b in combinations(range(ratings.n_coders), 2):
        first, second = ratings.patterns[:, a], ratings.patterns[:, b]
        shared = w @ ((first == second) & (first >= 0)).astype(float)
        total = np.asarray(made[a] + made[b])
        values.append(2 * shared / np.where(total > 0, total, np.nan))
    return np.asarray(np.mean(np.stack(values), axis=0))
