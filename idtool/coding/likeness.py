"""Likeness: how closely talk resembles the codebooks' own texts, code by code.

Word and character TF-IDF of the specimens feed two linear readers whose
answers are added: complement naive Bayes (Rennie et al. 2003, *Tackling the
poor assumptions of naive Bayes text classifiers*) on words and word pairs, and
ridge regression (Hoerl & Kennard 1970) on words and characters, for codes and
for foci. In its dual form a ridge score is a sum over specimens, so the
specimen that adds most to a score is the one a stretch of talk resembles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.preprocessing import normalize

from idtool.codebook import Codebook
from idtool.coding.sentences import lemmas
from idtool.coding.specimens import NO_CODE, WORTH, Specimen, is_spoken_for, specimens

_NB_SMOOTHING = 0.3
_RIDGE = 2.0
_SENTENCE_FAVOR = 0.4


@dataclass(frozen=True)
class Closeness:
    """Raw scores of stretches of talk: one row per stretch.

    ``bayes`` has one column per code, ``ridge`` another for no code at the end,
    ``focus`` one per focus.
    """

    bayes: Any
    ridge: Any
    focus: Any


class Likeness:
    """What the specimens of a set of codebooks teach about their codes."""

    def __init__(self, codebooks: Sequence[Codebook], known: Sequence[Specimen] = ()) -> None:
        self.codes = [
            code.id for book in codebooks for code in book.all_codes if is_spoken_for(code)
        ]
        self.foci = [book.id for book in codebooks]
        focus_of = {code.id: book.id for book in codebooks for code in book.all_codes}
        self.focus_of_code = np.array([self.foci.index(focus_of[code]) for code in self.codes])
        self.specimens = list(known) or specimens(codebooks)
        self._fit()

    def _fit(self) -> None:
        texts = [" ".join(lemmas(specimen.text)) for specimen in self.specimens]
        self._words = CountVectorizer(
            analyzer="word", token_pattern=r"\S+", ngram_range=(1, 2), dtype=np.float64
        )
        self._letters = CountVectorizer(analyzer="char_wb", ngram_range=(3, 5), dtype=np.float64)
        counts = self._words.fit_transform(texts), self._letters.fit_transform(texts)
        self._idf = [
            TfidfTransformer(sublinear_tf=True, norm="l2").fit(counted) for counted in counts
        ]
        features, words = self.features(*counts)
        classes = [*self.codes, NO_CODE]
        place = {code: number for number, code in enumerate(classes)}
        target = np.array([place[specimen.code] for specimen in self.specimens])
        worth = np.array([WORTH[specimen.kind] for specimen in self.specimens])
        coded = target < len(self.codes)
        self._bayes = _complement_weights(
            words[coded], target[coded], worth[coded], len(self.codes)
        )
        self._rows = features
        self._alpha = self._ridge(features, target, worth, len(classes))
        self._weights = features.T @ self._alpha

    def _ridge(self, features: Any, target: Any, worth: Any, n_classes: int) -> Any:
        total = np.bincount(target, weights=worth, minlength=n_classes)
        even = worth / np.maximum(total[target], 1e-9) * total.mean()
        root = np.sqrt(even)[:, None]
        wanted = (target[:, None] == np.arange(n_classes)).astype(float) - 1 / n_classes
        focus = np.append(self.focus_of_code, -1)[target]
        n_foci = len(self.foci)
        wanted_focus = (focus[:, None] == np.arange(n_foci)).astype(float) - 1 / max(n_foci, 1)
        kernel = np.asarray((features @ features.T).todense()) * root * root.T
        kernel[np.diag_indices_from(kernel)] += _RIDGE
        return np.linalg.solve(kernel, np.hstack([wanted, wanted_focus]) * root) * root

    def count(self, texts: Sequence[str]) -> tuple[Any, Any]:
        """Word and character counts of texts given as lemmas with spaces; one row per text."""
        return self._words.transform(texts), self._letters.transform(texts)

    def features(self, words: Any, letters: Any) -> tuple[Any, Any]:
        """TF-IDF features for the ridge (words and characters) and for Bayes (words)."""
        weighed = self._idf[0].transform(words), self._idf[1].transform(letters)
        return normalize(sparse.hstack(weighed).tocsr()), weighed[0].tocsr()

    def closeness(self, features: Any, words: Any) -> Closeness:
        """Raw scores of stretches whose ``features`` are given."""
        ridge = np.asarray(features @ self._weights)
        n_classes = len(self.codes) + 1
        bayes = np.asarray(words @ self._bayes)
        return Closeness(bayes, ridge[:, :n_classes], ridge[:, n_classes:])

    def resembled(self, features: Any, code: str) -> Specimen:
        """The specimen of ``code`` that adds most to the score of one stretch.

        A sentence is named rather than a bare wording, unless it adds far less.
        """
        rows = self._rows_of[code]
        column = self.codes.index(code)
        alike = np.asarray((self._rows[rows] @ features.T).todense()).ravel()
        share = alike * self._alpha[rows, column]
        whole = np.array([self.specimens[row].kind != "wording" for row in rows])
        favored = np.round(np.where(whole, share / _SENTENCE_FAVOR, share), 9)
        return self.specimens[rows[int(np.argmax(favored))]]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Lemmas that some code's specimens hold."""
        return frozenset[str]().union(*self.vocabulary_of.values())

    @cached_property
    def vocabulary_of(self) -> dict[str, frozenset[str]]:
        """Lemmas that the specimens of a code hold."""
        return {
            code: frozenset(word for row in rows for word in lemmas(self.specimens[row].text))
            for code, rows in self._rows_of.items()
        }

    @cached_property
    def _rows_of(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = {code: [] for code in self.codes}
        for number, specimen in enumerate(self.specimens):
            if specimen.code != NO_CODE:
                rows[specimen.code].append(number)
        return rows


def _complement_weights(words: Any, target: Any, worth: Any, n_classes: int) -> Any:
    """Weights of complement naive Bayes; a word is evidence by its absence elsewhere."""
    belongs = sparse.csr_matrix(
        (worth, (target, np.arange(len(target)))), shape=(n_classes, len(target))
    )
    counts = np.asarray((belongs @ words).todense())
    rest = counts.sum(axis=0, keepdims=True) - counts + _NB_SMOOTHING
    return -np.log(rest / rest.sum(axis=1, keepdims=True)).T
