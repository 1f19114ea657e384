"""Orders of review: likeliest or least known first, or at random."""

from __future__ import annotations

from dataclasses import replace

from idtool.coding.ordering import at_random, by_likelihood, by_novelty
from idtool.model import Coding, Segment


def waiting(code: str, turn: int, score: float | None) -> Coding:
    place = Segment("I01", turn * 100, turn * 100 + 9)
    return Coding(
        "", place, turn, code, "f", "proposed", "rule", "idtool", "q", strength="fair", score=score
    )


FIRST, CLOSE = waiting("A", 1, 0.9), waiting("B", 2, 0.5)
RIVAL, OLD = waiting("A", 2, 0.45), waiting("C", 3, None)


def test_likeliest_first_and_old_proposals_by_their_word() -> None:
    assert by_likelihood([OLD, RIVAL, FIRST, CLOSE]) == [FIRST, CLOSE, RIVAL, OLD]


def test_a_random_order_is_the_same_each_time_and_what_is_decided_leaves_it() -> None:
    every = [replace(waiting("A", n, n / 100), uuid=f"u{n}") for n in range(60)]
    drawn = at_random(every)
    assert at_random(drawn[::-1]) == drawn
    assert at_random(drawn[7:]) == drawn[7:]
    first, second = (sum(one.turn for one in part) / 30 for part in (drawn[:30], drawn[30:]))
    assert abs(first - second) < 15  # says nothing about place or score


def test_codes_with_few_accepted_places_take_turns() -> None:
    many = [waiting("A", n, 0.9) for n in (1, 2)]
    few = [waiting("B", n, 0.1) for n in (3, 4, 5)]
    assert [c.code for c in by_novelty([*many, *few], {"A": 2})] == ["B", "B", "A", "B", "A"]


def test_orders_lose_nothing() -> None:
    every = [FIRST, CLOSE, RIVAL, OLD]
    for found in (by_likelihood(every), at_random(every), by_novelty(every, {})):
        assert sorted(map(id, found)) == sorted(map(id, every))
