"""Growth curves of Lowe et al. (2018), against an independent program (qdapy 0.1.0).

Two public tables, in their own order of interviews: new codes of SpadeR's Inci_raw
and of vegan's dune. The other program reports a ceiling of 1.8 million codes for SW
where the curve has none; here that is “not identified”.
"""

from __future__ import annotations

from itertools import accumulate

import pytest

from idtool.saturation.lowe_2018 import fit_growth_models

INCI_RAW = list(accumulate([9, 6, 3, 11, 4, 1, 10, 7, 1, 1, 9, 0, 1, 5, 6, 0, 0, 2]))
DUNE = list(accumulate([5, 5, 2, 2, 4, 0, 1, 3, 0, 1, 1, 0, 1, 2, 0, 0, 1, 1, 1, 0]))
FITTED = [
    (INCI_RAW, "IS", 103.15402469279995, 0.07423742372330036, 73.7864077669903, 2.139224344),
    (INCI_RAW, "IW", 162.374100873909, 0.048882099268844195, 46.91358024691358, 2.215777173),
    (DUNE, "IS", 30.11110452215913, 0.14450116326852688, 100.0, 0.965949878),
    (DUNE, "IW", 39.56472408676038, 0.12614671901545288, 76.92307692307692, 0.689159853),
]


@pytest.mark.parametrize(("curve", "name", "ceiling", "b", "index", "rmse"), FITTED)
def test_ceiling_and_index(curve, name, ceiling, b, index, rmse) -> None:
    (model,) = [model for model in fit_growth_models(curve) if model.model == name]

    assert model.identified
    assert model.ceiling == pytest.approx(ceiling, rel=1e-3)
    assert model.b == pytest.approx(b, rel=1e-3)
    assert model.index == pytest.approx(index, rel=1e-3)
    assert model.rmse == pytest.approx(rmse, rel=1e-3)
    assert model.low <= model.ceiling <= model.high


@pytest.mark.parametrize(("curve", "rmse"), [(INCI_RAW, 8.934277014964), (DUNE, 1.4165283768)])
def test_a_ceiling_of_millions_is_not_identified(curve: list[int], rmse: float) -> None:
    (model,) = [model for model in fit_growth_models(curve) if model.model == "SW"]

    assert not model.identified
    assert model.ceiling is None
    assert model.index is None
    assert "does not bend" in model.reason
    assert model.rmse == pytest.approx(rmse, rel=1e-3)


def test_a_straight_line_has_no_ceiling_in_any_model() -> None:
    assert not any(model.identified for model in fit_growth_models([5 * n for n in range(1, 15)]))


@pytest.mark.parametrize("curve", [[8, 9, 9, 9, 9, 9, 9], [0, 0, 0, 0, 0, 0, 1], [1] * 9])
def test_curves_at_the_edge_are_fitted_or_not_identified(curve: list[int]) -> None:
    for model in fit_growth_models(curve):
        assert model.identified == (model.ceiling is not None)
        assert bool(model.reason) != model.identified


@pytest.mark.parametrize("curve", [[3, 5, 6], [0] * 8, []])
def test_too_little_is_said_so(curve: list[int]) -> None:
    for model in fit_growth_models(curve):
        assert not model.identified
        assert model.reason
