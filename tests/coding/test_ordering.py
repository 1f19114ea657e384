"""Orders of review: likeliest, least certain, least known first."""

from __future__ import annotations

from idtool.coding.ordering import by_likelihood, by_novelty, by_uncertainty
from idtool.model import Coding, Segment


def waiting(code: str, turn: int, score: float | None) -> Coding:
    place = Segment("I01", turn * 100, turn * 100 + 9)
    return Coding(
        "", place, turn, code, "f", "proposed", "rule", "idtool", "q", strength="fair", score=score
    )


FIRST, CLOSE = waiting("A", 1, 0.9), waiting("B", 2, 0.5)
RIVAL, OLD = waiting("A", 2, 0.45), waiting("C", 3, None)
KNOWN = {"A": 100, "B": 100, "C": 100}


def test_likeliest_first_and_old_proposals_by_their_word() -> None:
    assert by_likelihood([OLD, RIVAL, FIRST, CLOSE]) == [FIRST, CLOSE, RIVAL, OLD]


def test_where_two_codes_are_close_comes_first_and_a_turn_stays_together() -> None:
    assert by_uncertainty([FIRST, RIVAL, CLOSE], KNOWN) == [CLOSE, RIVAL, FIRST]


def test_a_code_nobody_has_met_comes_before_one_as_uncertain() -> None:
    one, other = waiting("A", 4, 0.5), waiting("Z", 5, 0.5)
    assert by_uncertainty([one, other], KNOWN) == [other, one]


def test_codes_with_few_accepted_places_take_turns() -> None:
    many = [waiting("A", n, 0.9) for n in (1, 2)]
    few = [waiting("B", n, 0.1) for n in (3, 4, 5)]
    assert [c.code for c in by_novelty([*many, *few], {"A": 2})] == ["B", "B", "A", "B", "A"]


def test_orders_lose_nothing() -> None:
    every = [FIRST, CLOSE, RIVAL, OLD]
    for found in (by_likelihood(every), by_uncertainty(every, {}), by_novelty(every, {})):
        assert sorted(map(id, found)) == sorted(map(id, every))
