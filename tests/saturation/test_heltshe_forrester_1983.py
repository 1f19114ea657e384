"""Standard error of the first jackknife by Heltshe & Forrester's formula."""

from __future__ import annotations

import pytest

from idtool.saturation.jackknife import jackknife1_se
from tests.saturation.reference_tables import table


def test_known_by_hand() -> None:
    # Q1 = 3; one interview holds two of them, one holds one: sum of squares 5;
    # (5 - 9/3) * 2/3
    talk = [
        ("I1", frozenset("xab")),
        ("I2", frozenset("xc")),
        ("I3", frozenset("x")),
    ]
    assert jackknife1_se(talk) == pytest.approx((4 / 3) ** 0.5)


@pytest.mark.skipif(not table("sat_incidence_raw_main"), reason="reference files are not here")
def test_the_convention_named_on_a_public_table() -> None:
    rows = table("sat_incidence_raw_main")["datasets"]["SpadeR_Inci_raw"]["matrix"]
    talk = [
        (f"I{unit}", frozenset(f"c{n}" for n, row in enumerate(rows) if row[unit] == "1"))
        for unit in range(18)
    ]
    assert jackknife1_se(talk) == pytest.approx(10.834, abs=5e-4)
