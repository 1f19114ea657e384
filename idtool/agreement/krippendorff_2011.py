"""Krippendorff's alpha: any number of coders, any level, missing values allowed."""

from __future__ import annotations

import numpy as np

from idtool.agreement.chance import NEARLY, Corrected
from idtool.agreement.ratings import Floats, Ratings
from idtool.agreement.scales import Level, squared_distances


def krippendorff_alpha(
    ratings: Ratings,
    weights: Floats | None = None,
    *,
    level: Level = "nominal",
    values: Floats | None = None,
    distances: Floats | None = None,
) -> Floats:
    """One minus observed over expected disagreement, from pairs of values within units.

    A unit seen by one coder pairs with nothing and plays no part.

    Args:
        ratings: What coders said.
        weights: Units by row; shape (rows,) or (draws, rows).
        level: ``nominal``, ``ordinal``, ``interval`` or ``ratio``.
        values: The number of each category; default: its place, from 1.
        distances: Squared distances between categories, in place of a level's.

    Returns:
        1 for full agreement, 0 for what chance would give, below 0 for systematic
        disagreement; one number, or one per draw. Undefined where no unit was seen
        by two coders, or all values are alike.

    References:
        Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability.
        University of Pennsylvania.
    """
    w = ratings.weights if weights is None else weights
    if level == "nominal" and distances is None:
        return _nominal(ratings, w)
    if w.ndim > 1:
        draws = [
            krippendorff_alpha(ratings, draw, level=level, values=values, distances=distances)
            for draw in w
        ]
        return np.array(draws, dtype=np.float64)
    used = _used(ratings, w)
    n = used.sum()
    if distances is None:
        numbers = np.arange(1.0, ratings.n_categories + 1) if values is None else values
        distances = squared_distances(level, numbers, used)
    counts, coders = ratings.counts, ratings.coders_per_row
    pairs = np.einsum("ij,ij->i", counts @ distances, counts)
    observed = w @ np.divide(pairs, coders - 1, out=np.zeros_like(coders), where=ratings.paired)
    expected = used @ distances @ used / (n - 1) if n > 1 else 0.0
    return np.asarray(1 - observed / expected if expected > NEARLY else np.nan)


def _used(ratings: Ratings, weights: Floats) -> Floats:
    """How often each category was used in units seen by two coders; shape (…, categories)."""
    return np.asarray((weights * ratings.paired) @ ratings.counts)


def _nominal(ratings: Ratings, w: Floats) -> Floats:
    """The shortcut for nominal values: only agreeing pairs need be counted."""
    counts, coders = ratings.counts, ratings.coders_per_row
    agreeing = np.einsum("ij,ij->i", counts, counts) - coders
    each = np.divide(agreeing, coders - 1, out=np.zeros_like(coders), where=ratings.paired)
    used = _used(ratings, w)
    n = used.sum(axis=-1)
    n = np.where(n > 1, n, np.nan)
    expected = (used * (used - 1)).sum(axis=-1) / (n * (n - 1))
    return Corrected(np.asarray((w @ each) / n), np.asarray(expected)).value
