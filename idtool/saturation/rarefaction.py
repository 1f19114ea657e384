"""Rarefaction and extrapolation: codes and coverage at other numbers of interviews."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, comb, floor, log

from idtool.saturation.chao2 import unseen_codes
from idtool.saturation.coverage import sample_coverage
from idtool.saturation.incidence import IncidenceCounts


@dataclass(frozen=True, slots=True)
class SizePoint:
    """Codes and coverage expected at ``interviews`` interviews.

    ``method`` is ``rarefaction`` (fewer than were held), ``observed`` or
    ``extrapolation``. ``beyond_double`` marks points past twice the interviews
    held, where iNEXT's authors advise against reading the curve.
    """

    interviews: int
    codes: float
    coverage: float
    method: str
    beyond_double: bool


def codes_after(counts: IncidenceCounts, t: float) -> float:
    """Codes expected after ``t`` interviews, fewer or more than were held.

    Args:
        counts: In how many of T interviews each of S codes was met.
        t: Number of interviews; between whole numbers the curve is a straight
            line up to T, and the formula itself beyond.

    Returns:
        t ≤ T: S - Σ C(T-y, t)/C(T, t). t > T: S + Q0 (1 - (1 - Q1/(T Q0 + Q1))^(t-T)).

    Raises:
        InsufficientData: Fewer than two interviews, or no code.

    References:
        Colwell, R. K., et al. (2012). Journal of Plant Ecology, 5, 3-21; Chao, A.,
        et al. (2014). Ecological Monographs, 84, 45-67. As in iNEXT 3.0.2, q = 0.
    """
    _check(counts)
    total = counts.n_interviews
    if t > total:
        unseen = unseen_codes(counts)
        if not unseen:
            return float(counts.observed)
        q1 = counts.met_in(1)
        return float(
            counts.observed + unseen * (1 - (1 - q1 / (total * unseen + q1)) ** (t - total))
        )
    if t != int(t):
        return _between(lambda whole: codes_after(counts, whole), t)
    t = int(t)
    return counts.observed - sum(comb(total - y, t) for y in counts.frequencies) / comb(total, t)


def coverage_after(counts: IncidenceCounts, t: float) -> float:
    """Sample coverage expected after ``t`` interviews, fewer or more than were held.

    Returns:
        t < T: 1 - Σ (y/U) C(T-y, t)/C(T-1, t). t ≥ T: 1 - (Q1/U) A^(t-T+1), with A
        as in :func:`idtool.saturation.coverage.sample_coverage`. From 0 to 1.

    Raises:
        InsufficientData: Fewer than two interviews, or no code.

    References:
        As :func:`codes_after`; Chao, A., & Jost, L. (2012). Ecology, 93, 2533-2547.
    """
    _check(counts)
    total = counts.n_interviews
    if t >= total:
        q1, a = counts.met_in(1), _deficit_ratio(counts)
        return float(1 - q1 / counts.n_incidences * a ** (t - total + 1)) if q1 else 1.0
    if t != int(t):
        return _between(lambda whole: coverage_after(counts, whole), t)
    t = int(t)
    missed = sum(y * comb(total - y, t) for y in counts.frequencies) / comb(total - 1, t)
    return min(1.0, max(0.0, 1 - missed / counts.n_incidences))


def interviews_for_coverage(counts: IncidenceCounts, coverage: float) -> float | None:
    """How many interviews in all give a coverage, by the same two formulas.

    Args:
        counts: In how many of T interviews each code was met.
        coverage: A share above 0 and below 1.

    Returns:
        A number of interviews, not rounded; below T where the coverage was
        reached on the way. None where no number of interviews gives it.

    Raises:
        ValueError: ``coverage`` is no share.
        InsufficientData: Fewer than two interviews, or no code.

    References:
        As :func:`codes_after`. iNEXT searches the first part numerically; here it
        is solved on the straight lines between whole numbers of interviews.
    """
    if not 0 < coverage < 1:
        raise ValueError(f"{coverage} is no coverage between 0 and 1.")
    _check(counts)
    total = counts.n_interviews
    if coverage > coverage_after(counts, total):
        a = _deficit_ratio(counts)
        if not 0 < a < 1:
            return None
        ratio = counts.n_incidences / counts.met_in(1)
        return total + (log(ratio) + log(1 - coverage)) / log(a) - 1
    before = 0.0
    for t in range(1, total + 1):
        now = coverage_after(counts, t)
        if now >= coverage:
            return t - 1 + (coverage - before) / (now - before)
        before = now
    return float(total)


def size_curve(counts: IncidenceCounts, *, up_to: int | None = None) -> tuple[SizePoint, ...]:
    """Codes and coverage at 1, 2, … interviews, to twice as many as were held.

    Raises:
        InsufficientData: Fewer than two interviews, or no code.
    """
    total = counts.n_interviews
    points = []
    for t in range(1, (up_to or 2 * total) + 1):
        method = "rarefaction" if t < total else "observed" if t == total else "extrapolation"
        points.append(
            SizePoint(t, codes_after(counts, t), coverage_after(counts, t), method, t > 2 * total)
        )
    return tuple(points)


def _deficit_ratio(counts: IncidenceCounts) -> float:
    """A: by what the share not covered shrinks with one further interview."""
    q1 = counts.met_in(1)
    weight = counts.n_interviews * unseen_codes(counts)
    return weight / (weight + q1) if q1 else 0.0


def _between(at: Callable[[int], float], t: float) -> float:
    low, high = floor(t), ceil(t)
    below = at(low) if low else 0.0
    return float(below + (t - low) * (at(high) - below))


def _check(counts: IncidenceCounts) -> None:
    sample_coverage(counts)  # refuses, with the reason, what no formula here can carry
