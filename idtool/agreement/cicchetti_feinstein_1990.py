"""Positive and negative agreement: on applying a code, and on leaving it off."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from idtool.agreement.ratings import Floats, Ratings

ABSENT, PRESENT = 0, 1
"""The two categories of a code's ratings."""


def positive_agreement(ratings: Ratings, weights: Floats | None = None) -> Floats:
    """Of the times a coder applied the code, how often another did too.

    Twice the units both applied it to, over all applications by both; pooled over
    pairs of coders. Equal to F1. Chance is not taken into account.

    Returns:
        From 0 to 1; undefined where nobody applied the code.

    References:
        Cicchetti, D. V., & Feinstein, A. R. (1990). High agreement but low kappa:
        II. Journal of Clinical Epidemiology, 43, 551-558.
    """
    return _specific(ratings, PRESENT, weights)


def negative_agreement(ratings: Ratings, weights: Floats | None = None) -> Floats:
    """Of the times a coder left the code off, how often another did too.

    Undefined where everybody applied it to everything.
    """
    return _specific(ratings, ABSENT, weights)


def _specific(ratings: Ratings, category: int, weights: Floats | None) -> Floats:
    w = ratings.weights if weights is None else weights
    both = np.zeros(w.shape[:-1])
    either = np.zeros(w.shape[:-1])
    for a, b in combinations(range(ratings.n_coders), 2):
        first, second = ratings.patterns[:, a], ratings.patterns[:, b]
        seen = (first >= 0) & (second >= 0)
        mine, theirs = (first == category) & seen, (second == category) & seen
        both = both + w @ (mine & theirs).astype(float)
        either = either + w @ (mine.astype(float) + theirs.astype(float))
    return np.asarray(2 * both / np.where(either > 0, either, np.nan))
