"""How many more interviews a coverage would take, and how uncertain that is."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from idtool.saturation.chao2 import unseen_codes
from idtool.saturation.coverage import sample_coverage
from idtool.saturation.incidence import IncidenceCounts
from idtool.saturation.rarefaction import interviews_for_coverage

TARGET = 0.95
DRAWS = 500


@dataclass(frozen=True, slots=True)
class FurtherInterviews:
    """Interviews beyond those held until a sample coverage is expected.

    ``value`` is rounded up; 0 where the coverage is there. ``low`` and ``high``
    enclose the middle 95 % of ``draws`` studies drawn anew with ``seed``.
    ``beyond_double`` warns that the answer lies past twice the interviews held,
    where the extrapolation has no support. It holds for further interviews *like
    these*: people chosen because they differ bring more.
    """

    target: float
    value: int
    low: int
    high: int
    beyond_double: bool
    draws: int
    seed: int


def further_interviews(
    counts: IncidenceCounts, *, target: float = TARGET, draws: int = DRAWS, seed: int
) -> FurtherInterviews | None:
    """How many more interviews a sample coverage would take.

    The uncertainty comes from a parametric bootstrap: codes met keep their
    frequency, a little lowered to make room for the codes not met that Chao2
    estimates; studies of the same size are drawn from these and asked the same.

    Args:
        counts: In how many of T interviews each code was met.
        target: The coverage, a share such as 0.95.
        draws: How many studies to draw.
        seed: Same seed, same answer.

    Returns:
        None where no number of interviews gives the coverage.

    Raises:
        InsufficientData: Fewer than two interviews, or no code.

    References:
        Point: Chao, A., et al. (2014). Ecological Monographs, 84, 45-67, as in
        iNEXT. Assemblage to draw from: the same, appendix G (iNEXT's
        EstiBootComm.Sam). iNEXT gives no interval for this number; the interval
        is ours, by the percentiles of the draws.
    """
    value = _further(counts, target)
    if value is None:
        return None
    total = counts.n_interviews
    rng = np.random.Generator(np.random.PCG64(seed))
    drawn = rng.binomial(total, np.tile(assemblage(counts), (draws, 1)))
    low, high = np.quantile(
        _further_of_draws(drawn, total, target), [0.025, 0.975], method="inverted_cdf"
    )
    return FurtherInterviews(
        target,
        value,
        min(int(low), value),
        max(int(high), value),
        value > total,
        draws,
        seed,
    )


def assemblage(counts: IncidenceCounts) -> NDArray[np.float64]:
    """For each code, met or estimated, its estimated chance to be met in one interview."""
    total = counts.n_interviews
    missing = ceil(unseen_codes(counts))
    share = np.asarray(counts.frequencies, dtype=float) / total
    if not missing:
        return share
    unmet = (1 - sample_coverage(counts)) * counts.n_incidences / total
    away = (1 - share) ** total
    weight = unmet / float((share * away).sum()) if float((share * away).sum()) else 0.0
    lowered = np.clip(share * (1 - weight * away), 0, 1)
    return np.concatenate([lowered, np.full(missing, min(1.0, unmet / missing))])


def _further(counts: IncidenceCounts, target: float) -> int | None:
    if sample_coverage(counts) >= target:
        return 0
    t = interviews_for_coverage(counts, target)
    return None if t is None else max(0, ceil(t - counts.n_interviews - 1e-9))


def _further_of_draws(drawn: NDArray[np.int64], total: int, target: float) -> NDArray[np.int64]:
    """The same for many studies at once; one row of ``drawn`` is one study's frequencies."""
    q1, q2 = (drawn == 1).sum(axis=1), (drawn == 2).sum(axis=1)
    incidences = np.maximum(drawn.sum(axis=1), 1)
    k = (total - 1) / total
    unseen = np.where(q2 > 0, k * q1**2 / np.maximum(2 * q2, 1), k * q1 * (q1 - 1) / 2)
    ratio = total * unseen / np.maximum(total * unseen + q1, 1e-300)
    short = 1 - q1 / incidences * ratio < target
    answer = np.zeros(len(drawn), dtype=np.int64)
    t = (np.log(incidences[short] / q1[short]) + np.log(1 - target)) / np.log(ratio[short]) - 1
    answer[short] = np.maximum(0, np.ceil(t - 1e-9)).astype(np.int64)
    return answer
