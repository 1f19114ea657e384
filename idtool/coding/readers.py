"""Readers: the classifiers that together say which codes a text may be about.

Each reads one view of a text and gives shares. Ridge regression in its dual form
(Hoerl & Kennard 1970; Saunders et al. 1998, *Ridge regression learning algorithm
in dual variables*), multinomial logistic regression, and complement naive Bayes
(Rennie et al. 2003) end as a table of weights, one row per feature and one
column per class, so reading is one product.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.linalg import cholesky, solve_triangular
from sklearn.linear_model import LogisticRegression

RIDGE, RIDGE_SHARPNESS = 1.0, 12.0
"""Penalty of the ridge, and how sharply its scores part."""

BAYES_SHARPNESS = 5.5
"""How sharply the scores of naive Bayes part."""

MOST_AXES = 1500
"""Places that span the space in which logistic regression looks for its weights."""

_SMOOTHING = 0.3
_LEAST = 1e-9
_NEVER = -30.0
_NUDGE = 1e-4
_STEPS = 200


@dataclass(frozen=True)
class Reader:
    """Weights of the features for every class, the last one no code.

    ``level`` is added to a class's score, ``sharpness`` is how far scores part.
    """

    weights: Any
    level: Any = 0.0
    sharpness: float = 1.0

    def logs(self, rows: Any) -> Any:
        """Logarithms of the shares of the classes, one row per text."""
        scores = self.sharpness * (np.asarray(rows @ self.weights) + self.level)
        return np.log(shares(scores) + _LEAST)


def shares(scores: Any) -> Any:
    """Scores as shares that add up to 1 in each row."""
    found = np.exp(scores - scores.max(axis=1, keepdims=True))
    return found / found.sum(axis=1, keepdims=True)


def dual(kernel: Any, wanted: Any, worth: Any) -> Any:
    """What each place adds to each class's ridge score, by its likeness to a text.

    Args:
        kernel: Inner products of the places.
        wanted: Wanted scores, one row per place.
        worth: Weights of the places.
    """
    root = np.sqrt(worth)[:, None]
    weighed = kernel * root * root.T
    weighed[np.diag_indices_from(weighed)] += RIDGE
    return np.linalg.solve(weighed, wanted * root) * root


def logistic(rows: Any, kernel: Any, holds: Any, worth: Any, softness: float) -> Reader | None:
    """Multinomial logistic regression; ``None`` with a single class.

    It is fitted on coordinates that have the rows' inner products (a Cholesky
    factor of them), which gives the same weights as the many features would.
    With more than ``MOST_AXES`` places, evenly taken ones span the space
    (Williams & Seeger 2001, *Using the Nyström method to speed up kernel machines*).

    Args:
        rows: Features, one row per place.
        kernel: Inner products of the rows.
        holds: Which classes hold at each place; every place has one.
        worth: Weights of the places.
        softness: Inverse of the penalty.
    """
    place, target = np.nonzero(holds)
    if len(np.unique(target)) < 2:
        return None
    marks, lower, axes = _axes(kernel)
    weight = (worth / holds.sum(axis=1))[place]
    model = LogisticRegression(C=softness, max_iter=_STEPS)
    weight *= len(weight) / weight.sum()
    model.fit(axes[place].astype(np.float32), target, sample_weight=weight)
    slopes, level = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # scikit-learn keeps one slope for two classes
        slopes, level = np.vstack([-slopes, slopes]) / 2, np.hstack([-level, level]) / 2
    weights = np.zeros((rows.shape[1], holds.shape[1]))
    levels = np.full(holds.shape[1], _NEVER)
    adds = solve_triangular(lower, slopes.T.astype(float), lower=True, trans="T")
    weights[:, model.classes_] = rows[marks].T @ adds
    levels[model.classes_] = level
    return Reader(weights, levels)


def bayes(words: Any, holds: Any, worth: Any) -> Reader:
    """Complement naive Bayes: a word speaks for a class if it is rare in all others."""
    counts = np.asarray(words.T @ (holds * worth[:, None])).T
    rest = counts.sum(axis=0, keepdims=True) - counts + _SMOOTHING
    weights = -np.log(rest / rest.sum(axis=1, keepdims=True)).T
    return Reader(weights - weights.mean(axis=1, keepdims=True), sharpness=BAYES_SHARPNESS)


def _axes(kernel: Any) -> tuple[Any, Any, Any]:
    """The rows that span the space, the factor of their inner products, every row's coordinates."""
    n = len(kernel)
    marks = np.linspace(0, n - 1, min(n, MOST_AXES)).round().astype(int)
    gram = kernel[np.ix_(marks, marks)]
    gram[np.diag_indices_from(gram)] += _NUDGE
    lower = cholesky(gram, lower=True)
    if n <= MOST_AXES:
        return marks, lower, lower
    return marks, lower, solve_triangular(lower, kernel[marks], lower=True).T
