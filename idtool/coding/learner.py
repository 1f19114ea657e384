"""Learner: what accepted and rejected places teach about each code.

Ridge regression in its dual form (Hoerl & Kennard 1970; Saunders et al. 1998,
*Ridge regression learning algorithm in dual variables*), logistic regression
and, at half the weight, complement naive Bayes (Rennie et al. 2003) read the
same views of a text; the shares they give each code are averaged on the log
scale. A ridge score is a sum over the places learned from, so the places
that add most, and the words they share with a text, are the true reason of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from idtool.coding.lessons import FEWEST, Lesson, examples_of
from idtool.coding.views import Views

RIDGE, SHARPNESS, SOFTNESS = 1.0, 12.0, 20.0
"""Penalty of the ridge, how sharply its scores part, and the inverse penalty of the logistic."""

BAYES, BAYES_SHARPNESS = 0.5, 5.5
"""Weight of naive Bayes beside the two others, and how sharply its scores part."""

_REFUSED = -1.0
_SMOOTHING = 0.3
_LEAST = 1e-9
_NEVER = -30.0
_MOST_LOGISTIC = 1500
_MOST_PLACES = 2
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Learned:
    """What a learner says of texts; one row per text, one column per code.

    ``shares`` add up to at most 1 over the codes of a row, the rest is no code.
    ``rows`` are the texts' features.
    """

    shares: Any
    rows: Any


class Learner:
    """Fitted on lessons; the same lessons give the same learner.

    Args:
        taught: What people accepted, rejected and left uncoded.
        views: How texts are seen.
        codes: Codes that may be learned; those with too few places are not.
        fewest: Accepted places a code needs.
    """

    def __init__(
        self,
        taught: Sequence[Lesson],
        views: Views,
        codes: Sequence[str],
        *,
        fewest: int = FEWEST,
    ) -> None:
        counts = examples_of(taught)
        self.codes = [code for code in codes if counts.get(code, 0) >= fewest]
        self.n_examples = {code: counts.get(code, 0) for code in codes}
        known = set(self.codes)
        self.taught = [
            lesson
            for lesson in taught
            if lesson.codes & known or lesson.refused & known or not lesson.codes
        ]
        self.views = views
        self._column = {code: number for number, code in enumerate(self.codes)}
        if self.codes:
            with threadpool_limits(1):  # sums in one order, whatever the machine
                self._fit()

    def _fit(self) -> None:
        self._rows = self.views.rows(
            [lesson.text for lesson in self.taught], [lesson.around for lesson in self.taught]
        )
        kernel = np.asarray((self._rows @ self._rows.T).todense())
        wanted, weights = self._targets()
        self._alpha = _dual(kernel, wanted, weights)
        self._weights = self._rows.T @ self._alpha
        self._logistic = self._soft(kernel, weights)
        self._bayes = complement_weights(self.views.lemma_words(self._rows), wanted > 0, weights)

    def _targets(self) -> tuple[Any, Any]:
        """Wanted scores and worths, every class with the same total worth."""
        n_classes = len(self.codes) + 1
        holds = np.zeros((len(self.taught), n_classes))
        for row, lesson in enumerate(self.taught):
            for code in lesson.codes & self._column.keys():
                holds[row, self._column[code]] = 1.0
            if not holds[row].any():
                holds[row, -1] = 1.0
        worth = np.array([lesson.worth for lesson in self.taught])
        total = holds.T @ worth
        even = np.where(total > 0, total[total > 0].mean() / np.maximum(total, _LEAST), 0.0)
        even[-1] = min(even[-1], 1.0)
        weights = worth * (holds @ even) / holds.sum(axis=1)
        wanted = holds - 1 / n_classes
        for row, lesson in enumerate(self.taught):
            for code in lesson.refused & self._column.keys():
                wanted[row, self._column[code]] = _REFUSED
        return wanted, weights

    def _soft(self, kernel: Any, weights: Any) -> tuple[Any, Any] | None:
        """Logistic regression on the kernel's own axes: the same as on the features, but fast."""
        rows, target, worth = [], [], []
        for row, lesson in enumerate(self.taught):
            held = [self._column[c] for c in sorted(lesson.codes & self._column.keys())]
            for column in held or [len(self.codes)]:
                rows.append(row)
                target.append(column)
                worth.append(weights[row] / max(1, len(held)))
        if len(set(target)) < 2 or len(self.taught) > _MOST_LOGISTIC:
            return None
        sizes, axes = np.linalg.eigh(kernel)
        kept = sizes > 1e-6
        turn = axes[:, kept] / np.sqrt(sizes[kept])
        model = LogisticRegression(C=SOFTNESS, max_iter=200, random_state=0)
        scale = len(worth) / sum(worth)
        model.fit((kernel @ turn)[rows], target, sample_weight=np.array(worth) * scale)
        weights = np.zeros((self._rows.shape[1], len(self.codes) + 1))
        bias = np.full(len(self.codes) + 1, _NEVER)
        slopes, levels = model.coef_, model.intercept_
        if len(model.classes_) == 2:  # scikit-learn keeps one slope for two classes
            slopes, levels = np.vstack([-slopes, slopes]) / 2, np.hstack([-levels, levels]) / 2
        weights[:, model.classes_] = self._rows.T @ (turn @ slopes.T)
        bias[model.classes_] = levels
        return weights, bias

    def read(self, texts: Sequence[str], around: Sequence[str] = ()) -> Learned:
        """Shares of every learned code in ``texts``."""
        return self.judge(self.views.rows(texts, around))

    def judge(self, rows: Any) -> Learned:
        """Shares of every learned code in texts given as rows of the views."""
        with threadpool_limits(1):
            return Learned(self._shares(rows), rows)

    def _shares(self, rows: Any) -> Any:
        """Weighted mean of the readers' log shares, as shares."""
        found = np.log(_softmax(SHARPNESS * np.asarray(rows @ self._weights)) + _LEAST)
        if self._logistic is not None:
            weights, bias = self._logistic
            found += np.log(_softmax(np.asarray(rows @ weights) + bias) + _LEAST)
        bayes = np.asarray(self.views.lemma_words(rows) @ self._bayes)
        bayes -= bayes.mean(axis=1, keepdims=True)
        found += BAYES * np.log(_softmax(BAYES_SHARPNESS * bayes) + _LEAST)
        return _softmax(found / (1 + BAYES + (self._logistic is not None)))[:, :-1]

    def places(self, row: Any, code: str) -> list[Lesson]:
        """The accepted places of ``code`` that add most to the score of one text."""
        column = self._column[code]
        held = [n for n, one in enumerate(self.taught) if code in one.codes]
        adds = (self._rows[held] @ row.toarray().ravel()) * self._alpha[held, column]
        order = np.argsort(-np.round(adds, 9), kind="stable")
        return [self.taught[held[n]] for n in order if adds[n] > 0][:_MOST_PLACES]

    def words(self, row: Any, code: str) -> list[str]:
        """Words of one text that speak most for ``code``, the weightiest first."""
        column = self._column[code]
        present = row.tocoo()
        adds = self._weights[present.col, column] * present.data
        names = self.views.names
        chosen: list[str] = []
        for place in np.argsort(-np.round(adds, 9), kind="stable"):
            name = names[present.col[place]] if present.col[place] < len(names) else None
            if adds[place] <= 0 or len(chosen) == _MOST_WORDS:
                break
            if name is None or _is_plain(name) or any(_same(name, other) for other in chosen):
                continue
            chosen.append(name)
        return chosen


def _dual(kernel: Any, wanted: Any, weights: Any) -> Any:
    root = np.sqrt(weights)[:, None]
    weighed = kernel * root * root.T
    weighed[np.diag_indices_from(weighed)] += RIDGE
    return np.linalg.solve(weighed, wanted * root) * root


def complement_weights(words: Any, holds: Any, weights: Any) -> Any:
    """Weights of complement naive Bayes; a word is evidence by its absence elsewhere."""
    counts = np.asarray(words.T @ (holds * weights[:, None])).T
    rest = counts.sum(axis=0, keepdims=True) - counts + _SMOOTHING
    return -np.log(rest / rest.sum(axis=1, keepdims=True)).T


def _softmax(scores: Any) -> Any:
    found = np.exp(scores - scores.max(axis=1, keepdims=True))
    return found / found.sum(axis=1, keepdims=True)


def _is_plain(name: str) -> bool:
    from idtool.coding.everyday import COMMON

    return all(word in COMMON or len(word) < 3 for word in name.split())


def _same(left: str, right: str) -> bool:
    """Whether one wording holds the other, or is another form of it."""
    a, b = left.split(), right.split()
    return any(x[:4] == y[:4] for x in a for y in b)
