"""Conger's kappa: any number of coders, each with habits of their own."""

from __future__ import annotations

import numpy as np

from idtool.agreement.chance import Corrected, observed_agreement
from idtool.agreement.ratings import Floats, Ratings


def conger_kappa(
    ratings: Ratings, weights: Floats | None = None, agreement: Floats | None = None
) -> Corrected:
    """Cohen's kappa for any number of coders; for two it is Cohen's.

    Chance is averaged over pairs of coders, each with the codes that coder uses.
    With complete data it equals Hubert's (1977) pairwise kappa.

    Returns:
        1 for full agreement, 0 for chance. Undefined where all coders used one
        category only, or a coder saw nothing.

    References:
        Conger, A. J. (1980). Integration and generalization of kappas for multiple
        raters. Psychological Bulletin, 88, 322-328. Missing values and weights:
        Gwet (2014), section 2.
    """
    w = ratings.weights if weights is None else weights
    margins = ratings.margins(w)
    totals = margins.sum(axis=-1, keepdims=True)
    shares = margins / np.where(totals > 0, totals, np.nan)
    coders = ratings.n_coders
    other = shares if agreement is None else shares @ agreement.T
    everybody = (shares.sum(axis=-2) * other.sum(axis=-2)).sum(axis=-1)
    same_coder = (shares * other).sum(axis=(-2, -1))
    return Corrected(
        observed_agreement(ratings, w, agreement),
        np.asarray((everybody - same_coder) / (coders * (coders - 1))),
    )
