"""Agreement beyond what chance would give: the form all kappas share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from idtool.agreement.ratings import Floats, Ratings

NEARLY = 1e-12


@dataclass(frozen=True, slots=True)
class Corrected:
    """Observed and expected agreement, and agreement beyond chance.

    Each is one number, or one per bootstrap draw. NaN where it is undefined.
    """

    observed: Floats
    expected: Floats

    @property
    def value(self) -> Floats:
        """(observed - expected) / (1 - expected): 1 is full agreement, 0 what chance gives.

        Below 0: less than chance. NaN where chance alone would agree everywhere.
        """
        room = 1 - self.expected
        safe = np.where(room > NEARLY, room, np.nan)
        return np.asarray((self.observed - self.expected) / safe)


def observed_agreement(
    ratings: Ratings, weights: Floats, agreement: Floats | None = None
) -> Floats:
    """Mean over units of the share of coder pairs that agree.

    Args:
        ratings: What coders said.
        weights: Units by row; shape (rows,) or (draws, rows).
        agreement: How far two categories agree, 1 on the diagonal; ``None`` is
            all or nothing. Shape (categories, categories).

    Returns:
        One number, or one per draw; units seen by one coder play no part.

    References:
        Gwet, K. L. (2014). Handbook of Inter-Rater Reliability (4th ed.), section 2.
    """
    counts, n = ratings.counts, ratings.coders_per_row
    together = counts if agreement is None else counts @ agreement.T
    pairs = np.einsum("ij,ij->i", counts, together) - n
    share = np.divide(pairs, n * (n - 1), out=np.zeros_like(n), where=ratings.paired)
    return _quotient(weights @ share, weights @ ratings.paired.astype(float))


def shares_by_category(ratings: Ratings, weights: Floats) -> Floats:
    """Mean over units of each category's share of a unit's coders; shape (…, categories)."""
    n = ratings.coders_per_row
    seen = n > 0
    # weights are divided rather than counts: one pass over a row vector, not a matrix
    each = np.divide(weights, n, out=np.zeros_like(weights), where=seen)
    return np.asarray(_quotient(each @ ratings.counts, (weights @ seen.astype(float))[..., None]))


def _quotient(above: Floats, below: Floats) -> Floats:
    below = np.asarray(below, dtype=np.float64)
    return np.asarray(above / np.where(below > 0, below, np.nan))
