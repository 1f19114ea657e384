"""Stable cores and their overlap: Hennig (2007), Computational Statistics & Data Analysis 52."""

from __future__ import annotations

import numpy as np
import pytest

from idtool.themes.consensus import Consensus
from idtool.themes.cores import find_cores, held_by


def division(labels: list[list[int]], support: np.ndarray) -> Consensus:
    first = np.array(labels[0])
    return Consensus(support.shape[1], first, support, tuple(map(np.array, labels)), 1.0)


def test_a_part_that_never_changes_is_a_core_of_full_stability() -> None:
    labels = [[0] * 6 + [1] * 6] * 4
    support = np.repeat([[1.0, 0.0], [0.0, 1.0]], 6, axis=0)
    cores = find_cores(
        division(labels, support), [(f"P{n % 3}",) for n in range(12)], lambda _: 0.0
    )

    assert [core.members for core in cores] == [tuple(range(6)), tuple(range(6, 12))]
    assert [core.stability for core in cores] == [1, 1]
    assert [core.held for core in cores] == [0.5, 0.5]  # half the segments, one bit each
    assert held_by(cores, 1, trusted_only=True) == 0.5


def test_segments_without_support_cores_of_one_person_and_echoes_count_for_less() -> None:
    labels = [[0] * 6 + [1] * 6] * 4
    support = np.repeat([[1.0, 0.0], [0.0, 1.0]], 6, axis=0)
    support[0] = [0.5, 0.5]
    speakers = [(f"P{n % 3}",) for n in range(6)] + [("P01",)] * 6
    cores = find_cores(division(labels, support), speakers, lambda _: 0.0)

    assert [core.members for core in cores] == [(1, 2, 3, 4, 5)]
    (echoed,) = find_cores(division(labels, support), speakers, lambda _: 0.75)
    assert echoed.held == pytest.approx(cores[0].held / 4, abs=1e-5)
