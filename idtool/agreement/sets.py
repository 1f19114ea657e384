"""Several codes on one unit: each coder's set of codes as one value."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from idtool.agreement.ratings import MISSING, Floats, Integers, Ratings, count_ratings

SetDistance = Callable[[Floats, Floats, Floats], Floats]
"""Distance of two sets from the size of what they share and their own sizes; 0 to 1."""

UNCODED = "(none)"
"""The category of a unit that a coder saw and left uncoded."""

BLOCK = 2_000_000
"""Distances held in memory at a time."""


@dataclass(frozen=True)
class SetRatings:
    """Ratings whose categories are sets of codes; the empty set is one of them.

    ``members`` has shape (sets, codes): which codes belong to which set.
    """

    ratings: Ratings
    members: NDArray[np.bool_]
    codes: tuple[str, ...]

    @property
    def sizes(self) -> Floats:
        """Number of codes in each set."""
        return np.asarray(self.members.sum(axis=1), dtype=np.float64)

    def pairs(self, distance: SetDistance) -> Floats:
        """Sum of distances over ordered pairs of coders, by row; shape (rows,)."""
        found = np.zeros(len(self.ratings.weights))
        sizes = self.sizes
        for a, b in combinations(self.ratings.patterns.T, 2):
            both = np.flatnonzero((a >= 0) & (b >= 0))
            first, second = a[both], b[both]
            shared = (self.members[first] & self.members[second]).sum(axis=1).astype(float)
            found[both] += 2 * distance(shared, sizes[first], sizes[second])
        return found

    def used(self, weights: Floats) -> Floats:
        """How often each set was used in units two coders saw; shape (…, sets)."""
        n = self.ratings.n_categories
        rows, columns = np.nonzero((self.ratings.patterns >= 0) & self.ratings.paired[:, None])
        sets = self.ratings.patterns[rows, columns]
        draws = [
            np.bincount(sets, weights=draw[rows], minlength=n) for draw in np.atleast_2d(weights)
        ]
        return np.stack(draws).reshape(*weights.shape[:-1], n).astype(np.float64)

    def between(self, distance: SetDistance) -> Iterator[tuple[slice, Floats]]:
        """Distances between sets, some rows of the square at a time."""
        members, sizes = self.members.astype(float), self.sizes
        step = max(1, BLOCK // max(1, len(sizes)))
        for start in range(0, len(sizes), step):
            rows = slice(start, start + step)
            yield rows, distance(members[rows] @ members.T, sizes[rows, None], sizes)


def observed_distance(sets: SetRatings, weights: Floats, distance: SetDistance) -> Floats:
    """Mean distance within units, over all pairs of values as Krippendorff's alpha weighs them."""
    coders, paired = sets.ratings.coders_per_row, sets.ratings.paired
    each = np.divide(sets.pairs(distance), coders - 1, out=np.zeros_like(coders), where=paired)
    total = np.asarray(weights @ np.where(paired, coders, 0))
    return np.asarray((weights @ each) / np.where(total > 0, total, np.nan))


def expected_distance(sets: SetRatings, weights: Floats, distance: SetDistance) -> Floats:
    """Mean distance between any two values, whatever the unit."""
    used = sets.used(weights)
    n = used.sum(axis=-1)
    total = np.zeros(weights.shape[:-1])
    for rows, apart in sets.between(distance):
        total = total + ((used @ apart.T) * used[..., rows]).sum(axis=-1)
    return np.asarray(total / np.where(n > 1, n * (n - 1), np.nan))


def as_sets(
    applied: NDArray[np.bool_],
    seen: NDArray[np.bool_],
    codes: Sequence[str],
    *,
    weights: Floats | None = None,
    groups: Integers | None = None,
) -> SetRatings:
    """Find the distinct sets and count the units by what each coder's set is.

    Args:
        applied: Which codes each coder applied to each unit; shape
            (units, coders, codes).
        seen: Which units each coder saw; shape (units, coders).
        codes: Names of the codes.
        weights: How often a unit counts.
        groups: The interview of each unit, as numbers from 0.
    """
    units, coders, n_codes = applied.shape
    flat = applied.reshape(units * coders, n_codes)
    packed = np.packbits(flat, axis=1) if n_codes else np.zeros((units * coders, 1), np.uint8)
    keys = np.ascontiguousarray(packed).view(np.dtype((np.void, packed.shape[1]))).ravel()
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    ids = np.where(seen, np.asarray(inverse).reshape(units, coders), MISSING)
    members = flat[first]
    kept = np.unique(ids[ids >= 0])  # sets only of units nobody saw are no sets
    place = np.full(len(first) + 1, MISSING)
    place[kept] = np.arange(len(kept))
    names = [
        "+".join(codes[int(c)] for c in np.flatnonzero(row)) or UNCODED for row in members[kept]
    ]
    ratings = count_ratings(place[ids], names, weights=weights, groups=groups)
    return SetRatings(ratings, members[kept], tuple(codes))


def sets_of_rows(rows: Sequence[Sequence[Collection[str] | None]]) -> SetRatings:
    """Set ratings from rows of sets, one row per unit, ``None`` where a coder was silent."""
    codes = sorted({code for row in rows for value in row if value is not None for code in value})
    place = {code: number for number, code in enumerate(codes)}
    applied = np.zeros((len(rows), len(rows[0]), len(codes)), dtype=bool)
    seen = np.array([[value is not None for value in row] for row in rows])
    for unit, row in enumerate(rows):
        for coder, value in enumerate(row):
            for code in value or ():
                applied[unit, coder, place[code]] = True
    return as_sets(applied, seen, codes)
