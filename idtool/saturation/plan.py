"""Before collection: what a number of interviews can be expected to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np

from idtool.errors import UsageProblem
from idtool.saturation.coverage import sample_coverage
from idtool.saturation.further_interviews import assemblage
from idtool.saturation.incidence import IncidenceCounts

SIZES = (6, 8, 10, 12, 15, 20, 25, 30, 40)
DRAWS = 1000

INFORMATION_POWER = (
    ("aim", "Is the aim narrow (fewer) or broad (more)?"),
    ("specificity", "Do the people have just the experience asked about (fewer), or some (more)?"),
    ("theory", "Does established theory back the study (fewer), or not (more)?"),
    ("dialogue", "Is the talk strong and focused (fewer), or thin (more)?"),
    ("analysis", "Is it a case in depth (fewer), or a comparison across cases (more)?"),
)
"""The five questions of information power; people answer them, no number does."""


@dataclass(frozen=True, slots=True)
class PlannedSize:
    """What ``interviews`` interviews like the pilot's would be expected to give.

    ``coverage`` is the mean share of code incidences that belongs to codes met,
    ``low`` and ``high`` the middle 95 % of simulated studies; ``codes`` the mean
    number of codes met, out of those met in the pilot and those Chao2 adds.
    """

    interviews: int
    coverage: float
    low: float
    high: float
    codes: float


def expected_from_pilot(
    counts: IncidenceCounts, *, sizes: Sequence[int] = SIZES, draws: int = DRAWS, seed: int
) -> tuple[PlannedSize, ...]:
    """Expected coverage of a study of each size, by simulation from a pilot.

    Args:
        counts: In how many of the pilot's interviews each code was met.
        sizes: Numbers of interviews to look at.
        draws: Simulated studies per size.
        seed: Same seed, same numbers.

    Raises:
        InsufficientData: The pilot has fewer than two interviews, or no code.

    References:
        The way of simulating follows van Rijnsoever, F. J. (2017), PLoS ONE,
        12(7), e0181689 (random chance scenario); chances of codes are estimated as
        for iNEXT's bootstrap (Chao et al. 2014). A small pilot misses rare codes,
        so coverage comes out too high rather than too low.
    """
    sample_coverage(counts)  # refuses a pilot that carries no estimate, with the reason
    chances = assemblage(counts)
    weight = chances / chances.sum()
    rng = np.random.Generator(np.random.PCG64(seed))
    found = []
    for size in sizes:
        met = rng.random((draws, len(chances))) < 1 - (1 - chances) ** size
        shares = met @ weight
        low, high = np.quantile(shares, [0.025, 0.975])
        found.append(
            PlannedSize(
                size,
                float(weight @ (1 - (1 - chances) ** size)),
                float(low),
                float(high),
                float((1 - (1 - chances) ** size).sum()),
            )
        )
    return tuple(found)


def interviews_to_meet(prevalence: float, *, times: int = 1, power: float = 0.8) -> int:
    """The fewest interviews in which a code is met ``times`` times with a given chance.

    Args:
        prevalence: Share of people who would speak of it, above 0, at most 1.
        times: In how many interviews it should be met.
        power: With which chance, above 0 and below 1.

    Raises:
        UsageProblem: A number is outside its range.

    References:
        Fugard, A. J. B., & Potts, H. W. W. (2015). International Journal of Social
        Research Methodology, 18(6), 669-684. It supposes that the prevalence is
        known, which before a study it is not; critics say so at length.
    """
    if not (0 < prevalence <= 1 and 0 < power < 1 and times >= 1):
        raise UsageProblem(
            "A prevalence lies above 0 and is at most 1, a power between 0 and 1.",
            "Usual values are a prevalence of 0.1 and a power of 0.8.",
        )
    n = times
    while True:
        missed = sum(comb(n, k) * prevalence**k * (1 - prevalence) ** (n - k) for k in range(times))
        if 1 - missed >= power:
            return n
        n += 1
