"""Gwet's AC1 and AC2: chance only where coders would have to guess."""

from __future__ import annotations

import numpy as np

from idtool.agreement.chance import Corrected, observed_agreement, shares_by_category
from idtool.agreement.ratings import Floats, Ratings


def gwet_ac1(
    ratings: Ratings, weights: Floats | None = None, agreement: Floats | None = None
) -> Corrected:
    """Agreement beyond chance that stays steady where a code is rare or very common.

    With ``agreement`` between categories it is AC2. It answers another question
    than kappa does: which share of the units that are hard to code agree; it is
    often much higher than kappa on rare codes, so name it when you report it.

    Returns:
        1 for full agreement, 0 for chance. Undefined with a single category.

    References:
        Gwet, K. L. (2008). Computing inter-rater reliability and its variance in
        the presence of high agreement. British Journal of Mathematical and
        Statistical Psychology, 61, 29-48. AC2 and missing values: Gwet (2014),
        sections 2 and 3.
    """
    w = ratings.weights if weights is None else weights
    n = ratings.n_categories
    observed = observed_agreement(ratings, w, agreement)
    if n < 2:
        return Corrected(observed, np.ones_like(observed))
    shares = shares_by_category(ratings, w)
    spread = (shares * (1 - shares)).sum(axis=-1)
    room = (n if agreement is None else float(agreement.sum())) / (n * (n - 1))
    return Corrected(observed, np.asarray(room * spread))
