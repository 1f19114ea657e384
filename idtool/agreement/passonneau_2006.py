"""Krippendorff's alpha on sets of codes, with the MASI distance."""

from __future__ import annotations

from typing import Literal

import numpy as np

from idtool.agreement.chance import NEARLY
from idtool.agreement.ratings import Floats
from idtool.agreement.sets import (
    SetDistance,
    SetRatings,
    expected_distance,
    observed_distance,
)

Convention = Literal["passonneau", "dkpro"]


def masi_distance(shared: Floats, first: Floats, second: Floats) -> Floats:
    """1 - J * M: Jaccard's share J, and M for how the sets lie to each other.

    M is 1 for equal sets, 2/3 where one holds the other, 1/3 where they only
    overlap, 0 where they share nothing. Two empty sets are equal: distance 0.
    {A} and {A, B} are 2/3 apart.
    """
    return np.asarray(1 - _jaccard(shared, first, second) * _kind(shared, first, second))


def masi_distance_dkpro(shared: Floats, first: Floats, second: Floats) -> Floats:
    """(1 - J) * w as in DKPro Statistics, w is 1 - M: {A}, {A, B} are 1/6 apart, {A}, {} 1/3."""
    apart = 1 - _kind(shared, first, second)
    return np.asarray((1 - _jaccard(shared, first, second)) * apart)


def jaccard_distance(shared: Floats, first: Floats, second: Floats) -> Floats:
    """One minus what two sets share over what they hold together; 0 for two empty sets."""
    return np.asarray(1 - _jaccard(shared, first, second))


CONVENTIONS: dict[Convention, SetDistance] = {
    "passonneau": masi_distance,
    "dkpro": masi_distance_dkpro,
}


def alpha_masi(
    sets: SetRatings,
    weights: Floats | None = None,
    *,
    distance: SetDistance = masi_distance,
) -> Floats:
    """Agreement on sets of codes, where sharing some codes counts for something.

    Args:
        sets: Each coder's set of codes per unit; an empty set is a value.
        weights: Units by row; shape (rows,) or (draws, rows).
        distance: Passonneau's MASI unless said otherwise. Programs differ: on the
            same data DKPro's convention can give .67 where this gives .51.

    Returns:
        1 for full agreement, 0 for chance. Undefined where no unit was seen by two
        coders, or every value is the same set.

    References:
        Passonneau, R. (2006). Measuring agreement on set-valued items (MASI) for
        semantic and pragmatic annotation. LREC 2006.
    """
    w = sets.ratings.weights if weights is None else weights
    observed = observed_distance(sets, w, distance)
    expected = expected_distance(sets, w, distance)
    return np.asarray(1 - observed / np.where(expected > NEARLY, expected, np.nan))


def _jaccard(shared: Floats, first: Floats, second: Floats) -> Floats:
    together = first + second - shared
    return np.divide(shared, together, out=np.ones_like(together), where=together > 0)


def _kind(shared: Floats, first: Floats, second: Floats) -> Floats:
    """M: 1, 2/3, 1/3 or 0."""
    equal = (shared == first) & (shared == second)
    within = (shared == first) | (shared == second)
    return np.select([equal, within, shared == 0], [1.0, 2 / 3, 0.0], 1 / 3)
