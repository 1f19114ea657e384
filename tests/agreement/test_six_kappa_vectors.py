"""Six published or simple cases that QualCoder's kappa gets wrong.

NVivo's manual prints the first: 1,000 characters, 50 coded by both, 150 by one
coder alone: 85 % agreement. The others follow by hand.
"""

from __future__ import annotations

import numpy as np
import pytest

from idtool.agreement import CodedUnits, Drawing, measure_code

Spans = list[tuple[int, int]]

CASES: list[tuple[str, Spans, Spans, float, float]] = [
    ("NVivo's example", [(0, 150)], [(100, 200)], 0.85, 0.3182),
    ("independent at one half", [(0, 500)], [(250, 750)], 0.5, 0.0),
    ("perfect", [(0, 200)], [(0, 200)], 1.0, 1.0),
    ("disjoint fifths", [(0, 200)], [(200, 400)], 0.6, -0.25),
    ("one coder codes it twice, the other not", [(0, 200), (0, 199)], [], 0.8, 0.0),
    ("the same with a nested duplicate", [(0, 200), (50, 100)], [(0, 200)], 1.0, 1.0),
]


def characters(*coders: Spans) -> CodedUnits:
    applied = np.zeros((1000, len(coders), 1), dtype=bool)
    for number, spans in enumerate(coders):
        for start, end in spans:
            applied[start:end, number, 0] = True
    return CodedUnits(
        "character",
        tuple(map(str, range(1000))),
        ("A", "B"),
        ("c",),
        applied,
        np.ones((1000, 2), dtype=bool),
        np.ones(1000),
    )


@pytest.mark.parametrize(("case", "first", "second", "percent", "kappa"), CASES)
def test_case(case: str, first: Spans, second: Spans, percent: float, kappa: float) -> None:
    found = measure_code(
        characters(first, second), "c", ["percent", "cohen_kappa"], Drawing(draws=0)
    )

    assert found["percent"].value == pytest.approx(percent), case
    assert found["cohen_kappa"].value == pytest.approx(kappa, abs=5e-5), case
