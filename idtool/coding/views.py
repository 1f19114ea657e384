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
from functools import cached_property
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer
from sklearn.preprocessing import normalize

from idtool.coding.embedding import Encoder
from idtool.coding.sentences import lemmas

LATENT, LATENT_DIMENSIONS = 0.25, 150
EMBEDDED = 1.0
AROUND = 0.35
"""What the talk around a place weighs beside its own words."""

_FEWEST_TEXTS = 60
_SEED = 4
_MOST_FEATURES = 60_000


class Views:
    """Fitted on material; turns texts into rows whose inner products tell likeness.

    Args:
        material: Texts of the study, coded or not; they say how common words are.
        encoder: A local sentence model, if there is one.
    """

    def __init__(self, material: Sequence[str], encoder: Encoder | None = None) -> None:
        self._encoder = encoder
        folded = [folded_text(text) for text in material]
        self._said = [_words(1), _letters(1)]
        fewest = 2 if len(material) >= _FEWEST_TEXTS else 1
        self._lemmas = [_words(fewest, plain=True), _letters(fewest)]
        for vectorizer in self._said:
            vectorizer.fit([text.lower() for text in material])
        for vectorizer in self._lemmas:
            vectorizer.fit(folded)
        self._latent: tuple[TfidfVectorizer, TruncatedSVD] | None = None
        if len(material) >= _FEWEST_TEXTS:
            words = TfidfVectorizer(
                token_pattern=r"\S+",
                sublinear_tf=True,
                min_df=2,
                stop_words=sorted(ENGLISH_STOP_WORDS),
            )
            counted = words.fit_transform(folded)
            size = min(LATENT_DIMENSIONS, min(counted.shape) - 1)
            if size > 1:
                svd = TruncatedSVD(size, random_state=_SEED).fit(counted)
                self._latent = words, svd

    def rows(self, texts: Sequence[str], around: Sequence[str] = ()) -> Any:
        """Sparse rows of ``texts``, with what stands around each at a smaller weight."""
        own = self._own(texts)
        if not any(around):
            return own
        held = self._own([text or "" for text in around])
        return normalize((own + AROUND * held).tocsr())

    def _own(self, texts: Sequence[str]) -> Any:
        said = [text.lower() for text in texts]
        folded = [folded_text(text) for text in texts]
        blocks = [
            normalize(sparse.hstack([v.transform(said) for v in self._said]).tocsr()),
            normalize(sparse.hstack([v.transform(folded) for v in self._lemmas]).tocsr()),
        ]
        if self._latent is not None:
            words, svd = self._latent
            latent = normalize(svd.transform(words.transform(folded)))
            blocks.append(sparse.csr_matrix(np.sqrt(LATENT) * latent))
        if self._encoder is not None:
            vectors = normalize(self._encoder.encode(list(texts)))
            blocks.append(sparse.csr_matrix(np.sqrt(EMBEDDED) * vectors))
        return normalize(sparse.hstack(blocks).tocsr())

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


def folded_text(text: str) -> str:
    """The lemmas of a text with spaces between."""
    return " ".join(lemmas(text))


def _words(fewest: int, *, plain: bool = False) -> TfidfVectorizer:
    return TfidfVectorizer(
        token_pattern=r"\S+" if plain else r"(?u)\b\w\w+\b",
        ngram_range=(1, 2),
        sublinear_tf=True,
        min_df=fewest,
        max_features=_MOST_FEATURES,
    )


def _letters(fewest: int) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer="char_wb",
        ngram_range=(3, 5),
        sublinear_tf=True,
        min_df=fewest,
        max_features=_MOST_FEATURES,
    )
