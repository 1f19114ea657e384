"""Multi-valued alpha: several codes on a unit, with chance built from single codes."""

from __future__ import annotations

import numpy as np

from idtool.agreement.chance import NEARLY
from idtool.agreement.ratings import Floats
from idtool.agreement.sets import SetRatings, observed_distance


def dice_distance(shared: Floats, first: Floats, second: Floats) -> Floats:
    """One minus twice the shared codes over all codes of both; 0 for two empty sets."""
    total = first + second
    return np.asarray(1 - np.divide(2 * shared, total, out=np.ones_like(total), where=total > 0))


def mv_alpha(sets: SetRatings, weights: Floats | None = None) -> Floats:
    """Agreement on sets of codes; chance draws sets of the sizes seen out of the codes seen.

    Unlike alpha with a set distance, it does not take the sets that happened to
    occur as the only possible ones, so it stays usable where most sets are unique.

    Args:
        sets: Each coder's set of codes per unit; an empty set is a value.
        weights: Units by row; shape (rows,) or (draws, rows).

    Returns:
        1 for full agreement, 0 for chance. Undefined where no unit was seen by two
        coders, or nothing could have differed.

    References:
        Krippendorff, K., & Craggs, R. (2016). The reliability of multi-valued
        coding of data. Communication Methods and Measures, 10, 181-198. Nominal.
    """
    w = sets.ratings.weights if weights is None else weights
    expected = expected_dice(sets, w)
    observed = observed_distance(sets, w, dice_distance)
    return np.asarray(1 - observed / np.where(expected > NEARLY, expected, np.nan))


def expected_dice(sets: SetRatings, weights: Floats) -> Floats:
    """Mean distance of two sets drawn by their sizes, code by code.

    A pair of sets C and K weighs as the product of n over codes in one of them and
    of n(n-1) over codes in both, n being how often a code was used. The sums over
    all pairs are coefficients of a product over codes, so they are exact at any
    number of codes.
    """
    used = sets.used(weights)
    total = used.sum(axis=-1, keepdims=True)
    sizes = sets.sizes.astype(int)
    present = sorted(set(sizes.tolist()))
    by_size = np.stack([used[..., sizes == size].sum(axis=-1) for size in present], axis=-1)
    share = by_size / np.where(total > 0, total, np.nan)
    masses, overlaps = _sums_by_size(used @ sets.members.astype(float), max(present, default=0))
    expected = np.zeros(weights.shape[:-1])
    for i, a in enumerate(present):
        for j, b in enumerate(present):
            if a + b == 0:
                continue
            mass = masses[..., a, b]
            mean = 1 - 2 * overlaps[..., a, b] / (a + b) / np.where(mass > 0, mass, np.nan)
            # sizes no two sets of which could be drawn add nothing
            expected = expected + np.nan_to_num(mean) * share[..., i] * share[..., j]
    return np.where(total[..., 0] > 0, expected, np.nan)


def _sums_by_size(uses: Floats, largest: int) -> tuple[Floats, Floats]:
    """Sums over pairs of sets by their sizes: of weights, and of weight times codes shared.

    Shapes (…, largest + 1, largest + 1): size of one, of the other. The first is
    the product over codes of 1 + n x + n y + n(n-1) xy; the second its derivative
    by a mark on the last term. Uses are scaled, which cancels between equal sizes.
    """
    n = largest + 1
    mass = np.zeros((*uses.shape[:-1], n, n))
    mass[..., 0, 0] = 1.0
    overlap = np.zeros_like(mass)
    scale = np.maximum(uses.max(axis=-1, initial=1.0), 1.0)
    for code in range(uses.shape[-1]):
        single = (uses[..., code] / scale)[..., None, None]
        both = single * ((uses[..., code] - 1) / scale)[..., None, None]
        overlap = _times(overlap, single, both)
        overlap[..., 1:, 1:] += both * mass[..., :-1, :-1]
        mass = _times(mass, single, both)
    return mass, overlap


def _times(sums: Floats, single: Floats, both: Floats) -> Floats:
    """Sums after one more code: in neither set, in one, in the other, in both."""
    new = sums.copy()
    new[..., 1:, :] += single * sums[..., :-1, :]
    new[..., :, 1:] += single * sums[..., :, :-1]
    new[..., 1:, 1:] += both * sums[..., :-1, :-1]
    return new
