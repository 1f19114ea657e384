"""Growth curves of Lowe et al. (2018), with the case in which they say nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor

import numpy as np
from numpy.typing import NDArray

from idtool.saturation.incidence import count_interviews

SOURCE = "Lowe, Norris, Farris & Babbage 2018, Field Methods 30(3) 191-207"
SMALLEST = 6
"""Fewer points cannot tell two parameters from a straight line."""

_GRID = np.geomspace(1e-7, 0.9999999, 500)
_LIKELY = 3.841458820694124  # chi-square, 1 degree of freedom, .95
_GOLD = (5**0.5 - 1) / 2

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class GrowthModel:
    """One growth curve fitted to the codes met after 1, 2, … interviews.

    ``ceiling`` is the number of codes the curve tends to and ``index`` the codes
    met in percent of it, rounded down as the authors do. ``low`` and ``high``
    bound the ceilings that fit nearly as well. Where the curve does not bend
    enough to have a ceiling, ``identified`` is False, the numbers are None and
    ``reason`` says so.
    """

    model: str
    identified: bool
    reason: str | None
    ceiling: float | None
    b: float | None
    index: float | None
    low: float | None
    high: float | None
    rmse: float | None


def independent_samples(b: Values, n: Values) -> Values:
    """IS: every code is equally likely in every interview; 1 - (1-b)^n."""
    return np.asarray(1 - (1 - b) ** n, dtype=float)


def independent_weighted(b: Values, n: Values) -> Values:
    """IW: codes differ in how likely they are; b n / (1 + b (n-1))."""
    return np.asarray(b * n / (1 + b * (n - 1)), dtype=float)


def sequential_weighted(b: Values, n: Values) -> Values:
    """SW: 1 - Γ(1-b+n) / (Γ(1-b) Γ(1+n)), which is 1 - Π (1 - b/k) over k = 1 to n."""
    return np.asarray(-np.expm1(np.cumsum(np.log1p(-b / n), axis=-1)), dtype=float)


MODELS: dict[str, Callable[[Values, Values], Values]] = {
    "IS": independent_samples,
    "IW": independent_weighted,
    "SW": sequential_weighted,
}


def fit_growth_models(cumulative: Sequence[int]) -> tuple[GrowthModel, ...]:
    """The three growth curves, fitted by least squares.

    For each b the best ceiling A has a closed form, so only b is searched. A
    curve counts as not identified where b near 0 (a ceiling without bound) fits
    about as well as the best b: within the 95 % region of the profile, or where
    the ceiling exceeds ten times what was met. The models often disagree
    widely; where they do, none of them is to be reported alone.

    Args:
        cumulative: Codes met after 1, 2, … interviews, in the order of collection.

    References:
        Lowe, A., Norris, A. C., Farris, A. J., & Babbage, D. R. (2018).
        Quantifying thematic saturation in qualitative data analysis. Field
        Methods, 30(3), 191-207. The test for identification is ours.
    """
    n = len(cumulative)
    if n < SMALLEST or not cumulative[-1]:
        reason = (
            "no code in any interview"
            if n and not cumulative[-1]
            else f"{count_interviews(n)}; the curve needs {SMALLEST}"
        )
        return tuple(_unidentified(name, reason) for name in MODELS)
    return tuple(_fit(name, shape, cumulative) for name, shape in MODELS.items())


def _fit(
    name: str, shape: Callable[[Values, Values], Values], cumulative: Sequence[int]
) -> GrowthModel:
    places = np.arange(1, len(cumulative) + 1, dtype=float)
    y = np.asarray(cumulative, dtype=float)

    def ceilings_and_errors(b: Values) -> tuple[Values, Values]:
        g = shape(b[:, None], places)
        a = g @ y / (g * g).sum(axis=1)
        return a, ((y - a[:, None] * g) ** 2).sum(axis=1)

    ceilings, errors = ceilings_and_errors(_GRID)
    best = int(errors.argmin())
    low, high = _GRID[max(best - 1, 0)], _GRID[min(best + 1, len(_GRID) - 1)]
    b = _narrow(lambda x: float(ceilings_and_errors(np.array([x]))[1][0]), float(low), float(high))
    ceiling, error = (float(value[0]) for value in ceilings_and_errors(np.array([b])))
    rmse = (error / len(y)) ** 0.5
    allowed = error * (1 + _LIKELY / (len(y) - 2)) + 1e-9
    near = [float(a) for a in ceilings[errors <= allowed]]
    if errors[0] <= allowed or ceiling > 10 * y[-1]:
        return _unidentified(
            name, "the curve does not bend enough to show a ceiling; any high number fits", rmse
        )
    index = 100 * float(y[-1]) / max(1, floor(ceiling))
    return GrowthModel(
        name, True, None, ceiling, b, index, min([*near, ceiling]), max([*near, ceiling]), rmse
    )


def _unidentified(name: str, reason: str, rmse: float | None = None) -> GrowthModel:
    return GrowthModel(name, False, reason, None, None, None, None, None, rmse)


def _narrow(error: Callable[[float], float], low: float, high: float) -> float:
    """The b with the least error between two, by golden section."""
    for _ in range(60):
        left, right = high - _GOLD * (high - low), low + _GOLD * (high - low)
        if error(left) < error(right):
            high = right
        else:
            low = left
    return (low + high) / 2
