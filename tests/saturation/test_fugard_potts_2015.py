"""Sample sizes of Fugard & Potts (2015), and the plan from a pilot.

Sizes as another program (qdapy 0.1.0) gives them.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from idtool.errors import UsageProblem
from idtool.saturation.incidence import IncidenceCounts
from idtool.saturation.plan import expected_from_pilot, interviews_to_meet
from tests.saturation.reference_tables import table

SIZES = {
    (0.05, 1, 0.8): 32, (0.05, 2, 0.9): 77, (0.05, 3, 0.95): 124, (0.1, 1, 0.8): 16,
    (0.1, 2, 0.95): 46, (0.2, 3, 0.9): 25, (0.3, 1, 0.9): 7, (0.5, 3, 0.95): 11,
}  # fmt: skip


@pytest.mark.parametrize(("asked", "size"), SIZES.items())
def test_sizes(asked: tuple[float, int, float], size: int) -> None:
    prevalence, times, power = asked
    assert interviews_to_meet(prevalence, times=times, power=power) == size


@pytest.mark.skipif(not table("sat_guest_lowe_peer_outputs"), reason="files are not here")
def test_all_sizes() -> None:
    sizes = table("sat_guest_lowe_peer_outputs")["results"]["_fugard_potts_plan_themes"]
    for words, size in sizes.items():
        asked = dict(word.split("=") for word in words.split(","))
        assert size == interviews_to_meet(
            float(asked["p"]), times=int(asked["k"]), power=float(asked["power"])
        )


def test_a_prevalence_of_nothing_is_refused() -> None:
    with pytest.raises(UsageProblem):
        interviews_to_meet(0)


def test_expected_coverage_rises_with_size_and_lies_in_its_band() -> None:
    pilot = IncidenceCounts(5, (5, 4, 3, 2, 2, 1, 1, 1, 1))
    plan = expected_from_pilot(pilot, sizes=(2, 5, 10, 40), seed=3)

    assert all(a.coverage < b.coverage for a, b in pairwise(plan))
    assert all(0 <= size.low <= size.coverage <= size.high <= 1 for size in plan)
    assert plan == expected_from_pilot(pilot, sizes=(2, 5, 10, 40), seed=3)
