"""The strongest of each shuffled study: Westfall & Young (1993), Resampling-Based Testing."""

from __future__ import annotations

import numpy as np

from idtool.themes.joined_codes import judge
from idtool.themes.meetings import Meetings

EVERY_PAIR = np.ones((4, 4)) - np.eye(4)


def pairs(**counts: int) -> np.ndarray:
    """Codes 0 to 3, with how often two of them meet; ``m01=3`` for 0 and 1."""
    found = np.zeros((4, 4))
    for name, n in counts.items():
        one, other = int(name[1]), int(name[2])
        found[one, other] = found[other, one] = n
    return found


def test_a_pattern_is_held_against_the_strongest_anywhere_by_hand() -> None:
    """Every pair: mean 2, variance 1, so a pair that meets n times is n - 2 strong."""
    mean, variance = (2 * EVERY_PAIR)[None], EVERY_PAIR[None]
    drawn = np.stack(
        [
            pairs(m01=2, m23=6),  # the strongest is another pair: it counts
            pairs(m01=5, m23=2),
            pairs(m01=2, m23=4),
            pairs(m01=2, m23=2),
        ]
    ).astype(np.int32)
    met = Meetings(pairs(m01=5, m23=2)[None], mean, variance, drawn)
    (one,) = judge(met, [(0, 1)], [(frozenset(range(4)), [(0, 1)])])

    assert one.strength == 3
    assert one.by_chance == (1 + 2) / (1 + 4)  # draws one and two are as strong
    assert one.n_people == 1
    assert one.stability == 1


def test_a_single_meeting_is_no_pattern_however_unlikely() -> None:
    mean, variance = 0.01 * EVERY_PAIR[None], 0.0099 * EVERY_PAIR[None]
    met = Meetings(pairs(m01=2)[None], mean, variance, np.zeros((9, 4, 4), dtype=np.int32))

    assert judge(met, [(0, 1)], []) == []
