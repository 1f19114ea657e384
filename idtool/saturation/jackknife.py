"""Jackknife estimates of the number of codes, of first and second order."""

from __future__ import annotations

from collections import Counter
from math import sqrt

from idtool.errors import InsufficientData
from idtool.saturation.incidence import Incidence, IncidenceCounts, count_incidence


def jackknife1(counts: IncidenceCounts) -> float:
    """How many codes there are, judged by the codes met in one interview only.

    Args:
        counts: In how many of T interviews each of S codes was met.

    Returns:
        S + Q1 (T-1)/T; at least S. Its standard error: :func:`jackknife1_se`.

    Raises:
        InsufficientData: Fewer than two interviews.

    References:
        Burnham, K. P., & Overton, W. S. (1978). Biometrika, 65, 625-633; Heltshe,
        J. F., & Forrester, N. E. (1983). Biometrics, 39, 1-11.
    """
    t = _interviews(counts)
    return counts.observed + counts.met_in(1) * (t - 1) / t


def jackknife1_se(incidence: Incidence) -> float:
    """Standard error of the first jackknife, by Heltshe and Forrester's own formula.

    Three conventions are in use and differ widely: on one public table they give
    14.6 (vegan, which subtracts Q1/T), 10.8 (this one) and 8.9 (SpadeR, by the
    delta method). Name the convention beside the number.

    Args:
        incidence: One pair per interview, as id and the set of codes met in it.

    Returns:
        sqrt((Σ j² f_j - Q1²/T) (T-1)/T), where f_j interviews hold j codes met
        nowhere else.

    Raises:
        InsufficientData: Fewer than two interviews.

    References:
        Heltshe, J. F., & Forrester, N. E. (1983). Biometrics, 39, 1-11.
    """
    counts = count_incidence(incidence)
    t = _interviews(counts)
    met = Counter(code for _, codes in incidence for code in codes)
    alone = [sum(met[code] == 1 for code in codes) for _, codes in incidence]
    spread = sum(n * n for n in alone) - counts.met_in(1) ** 2 / t
    return sqrt(max(0.0, spread) * (t - 1) / t)


def jackknife2(counts: IncidenceCounts) -> float:
    """How many codes there are, judged by the codes met in one and in two interviews.

    Args:
        counts: In how many of T interviews each of S codes was met.

    Returns:
        S + Q1 (2T-3)/T - Q2 (T-2)²/(T(T-1)). Where many codes were met twice
        and few once, this falls below S, the number already met: read it then
        as "no more than these in sight".

    Raises:
        InsufficientData: Fewer than two interviews.

    References:
        Burnham, K. P., & Overton, W. S. (1979). Ecology, 60, 927-936; Smith,
        E. P., & van Belle, G. (1984). Biometrics, 40, 119-129.
    """
    t = _interviews(counts)
    q1, q2 = counts.met_in(1), counts.met_in(2)
    return counts.observed + q1 * (2 * t - 3) / t - q2 * (t - 2) ** 2 / (t * (t - 1))


def _interviews(counts: IncidenceCounts) -> int:
    if counts.n_interviews < 2:
        raise InsufficientData("The jackknife leaves interviews out, so it needs at least 2.")
    return counts.n_interviews
