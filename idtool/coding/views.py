"""Views: a text seen by its words and letters, its lemmas, its meaning, and its neighbors.

Each view gives inner products between texts of unit length; together they are
one kernel. Word and character TF-IDF of the text as said and of its lemmas are
weighed by the material at hand; latent semantics (Deerwester et al. 1990,
*Indexing by latent semantic analysis*) are learned from the study's own
text, coded or not; the talk around a place counts a little; embeddings join
when a local sentence model is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer, TfidfTransformer
from sklearn.preprocessing import normalize
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from idtool.coding.embedding import Encoder
from idtool.coding.sentences import lemmas

LATENT, LATENT_DIMENSIONS = 0.25, 150
EMBEDDED = 1.0
AROUND = 0.35
"""What the talk around a place weighs beside its own words."""

_FEWEST_TEXTS = 60
_SEED = 4
_MOST_FEATURES = 60_000


@dataclass(frozen=True)
class Counted:
    """Counts of texts in every view, one row per text; ``vectors`` if there is a model."""

    counts: tuple[Any, ...]
    vectors: Any = None


class Views:
    """Fitted on material; turns texts into rows whose inner products tell likeness.

    Args:
        material: Texts of the study, coded or not; they say how common words are.
        encoder: A local sentence model, if there is one.
    """

    def __init__(self, material: Sequence[str], encoder: Encoder | None = None) -> None:
        self._encoder = encoder
        fewest = 2 if len(material) >= _FEWEST_TEXTS else 1
        self._said = (_words(1), _letters(1))
        self._lemmas = (_words(fewest, plain=True), _letters(fewest))
        said, folded = _both(material)
        counts = [v.fit_transform(said) for v in self._said]
        counts += [v.fit_transform(folded) for v in self._lemmas]
        self._idf = [TfidfTransformer(sublinear_tf=True).fit(counted) for counted in counts]
        self._svd: TruncatedSVD | None = None
        self._content = np.array(
            [
                number
                for number, word in enumerate(self._lemmas[0].get_feature_names_out())
                if " " not in word and word not in ENGLISH_STOP_WORDS
            ],
            dtype=int,
        )
        if len(material) >= _FEWEST_TEXTS and len(self._content) > LATENT_DIMENSIONS:
            content = self._content_words(counts[2])
            size = min(LATENT_DIMENSIONS, len(material) - 1)
            with threadpool_limits(1):  # sums in one order, whatever the machine
                self._svd = TruncatedSVD(size, random_state=_SEED).fit(content)

    def count(self, texts: Sequence[str]) -> Counted:
        """Count texts once, however often runs of them are looked at."""
        said, folded = _both(texts)
        counts = [v.transform(said) for v in self._said]
        counts += [v.transform(folded) for v in self._lemmas]
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
        row = [n for n, (first, end) in enumerate(runs) for _ in range(first, end)]
        column = [unit for first, end in runs for unit in range(first, end)]
        gather = sparse.csr_matrix(
            (np.ones(len(row)), (row, column)), shape=(len(runs), units.counts[0].shape[0])
        )
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

    def lemma_words(self, rows: Any) -> Any:
        """The words and word pairs of the lemmas alone, each row of unit length."""
        start = sum(len(v.vocabulary_) for v in self._said)
        return normalize(rows[:, start : start + len(self._lemmas[0].vocabulary_)])

    @cached_property
    def names(self) -> list[str | None]:
        """For each column its word or pair of words; None where it cannot be read."""
        names: list[str | None] = list(self._said[0].get_feature_names_out())
        names += [None] * len(self._said[1].vocabulary_)
        names += list(self._lemmas[0].get_feature_names_out())
        return names


def joined_rows(own: Any, around: Any) -> Any:
    """Rows with what stands around each at a smaller weight."""
    return normalize((own + AROUND * around).tocsr())


def _both(texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """Texts as said, in small letters, and as lemmas with spaces between."""
    return [text.lower() for text in texts], [" ".join(lemmas(text)) for text in texts]


def _words(fewest: int, *, plain: bool = False) -> CountVectorizer:
    return CountVectorizer(
        token_pattern=r"\S+" if plain else r"(?u)\b\w+\b",
        ngram_range=(1, 2),
        min_df=fewest,
        max_features=_MOST_FEATURES,
        dtype=np.float64,
    )


def _letters(fewest: int) -> CountVectorizer:
    return CountVectorizer(
        analyzer="char_wb",
        ngram_range=(3, 5),
        min_df=fewest,
        max_features=_MOST_FEATURES,
        dtype=np.float64,
    )
