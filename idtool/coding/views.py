"""Views: a text seen by its words and letters, its lemmas, its meaning, and its neighbors.

Each view gives inner products between texts of unit length; together they are
one kernel. Word and character TF-IDF of the text as said and of its lemmas are
weighed by the material at hand; latent semantics (Deerwester et al. 1990,
*Indexing by latent semantic analysis*) are learned from the study's own
text, coded or not; the talk around a place counts a little; embeddings join
when a local sentence model is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfTransformer
from sklearn.preprocessing import normalize
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from idtool.coding.counting import LetterCounts, WordCounts
from idtool.coding.embedding import Encoder
from idtool.coding.readers import Kernel, marks_of
from idtool.coding.sentences import lemmas

LATENT, LATENT_DIMENSIONS = 0.25, 150
EMBEDDED = 2.25
AROUND = 0.35
"""What the talk around a place weighs beside its own words."""

_FEWEST_TEXTS = 60
_SEED = 4


@dataclass(frozen=True)
class Counted:
    """Counts of texts in every view, one row per text; ``vectors`` if there is a model."""

    counts: tuple[Any, ...]
    vectors: Any = None


@dataclass(frozen=True)
class Kernels:
    """Inner products of texts in all views together, in those as said, and in meaning.

    The last is ``None`` without a sentence model.
    """

    joined: Kernel
    said: Kernel
    meant: Kernel | None = None


class Views:
    """Fitted on material; turns texts into rows whose inner products tell likeness.

    Args:
        material: Texts of the study, coded or not; they say how common words are.
        encoder: A local sentence model, if there is one.
    """

    def __init__(self, material: Sequence[str], encoder: Encoder | None = None) -> None:
        self._encoder = encoder
        fewest = 2 if len(material) >= _FEWEST_TEXTS else 1
        self._said = (WordCounts(1), LetterCounts(1))
        self._lemmas = (WordCounts(fewest, plain=True), LetterCounts(fewest))
        said, folded = _lowered(material), _folded(material)
        counts = [v.fit(said) for v in self._said]
        counts += [v.fit(folded) for v in self._lemmas]
        self._idf = [TfidfTransformer(sublinear_tf=True).fit(counted) for counted in counts]
        self._svd: TruncatedSVD | None = None
        self._content = np.array(
            [
                number
                for number, word in enumerate(self._lemmas[0].names)
                if " " not in word and word not in ENGLISH_STOP_WORDS
            ],
            dtype=int,
        )
        if len(material) >= _FEWEST_TEXTS and len(self._content) > LATENT_DIMENSIONS:
            content = self._content_words(counts[2])
            size = min(LATENT_DIMENSIONS, len(material) - 1)
            with threadpool_limits(1):  # sums in one order, whatever the machine
                self._svd = TruncatedSVD(size, random_state=_SEED).fit(content)

    def count(self, texts: Sequence[str], folded: Sequence[str] | None = None) -> Counted:
        """Count texts once, however often runs of them are looked at.

        Args:
            texts: What was said.
            folded: Its lemmas with spaces between, if they are known already.
        """
        said = _lowered(texts)
        counts = [v.count(said) for v in self._said]
        folded = _folded(texts) if folded is None else folded
        counts += [v.count(folded) for v in self._lemmas]
        vectors = None
        if self._encoder is not None:
            vectors = np.asarray(self._encoder.encode(list(texts)))
        return Counted(tuple(counts), vectors)

    def rows(self, texts: Sequence[str], around: Sequence[str] = ()) -> Any:
        """Sparse rows of ``texts``, with what stands around each at a smaller weight."""
        own = self.weighed(self.count(texts))
        if not any(around):
            return own
        return joined_rows(own, self.weighed(self.count(around)))

    def runs(self, units: Counted, runs: Sequence[tuple[int, int]]) -> Any:
        """Rows of runs of units, each from its first to before its end; empty runs are 0."""
        gather = gathered([range(*run) for run in runs], units.counts[0].shape[0])
        vectors = None if units.vectors is None else gather @ units.vectors
        return self.weighed(Counted(tuple(gather @ c for c in units.counts), vectors))

    def weighed(self, counted: Counted) -> Any:
        """Rows of unit length out of counts."""
        idf = [
            weigher.transform(counts)
            for weigher, counts in zip(self._idf, counted.counts, strict=True)
        ]
        blocks = [
            normalize(sparse.hstack(idf[:2]).tocsr()),
            normalize(sparse.hstack(idf[2:]).tocsr()),
        ]
        with threadpool_limits(1):
            if self._svd is not None:
                latent = normalize(self._svd.transform(self._content_words(counted.counts[2])))
                blocks.append(sparse.csr_matrix(np.sqrt(LATENT) * latent))
            if counted.vectors is not None:
                vectors = np.sqrt(EMBEDDED) * normalize(counted.vectors)
                blocks.append(sparse.csr_matrix(vectors))
        return normalize(sparse.hstack(blocks).tocsr())

    def _content_words(self, counts: Any) -> Any:
        """Single lemmas that are no function words, weighed, of unit length."""
        weighed = self._idf[2].transform(counts)
        return normalize(weighed[:, self._content])

    def kernels(self, rows: Any) -> Kernels:
        """Inner products of the rows, with those that each of the readers needs."""
        marks = marks_of(rows.shape[0])
        words, folded, latent = np.cumsum([self._n_said, self._n_folded, self._n_latent])
        of_said = _products(rows[:, :words], marks)
        of_meant = _dense_products(rows[:, latent:], marks)
        joined = of_said + _products(rows[:, words:folded], marks)
        joined += _dense_products(rows[:, folded:latent], marks) + of_meant
        return Kernels(
            Kernel(marks, joined),
            Kernel(marks, _cosines(of_said, rows[:, :words], marks)),
            None
            if self._encoder is None
            else Kernel(marks, _cosines(of_meant, rows[:, latent:], marks)),
        )

    def said(self, rows: Any) -> Any:
        """The words and letters as said alone, each row of unit length."""
        return normalize(rows[:, : self._n_said])

    def lemma_words(self, rows: Any) -> Any:
        """The words and word pairs of the lemmas alone, each row of unit length."""
        return normalize(rows[:, self._n_said : self._n_said + len(self._lemmas[0])])

    def meant(self, rows: Any) -> Any:
        """The sentence model's vectors alone, each row of unit length."""
        return normalize(rows[:, self._n_said + self._n_folded + self._n_latent :])

    @property
    def _n_said(self) -> int:
        return sum(len(v) for v in self._said)

    @property
    def _n_folded(self) -> int:
        return sum(len(v) for v in self._lemmas)

    @property
    def _n_latent(self) -> int:
        return 0 if self._svd is None else self._svd.components_.shape[0]

    @cached_property
    def names(self) -> list[str | None]:
        """For each column its word or pair of words; None where it cannot be read."""
        names: list[str | None] = list(self._said[0].names)
        names += [None] * len(self._said[1])
        names += self._lemmas[0].names
        return names


