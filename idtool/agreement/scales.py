"""How near two categories are: weights of agreement, and distances."""

from __future__ import annotations

from typing import Literal

import numpy as np

from idtool.agreement.ratings import Floats

Level = Literal["nominal", "ordinal", "interval", "ratio"]
Weighting = Literal["linear", "quadratic", "ordinal", "radical", "ratio", "circular", "bipolar"]

WEIGHTING_OF_LEVEL: dict[Level, Weighting] = {
    "ordinal": "ordinal",
    "interval": "quadratic",
    "ratio": "ratio",
}
"""The weights AC2 and the weighted kappas take for a level of measurement."""


def agreement_weights(weighting: Weighting, values: Floats) -> Floats:
    """How far two categories agree: 1 on the diagonal, 0 for the pair furthest apart.

    Args:
        weighting: ``ordinal`` goes by rank; the others by the numbers themselves.
        values: The number of each category, in order; shape (categories,).

    References:
        Gwet, K. L. (2014). Handbook of Inter-Rater Reliability (4th ed.), section 3.
    """
    x = np.asarray(values, dtype=np.float64)
    if len(x) < 2:
        return np.ones((len(x), len(x)))
    apart = np.abs(x[:, None] - x)
    together = x[:, None] + x
    if weighting == "linear":
        distance = apart
    elif weighting == "quadratic":
        distance = apart**2
    elif weighting == "radical":
        distance = np.sqrt(apart)
    elif weighting == "ordinal":
        rank = np.arange(len(x))
        between = np.abs(rank[:, None] - rank) + 1
        distance = between * (between - 1) / 2
    elif weighting == "ratio":
        distance = _safe(apart, together) ** 2
        widest = (x.max() - x.min()) / (x.max() + x.min())
        return np.asarray(1 - distance / widest**2)
    elif weighting == "circular":
        distance = np.sin(np.pi * apart / (x.max() - x.min() + 1)) ** 2
    else:
        distance = _safe(apart**2, (together - 2 * x.min()) * (2 * x.max() - together))
    return np.asarray(1 - distance / distance.max())


def squared_distances(level: Level, values: Floats, used: Floats) -> Floats:
    """Squared distances of Krippendorff's alpha between categories.

    Args:
        level: Level of measurement.
        values: The number of each category, in order; shape (categories,).
        used: How often each category was used; only ``ordinal`` needs it.

    References:
        Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability, section E.
    """
    x = np.asarray(values, dtype=np.float64)
    if level == "nominal":
        return 1 - np.eye(len(x))
    if level == "interval":
        return np.asarray((x[:, None] - x) ** 2)
    if level == "ratio":
        return np.asarray(_safe(x[:, None] - x, x[:, None] + x) ** 2)
    upto = np.cumsum(used) - used / 2
    return np.asarray((upto[:, None] - upto) ** 2)


def _safe(above: Floats, below: Floats) -> Floats:
    """Quotients, with 0 where both are 0, as for a category and itself."""
    return np.divide(above, below, out=np.zeros_like(above), where=below != 0)
