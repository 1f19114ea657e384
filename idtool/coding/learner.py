"""Learner: what accepted and rejected places teach about each code.

Several readers look at the same places: the words and letters as said (logistic
regression, the plain baseline of text classification, is one of them), all views
joined (ridge and logistic regression), the lemmas (complement naive Bayes), and
the embeddings alone where there is a sentence model. Their shares are averaged on the
log scale. A ridge score is a sum over the places learned from, so the places
that add most, and the words they share with a text, are the true reason of it (with
more than 1,500 places, nearly).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from idtool.coding.lessons import FEWEST, Lesson, examples_of
from idtool.coding.readers import Kernel, Reader, bayes, logistic, ridge, shares
from idtool.coding.views import Views

SAID, JOINED, RIDGE, BAYES, MEANT = 1.0, 1.0, 1.0, 0.5, 1.0
"""What each reader says beside the others: logistic regression on the words and letters
as said and on all views, ridge, naive Bayes, and logistic regression on the embeddings.
Chosen on three sets of coded talk; flat around these values (``benchmarks/README.md``)."""

SAID_BESIDE_MEANT = 0.5
"""What the words and letters as said weigh where embeddings are read, too."""

FEW = 20.0
"""Places a code at which the mean of the readers is sharpened by half; by more with fewer.

A mean of readers is less sure than it may be, the more so the fewer places they learned
from (temperature scaling: Guo et al. 2017, *On calibration of modern neural networks*):
on three sets of coded talk held-out places asked for 1.75 to 2 at 5 places a code, 1.15 to 2
at 20, and .85 to 1.2 at 100."""

SOFTNESS, MEANT_SOFTNESS = 20.0, 10.0
"""Inverse penalties of logistic regression on words and on embeddings."""

View = Callable[[Any], Any]
"""What a reader sees of rows of features."""

_REFUSED = -1.0
_LEAST = 1e-9
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
        self._places: dict[str, tuple[list[int], Any, Any]] = {}
        if self.codes:
            with threadpool_limits(1):  # sums in one order, whatever the machine
                self._fit()

    def _fit(self) -> None:
        views = self.views
        self._rows = views.rows(
            [lesson.text for lesson in self.taught], [lesson.around for lesson in self.taught]
        )
        holds, wanted, worth = self._targets()
        kernels = views.kernels(self._rows)
        by_ridge, self._adds = ridge(self._rows, kernels.joined, wanted, worth)
        self._weights = by_ridge.weights
        self._readers: list[tuple[float, View, Reader]] = [
            (RIDGE, _all, by_ridge),
            (BAYES, views.lemma_words, bayes(views.lemma_words(self._rows), holds, worth)),
        ]
        said = SAID if kernels.meant is None else SAID_BESIDE_MEANT
        self._read_softly(said, views.said, kernels.said, SOFTNESS, holds, worth)
        self._read_softly(JOINED, _all, kernels.joined, SOFTNESS, holds, worth)
        if kernels.meant is not None:
            self._read_softly(MEANT, views.meant, kernels.meant, MEANT_SOFTNESS, holds, worth)

    def _read_softly(
        self, say: float, view: View, kernel: Kernel, softness: float, holds: Any, worth: Any
    ) -> None:
        """Add a logistic regression on one view, if there are two classes to tell apart."""
        reader = logistic(view(self._rows), kernel, holds, worth, softness)
        if reader is not None:
            self._readers.append((say, view, reader))

    def _targets(self) -> tuple[Any, Any, Any]:
        """Which classes hold, wanted scores, and worths, every class with the same total worth."""
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
        return holds, wanted, weights

    def read(self, texts: Sequence[str], around: Sequence[str] = ()) -> Learned:
        """Shares of every learned code in ``texts``."""
        return self.judge(self.views.rows(texts, around))

    def judge(self, rows: Any) -> Learned:
        """Shares of every learned code in texts given as rows of the views."""
        with threadpool_limits(1):
            return Learned(self._shares(rows), rows)

    def _shares(self, rows: Any) -> Any:
        """Weighted mean of the readers' log shares, sharpened, as shares."""
        found = sum(say * reader.logs(view(rows)) for say, view, reader in self._readers)
        n_places = np.mean([self.n_examples[code] for code in self.codes])
        sharper = 1 + 1 / (1 + n_places / FEW)
        return shares(sharper * found / sum(say for say, _, _ in self._readers))[:, :-1]

    def places(self, row: Any, code: str) -> list[Lesson]:
        """The accepted places of ``code`` that add most to the score of one text."""
        held, rows, alpha = self._held(code)
        adds = (rows @ row.T).toarray().ravel() * alpha
        order = np.argsort(-np.round(adds, 9), kind="stable")
        return [self.taught[held[n]] for n in order if adds[n] > 0][:_MOST_PLACES]

    def _held(self, code: str) -> tuple[list[int], Any, Any]:
        """The accepted places of a code: their numbers, rows and part in its score."""
        if code not in self._places:
            held = [n for n, one in enumerate(self.taught) if code in one.codes]
            self._places[code] = (held, self._rows[held], self._adds[held, self._column[code]])
        return self._places[code]

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


def _all(rows: Any) -> Any:
    return rows


def _is_plain(name: str) -> bool:
    from idtool.coding.everyday import COMMON

    return all(word in COMMON or len(word) < 3 for word in name.split())


def _same(left: str, right: str) -> bool:
    """Whether one wording holds the other, or is another form of it."""
    a, b = left.split(), right.split()
    return any(x[:4] == y[:4] for x in a for y in b)
