"""Rules learn from people: a rejection tightens them, a missed hand coding offers a phrase."""

from __future__ import annotations

from dataclasses import replace

from idtool.coding.indicators import Rulebook
from idtool.coding.lessons import Lesson
from idtool.coding.rule_changes import tightened, widened
from idtool.steps.suggesting_rules import phrase_odds
from tests.coding.books import book, code

RULEBOOK = Rulebook([book(code("GA.WATER", indicators={"phrases": ["hose"]}), code("GA.SHED"))])


def lesson(text: str, group: str, *, yes: str = "", no: str = "") -> Lesson:
    return Lesson(text, frozenset({yes} - {""}), frozenset({no} - {""}), group, "x", 0, 1)


RIGHT = [
    lesson("I take the hose to the tomatoes.", "I01", yes="GA.WATER"),
    lesson("The hose runs all evening.", "I02", yes="GA.WATER"),
]
WRONG = [
    lesson("The hose in my truck engine burst.", "I01", no="GA.WATER"),
    lesson("A mechanic found the hose split under the engine.", "I03", no="GA.WATER"),
]


def test_a_rejection_asks_for_a_phrase_that_cancels_and_keeps_what_was_accepted() -> None:
    (change,) = tightened("GA.WATER", RULEBOOK, [*RIGHT, *WRONG])
    assert (change.kind, change.words, change.gone, change.kept) == ("unless", "engine", 2, 2)

    tighter = Rulebook(
        [book(code("GA.WATER", indicators={"phrases": ["hose"], "unless": [change.words]}))]
    )
    assert tightened("GA.WATER", tighter, [*RIGHT, *WRONG]) == []


def test_a_phrase_that_also_stood_in_an_accepted_place_cancels_nothing() -> None:
    also = lesson("The hose by the engine waters the beans.", "I04", yes="GA.WATER")
    words = [c.words for c in tightened("GA.WATER", RULEBOOK, [*RIGHT, *WRONG, also])]
    assert "engine" not in words


def test_one_rejection_changes_no_rule() -> None:
    assert tightened("GA.WATER", RULEBOOK, [*RIGHT, WRONG[0]]) == []


def test_a_rule_that_never_held_is_left_out() -> None:
    texts = ("Fire hose drill.", "He sells hose by the yard.", "That hose was a costume.")
    wrong = [lesson(text, f"I0{n}", no="GA.WATER") for n, text in enumerate(texts)]
    assert [(c.kind, c.words) for c in tightened("GA.WATER", RULEBOOK, wrong)] == [("drop", "hose")]


def test_missed_places_offer_a_phrase_two_people_share() -> None:
    missed = [
        lesson("The sprinkler is on at dawn.", "I01", yes="GA.WATER"),
        lesson("My sprinkler clicks all night.", "I02", yes="GA.WATER"),
        lesson("A sprinkler for the beans.", "I03", yes="GA.WATER"),
    ]
    others = [
        lesson(f"We painted shelf {n} in the shed that weekend.", f"I0{n}", yes="GA.SHED")
        for n in range(1, 9)
    ]
    found = widened("GA.WATER", RULEBOOK, [*missed, *others], phrase_odds)
    assert [(c.words, c.found, c.elsewhere, c.people) for c in found] == [("sprinkler", 3, 0, 3)]


def test_a_habit_of_one_person_heard_alone_and_in_a_pair_offers_nothing() -> None:
    def said(text: str, interview: str) -> Lesson:
        return replace(lesson(text, interview, yes="GA.WATER"), at=f"{interview}#t001")

    missed = [
        said("The sprinkler is on at dawn.", "I01"),
        said("My sprinkler clicks all night.", "D01"),
        said("A sprinkler for the beans.", "I02"),
    ]
    others = [
        lesson(f"We painted shelf {n} in the shed that weekend.", f"I0{n}", yes="GA.SHED")
        for n in range(1, 9)
    ]
    one = {place.at: "P01" for place in missed}
    assert widened("GA.WATER", RULEBOOK, [*missed, *others], phrase_odds, one) == []

    two = {**one, "I02#t001": "P02"}
    (change,) = widened("GA.WATER", RULEBOOK, [*missed, *others], phrase_odds, two)
    assert change.why == (
        "“sprinkler” stands in 3 accepted places that no rule found, of 2 people, and in 0 "
        "decided places without this code."
    )


def test_what_one_interview_says_often_offers_nothing() -> None:
    missed = [
        lesson(f"The sprinkler, number {n}.", "I01", yes="GA.WATER") for n in ("one", "two", "six")
    ]
    assert widened("GA.WATER", RULEBOOK, missed, phrase_odds) == []
