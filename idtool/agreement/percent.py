"""Percent agreement: how often coders agree, chance included."""

from __future__ import annotations

import numpy as np

from idtool.agreement.chance import observed_agreement
from idtool.agreement.ratings import Floats, Ratings


def percent_agreement(ratings: Ratings, weights: Floats | None = None) -> Floats:
    """How large a share of coder pairs agrees, as the mean over units.

    Every unit that two coders saw weighs the same, however many saw it (Gwet's
    definition; .818 on Krippendorff's twelve units). Easy to read, and easy to
    read too much into: where most units are uncoded it is high by itself.

    Returns:
        From 0 to 1; NaN where no unit was seen by two coders.

    References:
        Gwet, K. L. (2014). Handbook of Inter-Rater Reliability (4th ed.), section 2.
    """
    return observed_agreement(ratings, ratings.weights if weights is None else weights)


def percent_agreement_by_value(ratings: Ratings, weights: Floats | None = None) -> Floats:
    """The same where every value weighs the same, so that units seen by more weigh more.

    This is one minus the observed disagreement of Krippendorff's alpha (.800 on
    his twelve units).
    """
    w = ratings.weights if weights is None else weights
    n = ratings.coders_per_row
    pairs = np.einsum("ij,ij->i", ratings.counts, ratings.counts) - n
    share = np.divide(pairs, n - 1, out=np.zeros_like(n), where=ratings.paired)
    return np.asarray((w @ share) / (w @ np.where(ratings.paired, n, 0)))
