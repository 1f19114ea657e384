"""Jackknife and bootstrap against vegan 2.6-4 (specpool), ICE against SpadeR 0.1.1.

Data as numbers of codes met in 1, 2, 3, … interviews: Inci_raw of SpadeR (76 by 18)
and dune of vegan (30 by 20). SpadeR gives two values of ICE for Inci_raw, by the path
the data take; 133.595, its frequency path, is the published formula.
"""

from __future__ import annotations

import pytest

from idtool.errors import InsufficientData
from idtool.saturation.chao2 import chao2
from idtool.saturation.coverage import sample_coverage
from idtool.saturation.ice import ice
from idtool.saturation.incidence import IncidenceCounts
from idtool.saturation.incidence_bootstrap import incidence_bootstrap
from idtool.saturation.jackknife import jackknife1, jackknife2


def counts(n_interviews: int, met: dict[int, int]) -> IncidenceCounts:
    frequencies = [y for y, n in met.items() for _ in range(n)]
    return IncidenceCounts(n_interviews, tuple(sorted(frequencies, reverse=True)))


INCI_RAW = counts(18, {1: 43, 2: 16, 3: 8, 4: 6, 6: 2, 7: 1})
DUNE = counts(
    20,
    {1: 3, 2: 2, 3: 5, 4: 1, 5: 4, 6: 4, 7: 3, 8: 1}
    | dict.fromkeys((10, 12, 13, 14, 15, 16, 18), 1),
)


def test_jackknife_of_first_and_second_order() -> None:
    assert jackknife1(INCI_RAW) == pytest.approx(116.611111111111)
    assert jackknife2(INCI_RAW) == pytest.approx(141.447712418301)
    assert jackknife1(DUNE) == pytest.approx(32.85)
    assert jackknife2(DUNE) == pytest.approx(33.8447368421053)


def test_bootstrap() -> None:
    assert incidence_bootstrap(INCI_RAW) == pytest.approx(93.6563438417247)
    assert incidence_bootstrap(DUNE) == pytest.approx(31.5403957487087)


def test_chao2_with_small_sample_factor() -> None:
    assert chao2(INCI_RAW).value == pytest.approx(130.571180555556)
    assert chao2(INCI_RAW).se == pytest.approx(22.7534958716901)
    assert chao2(DUNE).se == pytest.approx(3.2425033731671)


def test_ice() -> None:
    assert ice(INCI_RAW) == pytest.approx(133.595, abs=5.1e-4)
    assert ice(DUNE) == pytest.approx(31.068, abs=5.1e-4)


def test_ice_of_codes_each_met_once_stays_defined() -> None:
    # coverage 2/(5*5+2) = 2/27; six codes over it; no pairs, so nothing is added
    # for inequality
    assert ice(counts(6, {1: 6})) == pytest.approx(81)


def test_ice_without_single_codes_is_what_was_met() -> None:
    assert ice(counts(12, {2: 3, 12: 4})) == 7


def test_second_jackknife_can_fall_below_what_was_met() -> None:
    assert jackknife2(counts(10, {2: 6})) < 6


@pytest.mark.parametrize(
    "measure", [chao2, sample_coverage, jackknife1, jackknife2, ice, incidence_bootstrap]
)
@pytest.mark.parametrize("one", [IncidenceCounts(1, (1, 1)), IncidenceCounts(0, ())])
def test_one_interview_is_too_little_for_any_estimate(measure, one) -> None:
    with pytest.raises(InsufficientData) as stop:
        measure(one)
    assert stop.value.exit_code == 6
