"""Stable cores and their overlap: Hennig (2007), Computational Statistics & Data Analysis 52."""

from __future__ import annotations

import numpy as np
import pytest

from idtool.themes.consensus import Consensus
from idtool.themes.cores import Core, by_worth, find_cores, held_by

VECTORS = np.repeat(np.eye(2), 6, axis=0)


def division(labels: list[list[int]], votes: np.ndarray) -> Consensus:
    first = np.array(labels[0])
    return Consensus(votes.shape[1], first, votes, tuple(map(np.array, labels)), 1.0)


def test_a_part_that_never_changes_is_a_core_of_full_stability() -> None:
    labels = [[0] * 6 + [1] * 6] * 4
    votes = np.repeat([[1.0, 0.0], [0.0, 1.0]], 6, axis=0)
    cores = find_cores(
        division(labels, votes), VECTORS, [(f"P{n % 3}",) for n in range(12)], lambda _: 0.0
    )

    assert [core.members for core in cores] == [tuple(range(6)), tuple(range(6, 12))]
    assert [core.stability for core in cores] == [1, 1]
    assert [core.held for core in cores] == [0.5, 0.5]  # half the segments, one bit each
    assert held_by(cores, 1) == 0.5


def test_segments_that_fall_everywhere_cores_of_one_person_and_echoes_count_for_less() -> None:
    labels = [[0] * 6 + [1] * 6] * 4
    votes = np.repeat([[1.0, 0.0], [0.0, 1.0]], 6, axis=0)
    votes[0] = [0.39, 0.35]
    speakers = [(f"P{n % 3}",) for n in range(6)] + [("P01",)] * 6
    cores = find_cores(division(labels, votes), VECTORS, speakers, lambda _: 0.0)

    assert [core.members for core in cores] == [(1, 2, 3, 4, 5)]
    (echoed,) = find_cores(division(labels, votes), VECTORS, speakers, lambda _: 0.75)
    assert echoed.held == pytest.approx(cores[0].held / 4, abs=1e-5)


def test_firm_is_three_draws_of_four_the_fringe_half_of_them_and_both_are_near() -> None:
    labels = [[0] * 6 + [1] * 6] * 4
    votes = np.repeat([[1.0, 0.0], [0.0, 1.0]], 6, axis=0)
    votes[0], votes[1] = [0.6, 0.4], [0.75, 0.25]
    vectors = VECTORS.copy()
    vectors[5] = [0.0, 0.0]  # always with the first part, yet says nothing that it says
    cores = find_cores(
        division(labels, votes), vectors, [(f"P{n % 3}",) for n in range(12)], lambda _: 0.0
    )
    first = next(core for core in cores if 0 in core.members)

    assert first.members == (0, 1, 2, 3, 4)
    assert first.firm == (1, 2, 3, 4)


def test_only_a_core_that_is_to_be_trusted_takes_in_what_falls_there_in_two_draws_of_five() -> None:
    votes = np.repeat([[1.0, 0.0], [0.0, 1.0]], 6, axis=0)
    votes[0], votes[11] = [0.4, 0.35], [0.35, 0.4]
    steady = [0] * 6 + [1] * 6
    torn = [0] * 6 + [1, 1, 1, 0, 0, 0]  # the second part: half of it is elsewhere
    first, second = find_cores(
        Consensus(2, np.array(steady), votes, (np.array(torn),) * 3, 1.0),
        VECTORS,
        [(f"P{n % 3}",) for n in range(12)],
        lambda _: 0.0,
    )

    assert first.members == (0, 1, 2, 3, 4, 5)
    assert 0 not in first.firm
    assert second.members == (6, 7, 8, 9, 10)


def test_what_many_people_say_firmly_is_read_before_what_few_say_often() -> None:
    many = Core((0, 1, 2, 3, 4), (0, 1, 2, 3), 5, 0.9, 0.1)
    often = Core(tuple(range(10, 40)), tuple(range(10, 40)), 2, 0.9, 0.4)
    loose = Core(tuple(range(50, 60)), (), 9, 0.5, 0.0)

    assert by_worth([loose, often, many], lambda _: 1.0) == (many, often, loose)


def test_what_no_code_touches_is_read_before_what_codes_cover() -> None:
    known = Core((0, 1, 2, 3, 4), (0, 1, 2, 3, 4), 6, 0.9, 0.1)
    fresh = Core((5, 6, 7, 8, 9), (5, 6, 7, 8, 9), 4, 0.8, 0.08)

    assert by_worth([known, fresh], lambda _: 1.0) == (known, fresh)
    assert by_worth([known, fresh], lambda places: float(min(places) >= 5)) == (fresh, known)
    assert by_worth([known, fresh], lambda _: 0.0) == (known, fresh)
