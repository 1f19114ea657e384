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
"""Places that span the space in which weights are looked for; it bounds time and memory."""

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


@dataclass(frozen=True)
class Kernel:
    """Inner products of every place with the places that span their space.

    With more than ``MOST_AXES`` places, evenly taken ones span the space nearly
    (Williams & Seeger 2001, *Using the Nyström method to speed up kernel machines*).

    Args:
        marks: Numbers of the places that span the space.
        products: One row per place, one column per mark.
    """

    marks: Any
    products: Any

    @property
    def is_whole(self) -> bool:
        """Whether every place is a mark."""
        return len(self.marks) == len(self.products)


def marks_of(n: int) -> Any:
    """The places that span the space of ``n``."""
    return np.linspace(0, n - 1, min(n, MOST_AXES)).round().astype(int)


def ridge(rows: Any, kernel: Kernel, wanted: Any, worth: Any) -> tuple[Reader, Any]:
    """Ridge regression, and what each place adds to each class's score by its likeness to a text.

    Args:
        rows: Features, one row per place.
        kernel: Their inner products.
        wanted: Wanted scores, one row per place.
        worth: Weights of the places.
    """
    if kernel.is_whole:
        root = np.sqrt(worth)[:, None]
        weighed = kernel.products * root * root.T
        weighed[np.diag_indices_from(weighed)] += RIDGE
        adds = np.linalg.solve(weighed, wanted * root) * root
        return Reader(rows.T @ adds, sharpness=RIDGE_SHARPNESS), adds
    lower, axes = _axes(kernel)
    weighed = axes * worth[:, None]
    slopes = np.linalg.solve(axes.T @ weighed + RIDGE * np.eye(axes.shape[1]), weighed.T @ wanted)
    adds = worth[:, None] * (wanted - axes @ slopes) / RIDGE
    return Reader(_weights(rows, kernel, lower, slopes), sharpness=RIDGE_SHARPNESS), adds


def logistic(rows: Any, kernel: Kernel, holds: Any, worth: Any, softness: float) -> Reader | None:
    """Multinomial logistic regression; ``None`` with a single class.

    It is fitted on coordinates that have the rows' inner products (a Cholesky
    factor of them), which gives the same weights as the many features would.

    Args:
        rows: Features, one row per place.
        kernel: Their inner products.
        holds: Which classes hold at each place; every place has one.
        worth: Weights of the places.
        softness: Inverse of the penalty.
    """
    place, target = np.nonzero(holds)
    if len(np.unique(target)) < 2:
        return None
    lower, axes = _axes(kernel)
    weight = (worth / holds.sum(axis=1))[place]
    model = LogisticRegression(C=softness, max_iter=_STEPS)
    weight *= len(weight) / weight.sum()
    model.fit(axes[place].astype(np.float32), target, sample_weight=weight)
    slopes, level = model.coef_.astype(float), model.intercept_
    if len(model.classes_) == 2:  # scikit-learn keeps one slope for two classes
        slopes, level = np.vstack([-slopes, slopes]) / 2, np.hstack([-level, level]) / 2
    weights = np.zeros((rows.shape[1], holds.shape[1]))
    levels = np.full(holds.shape[1], _NEVER)
    weights[:, model.classes_] = _weights(rows, kernel, lower, slopes.T)
    levels[model.classes_] = level
    return Reader(weights, levels)


def bayes(words: Any, holds: Any, worth: Any) -> Reader:
    """Complement naive Bayes: a word speaks for a class if it is rare in all others."""
    counts = np.asarray(words.T @ (holds * worth[:, None])).T
    rest = counts.sum(axis=0, keepdims=True) - counts + _SMOOTHING
    weights = -np.log(rest / rest.sum(axis=1, keepdims=True)).T
    return Reader(weights - weights.mean(axis=1, keepdims=True), sharpness=BAYES_SHARPNESS)


def _axes(kernel: Kernel) -> tuple[Any, Any]:
    """The factor of the marks' inner products, and every place's coordinates."""
    gram = kernel.products[kernel.marks]
    gram[np.diag_indices_from(gram)] += _NUDGE
    lower = cholesky(gram, lower=True)
    if kernel.is_whole:
        return lower, lower
    return lower, solve_triangular(lower, kernel.products.T, lower=True).T


def _weights(rows: Any, kernel: Kernel, lower: Any, slopes: Any) -> Any:
    """Weights of the features out of slopes along the axes."""
    return rows[kernel.marks].T @ solve_triangular(lower, slopes, lower=True, trans="T")
