"""What other programs print, on cases that can be done by hand."""

from __future__ import annotations

import numpy as np
import pytest

from idtool.agreement import CodedUnits
from idtool.agreement.other_programs import like_dedoose, like_maxqda, like_nvivo
from tests.agreement.test_six_kappa_vectors import characters


def test_nvivos_published_example() -> None:
    """1,000 characters, 50 by both, 150 by one: 85 %."""
    found = like_nvivo(characters([(0, 150)], [(100, 200)])).rows["c"]

    assert found["percent"] == pytest.approx(0.85)
    assert found["kappa_unweighted"] == pytest.approx(0.3182, abs=5e-5)


def test_a_document_nobody_coded_has_kappa_1_in_nvivo() -> None:
    assert like_nvivo(characters([], [])).rows["c"]["kappa_unweighted"] == 1


def test_maxqda_counts_segments_of_both_coders() -> None:
    """One pair overlaps by 90 %, one by a half; the third stands alone. Two codes: chance 1/2."""
    mine = {"I01": [(0, 100, "a"), (200, 300, "a"), (400, 500, "b")]}
    theirs = {"I01": [(0, 90, "a"), (250, 300, "a")]}
    found = like_maxqda(mine, theirs, ["a", "b"])

    assert found.rows["a"] == {"agreements": 2, "disagreements": 2, "percent": 0.5}
    assert found.total["percent"] == pytest.approx(2 / 5)
    assert found.total["kappa"] == pytest.approx((0.4 - 0.5) / 0.5)


def test_dedoose_pools_observed_and_expected_agreement() -> None:
    """Two codes on four excerpts: p_o 1 and 1/2, p_e both 1/2; pooled (3/4 - 1/2) / (1/2)."""
    applied = np.zeros((4, 2, 2), dtype=bool)
    applied[:2, :, 0] = True  # the first code: both give it to the first two
    applied[:2, 0, 1] = True  # the second: one gives it to the first two, one to two others
    applied[[0, 2], 1, 1] = True
    units = CodedUnits(
        "turn",
        ("1", "2", "3", "4"),
        ("A", "B"),
        ("x", "y"),
        applied,
        np.ones((4, 2), dtype=bool),
        np.ones(4),
    )
    found = like_dedoose(units)

    assert (found.rows["x"]["kappa"], found.rows["y"]["kappa"]) == (1, 0)
    assert found.total["pooled_kappa"] == pytest.approx(0.5)
