"""Meaning: a sentence model finds what shares no word with the codebook, and says so."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from idtool.coding.knowledge import Knowledge, knowledge_of
from idtool.coding.passages import Passage
from idtool.coding.proposing import Proposal, propose
from tests.coding.books import WATER, WEED, book

BOOK = book(WATER, WEED)
WET = ("water", "hose", "soak", "sprinkler", "rain", "drip", "trickle", "puddle", "splash")
WILD = ("weed", "thistle", "dandelion", "hoe", "pull", "nettle", "bramble")
DRIPS = "The drip goes on all night and a puddle stands by the wall, splash after splash."


class TwoMeanings:
    """Counts words that are about the wet and about the wild; what is about neither is at rest."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: list[str]) -> Any:
        self.asked += texts
        rows = [
            [sum(text.lower().count(word) for word in words) for words in (WET, WILD)]
            + [0.2 if text.strip() else 0.0]
            for text in texts
        ]
        return np.array(rows)


def passage(text: str) -> Passage:
    return Passage("I01", 1, 0, text, "individual", None)


def found(known: Knowledge, text: str = DRIPS) -> dict[str, Proposal]:
    proposals = propose([passage(text)], [BOOK], using=("likeness",), known=known)
    return {p.code: p for p in proposals}


@pytest.fixture
def known() -> Knowledge:
    return knowledge_of([BOOK]).with_meaning(TwoMeanings())


def test_what_shares_no_word_is_found_by_its_meaning(known: Knowledge) -> None:
    plain = found(knowledge_of([BOOK])).get("GA.WATER")
    meant = found(known)["GA.WATER"]

    assert plain is None or meant.score > plain.score + 0.1
    assert meant.score > found(known).get("GA.WEED", meant).score or "GA.WEED" not in found(known)


def test_the_reason_says_that_meaning_and_no_word_made_it(known: Knowledge) -> None:
    evidence = found(known)["GA.WATER"].evidence

    assert evidence.startswith("in meaning resembles ")
    assert "by the sentence model; no telling word is shared" in evidence


def test_a_shared_word_stays_the_reason(known: Knowledge) -> None:
    evidence = found(known, "I drag the hose out and soak everything in the evening.")[
        "GA.WATER"
    ].evidence

    assert "in meaning" not in evidence
    assert "shared: " in evidence


def test_the_codebooks_without_a_model_stay_as_they_were() -> None:
    before = found(knowledge_of([BOOK]))
    knowledge_of([BOOK]).with_meaning(TwoMeanings())

    assert found(knowledge_of([BOOK])) == before


def test_words_that_are_read_out_mean_nothing() -> None:
    encoder = TwoMeanings()
    known = knowledge_of([BOOK]).with_meaning(encoder)
    encoder.asked.clear()

    propose([passage(DRIPS)], [BOOK], using=("likeness",), avoid=[DRIPS], known=known)

    assert not any(encoder.asked)


def test_runs_of_sentences_are_of_one_length() -> None:
    from idtool.coding.meaning import runs

    units = np.array([[3.0, 4.0], [0.0, 0.0], [5.0, 0.0]])

    got = runs(units, np.array([0, 1, 0]), np.array([0, 1, 2]))

    assert np.allclose(got, [[0.6, 0.8], [0.0, 0.0], [8 / np.hypot(8, 4), 4 / np.hypot(8, 4)]])
