from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from idtool.coding.grams import runs
from idtool.coding.hearing import listen
from idtool.coding.judging import Scales, judge
from idtool.coding.knowledge import Knowledge
from idtool.coding.likeness import Likeness
from idtool.coding.sentences import lemmas
from idtool.coding.specimens import NO_CODE, specimens
from idtool.coding.strength import EVEN_AT_MOST, beforehand, logits, mixed, odds
from tests.coding.books import GARDEN, WATER, WEED, book, code, passage


@pytest.fixture(scope="module")
def likeness() -> Likeness:
    return Likeness([GARDEN])


def likeness_shares(own: Any, around: Any, allowed: Any) -> Any:
    """Shares by the words of stretches and the talk around them; the last column no code."""
    found, total = odds(mixed(own, around), allowed)
    return found / total[:, None]


def shares(likeness: Likeness, text: str) -> dict[str, float]:
    features, words = likeness.features(*likeness.grams.count_texts([lemmas(text)]))
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
    spoken = lemmas("The sprinkler ran before sunrise.")
    features, _ = likeness.features(*likeness.grams.count_texts([spoken]))
    specimen = likeness.resembled(features, "GA.WATER")
    assert specimen.kind == "example"
    assert "sprinkler" in specimen.text


def test_a_transcript_is_scored_as_each_stretch_by_itself() -> None:
    """What is summed word by word for many stretches is what features times weights give."""
    known = Knowledge([GARDEN])
    said = "The hose is out. Thistles, thistles everywhere! I soak the beds, and soak. Zzyzx. "
    passages = [passage(said * n, turn=n) for n in (1, 2, 5)] + [passage("Zzyzx qwrt.", turn=9)]
    talk = listen(passages)
    judged = judge(talk, known)
    assert judged is not None
    found = talk.stretches
    heard = [talk.heard(number) for number in range(len(passages))]
    spoken = [words for one in heard for words in one.spoken]

    def logits_of(first: int, last: int) -> np.ndarray:
        text = [word for words in spoken[first : last + 1] for word in words]
        counts = known.likeness.grams.count_texts([spoken[n] for n in range(first, last + 1)])
        whole = [runs(c, np.array([0]), np.array([last - first])) for c in counts]
        assert text
        features, words = known.likeness.features(*whole)
        return logits(known.likeness.closeness(features, words), known.likeness.focus_of_code)

    told = Scales(talk, known).logits(0, len(talk.spoken_units.first))
    around = told[len(found) :][talk.around[2]]
    for row in range(len(found)):
        said = logits_of(int(found.first[row]), int(found.last[row]))[0]
        beside = logits_of(int(found.around_first[row]), int(found.around_last[row]))[0]
        assert np.allclose(told[row], said)
        assert np.allclose(around[row], beside)
    codes = known.likeness.codes
    allowed = np.array([["individual" in known.codes[code].kinds for code in codes]])
    own = likeness_shares(told[: len(found)], told[: len(found)], allowed)
    with_telling = judged.own > 0
    assert with_telling.any()
    assert np.allclose(judged.own[with_telling], own[judged.row, judged.column][with_telling])
    shares = likeness_shares(told[: len(found)], around, allowed)
    assert (judged.share <= shares[judged.row, judged.column]).all()


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


def test_foci_begin_even_however_many_codes_they_have() -> None:
    """Two codes of one focus are as likely together as the four of another, unless words speak."""
    found = np.exp(beforehand(np.array([0, 0, 1, 1, 1, 1]))[:-1])
    assert found[:2].sum() == pytest.approx(found[2:].sum())


def test_a_focus_of_one_code_is_not_raised_beyond_twice() -> None:
    found = np.exp(beforehand(np.array([0] + [1] * 20))[:-1])
    assert found[0] == pytest.approx(EVEN_AT_MOST)
    assert found[1] == pytest.approx(21 / 2 / 20)


def test_codes_of_a_single_focus_get_nothing_beforehand() -> None:
    assert beforehand(np.zeros(5, dtype=np.int64))[:-1].tolist() == [0.0] * 5
