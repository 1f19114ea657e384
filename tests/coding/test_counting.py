"""Words and letters are counted as scikit-learn counts them."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer

from idtool.coding.counting import LetterCounts, WordCounts

TALK = [
    "we drove out there, and then — it's odd — nobody was home",
    "nobody was home nobody was home",
    "",
    "a I go to the ER, café and all",
    "it's   odd\nthat we drove",
    "odd odd odd",
]
LATER = ["nobody drove, quietly", "the café was unheard of", ""]


def sorted_columns(counts: np.ndarray) -> list[tuple[float, ...]]:
    return sorted(map(tuple, counts.T.tolist()))


@pytest.mark.parametrize("fewest", [1, 2])
def test_words_and_pairs_are_those_of_a_count_vectorizer(fewest: int) -> None:
    theirs = CountVectorizer(
        token_pattern=r"(?u)\b\w+\b", ngram_range=(1, 2), min_df=fewest, lowercase=False
    )
    ours = WordCounts(fewest)

    counted = ours.fit(TALK)

    wanted = theirs.fit_transform(TALK).toarray()
    names = theirs.get_feature_names_out().tolist()
    assert sorted(ours.names) == names
    order = [ours.names.index(name) for name in names]
    assert np.array_equal(counted.toarray()[:, order], wanted)
    assert np.array_equal(ours.count(LATER).toarray()[:, order], theirs.transform(LATER).toarray())


@pytest.mark.parametrize("fewest", [1, 2])
def test_letters_are_those_of_a_count_vectorizer(fewest: int) -> None:
    theirs = CountVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=fewest, lowercase=False)
    ours = LetterCounts(fewest)

    counted = ours.fit(TALK)

    both = np.vstack([counted.toarray(), ours.count(LATER).toarray()])
    wanted = np.vstack([theirs.fit_transform(TALK).toarray(), theirs.transform(LATER).toarray()])
    assert sorted_columns(both) == sorted_columns(wanted)


def test_texts_without_a_word_of_the_material_count_nothing() -> None:
    words, letters = WordCounts(1, plain=True), LetterCounts(1)
    words.fit(["plum jam"])
    letters.fit(["plum jam"])

    assert words.count(["xyz", ""]).sum() == 0
    assert letters.count(["xyz", ""]).sum() == 0


def test_nothing_to_learn_from_leaves_no_columns() -> None:
    assert WordCounts(1).fit(["", ""]).shape == (2, 0)
    assert LetterCounts(1).fit(["", ""]).shape == (2, 0)
