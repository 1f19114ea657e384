"""The company words keep: Levy & Goldberg (2014), NeurIPS 27, 2177-2185."""

from __future__ import annotations

import numpy as np

from idtool.themes.features import FEWEST_FOR_COMPANY, describe_segments

KEPT, APART = ["anchor", "harbor"], ["ledger", "invoice"]


def segments(n: int) -> list[list[str]]:
    """Talk of boats and of books: *anchor* and *harbor* never meet, but meet the same words."""
    random = np.random.Generator(np.random.PCG64(3))
    boats = ["sail", "rope", "tide", "deck", "mast"]
    books = ["column", "total", "pencil", "page", "sum"]
    said = []
    for place in range(n):
        own, company = (KEPT, boats) if place % 2 else (APART, books)
        said.append([own[place // 2 % 2], *random.choice(company, 3, replace=False).tolist()])
    return said


def test_segments_that_share_no_word_are_alike_where_their_words_meet_the_same_others() -> None:
    said = segments(FEWEST_FOR_COMPANY)
    said += [["anchor", "sail"], ["harbor", "rope"], ["ledger", "column"]]
    rows = describe_segments(said, seed=1)
    boat, other_boat, book = rows[-3:]

    assert not set(said[-3]) & set(said[-2])
    assert boat @ other_boat > 0.2 + boat @ book


def test_few_segments_are_told_by_their_words_alone() -> None:
    few, many = segments(FEWEST_FOR_COMPANY - 1), segments(FEWEST_FOR_COMPANY)
    assert describe_segments(many, seed=1).shape[1] > describe_segments(few, seed=1).shape[1]
