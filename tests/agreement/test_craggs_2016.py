"""Krippendorff & Craggs (2016): tables 3, 8a-c and 9a-c; all digits from mvalpha 0.6.0."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from idtool.agreement.craggs_2016 import dice_distance, expected_dice, mv_alpha
from idtool.agreement.sets import SetRatings, observed_distance, sets_of_rows

# units apart by spaces, observers by slashes; "-" is the empty set, "." a silent observer
TABLES = [
    ("3", "bd/d/. abd/b/bd -/a/a a/./.", 0.286590709903593, 0.4625),
    ("8a", "a/a/a abd/abd/abde d/d/d", 0.947461775073531, 0.0317460317460318),
    ("8b", "a/a/a ab/ab/abd d/d/d", 0.923314137214789, 0.0444444444444444),
    ("8c", "a/a/a b/b/bd d/d/d", 0.894734485788316, 0.0740740740740741),
    ("9a", "a/a/a ab/ad/db d/d/d", 0.715671175858481, 0.166666666666667),
    ("9b", "a/a/a ab/ed/f d/d/d", 0.553908738885074, 0.333333333333333),
    ("9c", "a/b/ab ab/ed/f bd/d/be", -0.00205098633682255, 0.722222222222222),
]


def sets(text: str) -> SetRatings:
    return sets_of_rows(
        [
            [None if word == "." else word.replace("-", "") for word in unit.split("/")]
            for unit in text.split()
        ]
    )


@pytest.mark.parametrize(("table", "units", "alpha", "observed"), TABLES)
def test_printed_tables(table: str, units: str, alpha: float, observed: float) -> None:
    found = sets(units)

    assert mv_alpha(found) == pytest.approx(alpha, abs=1e-9), table
    assert observed_distance(found, found.ratings.weights, dice_distance) == pytest.approx(observed)


def test_chance_is_the_sum_over_all_pairs_of_sets() -> None:
    """The product over codes gives what writing out every pair of sets gives."""
    found = sets("ab/b/abc c/ac/a -/a/ab bc/abc/bcd d/cd/d")
    n = dict.fromkeys("abcd", 0.0)
    sizes: dict[int, float] = {}
    for members, used in zip(found.members, found.used(found.ratings.weights), strict=True):
        sizes[int(members.sum())] = sizes.get(int(members.sum()), 0) + used
        for code, member in zip(found.codes, members, strict=True):
            n[code] += used * member
    total = sum(sizes.values())
    expected = 0.0
    for a in sizes:
        for b in sizes:
            mass = apart = 0.0
            for first in combinations("abcd", a):
                for second in combinations("abcd", b):
                    shared = set(first) & set(second)
                    weight = np.prod([n[c] for c in set(first) | set(second)])
                    weight *= np.prod([n[c] - 1 for c in shared])
                    mass += weight
                    apart += weight * (1 - 2 * len(shared) / max(1, a + b)) if a + b else 0
            expected += sizes[a] / total * sizes[b] / total * apart / mass

    assert expected_dice(found, found.ratings.weights) == pytest.approx(expected)
