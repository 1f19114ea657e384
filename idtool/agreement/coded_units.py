"""Units, coders and codes as one block: who applied what to what, and who saw it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from idtool.agreement.ratings import MISSING, Floats, Integers, Ratings, count_ratings
from idtool.agreement.sets import UNCODED, SetRatings, as_sets


@dataclass(frozen=True)
class CodedUnits:
    """One row per unit: which codes each coder applied, and whether the coder saw it.

    A code is applied to a unit or not: twice is once. ``applied`` has shape (units,
    coders, codes), ``seen`` (units, coders). ``sizes`` says how many units a row
    stands for: 1, or the characters of a stretch in which nothing changes.
    ``groups`` numbers the interview of each row, named in ``interviews``.
    """

    unit: str
    names: tuple[str, ...]
    coders: tuple[str, ...]
    codes: tuple[str, ...]
    applied: NDArray[np.bool_]
    seen: NDArray[np.bool_]
    sizes: Floats
    groups: Integers | None = None
    interviews: tuple[str, ...] = ()

    def only(self, rows: NDArray[np.bool_]) -> CodedUnits:
        """Some of the rows."""
        return replace(
            self,
            names=tuple(name for name, kept in zip(self.names, rows, strict=True) if kept),
            applied=self.applied[rows],
            seen=self.seen[rows],
            sizes=self.sizes[rows],
            groups=None if self.groups is None else self.groups[rows],
        )

    def coded(self) -> CodedUnits:
        """Only units to which at least one coder applied a code (the coded-only denominator)."""
        return self.only(np.asarray(self.applied.any(axis=(1, 2))))

    def of_codes(self, codes: Collection[str]) -> CodedUnits:
        """Only some codes, in the order given; a unit with none of them is uncoded."""
        places = [self.codes.index(code) for code in codes]
        return replace(self, codes=tuple(codes), applied=self.applied[:, :, places])

    def ratings_of(self, code: str) -> Ratings:
        """Not applied (0) or applied (1), for one code."""
        applied = self.applied[:, :, self.codes.index(code)]
        return count_ratings(
            np.where(self.seen, applied.astype(np.int64), MISSING),
            ("not applied", "applied"),
            weights=self.sizes,
            groups=self.groups,
        )

    @cached_property
    def sets(self) -> SetRatings:
        """Each coder's set of codes as one value."""
        return as_sets(self.applied, self.seen, self.codes, weights=self.sizes, groups=self.groups)

    @cached_property
    def is_single(self) -> bool:
        """Whether no coder applied two codes to one unit."""
        return bool((self.applied.sum(axis=2) <= 1).all())

    def categories(self, *, uncoded: bool = True) -> Ratings:
        """One category per coder and unit, where no coder applied two codes to one unit.

        Args:
            uncoded: Whether a unit seen and left uncoded has a category of its own,
                or counts as missing.
        """
        coded = self.applied.any(axis=2)
        first = self.applied.argmax(axis=2) if self.codes else np.zeros(coded.shape, np.int64)
        place = np.where(coded, first, len(self.codes))
        empty = self.seen & ~coded
        names = self.codes
        if uncoded and empty.any():
            names = (*names, UNCODED)
        else:
            place = np.where(empty, MISSING, place)
        return count_ratings(
            np.where(self.seen, place, MISSING), names, weights=self.sizes, groups=self.groups
        )
