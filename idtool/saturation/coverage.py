"""Sample coverage: how much of what is there the interviews so far hold."""

from __future__ import annotations

from idtool.errors import InsufficientData
from idtool.saturation.chao2 import unseen_codes
from idtool.saturation.incidence import IncidenceCounts


def sample_coverage(counts: IncidenceCounts) -> float:
    """The estimated share of code incidences that belongs to codes already met.

    0.85 says: of the codings a further interview would bring, about 85 % would
    be of codes already met. It is not the share of codes that have been met.

    Args:
        counts: In how many of T interviews each code was met; U incidences in all.

    Returns:
        1 - Q1/U * A with A = T Q0 / (T Q0 + Q1), where Q0 is the unseen part of
        Chao2; between 0 and 1. It is 1 where no code was met in one interview
        only, and, by iNEXT's convention, where exactly one was and none in two.

    Raises:
        InsufficientData: Fewer than two interviews, or no code.

    References:
        Chao, A., & Jost, L. (2012). Ecology, 93, 2533-2547; for incidence data
        Chao et al. (2014). Ecological Monographs, 84, 45-67. As in iNEXT 3.0.2.
    """
    if counts.n_interviews < 2:
        raise InsufficientData("Sample coverage needs at least 2 interviews.")
    if not counts.observed:
        raise InsufficientData("Sample coverage needs at least one code.")
    q1 = counts.met_in(1)
    if q1 == 0:
        return 1.0
    weight = counts.n_interviews * unseen_codes(counts)
    return 1 - q1 / counts.n_incidences * weight / (weight + q1)
