"""ICE: the incidence-based coverage estimate of the number of codes."""

from __future__ import annotations

from idtool.errors import InsufficientData
from idtool.saturation.incidence import IncidenceCounts

INFREQUENT = 10  # interviews; Lee & Chao 1994, the usual cut


def ice(counts: IncidenceCounts, *, infrequent: int = INFREQUENT) -> float:
    """How many codes there are, judged by all codes met in few interviews.

    Codes met in more than ``infrequent`` interviews are taken as they are; the
    rest are scaled up by their own coverage and by how unequal they are.

    Args:
        counts: In how many of T interviews each code was met.
        infrequent: Largest number of interviews at which a code counts as infrequent.

    Returns:
        The estimate, at least the number of codes met. In a study of up to ten
        interviews every code is infrequent.

    Raises:
        InsufficientData: Fewer than two interviews, or no code.

    References:
        Lee, S.-M., & Chao, A. (1994). Biometrics, 50, 88-97. Coverage of the
        infrequent codes as in SpadeR 0.1.1 (its frequency form), which stays
        defined where every infrequent code was met only once; EstimateS does not.
    """
    t = counts.n_interviews
    if t < 2:
        raise InsufficientData("ICE needs at least 2 interviews.")
    if not counts.observed:
        raise InsufficientData("ICE needs at least one code.")
    few = [y for y in counts.frequencies if y <= infrequent]
    frequent = counts.observed - len(few)
    q1, q2 = counts.met_in(1), counts.met_in(2)
    if not few or q1 == 0:
        return float(counts.observed)

    n_few = sum(few)  # incidences of infrequent codes
    if q2:
        weight = 2 * q2 / ((t - 1) * q1 + 2 * q2)
    else:
        weight = 2 / ((t - 1) * (q1 - 1) + 2)
    coverage = 1 - q1 / n_few * (1 - weight)
    unequal = 0.0  # squared coefficient of variation of the infrequent codes
    if n_few > 1:
        pairs = sum(y * (y - 1) for y in few)
        unequal = len(few) / coverage * t / (t - 1) * pairs / (n_few * (n_few - 1)) - 1
    return frequent + len(few) / coverage + q1 / coverage * max(unequal, 0.0)
