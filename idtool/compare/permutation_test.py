"""An exact permutation test of two groups of people, with effect and interval."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, sqrt

from idtool.errors import InsufficientData

Z_95 = 1.959963984540054  # standard normal quantile of .975

WHY_NOT_SHOWN = (
    "These people were chosen on purpose, not drawn at random, so there is no population the "
    "p-value speaks of. It says only how often shuffling the roles among just these people would "
    "give a difference as large. With many codes some differences come by chance alone. Report "
    "the counts; let the words carry the argument."
)
"""Why a test is never shown unasked; printed beside every result."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two groups of people compared on one code.

    ``difference`` is the first group's share minus the second's, from -1 to 1,
    with a 95 % interval. ``p`` is the share of all ways to hand the group names
    to these people that give a difference at least as large, in either direction.
    """

    first_k: int
    first_n: int
    second_k: int
    second_n: int
    difference: float
    low: float
    high: float
    p: float


def exact_contrast(first_k: int, first_n: int, second_k: int, second_n: int) -> Contrast:
    """Whether two groups of people differ in a code, by exact permutation.

    Args:
        first_k: People of the first group with the code, out of ``first_n``.
        first_n: People of the first group who had the chance.
        second_k: The same for the second group.
        second_n: The same for the second group.

    Returns:
        p sums, over all numbers the first group could have had with the same
        total, the hypergeometric chances of those whose difference is at least as
        large as the one seen. It needs no approximation at any size.

    Raises:
        InsufficientData: A group has nobody who had the chance.
        ValueError: A count is no count.

    References:
        Permutation: Pitman, E. J. G. (1937). Supplement to the Journal of the Royal
        Statistical Society, 4, 119-130. For two shares its null distribution is the
        one of Fisher's exact test; that test's usual two-sided p orders tables by
        chance and may differ. Interval: Newcombe, R. G. (1998). Statistics in
        Medicine, 17, 873-890, method 10 (score intervals, no continuity correction).
    """
    if not (0 <= first_k <= first_n and 0 <= second_k <= second_n):
        raise ValueError("More people with the code than had the chance.")
    if not first_n or not second_n:
        raise InsufficientData("A group holds nobody who had the chance to speak to the code.")
    total, met = first_n + second_n, first_k + second_k

    def scaled(k: int) -> int:
        """The difference in shares times both group sizes, in whole numbers."""
        return abs(k * second_n - (met - k) * first_n)

    ways = sum(
        comb(met, k) * comb(total - met, first_n - k)
        for k in range(max(0, first_n - total + met), min(first_n, met) + 1)
        if scaled(k) >= scaled(first_k)
    )
    one, two = first_k / first_n, second_k / second_n
    (low1, high1), (low2, high2) = (
        score_interval(first_k, first_n),
        score_interval(second_k, second_n),
    )
    difference = one - two
    return Contrast(
        first_k,
        first_n,
        second_k,
        second_n,
        difference,
        difference - sqrt((one - low1) ** 2 + (high2 - two) ** 2),
        difference + sqrt((high1 - one) ** 2 + (two - low2) ** 2),
        ways / comb(total, first_n),
    )


def score_interval(k: int, n: int) -> tuple[float, float]:
    """A 95 % interval for one share (Wilson 1927, score interval); ``n`` is at least 1."""
    share, z2 = k / n, Z_95**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z_95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return middle - half, middle + half
