from __future__ import annotations

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer

from idtool.coding.grams import Grams, runs
from idtool.coding.lexicon import lexicon
from idtool.coding.spelling import letters_of

LEARNED = [("a", "rain", "barrel"), ("the", "thistle", "be", "tall"), ("rain", "be", "rain")]
SAID = [("rain", "barrel", "rain", "barrel"), (), ("no", "train", "a", "be"), ("tall", "rain")]


def dense(counts: object) -> np.ndarray:
    return np.asarray(counts.todense())  # type: ignore[attr-defined]


def test_counts_are_those_of_scikit_learn() -> None:
    """The same words, pairs and runs of letters within words, in whatever order of columns."""
    learned, said = ([" ".join(text) for text in texts] for texts in (LEARNED, SAID))
    words = CountVectorizer(token_pattern=r"\S+", ngram_range=(1, 2)).fit(learned)
    letters = CountVectorizer(analyzer="char_wb", ngram_range=(3, 5)).fit(learned)
    grams = Grams(LEARNED)
    for mine, theirs in zip(grams.count_texts(SAID), (words, letters), strict=True):
        expected = theirs.transform(said).toarray()
        assert sorted(map(tuple, dense(mine).T)) == sorted(map(tuple, expected.T))


def test_short_words_are_spelled_once() -> None:
    assert list(letters_of("i")) == [" i "]
    assert list(letters_of("to")) == [" to", "to ", " to "]
    assert len(list(letters_of("barrel"))) == 6 + 5 + 4


def test_a_pair_does_not_reach_from_one_unit_into_the_next() -> None:
    grams = Grams([("rain", "barrel")])
    number = lexicon().lemma
    lemma = np.array([number("rain"), number("barrel")])
    apart, _ = grams.count(lemma, np.array([0, 1, 2]))
    assert apart.sum() == 2
    together, _ = grams.count(lemma, np.array([0, 2]))
    assert together.sum() == 3


def test_runs_of_units_add_up() -> None:
    words, letters = Grams(LEARNED).count_texts(SAID)
    first, last = np.array([0, 1, 3]), np.array([2, 1, 3])
    for counts in (words, letters):
        expected = [dense(counts)[a : b + 1].sum(axis=0) for a, b in zip(first, last, strict=True)]
        assert np.array_equal(dense(runs(counts, first, last)), expected)
