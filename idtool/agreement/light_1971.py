"""Light's kappa: the mean of Cohen's kappa over pairs of coders."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from idtool.agreement.cohen_1960 import cohen_kappa
from idtool.agreement.ratings import Floats, Ratings


def light_kappa(
    ratings: Ratings, weights: Floats | None = None, agreement: Floats | None = None
) -> Floats:
    """Cohen's kappa of every pair of coders, averaged; each pair on units both saw.

    Returns:
        1 for full agreement, 0 for chance. Undefined where it is undefined for
        one of the pairs: leaving that pair out would flatter the others.

    References:
        Light, R. J. (1971). Measures of response agreement for qualitative data.
        Psychological Bulletin, 76, 365-377.
    """
    pairs = combinations(range(ratings.n_coders), 2)
    values = [cohen_kappa(ratings.of_coders(*pair), weights, agreement).value for pair in pairs]
    return np.asarray(np.mean(np.stack(values), axis=0))
