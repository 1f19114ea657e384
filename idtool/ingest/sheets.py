"""A table as a file holds it: rows of cells, all as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_ROWS, MOST_COLUMNS = 1_000_000, 1_000
"""Rows and columns read of one table; real ones have far fewer."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file (text) or its number in the sheet, and its cells."""

    number: int
    cells: tuple[str, ...]

    def cell(self, at: int | None) -> str:
        """A cell without spaces around it; empty where the row is shorter."""
        return self.cells[at].strip() if at is not None and at < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file; ``shown`` is false for a sheet that is hidden."""

    name: str
    rows: tuple[Row, ...]
    shown: bool = True

    @property
    def width(self) -> int:
        """Cells of the longest row."""
        return max((len(row.cells) for row in self.rows), default=0)


def full_rows(rows: Sequence[tuple[int, Sequence[str]]]) -> tuple[Row, ...]:
    """Rows that hold something, without the empty cells at their ends."""
    kept = []
    for number, cells in rows:
        last = max((at for at, cell in enumerate(cells, start=1) if cell.strip()), default=0)
        if last:
            kept.append(Row(number, tuple(cells[: min(last, MOST_COLUMNS)])))
    return tuple(kept)
