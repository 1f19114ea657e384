"""Chao2: a lower bound for the number of codes, met or not yet met."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt

from idtool.errors import InsufficientData
from idtool.saturation.incidence import IncidenceCounts

Z_95 = 1.959963984540054  # standard normal quantile of .975


@dataclass(frozen=True, slots=True)
class Chao2:
    """An estimated number of codes, its standard error and its 95 % interval."""

    value: float
    se: float
    low: float
    high: float


def chao2(counts: IncidenceCounts) -> Chao2:
    """How many codes there are at least, those not yet met included.

    Rests on the codes met in one interview only (Q1) and in two (Q2): many
    codes met only once point to many not met at all. It supposes that
    interviews are exchangeable, which purposive sampling is not.

    Args:
        counts: In how many of T interviews each of S codes was met.

    Returns:
        S + (T-1)/T * Q1²/(2 Q2), or S + (T-1)/T * Q1(Q1-1)/2 where Q2 = 0. The
        interval is log-normal and never reaches below S. Where nothing is
        estimated to be missing (Q1 = 0, or Q1 = 1 with Q2 = 0) the value is S,
        and error and upper bound follow iNEXT's convention for that case.

    Raises:
        InsufficientData: Fewer than two interviews, or no code.

    References:
        Chao, A. (1987). Biometrics, 43, 783-791. Factor (T-1)/T, variance and
        interval as in iNEXT 3.0.2 (ChaoRichness) and vegan (specpool,
        smallsample = TRUE); EstimateS leaves the factor out in its classic form.
    """
    if counts.n_interviews < 2:
        raise InsufficientData("Chao2 needs at least 2 interviews.")
    if not counts.observed:
        raise InsufficientData("Chao2 needs at least one code.")
    q1, q2 = counts.met_in(1), counts.met_in(2)
    unseen = unseen_codes(counts)
    value = counts.observed + unseen
    if unseen == 0:
        return _nothing_unseen(counts)

    k = (counts.n_interviews - 1) / counts.n_interviews
    if q2 > 0:
        r = q1 / q2
        variance = q2 * (k * r**2 / 2 + k**2 * r**3 + k**2 * r**4 / 4)
    else:
        variance = (
            k * q1 * (q1 - 1) / 2 + k**2 * q1 * (2 * q1 - 1) ** 2 / 4 - k**2 * q1**4 / (4 * value)
        )
    spread = exp(Z_95 * sqrt(log(1 + variance / unseen**2)))
    return Chao2(
        value, sqrt(variance), counts.observed + unseen / spread, counts.observed + unseen * spread
    )


def unseen_codes(counts: IncidenceCounts) -> float:
    """The part of Chao2 that has not been met (Q0 in the literature); 0 or more."""
    q1, q2 = counts.met_in(1), counts.met_in(2)
    k = (counts.n_interviews - 1) / counts.n_interviews
    return k * q1**2 / (2 * q2) if q2 else k * q1 * (q1 - 1) / 2


def _nothing_unseen(counts: IncidenceCounts) -> Chao2:
    """The estimate where S codes are all there seem to be; iNEXT's error and upper bound.

    The lower bound is S. iNEXT's own can come out above its estimate where the
    same few codes were met in every interview.
    """
    s = counts.observed
    missed = sum(exp(-y) for y in counts.frequencies)
    variance = (
        sum(exp(-y) - exp(-2 * y) for y in counts.frequencies)
        - sum(y * exp(-y) for y in counts.frequencies) ** 2 / counts.n_interviews
    )
    se = sqrt(max(variance, 0.0))
    kept = 1 - missed / s
    return Chao2(float(s), se, float(s), (s + Z_95 * se) / kept)
