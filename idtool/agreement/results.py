"""One measured number, with its interval, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from idtool.agreement.ratings import Ratings


@dataclass(frozen=True, slots=True)
class Result:
    """A measure's value, the middle 95 % of its bootstrap, and what it rests on.

    ``low`` and ``high`` come from drawing units, the other two from drawing whole
    interviews. ``n_units`` are the units two coders saw. Where ``undefined`` gives a
    reason, everything else but ``n_units`` is ``None``.
    """

    value: float | None
    low: float | None
    high: float | None
    n_units: int
    undefined: str | None
    low_by_interview: float | None = None
    high_by_interview: float | None = None


def why_undefined(ratings: Ratings) -> str:
    """The reason why a measure of these ratings has no value."""
    if ratings.n_coders < 2:
        return "there is only one coder"
    if not len(ratings.patterns):
        return "there is no unit to compare"
    if not ratings.paired.any():
        return "no unit was seen by two coders"
    if (ratings.patterns < 0).all(axis=0).any():
        return "one of the coders saw no unit"
    used = np.flatnonzero(ratings.counts[ratings.paired].sum(axis=0))
    if len(used) == 1:
        only = ratings.categories[used[0]]
        if set(ratings.categories) == {"applied", "not applied"}:
            how = "never applied it" if only == "not applied" else "applied it everywhere"
            return f"all coders {how}, so there is nothing chance could have got wrong"
        return f"all coders used one and the same category, {only}, so chance agrees everywhere"
    if ratings.n_categories < 2:
        return "there is only one category"
    return "for one pair of coders chance alone would agree everywhere"
