"""Chao2, its error and interval, and sample coverage, against iNEXT 3.0.2.

Frequencies and results of the five made-up tables are output of iNEXT 3.0.2 under
R 4.2.2 (ChaoRichness, iNEXT). Results of iNEXT are rounded to three decimals.
The two public tables are given as numbers of codes met in 1, 2, 3, … interviews:
Inci_raw of SpadeR 0.1.1 and dune of vegan 2.6-4, same program.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from idtool.saturation.accumulation import expected_accumulation
from idtool.saturation.chao2 import chao2
from idtool.saturation.coverage import sample_coverage
from idtool.saturation.incidence import IncidenceCounts

THREE_DECIMALS = 5.1e-4


@dataclass(frozen=True)
class Table:
    """One table of incidence and what iNEXT gives for it."""

    name: str
    n_interviews: int
    frequencies: tuple[int, ...]
    value: float
    se: float
    low: float
    high: float
    coverage: float
    accumulated: dict[int, float]

    @property
    def counts(self) -> IncidenceCounts:
        return IncidenceCounts(self.n_interviews, tuple(sorted(self.frequencies, reverse=True)))


def spread(met: dict[int, int]) -> tuple[int, ...]:
    """Frequencies from numbers of codes by number of interviews."""
    return tuple(y for y, n in met.items() for _ in range(n))


TABLES = [
    Table(
        "no code met twice",
        10,
        (1, 1, 1, 1, 3, 4, 5, 6),
        13.4,
        6.42,
        8.858,
        41.994,
        0.830721003134796,
        {1: 2.2, 5: 5.88888888888889, 9: 7.6, 10: 8},
    ),
    Table(
        "one code met once, none twice",
        10,
        (1, 3, 4, 5, 6, 8),
        6,
        0.516,
        6,
        7.574,
        1,
        {1: 2.7, 5: 5.38888888888889, 9: 5.9, 10: 6},
    ),
    Table(
        "no code met only once",
        10,
        (2, 2, 3, 5, 6, 8),
        6,
        0.486,
        6,
        7.356,
        1,
        {1: 2.6, 5: 5.46825396825397, 9: 6, 10: 6},
    ),
    Table(
        "every code met once",
        6,
        (1, 1, 1, 1, 1, 1),
        18.5,
        11.242,
        8.764,
        62.521,
        0.0740740740740741,
        {1: 1, 3: 3, 5: 5, 6: 6},
    ),
    Table(
        "twelve interviews as they often are",
        12,
        (12, 11, 10, 10, 8, 7, 6, 5, 5, 4, 3, 3, 2, 2, 2, 1, 1, 1, 1),
        21.444,
        3.227,
        19.341,
        36.504,
        0.962553191489362,
        {1: 7.83333333333333, 6: 16.0898268398268, 11: 18.6666666666667, 12: 19},
    ),
    Table(
        "Inci_raw",
        18,
        spread({1: 43, 2: 16, 3: 8, 4: 6, 6: 2, 7: 1}),
        130.571,
        22.753,
        100.899,
        195.605,
        0.709883152123752,
        {1: 7.88888888888889, 2: 14.9477124183007, 3: 21.3075980392157},
    ),
    Table(
        "dune",
        20,
        spread(
            {1: 3, 2: 2, 3: 5, 4: 1, 5: 4, 6: 4, 7: 3, 8: 1}
            | dict.fromkeys((10, 12, 13, 14, 15, 16, 18), 1)
        ),
        32.138,
        3.243,
        30.251,
        48.202,
        0.9857701589415,
        {1: 9.85, 2: 15.1105263157895, 3: 18.5105263157895},
    ),
]
each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


@each_table
def test_chao2_with_error_and_interval(table: Table) -> None:
    estimate = chao2(table.counts)

    assert estimate.value == pytest.approx(table.value, abs=THREE_DECIMALS)
    assert estimate.se == pytest.approx(table.se, abs=THREE_DECIMALS)
    assert estimate.low == pytest.approx(table.low, abs=THREE_DECIMALS)
    assert estimate.high == pytest.approx(table.high, abs=THREE_DECIMALS)


@each_table
def test_sample_coverage(table: Table) -> None:
    assert sample_coverage(table.counts) == pytest.approx(table.coverage, abs=1e-9)


@each_table
def test_expected_accumulation_is_rarefaction(table: Table) -> None:
    expected = expected_accumulation(table.counts)

    assert {t: expected[t - 1] for t in table.accumulated} == pytest.approx(table.accumulated)
