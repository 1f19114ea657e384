"""Chance for codes that meet: the same codes as often, in other answers of the same person."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence, Set
from random import Random

BURN_IN = 10  # trades per row before the first draw
BETWEEN = 2  # trades per row from one draw to the next


def shuffle_within(
    rows: Sequence[Set[int]], strata: Sequence[Hashable], *, draws: int, seed: int
) -> Iterator[list[frozenset[int]]]:
    """The rows with their items dealt anew within each stratum, again and again.

    Each row keeps how many items it has, each item in how many rows of the stratum it
    is; which items keep company is lost. Two rows trade what only one of them has.

    Args:
        rows: Items of each row, such as the codes of each answer.
        strata: One per row: rows of different strata never trade.
        draws: How many times.
        seed: Same seed, same draws.

    References:
        Strona, G., Nappo, D., Boccacci, F., Fattorini, S., & San-Miguel-Ayanz, J. (2014).
        A fast and unbiased procedure to randomize ecological binary matrices with fixed
        row and column totals. Nature Communications, 5, 4114.
    """
    random = Random(seed).random
    current = [set(row) for row in rows]
    places: dict[Hashable, list[int]] = {}
    for place, (row, stratum) in enumerate(zip(rows, strata, strict=True)):
        if row:
            places.setdefault(stratum, []).append(place)
    trading = [where for where in places.values() if len(where) > 1]
    for draw in range(draws):
        for where in trading:
            for _ in range(len(where) * (BETWEEN if draw else BURN_IN)):
                one = int(random() * len(where))
                other = int(random() * (len(where) - 1))
                _trade(current[where[one]], current[where[other + (other >= one)]], random)
        yield [frozenset(row) for row in current]


def _trade(one: set[int], other: set[int], random: object) -> None:
    """Deal out between two rows what only one of them has; each keeps its number."""
    mine, theirs = one - other, other - one
    if not mine or not theirs:
        return
    pool = sorted(mine | theirs)
    for last in range(len(pool) - 1, 0, -1):
        swap = int(random() * (last + 1))  # type: ignore[operator]
        pool[last], pool[swap] = pool[swap], pool[last]
    one -= mine
    other -= theirs
    one.update(pool[: len(mine)])
    other.update(pool[len(mine) :])
