"""What coders said about units, counted once: the one step all measures share.

Rows that are alike are kept once, with how many units show them. Every measure
is a function of these rows and their weights, so a bootstrap only changes weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

MISSING = -1
"""A coder who never saw the unit. To have seen it and left it uncoded is a category."""


@dataclass(frozen=True)
class Ratings:
    """Distinct rows of one category per coder, and how many units show each.

    ``patterns`` has shape (rows, coders) and holds positions in ``categories``, or
    ``MISSING``. ``weights`` has shape (rows,): units. ``groups``, if there are any,
    has shape (groups, rows): units of each interview that show each row.
    """

    patterns: Integers
    weights: Floats
    categories: tuple[str, ...]
    groups: Floats | None = None

    @property
    def n_coders(self) -> int:
        """Coders, those who saw nothing included."""
        return int(self.patterns.shape[1])

    @property
    def n_categories(self) -> int:
        """Categories that may be used, whether or not they were."""
        return len(self.categories)

    @cached_property
    def counts(self) -> Floats:
        """How many coders gave a row each category; shape (rows, categories)."""
        rows, n = len(self.patterns), self.n_categories
        flat = np.arange(rows)[:, None] * n + self.patterns
        found = np.bincount(flat[self.patterns >= 0], minlength=rows * n)
        return found.reshape(rows, n).astype(np.float64)

    @cached_property
    def coders_per_row(self) -> Floats:
        """How many coders saw the units of each row; shape (rows,)."""
        return np.asarray((self.patterns >= 0).sum(axis=1), dtype=np.float64)

    @cached_property
    def paired(self) -> NDArray[np.bool_]:
        """Rows that two coders saw or more: only these can agree."""
        return self.coders_per_row >= 2

    @property
    def n_units(self) -> int:
        """Units that two coders saw or more."""
        return round(float(self.weights[self.paired].sum()))

    def margins(self, weights: Floats) -> Floats:
        """Units each coder put into each category; shape (…, coders, categories)."""
        n = self.n_categories
        if weights.ndim == 1:
            return np.stack(
                [
                    np.bincount(column + 1, weights=weights, minlength=n + 1)[1:]
                    for column in self.patterns.T
                ]
            )
        return np.stack([_sums_by_category(weights, c, n) for c in self.patterns.T], axis=-2)

    def of_coders(self, first: int, second: int) -> Ratings:
        """Only two of the coders, in this order, and the rows both of them saw."""
        patterns = self.patterns[:, [first, second]]
        return Ratings(
            np.where((patterns >= 0).all(axis=1, keepdims=True), patterns, MISSING),
            self.weights,
            self.categories,
            self.groups,
        )


def _sums_by_category(weights: Floats, column: Integers, n: int) -> Floats:
    """Weights of rows added up by one coder's category; shape (draws, categories)."""
    order = np.argsort(column, kind="stable")
    order = order[np.searchsorted(column[order], 0) :]  # without missing ones
    found = np.zeros((len(weights), n))
    if len(order):
        used, starts = np.unique(column[order], return_index=True)
        found[:, used] = np.add.reduceat(weights[:, order], starts, axis=1)
    return found


def count_ratings(
    codes: Integers,
    categories: Sequence[str],
    *,
    weights: Floats | None = None,
    groups: Integers | None = None,
) -> Ratings:
    """Find the distinct rows and count the units that show each.

    Args:
        codes: One row per unit, one column per coder: a position in
            ``categories``, or ``MISSING``; shape (units, coders).
        categories: Names of the categories.
        weights: How often a row counts, such as the characters of a stretch.
        groups: The interview of each unit, as numbers from 0; shape (units,).
    """
    codes = np.asarray(codes, dtype=np.int64)
    units, coders = codes.shape
    base = len(categories) + 1
    if base**coders < 2**62:
        places = base ** np.arange(coders, dtype=np.int64)
        _, first, inverse = np.unique((codes + 1) @ places, return_index=True, return_inverse=True)
    else:
        _, first, inverse = np.unique(codes, axis=0, return_index=True, return_inverse=True)
    inverse = np.asarray(inverse).reshape(units)
    each = np.ones(units) if weights is None else np.asarray(weights, dtype=np.float64)
    rows = len(first)
    by_group = None
    if groups is not None and units:
        n_groups = int(groups.max()) + 1
        by_group = (
            np.bincount(groups * rows + inverse, weights=each, minlength=n_groups * rows)
            .reshape(n_groups, rows)
            .astype(np.float64)
        )
    return Ratings(
        codes[first],
        np.bincount(inverse, weights=each, minlength=rows).astype(np.float64),
        tuple(categories),
        by_group,
    )


def as_ratings(
    rows: Sequence[Sequence[Any]],
    *,
    categories: Sequence[Any] | None = None,
    weights: Sequence[float] | None = None,
) -> Ratings:
    """Ratings from rows of values, one row per unit, ``None`` where a coder was silent.

    Categories are in order of value where all are numbers, else by name.
    """
    if categories is None:
        used = {value for row in rows for value in row if value is not None}
        numbers = all(isinstance(value, (int, float)) for value in used)
        categories = sorted(used) if numbers else sorted(used, key=str)
    place = {value: number for number, value in enumerate(categories)}
    codes = np.array([[MISSING if v is None else place[v] for v in row] for row in rows])
    return count_ratings(
        codes.reshape(len(rows), -1),
        [str(category) for category in categories],
        weights=None if weights is None else np.asarray(weights, dtype=np.float64),
    )
