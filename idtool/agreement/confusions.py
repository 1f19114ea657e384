"""Which codes coders put in each other's place, and where."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from idtool.agreement.coded_units import CodedUnits


@dataclass(frozen=True, slots=True)
class Direction:
    """How often one coder had the first code where the other had the second, or nothing."""

    coders: tuple[str, str]
    codes: tuple[str, str | None]
    n_units: int


@dataclass(frozen=True, slots=True)
class Confusion:
    """Two codes put in each other's place; ``None`` means the other coder left it off.

    ``n_units`` counts units, once per pair of coders that differed on it. ``where``
    lists the places in order.
    """

    codes: tuple[str, str | None]
    n_units: int
    directions: tuple[Direction, ...]
    where: tuple[str, ...]


def find_confusions(units: CodedUnits) -> list[Confusion]:
    """Confusions of two codes, most frequent first, then codes that one coder left off.

    On a unit where one coder has codes the other has not, and the other way round,
    each code of the one is confused with each of the other. Where only one of them
    has further codes, those were left off by the other.
    """
    found: dict[tuple[str, str | None], list[tuple[Direction, NDArray[np.int64]]]] = {}
    for first, second in combinations(range(len(units.coders)), 2):
        both = np.asarray(units.seen[:, [first, second]].all(axis=1)).reshape(-1, 1)
        a, b = units.applied[:, first], units.applied[:, second]
        mine, theirs = a & ~b & both, b & ~a & both
        crossed = (mine.sum(axis=1) * theirs.sum(axis=1) > 0).reshape(-1, 1)
        pairs = (mine * units.sizes[:, None]).T @ theirs.astype(float)
        for i, j in zip(*np.nonzero(pairs), strict=True):
            rows = np.flatnonzero(mine[:, i] & theirs[:, j])
            _note(found, units, (first, second), (units.codes[i], units.codes[j]), rows)
        for own, coders in ((mine, (first, second)), (theirs, (second, first))):
            for i in np.flatnonzero((own & ~crossed).any(axis=0)):
                rows = np.flatnonzero(own[:, i] & ~crossed[:, 0])
                _note(found, units, coders, (units.codes[i], None), rows)
    confusions = [_joined(units, codes, parts) for codes, parts in found.items()]
    return sorted(
        confusions, key=lambda c: (c.codes[1] is None, -c.n_units, c.codes[0], c.codes[1] or "")
    )


def _note(
    found: dict[tuple[str, str | None], list[tuple[Direction, NDArray[np.int64]]]],
    units: CodedUnits,
    coders: tuple[int, int],
    codes: tuple[str, str | None],
    rows: NDArray[np.int64],
) -> None:
    names = (units.coders[coders[0]], units.coders[coders[1]])
    n = round(float(units.sizes[rows].sum()))
    one, other = codes
    key = codes if other is None or one <= other else (other, one)
    found.setdefault(key, []).append((Direction(names, codes, n), rows))


def _joined(
    units: CodedUnits,
    codes: tuple[str, str | None],
    parts: list[tuple[Direction, NDArray[np.int64]]],
) -> Confusion:
    rows = np.unique(np.concatenate([rows for _, rows in parts]))
    where = tuple(dict.fromkeys(units.names[row] for row in rows))
    directions = tuple(direction for direction, _ in parts)
    return Confusion(codes, sum(d.n_units for d in directions), directions, where)
