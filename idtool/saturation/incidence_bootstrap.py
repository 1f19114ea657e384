"""The bootstrap estimate of the number of codes, in its closed form."""

from __future__ import annotations

from idtool.errors import InsufficientData
from idtool.saturation.incidence import IncidenceCounts


def incidence_bootstrap(counts: IncidenceCounts) -> float:
    """How many codes there are, judged by how many a resample of interviews would miss.

    Nothing is drawn at random: the expected number of codes absent from T
    interviews drawn with replacement has a closed form.

    Args:
        counts: In how many of T interviews each of S codes was met.

    Returns:
        S + Σ (1 - y/T)^T over the codes, y interviews each; at least S. The most
        cautious of the estimates given here.

    Raises:
        InsufficientData: Fewer than two interviews.

    References:
        Smith, E. P., & van Belle, G. (1984). Nonparametric estimation of species
        richness. Biometrics, 40, 119-129.
    """
    t = counts.n_interviews
    if t < 2:
        raise InsufficientData("The bootstrap resamples interviews, so it needs at least 2.")
    return counts.observed + sum((1 - y / t) ** t for y in counts.frequencies)
