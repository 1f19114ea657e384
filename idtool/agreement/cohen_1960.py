"""Cohen's kappa: two coders, each with habits of their own."""

from __future__ import annotations

import numpy as np

from idtool.agreement.chance import Corrected
from idtool.agreement.ratings import Floats, Ratings


def cohen_kappa(
    ratings: Ratings,
    weights: Floats | None = None,
    agreement: Floats | None = None,
) -> Corrected:
    """Agreement of two coders beyond what their own habits would give by chance.

    Only units both coders saw play a part. Sensitive to how unevenly codes are
    used: with a rare code it can be low although coders hardly ever differ.

    Args:
        ratings: Of exactly two coders.
        weights: Units by row; shape (rows,) or (draws, rows).
        agreement: How far two categories agree (weighted kappa, Cohen 1968).

    Returns:
        1 for full agreement, 0 for chance. Undefined where both coders put every
        unit into the same single category.

    References:
        Cohen, J. (1960). A coefficient of agreement for nominal scales.
        Educational and Psychological Measurement, 20, 37-46.
    """
    if ratings.n_coders != 2:
        raise ValueError("Cohen's kappa is for two coders.")
    w = ratings.weights if weights is None else weights
    both = Ratings(ratings.of_coders(0, 1).patterns, ratings.weights, ratings.categories)
    a, b = both.patterns.T
    alike = a == b if agreement is None else agreement[a, b]
    total = w @ both.paired.astype(float)
    total = np.where(total > 0, total, np.nan)
    shares = both.margins(w) / total[..., None, None]
    first, second = shares[..., 0, :], shares[..., 1, :]
    if agreement is not None:
        second = second @ agreement.T
    return Corrected(
        np.asarray((w @ np.where(both.paired, alike, 0)) / total),
        np.asarray((first * second).sum(axis=-1)),
    )
