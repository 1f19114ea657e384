"""Fleiss' kappa: any number of coders, taken as interchangeable."""

from __future__ import annotations

import numpy as np

from idtool.agreement.chance import Corrected, observed_agreement, shares_by_category
from idtool.agreement.ratings import Floats, Ratings


def fleiss_kappa(
    ratings: Ratings, weights: Floats | None = None, agreement: Floats | None = None
) -> Corrected:
    """Agreement of any number of coders beyond chance, chance from all together.

    Units with missing coders take part with those they have (Gwet's extension);
    units seen by one coder only help to say how often codes are used.

    Returns:
        1 for full agreement, 0 for chance. Undefined where all coders used one
        category only.

    References:
        Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters.
        Psychological Bulletin, 76, 378-382. Missing values and weights: Gwet
        (2014), sections 2 and 3.
    """
    w = ratings.weights if weights is None else weights
    shares = shares_by_category(ratings, w)
    other = shares if agreement is None else shares @ agreement.T
    return Corrected(
        observed_agreement(ratings, w, agreement), np.asarray((shares * other).sum(axis=-1))
    )
