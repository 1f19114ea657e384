"""Brennan and Prediger's kappa: chance is a guess among the categories."""

from __future__ import annotations

import numpy as np

from idtool.agreement.chance import Corrected, observed_agreement
from idtool.agreement.ratings import Floats, Ratings


def brennan_prediger(
    ratings: Ratings, weights: Floats | None = None, agreement: Floats | None = None
) -> Corrected:
    """Agreement beyond a blind guess among all categories, each equally likely.

    What coders habitually use plays no part, so a rare code does not pull it
    down. It depends on how many categories there are: for one code there are two
    (applied, not applied). Also known as Bennett's S, Randolph's free-marginal
    kappa; near what MAXQDA prints.

    Returns:
        1 for full agreement, 0 for guessing. Undefined with a single category.

    References:
        Brennan, R. L., & Prediger, D. J. (1981). Coefficient kappa: some uses,
        misuses, and alternatives. Educational and Psychological Measurement, 41,
        687-699. Weights: Gwet (2014), section 3.
    """
    w = ratings.weights if weights is None else weights
    n = ratings.n_categories
    chance = (n if agreement is None else float(agreement.sum())) / n**2 if n else 1.0
    observed = observed_agreement(ratings, w, agreement)
    return Corrected(observed, np.full_like(observed, chance))
