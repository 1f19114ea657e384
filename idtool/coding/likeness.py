"""Likeness: how closely talk resembles the codebooks' own texts, code by code.

Word and character TF-IDF of the specimens feed two linear readers whose
answers are added: complement naive Bayes (Rennie et al. 2003, *Tackling the
poor assumptions of naive Bayes text classifiers*) on words and word pairs, and
ridge regression (Hoerl & Kennard 1970) on words and characters, for codes and
for foci. In its dual form a ridge score is a sum over specimens, so the
specimen that adds most to a score is the one a stretch of talk resembles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy import sparse

from idtool.codebook import Codebook
from idtool.coding.everyday import COMMON, NAMING
from idtool.coding.grams import Grams
from idtool.coding.sentences import lemmas
from idtool.coding.specimens import NO_CODE, WORTH, Specimen, is_spoken_for, specimens

_NB_SMOOTHING = 0.3
_RIDGE = 2.0
_SENTENCE_FAVOR = 0.4
_LETTERS_FAVOR = 0.25
_MOSTLY = 0.5


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
        spoken_for = [c for book in codebooks for c in book.all_codes if is_spoken_for(c)]
        self.codes = [code.id for code in spoken_for]
        self._labels = {code.id: code.label for code in spoken_for}
        self.foci = [book.id for book in codebooks]
        focus_of = {code.id: book.id for book in codebooks for code in book.all_codes}
        self.focus_of_code = np.array([self.foci.index(focus_of[code]) for code in self.codes])
        self.specimens = list(known) or specimens(codebooks)
        self._fit()

    def _fit(self) -> None:
        texts = [lemmas(specimen.text) for specimen in self.specimens]
        self.grams = Grams(texts)
        counts = [merged(counted) for counted in self.grams.count_texts(texts)]
        self.idf = [
            np.log((1 + len(texts)) / (1 + np.bincount(c.indices, minlength=c.shape[1]))) + 1
            for c in counts
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

    def features(self, words: Any, letters: Any) -> tuple[Any, Any]:
        """TF-IDF features for the ridge (words and letters) and for Bayes (words).

        Logarithms of counts, weighed, each kind of unit length.
        """
        weighed = [_weighed(c, idf) for c, idf in zip((words, letters), self.idf, strict=True)]
        return _to_unit_length(sparse.hstack(weighed).tocsr()), weighed[0]

    def closeness(self, features: Any, words: Any) -> Closeness:
        """Raw scores of stretches whose ``features`` are given."""
        ridge = np.asarray(features @ self._weights)
        n_classes = len(self.codes) + 1
        bayes = np.asarray(words @ self._bayes)
        return Closeness(bayes, ridge[:, :n_classes], ridge[:, n_classes:])

    @property
    def weights(self) -> tuple[Closeness, Closeness]:
        """What a word, and what a run of letters, adds to each score before lengths are leveled."""
        n_classes, n_words = len(self.codes) + 1, self.grams.n_words
        ridge = self._weights * np.concatenate(self.idf)[:, None]
        bayes = self._bayes * self.idf[0][:, None]
        words, letters = ridge[:n_words], ridge[n_words:]
        return (
            Closeness(bayes, words[:, :n_classes], words[:, n_classes:]),
            Closeness(
                0 * letters[:, : n_classes - 1], letters[:, :n_classes], letters[:, n_classes:]
            ),
        )

    def resembled(self, features: Any, code: str, row: int = 0) -> Specimen:
        """The specimen of ``code`` that adds most to the score of the stretch in one row.

        A sentence is named rather than a bare wording, and one that shares a telling word
        rather than one that only has runs of letters in common, unless it adds far less.
        """
        table, alpha, favor = self._specimens_of(code)
        said, held = self._blank, slice(*features.indptr[row : row + 2])
        said[features.indices[held]] = features.data[held]
        adds = (table @ said) * alpha * favor
        shares = (table @ (said * self._is_telling)) > 0
        favored = np.round(np.where(shares, 1.0, _LETTERS_FAVOR) * adds, 9)
        said[features.indices[held]] = 0.0
        return self.specimens[self._rows_of[code][int(np.argmax(favored))]]

    def _specimens_of(self, code: str) -> tuple[Any, Any, Any]:
        """The specimens of a code as rows, with their weight and how they are favored."""
        if code not in self._tables:
            rows = self._rows_of[code]
            whole = np.array([self.specimens[row].kind != "wording" for row in rows])
            self._tables[code] = (
                self._rows[rows],
                self._alpha[rows, self.codes.index(code)],
                np.where(whole, 1 / _SENTENCE_FAVOR, 1.0),
            )
        return self._tables[code]

    @cached_property
    def _tables(self) -> dict[str, tuple[Any, Any, Any]]:
        return {}

    @cached_property
    def _is_telling(self) -> Any:
        """For each feature whether it is a word that tells something."""
        telling = np.zeros(self._rows.shape[1])
        telling[self.grams.columns_of_words(but=COMMON - self.named)] = 1.0
        return telling

    @cached_property
    def _blank(self) -> Any:
        return np.zeros(self._rows.shape[1])

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
    def named(self) -> frozenset[str]:
        """Everyday lemmas that tell something here: a code is called by them, and mostly has them.

        Of the texts that hold such a word at least half are the code's own, as of *money* where a
        code is called *Money to start*.
        """
        holding = Counter(
            (word, specimen.code)
            for specimen in self.specimens
            for word in set(lemmas(specimen.text)) & NAMING
        )
        among = Counter[str]()
        for (word, _), n in holding.items():
            among[word] += n
        return frozenset(
            word
            for code, label in self._labels.items()
            for word in set(lemmas(label)) & NAMING
            if holding[word, code] >= _MOSTLY * among[word]
        )

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


def merged(counts: Any) -> Any:
    """Counts in which no row holds a column twice."""
    counts = counts.copy()
    counts.sum_duplicates()
    return counts


def _weighed(counts: Any, idf: Any) -> Any:
    """Logarithms of counts, weighed, each row of unit length."""
    found = merged(counts)
    found.data = (1 + np.log(found.data)) * idf[found.indices]
    return _to_unit_length(found)


def _to_unit_length(rows: Any) -> Any:
    """Rows divided by their length; an empty one stays empty."""
    squares = np.add.reduceat(np.append(rows.data**2, 0.0), rows.indptr[:-1])
    squares[np.diff(rows.indptr) == 0] = 1.0
    rows.data = rows.data / np.repeat(np.sqrt(squares), np.diff(rows.indptr))
    return rows
