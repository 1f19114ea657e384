"""Segments as vectors: what they are about, less what their interview is about anyway."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Vectors = NDArray[np.floating[Any]]

DIMENSIONS = 100
POWER_STEPS = 3  # of the decomposition; more change nothing that can be seen
LEARN_FROM = 2000  # segments at most, drawn at random; more teach nothing new and take long
FEWEST_DIMENSIONS = 10
COMPANY_DIMENSIONS = 100
COMPANY_WEIGHT = 0.5  # of what words keep company with, against the segments' own words at 1
FEWEST_FOR_COMPANY = 300  # segments; of fewer, too few words meet twice to learn from
RARELY = 2  # meetings; words that met so seldom count half
LETTERS = (3, 5)  # shortest and longest run of letters, the ends of words marked
LETTER_WEIGHT = 0.6  # against words at 1
FEWEST_SEGMENTS = 2  # a word of one segment alone likens nothing to anything
MOST_SEGMENTS = 0.4  # nor does one that is in two segments of five
LONG_INTERVIEW = 15  # segments, in the middle interview
WORDS_BESIDE_MEANINGS = 0.9
SHRINKAGE = 3.0  # segments; a center of few segments counts for less
DECIMALS = 6  # what is left of machine-dependent rounding is cut off here


def describe_segments(segments: Sequence[Sequence[str]], *, seed: int) -> Vectors:
    """Latent semantic vectors of segments, learned from these segments alone.

    Words and runs of letters are weighted by TF-IDF (sublinear), each brought to
    length 1, joined, and reduced by a truncated singular value decomposition. Beside it
    stands, from 300 segments on, the company words keep (``_keep_company``).

    Args:
        segments: The content words (lemmas) of each segment, in order.
        seed: For the decomposition.

    Returns:
        One row of length 1 per segment; zeros where nothing is left to go by.
    """
    from sklearn.decomposition import TruncatedSVD

    counts, vocabulary = _count_words(segments)
    if not vocabulary:
        return np.zeros((len(segments), 1))
    joined = sparse.hstack(
        [_weigh(counts), LETTER_WEIGHT * _weigh(counts @ _letters_of(vocabulary))],
        format="csr",
    )
    n = min(DIMENSIONS, max(len(segments) // 4, FEWEST_DIMENSIONS), min(joined.shape) - 1)
    if n < 1:
        return np.zeros((len(segments), 1))
    reducer = TruncatedSVD(n_components=n, n_iter=POWER_STEPS, random_state=seed)
    if joined.shape[0] > LEARN_FROM:
        random = np.random.Generator(np.random.PCG64(seed)).random(joined.shape[0])
        reducer.fit(joined[np.sort(random.argsort(kind="stable")[:LEARN_FROM])])
        reduced: Vectors = reducer.transform(joined)
    else:
        reduced = reducer.fit_transform(joined)
    if len(segments) < FEWEST_FOR_COMPANY:
        return unit_rows(reduced)
    company = COMPANY_WEIGHT * _keep_company(counts, seed=seed)
    return unit_rows(np.hstack([unit_rows(reduced), company]))


def _keep_company(counts: sparse.csr_matrix, *, seed: int) -> Vectors:
    """Each segment as the mean of its words, each word as the company it keeps.

    Two words meet in a segment. How much more often than by chance they do, where it is
    more (positive pointwise mutual information), is reduced to vectors of words; segments
    that share no word are alike where their words meet the same others.

    References:
        Levy, O., & Goldberg, Y. (2014). Neural word embedding as implicit matrix
        factorization. NeurIPS, 27, 2177-2185. Few meetings count for less: Pantel, P.,
        & Lin, D. (2002). KDD, 613-619.
    """
    from sklearn.decomposition import TruncatedSVD

    heard = counts
    if counts.shape[0] > LEARN_FROM:
        random = np.random.Generator(np.random.PCG64(seed)).random(counts.shape[0])
        heard = counts[np.sort(random.argsort(kind="stable")[:LEARN_FROM])]
    said = (heard > 0).astype(np.float64)
    spread = np.asarray(said.sum(axis=0)).ravel()
    meetings = (said.T @ said).tocoo()
    apart = meetings.row != meetings.col
    one, other, times = meetings.row[apart], meetings.col[apart], meetings.data[apart]
    surprise = np.log(times * said.shape[0] / (spread[one] * spread[other]))
    surprise = np.round(surprise * times / (times + RARELY), DECIMALS)
    more = surprise > 0
    company = sparse.csr_matrix((surprise[more], (one[more], other[more])), shape=meetings.shape)
    n = min(COMPANY_DIMENSIONS, company.shape[0] - 1)
    if n < 1 or not company.nnz:
        return np.zeros((counts.shape[0], 1))
    reducer = TruncatedSVD(n_components=n, n_iter=POWER_STEPS, random_state=seed)
    words: Vectors = reducer.fit_transform(company)
    words = unit_rows(words / np.sqrt(np.maximum(reducer.singular_values_, 1e-9)))
    mean: Vectors = _weigh(counts) @ words
    return unit_rows(mean - mean.mean(axis=0))


def center_on(vectors: Vectors, values: Sequence[Hashable | None]) -> Vectors:
    """Take out what segments of one interview (question, vignette) have in common.

    From each vector the mean of its group is subtracted; means of few segments
    are shrunk toward the mean of all, so that a short interview is not emptied.

    Args:
        vectors: One row per segment.
        values: One per segment: its interview, question or vignette; None is
            left as it is.
    """
    centered: Vectors = vectors - vectors.mean(axis=0)
    groups: dict[Hashable, list[int]] = {}
    for place, value in enumerate(values):
        if value is not None:
            groups.setdefault(value, []).append(place)
    if len(groups) < 2:
        return centered
    for places in groups.values():
        mean = centered[places].mean(axis=0)
        centered[places] -= mean * len(places) / (len(places) + SHRINKAGE)
    return centered


def long_only(interviews: Sequence[str]) -> tuple[str | None, ...]:
    """The interview of each segment if interviews are long, else None for all.

    A long interview ranges over many subjects, and what all its segments share is the
    speaker. Short ones are often about one subject each, which leveling would take
    out: where the middle interview has fewer than fifteen segments, none is leveled.
    """
    lengths = sorted(Counter(interviews).values())
    if not lengths or lengths[len(lengths) // 2] < LONG_INTERVIEW:
        return (None,) * len(interviews)
    return tuple(interviews)


def join_meanings(vectors: Vectors, meanings: Vectors) -> Vectors:
    """Embeddings of segments side by side with their latent semantics.

    Both are brought to length 1; embeddings less their mean, which is large and common
    to all (Ethayarajh, K. (2019). EMNLP, 55-65). Words count for 0.9 of an embedding.
    """
    told = unit_rows(meanings.astype(np.float64) - meanings.mean(axis=0))
    return unit_rows(np.hstack([told, WORDS_BESIDE_MEANINGS * unit_rows(vectors)]))


def unit_rows(vectors: Vectors) -> Vectors:
    """Rows brought to length 1, rounded; rows of zeros stay."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 1e-9)
    rounded: Vectors = np.round(scaled, DECIMALS) + 0.0  # no negative zeros
    return rounded


