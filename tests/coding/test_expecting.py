"""How many of those that wait would hold: what was decided at like scores says it."""

from __future__ import annotations

import numpy as np
import pytest

from idtool.coding.expecting import Decided, expected_to_hold
from idtool.errors import InsufficientData


def decided(n: int, score: float, share: float, *, interviews: int = 5) -> list[Decided]:
    return [
        Decided(f"I{number % interviews:02d}", score + number / 10_000, number % 10 < 10 * share)
        for number in range(n)
    ]


def test_each_bin_gives_its_own_share() -> None:
    """100 strong ones of which 6 in 10 held, 100 faint ones of which 1 in 10 did."""
    made = [*decided(100, 0.7, 0.6), *decided(100, 0.1, 0.1)]
    waiting = [0.7 + n / 5_000 for n in range(50)] + [0.1 + n / 20_000 for n in range(200)]
    found = expected_to_hold(made, waiting)
    assert found.n == 250
    assert found.held == pytest.approx(50 * 0.6 + 200 * 0.1, abs=3)
    assert found.low <= found.held <= found.high
    assert found.n_weaker == 0


def test_nothing_is_said_of_what_is_weaker_than_any_decided() -> None:
    found = expected_to_hold(decided(60, 0.5, 0.5), [0.55, 0.1, 0.2])
    assert (found.n, found.n_weaker) == (1, 2)


def test_where_none_held_some_may_still() -> None:
    found = expected_to_hold(decided(40, 0.1, 0.0), [0.101] * 100)
    assert found.held == 0
    assert found.high > 0


def test_nothing_waits() -> None:
    found = expected_to_hold(decided(60, 0.5, 0.5), [])
    assert (found.n, found.held, found.low, found.high) == (0, 0.0, 0, 0)


def test_too_few_decisions_or_interviews_tell_nothing() -> None:
    with pytest.raises(InsufficientData, match=r"^39 decided so far, in 5 interviews"):
        expected_to_hold(decided(39, 0.5, 0.5), [0.5])
    with pytest.raises(InsufficientData, match="2 interviews"):
        expected_to_hold(decided(80, 0.5, 0.5, interviews=2), [0.5])


def test_the_interval_holds_the_truth_most_of_the_time() -> None:
    """Interviews differ in how often proposals hold; 60 of them are decided at random."""
    rng = np.random.default_rng(3)
    inside = 0
    for _ in range(60):
        scores = rng.uniform(0.03, 0.8, 400)
        names = rng.integers(0, 8, 400)
        leaning = rng.normal(0, 0.1, 8)[names]
        held = rng.random(400) < np.clip(scores + leaning, 0.01, 0.99)
        made = [Decided(f"I{names[n]}", scores[n], bool(held[n])) for n in range(60)]
        left = [n for n in range(60, 400) if scores[n] >= scores[:60].min()]
        found = expected_to_hold(made, list(scores[left]))
        inside += found.low <= held[left].sum() <= found.high
    assert inside >= 54
