"""F1: agreement on applying codes, where nothing counts as left off."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from idtool.agreement.cicchetti_feinstein_1990 import positive_agreement
from idtool.agreement.ratings import Floats, Ratings
from idtool.agreement.sets import SetRatings


def f1(ratings: Ratings, weights: Floats | None = None) -> Floats:
    """The harmonic mean of precision and recall of one coder against the other, for a code.

    It is the same whoever is taken as the standard, and needs no count of units
    left uncoded. For more than two coders pairs are pooled. Where uncoded units
    are many, kappa comes near to it.

    Returns:
        From 0 to 1; undefined where nobody applied the code.

    References:
        Hripcsak, G., & Rothschild, A. S. (2005). Agreement, the F-measure, and
        reliability in information retrieval. Journal of the American Medical
        Informatics Association, 12, 296-298.
    """
    return positive_agreement(ratings, weights)


def f1_of_sets(sets: SetRatings, weights: Floats | None = None) -> Floats:
    """The same over all codes, pooled: frequent codes weigh more (micro-average)."""
    w = sets.ratings.weights if weights is None else weights
    shared = np.zeros(len(sets.ratings.weights))
    applied = np.zeros(len(sets.ratings.weights))
    sizes = sets.sizes
    for a, b in combinations(sets.ratings.patterns.T, 2):
        both = np.flatnonzero((a >= 0) & (b >= 0))
        first, second = a[both], b[both]
        shared[both] += (sets.members[first] & sets.members[second]).sum(axis=1)
        applied[both] += sizes[first] + sizes[second]
    total = np.asarray(w @ applied)
    return np.asarray(2 * (w @ shared) / np.where(total > 0, total, np.nan))