def usable_words(segments: Sequence[Sequence[str]]) -> frozenset[str]:
    """Words that can liken segments: in two of them at least, and not in most."""
    spread = Counter(word for words in segments for word in set(words))
    most = max(MOST_SEGMENTS * len(segments), FEWEST_SEGMENTS)
    return frozenset(word for word, n in spread.items() if FEWEST_SEGMENTS <= n <= most)


def _count_words(segments: Sequence[Sequence[str]]) -> tuple[sparse.csr_matrix, list[str]]:
    """Counts, shape (segments, words), and the words, in alphabetical order."""
    vocabulary = sorted(usable_words(segments))
    places = {word: place for place, word in enumerate(vocabulary)}
    rows, columns = [], []
    for row, words in enumerate(segments):
        for word in words:
            if word in places:
                rows.append(row)
                columns.append(places[word])
    ones = np.ones(len(rows))
    shape = (len(segments), len(vocabulary))
    return sparse.csr_matrix((ones, (rows, columns)), shape=shape), vocabulary


def _letters_of(vocabulary: Sequence[str]) -> sparse.csr_matrix:
    """Which runs of letters each word has, shape (words, runs)."""
    places: dict[str, int] = {}
    rows, columns = [], []
    shortest, longest = LETTERS
    for row, word in enumerate(vocabulary):
        marked = f" {word} "
        for length in range(shortest, longest + 1):
            for start in range(len(marked) - length + 1):
                run = marked[start : start + length]
                rows.append(row)
                columns.append(places.setdefault(run, len(places)))
    shape = (len(vocabulary), max(len(places), 1))
    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)


def _weigh(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """TF-IDF with 1 + log(tf), smooth IDF, rows of length 1."""
    from sklearn.feature_extraction.text import TfidfTransformer

    return TfidfTransformer(sublinear_tf=True).fit_transform(counts)
