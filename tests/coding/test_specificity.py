from __future__ import annotations

from idtool.coding.indicators import Rulebook
from idtool.coding.sentences import sentences
from idtool.coding.specificity import specificities, together, weighed
from idtool.coding.specimens import specimens
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


def test_a_rule_that_fits_everywhere_in_a_transcript_is_weakened() -> None:
    rulebook = Rulebook([GARDEN])
    known = specificities(rulebook, specimens([GARDEN]))
    talk = [s for _ in range(30) for s in sentences("We pull the weeds.")]
    often = weighed(rulebook.hits(talk), known, len(talk))
    once = weighed(rulebook.hits(talk[:1]), known, 1)
    assert {round(weight, 6) for _, weight in often} == {round(once[0][1] * 3 / 30, 6)}


def test_a_denied_hit_weighs_less_than_a_plain_one() -> None:
    rulebook = Rulebook([GARDEN])
    known = specificities(rulebook, specimens([GARDEN]))
    talk = sentences("We pull the weeds. We never pull the weeds.")
    (_, plain), (_, denied) = weighed(rulebook.hits(talk), known, len(talk))
    assert 0 < denied < plain


def test_two_rules_say_more_than_one_and_never_everything() -> None:
    assert together([]) == 0
    assert together([0.5]) < together([0.5, 0.5]) < 1
