"""Talk, flow and nearness in one interview, on talk known by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idtool.compare.alone_together import compare_alone_together
from idtool.compare.convergence import TO_JUDGE, describe_convergence
from idtool.compare.flow import describe_flow
from idtool.compare.pair_talk import describe_talk
from idtool.compare.people_table import count_people
from idtool.compare.proximity import near_codes
from idtool.model import Mark, Turn
from tests.compare.mentions import said


def turn(number: int, person: str | None, words: int) -> Turn:
    return Turn("D01", number, 0, 0, " ".join(["w"] * words), person or "INT", person)


TURNS = [
    turn(1, None, 50),
    turn(2, "P2", 3),
    turn(3, "P1", 9),
    turn(4, "P2", 80),
    turn(5, None, 9),
    turn(6, "P1", 8),
]
MARKS = [Mark("D01", 1, 4, "vignette", "dv.1"), Mark("D01", 5, 6, "question", "r1")]


def test_order_and_shares_leave_the_interviewer_and_what_is_read_out_aside() -> None:
    talk = describe_talk("D01", ("P1", "P2"), TURNS, MARKS, readouts=frozenset({4}))

    assert talk.stretches[0].order == ("P2", "P1")
    assert [s.words for s in talk.stretches[0].shares] == [9, 3]
    assert talk.stretches[0].shares[0].share_of_words == pytest.approx(0.75)
    assert [s.words for s in talk.whole] == [17, 3]
    assert talk.began == {"P1": 1, "P2": 1}


def test_a_stretch_in_which_nobody_spoke_has_no_shares() -> None:
    talk = describe_talk("D01", ("P1", "P2"), TURNS[:1], MARKS[:1])

    assert talk.stretches[0].order == ()
    assert talk.stretches[0].shares[0].share_of_words is None


def flow(places: list[tuple[str, int]]):
    return describe_flow(
        "D01",
        [said("P1", code, f"D01#{place}") for code, place in places],
        first=("barriers", {"X"}),
        second=("benefits", {"B"}),
        stretch=(1, 9),
    )


def test_all_before_is_one_and_alternating_is_no_order() -> None:
    assert flow([("X", 1), ("X", 2), ("B", 3), ("B", 9)]).precedes == 1
    assert flow([("B", 1), ("X", 2)]).precedes == 0
    mixed = flow([("B", 1), ("X", 2), ("B", 3)])
    assert mixed.precedes == 0.5
    assert "no such order" in mixed.in_words
    assert (mixed.thirds_first, mixed.thirds_second) == ((1, 0, 0), (2, 0, 0))


def test_one_kind_missing_is_undefined_with_the_reason() -> None:
    found = flow([("X", 2), ("B", 40)])

    assert found.precedes is None
    assert "benefits" in (found.undefined or "")


@given(st.lists(st.tuples(st.sampled_from("XB"), st.integers(1, 9)), max_size=12))
def test_an_order_turned_round_adds_up_to_one(places: list[tuple[str, int]]) -> None:
    there, back = flow(places), flow([(code, 10 - place) for code, place in places])

    assert (there.precedes is None) == (back.precedes is None)
    if there.precedes is not None:
        assert there.precedes + back.precedes == pytest.approx(1)


def test_alone_together_and_what_was_asked_in_only_one() -> None:
    found = compare_alone_together(
        "P1",
        [
            said("P1", "A", "I01#1", mark="dv.1"),
            said("P1", "B", "I01#2", mark="q1"),
            said("P1", "B", "D01#2", mark="dv.1"),
            said("P1", "C", "D01#8", mark="r1"),
            said("P2", "D", "D01#9", mark="dv.1"),
        ],
        alone=["I01"],
        together=["D01"],
        second_exposure={"D01", "D09"},
        met={("alone", "dv"), ("alone", "q1"), ("together", "dv"), ("together", "r1")},
        order=["A", "B", "C", "D"],
    )

    assert [(c.code, c.where, c.asked_in_both) for c in found.codes] == [
        ("A", "only alone", True),
        ("B", "both", True),
        ("C", "only together", False),
    ]
    assert found.codes[1].alone == ("I01#t002",)
    assert found.second_exposure == ("D01",)


def test_near_codes_are_one_persons_and_overlap_is_of_the_same_turn() -> None:
    talk = [
        said("P1", "A", "I01#1"),
        said("P1", "B", "I01#1"),
        said("P1", "A", "I01#3"),
        said("P1", "B", "I01#4"),
        said("P2", "B", "I02#1"),
    ]
    (same,) = near_codes(talk, ["A", "B"])
    (near,) = near_codes(talk, ["A", "B"], within=1)

    assert (same.people, same.turns, same.overlap) == (("P1",), 1, 1 / 4)
    assert (near.turns, near.overlap) == (2, 1 / 4)
    assert near_codes([said("P1", "A", "I01#1"), said("P2", "B", "I01#1")], ["A", "B"]) == ()


def test_only_silence_is_counted_and_a_judgement_never_overrules_it() -> None:
    table = count_people(
        [(m, m.kind) for m in (said("P1", "A", "I01#1"), said("P1", "B", "I01#2"),
                               said("P1", "B", "D01#2"))],
        codes=["A", "B", "C"],
        groups=["individual", "paired"],
        chance={("A", "paired"): {"P1"}},
    )  # fmt: skip
    a, b = describe_convergence(table, {"A": "agreement"})

    assert (a.assessment, a.silent) == ("silence", ("paired",))
    assert b.assessment == TO_JUDGE
    assert describe_convergence(table, {"B": "dissonance"})[1].assessment == "dissonance"
