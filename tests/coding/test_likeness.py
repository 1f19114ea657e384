from __future__ import annotations

import numpy as np
import pytest

from idtool.coding.likeness import Likeness
from idtool.coding.sentences import lemmas
from idtool.coding.specimens import NO_CODE, specimens
from idtool.coding.strength import likeness_shares, logits
from tests.coding.books import GARDEN, WATER, WEED, book, code


@pytest.fixture(scope="module")
def likeness() -> Likeness:
    return Likeness([GARDEN])


def shares(likeness: Likeness, text: str) -> dict[str, float]:
    features, words = likeness.features(*likeness.count([" ".join(lemmas(text))]))
    found = logits(likeness.closeness(features, words), likeness.focus_of_code)
    allowed = np.ones((1, len(likeness.codes)), dtype=bool)
    row = likeness_shares(found, found, allowed)[0]
    return dict(zip([*likeness.codes, NO_CODE], row.tolist(), strict=True))


def test_talk_goes_to_the_code_whose_texts_it_resembles(likeness: Likeness) -> None:
    found = shares(likeness, "Out comes the hose and I soak the beans in the evening.")
    assert max(found, key=found.__getitem__) == "GA.WATER"
    found = shares(likeness, "There were dandelions and thistles in all the rows.")
    assert max(found, key=found.__getitem__) == "GA.WEED"


def test_shares_add_up_with_no_code(likeness: Likeness) -> None:
    found = shares(likeness, "The thistles are tall.")
    assert sum(found.values()) == pytest.approx(1)


def test_a_near_miss_speaks_for_the_code_it_is(likeness: Likeness) -> None:
    found = shares(likeness, "My back aches.")
    assert found["GA.WEED"] > found["GA.WATER"]


def test_a_near_miss_of_nothing_speaks_for_no_code() -> None:
    line = "The orchestra tunes its violins."
    with_miss = {**WATER, "not_examples": [{"say": line, "is": None}]}
    before = shares(Likeness([book(WATER, WEED)]), line)[NO_CODE]
    after = shares(Likeness([book(with_miss, WEED)]), line)[NO_CODE]
    assert after > before


def test_the_resembled_specimen_is_of_the_code_and_shares_words(likeness: Likeness) -> None:
    features, _ = likeness.features(
        *likeness.count([" ".join(lemmas("The sprinkler ran before sunrise."))])
    )
    specimen = likeness.resembled(features, "GA.WATER")
    assert specimen.kind == "example"
    assert "sprinkler" in specimen.text


def test_codes_of_process_and_retired_codes_have_no_specimens() -> None:
    retired = code("GA.OLD", status="retired", examples=["An old saying of gardeners."])
    found = specimens(
        [
            book(
                WATER,
                retired,
                interaction_codes=[{"id": "IX.NOD", "label": "Nods", "brief": "Nods."}],
            )
        ]
    )
    assert {specimen.code for specimen in found} == {"GA.WATER", NO_CODE}
