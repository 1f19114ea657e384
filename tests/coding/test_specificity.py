from __future__ import annotations

import numpy as np

from idtool.coding.indicators import Rulebook
from idtool.coding.passages import Passage
from idtool.coding.proposing import propose
from idtool.coding.sentences import sentences
from idtool.coding.specificity import said_in_the_negative, specificities, together, weighed
from idtool.coding.specimens import specimens
from idtool.coding.stream import stream_of
from tests.coding.books import GARDEN, WATER, WEED, book, code


def weights(*codes: dict) -> dict[str, float]:
    books = [book(*codes)]
    found = specificities(Rulebook(books), specimens(books))
    return {rule.written: weight for rule, weight in found.items()}


def test_rare_words_weigh_more_than_everyday_ones() -> None:
    found = weights(
        code("GA.ONE", indicators={"phrases": ["rain barrel", "you know", "go home with people"]})
    )
    assert found["rain barrel"] == 1.0
    assert found["you know"] < 0.5
    assert found["you know"] < found["go home with people"] <= 1.0


def test_a_wider_window_weighs_less() -> None:
    near = [
        {"words": ["while", "watch"], "within": 2},
        {"words": ["while", "story"], "within": 20},
    ]
    found = weights(code("GA.ONE", indicators={"near": near}))
    assert found["while … story"] < found["while … watch"]


def test_a_rule_that_fits_speech_of_another_code_weighs_less() -> None:
    thistle = {"phrases": ["thistle", "rain barrel"]}
    found = weights(WATER, WEED, code("GA.ONE", indicators=thistle))
    assert found["thistle"] == 0.5
    assert found["rain barrel"] == 0.5


def weights_in(text: str) -> list[float]:
    rulebook = Rulebook([GARDEN])
    known = specificities(rulebook, specimens([GARDEN]))
    by_rule = np.array([known[rule] for rule in rulebook.rules])
    talk = sentences(text)
    fits = rulebook.find(stream_of(talk))
    transcript = np.zeros(len(fits), dtype=np.int64)
    return weighed(fits.rule, fits.scope, by_rule, transcript, np.array([len(talk)])).tolist()


def test_a_rule_that_fits_everywhere_in_a_transcript_is_weakened() -> None:
    often = weights_in("We pull the weeds. " * 30)
    once = weights_in("We pull the weeds.")
    assert {round(weight, 6) for weight in often} == {round(once[0] * 3 / 30, 6)}


def test_a_denied_hit_weighs_less_than_a_plain_one() -> None:
    plain, denied = weights_in("We pull the weeds. We never pull the weeds.")
    assert 0 < denied < plain


def test_two_rules_say_more_than_one_and_never_everything() -> None:
    assert together([]) == 0
    assert together([0.5]) < together([0.5, 0.5]) < 1


def test_a_code_about_what_is_missing_is_said_in_the_negative() -> None:
    missing = code(
        "GA.DRY",
        examples=["There is no water left.", "We never have a hose.", "The hose is short."],
        indicators={"phrases": ["water", "hose"]},
    )
    at_hand = code(
        "GA.WET",
        examples=["The barrel is full.", "A barrel by the shed.", "The barrel, always the barrel."],
        indicators={"phrases": ["barrel"]},
    )
    books = [book(missing, at_hand)]
    assert said_in_the_negative(Rulebook(books), specimens(books)) == frozenset()  # three hits
    missing["examples"].append("Not even a hose.")
    books = [book(missing, at_hand)]
    assert said_in_the_negative(Rulebook(books), specimens(books)) == {"GA.DRY"}

    said = [Passage("I01", 1, 0, text, "individual", None) for text in ("There is no hose.",)]
    (proposal,) = propose(said, books, using=("rules",))
    assert proposal.code == "GA.DRY"
    assert "denied" not in proposal.evidence
