"""A test of recall on a random sample of what is left.

Callaghan, M. W., & Müller-Hansen, F. (2020). Statistical stopping criteria for
automated screening in systematic reviews. *Systematic Reviews*, 9, 273. Some
proposals were decided in any order; then a random sample of the rest. If
recall were below a target, at least so many of the rest would have to hold;
the hypergeometric chance of meeting as few of them in the sample is the p of
that. It is valid for a random sample only, and for one look at it: whoever
looks after every decision and stops at the first small p will stop too soon.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import comb, floor

from idtool.errors import InsufficientData

CERTAINTY = 0.95


@dataclass(frozen=True, slots=True)
class RandomSample:
    """A random sample out of what waited, and what was found before it.

    ``found_before`` held among those decided before, ``n_urn`` waited when the sample
    began, ``n_drawn`` of them were drawn, ``n_held`` of those held, and ``n_open`` were
    drawn and passed over: whether they hold is not known.
    """

    found_before: int
    n_urn: int
    n_drawn: int
    n_held: int
    n_open: int = 0

    def __post_init__(self) -> None:
        """Counts that contradict each other are refused."""
        if not 0 <= self.n_held + self.n_open <= self.n_drawn <= self.n_urn:
            raise ValueError("More were drawn or held than there were.")

    @property
    def found(self) -> int:
        """How many held so far, before the sample and in it."""
        return self.found_before + self.n_held


def recall_p(sample: RandomSample, target: float) -> float:
    """The chance of a sample with as few that hold, if recall were below ``target``.

    Those passed over count as if they held, which makes it larger, never smaller.

    Raises:
        InsufficientData: Nothing was drawn, or nothing has held yet.
        ValueError: ``target`` is no share.
    """
    _check(sample)
    if not 0 < target < 1:
        raise ValueError("A target of recall lies between 0 and 1.")
    needed = floor(Fraction(sample.found) / Fraction(str(target)) - sample.found_before + 1)
    return _at_most(sample, needed)


def lowest_recall(sample: RandomSample) -> float:
    """The lowest recall that the sample does not speak against, with 95 % certainty.

    The test turned round: the largest number that may hold among what waited and
    still gives a sample with as few of them in one case of twenty or more.

    Raises:
        InsufficientData: Nothing was drawn, or nothing has held yet.
    """
    _check(sample)
    low, high = sample.n_held, sample.n_urn - (sample.n_drawn - sample.n_held - sample.n_open)
    while low < high:
        middle = (low + high + 1) // 2
        if _at_most(sample, middle) > 1 - CERTAINTY:
            low = middle
        else:
            high = middle - 1
    return sample.found / (sample.found_before + low)


def _at_most(sample: RandomSample, holding: int) -> float:
    """The chance to draw no more that hold than were drawn, if ``holding`` of the urn do."""
    seen = sample.n_held + sample.n_open
    if holding > sample.n_urn:
        return 0.0
    ways = sum(
        comb(holding, k) * comb(sample.n_urn - holding, sample.n_drawn - k)
        for k in range(min(seen, holding, sample.n_drawn) + 1)
    )
    return float(Fraction(ways, comb(sample.n_urn, sample.n_drawn)))


def _check(sample: RandomSample) -> None:
    if not sample.n_drawn:
        raise InsufficientData(
            "Nothing was decided in a random order yet.", "Go on with: idtool review --order random"
        )
    if not sample.found:
        raise InsufficientData("No proposal has held yet.", "Recall needs one that did.")