def joined_rows(own: Any, around: Any) -> Any:
    """Rows with what stands around each at a smaller weight."""
    return normalize((own + AROUND * around).tocsr())


def _products(rows: Any, marks: Any) -> Any:
    return (rows @ rows[marks].T).toarray()


def _dense_products(rows: Any, marks: Any) -> Any:
    table = rows.toarray()
    return table @ table[marks].T


def _cosines(products: Any, rows: Any, marks: Any) -> Any:
    """Inner products as they would be between rows of unit length; rows of nothing stay so."""
    length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    length = np.where(length > 0, length, 1.0)
    return products / length[:, None] / length[marks]


def gathered(rows: Sequence[Iterable[int]], n: int) -> Any:
    """A table that adds up rows of a table of ``n`` rows: which of them, row by row."""
    numbers = [list(row) for row in rows]
    owner = np.repeat(np.arange(len(numbers)), [len(row) for row in numbers])
    column = np.array([number for row in numbers for number in row], dtype=np.int64)
    return sparse.csr_matrix((np.ones(len(column)), (owner, column)), shape=(len(numbers), n))


def _lowered(texts: Sequence[str]) -> list[str]:
    return [text.lower() for text in texts]


def _folded(texts: Sequence[str]) -> list[str]:
    """Lemmas with spaces between."""
    return [" ".join(lemmas(text)) for text in texts]
