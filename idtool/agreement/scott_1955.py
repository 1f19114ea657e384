"""Scott's pi: two coders who are taken to share one habit."""

from __future__ import annotations

import numpy as np

from idtool.agreement.chance import Corrected
from idtool.agreement.cohen_1960 import cohen_kappa
from idtool.agreement.ratings import Floats, Ratings


def scott_pi(
    ratings: Ratings, weights: Floats | None = None, agreement: Floats | None = None
) -> Corrected:
    """Agreement of two coders beyond chance, with chance taken from both together.

    Differs from Cohen's kappa where the coders use codes unequally often, which
    pi counts against them. Only units both saw play a part.

    References:
        Scott, W. A. (1955). Reliability of content analysis: the case of nominal
        scale coding. Public Opinion Quarterly, 19, 321-325.
    """
    w = ratings.weights if weights is None else weights
    both = ratings.of_coders(0, 1)
    pooled = both.margins(w).sum(axis=-2)
    total = pooled.sum(axis=-1)
    shares = pooled / np.where(total > 0, total, np.nan)[..., None]
    other = shares if agreement is None else shares @ agreement.T
    return Corrected(
        cohen_kappa(ratings, weights, agreement).observed,
        np.asarray((shares * other).sum(axis=-1)),
    )
