"""Intervals by drawing units, or whole interviews, again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from idtool.agreement.ratings import Floats, Ratings

Statistic = Callable[[Floats], Floats]
"""From weights of rows, shape (draws, rows), to one value per draw."""

HELD = 4_000_000
"""Weights held in memory at a time."""

ALLOWED_UNDEFINED = 0.05
"""Share of draws that may be undefined; above it there is no interval."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The middle 95 % of the draws (percentile bootstrap)."""

    low: float
    high: float


def intervals_by_unit(
    ratings: Ratings, statistics: Mapping[str, Statistic], *, draws: int, seed: int
) -> dict[str, Interval | None]:
    """Draw as many units as there are, with replacement.

    It takes units as independent. Neighboring turns of one interview are not, so
    the interval by interview is usually wider and more honest.
    """
    total = float(ratings.weights.sum())
    if total < 2:
        return dict.fromkeys(statistics)
    rng = np.random.default_rng(seed)
    shares = ratings.weights / total

    def drawn(n: int) -> Floats:
        return rng.multinomial(round(total), shares, size=n).astype(float)

    return _intervals(statistics, drawn, draws, len(shares))


def intervals_by_interview(
    groups: Floats, statistics: Mapping[str, Statistic], *, draws: int, seed: int
) -> dict[str, Interval | None]:
    """Draw as many interviews as there are, with replacement, each with all its units.

    Args:
        groups: Units by interview and row; shape (interviews, rows).
        statistics: What to compute, by name.
        draws: How many draws; 1,000 is usual.
        seed: Seed of the draws.

    Returns:
        An interval by name, ``None`` for fewer than two interviews or too many
        undefined draws. With fewer than about ten interviews it is too narrow.
    """
    held = groups[groups.sum(axis=1) > 0]
    n = len(held)
    if n < 2:
        return dict.fromkeys(statistics)
    rng = np.random.default_rng(seed)

    def drawn(times: int) -> Floats:
        chosen = rng.multinomial(n, np.full(n, 1 / n), size=times).astype(float)
        return np.asarray(chosen @ held)

    return _intervals(statistics, drawn, draws, held.shape[1])


def _intervals(
    statistics: Mapping[str, Statistic], drawn: Callable[[int], Floats], draws: int, rows: int
) -> dict[str, Interval | None]:
    values: dict[str, list[Floats]] = {name: [] for name in statistics}
    for size in _portions(draws, max(1, HELD // max(1, rows))):
        weights = drawn(size)
        for name, statistic in statistics.items():
            values[name].append(np.asarray(statistic(weights)))
    return {name: _middle(np.concatenate(found)) for name, found in values.items()}


def _portions(total: int, most: int) -> Iterator[int]:
    while total > 0:
        yield min(total, most)
        total -= most


def _middle(values: Floats) -> Interval | None:
    defined = values[np.isfinite(values)]
    if not len(defined) or len(defined) < (1 - ALLOWED_UNDEFINED) * len(values):
        return None
    low, high = np.percentile(defined, [2.5, 97.5])
    return Interval(float(low), float(high))
