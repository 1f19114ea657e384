"""Framework matrices: their grids, and the cells people wrote."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from idtool.model import Act
from idtool.store.tables import MatrixCellRow, MatrixRow


@dataclass(frozen=True, slots=True)
class MatrixGrid:
    """A matrix as it was laid out: what its rows are, and its columns (codes or groups)."""

    name: str
    rows: str
    columns: tuple[str, ...]


class Matrices:
    """One row per matrix, and one per version of a cell; the newest version counts."""

    def __init__(self, session: Session, act: Act) -> None:
        self._session = session
        self._act = act

    def lay_out(self, name: str, rows: str, columns: tuple[str, ...]) -> None:
        """Keep a grid; cells already written stay, whatever the new columns."""
        row = self._session.get(MatrixRow, name)
        if row is None:
            row = MatrixRow(name=name, at=self._act.at, by=self._act.by)
            self._session.add(row)
        row.rows, row.columns = rows, "\n".join(columns)
        self._session.flush()

    def find(self, name: str) -> MatrixGrid | None:
        """The grid of a matrix, or ``None``."""
        row = self._session.get(MatrixRow, name)
        return MatrixGrid(row.name, row.rows, tuple(row.columns.split("\n"))) if row else None

    def all(self) -> list[MatrixGrid]:
        """Every grid, in order of name."""
        rows = self._session.scalars(select(MatrixRow).order_by(MatrixRow.name))
        return [MatrixGrid(row.name, row.rows, tuple(row.columns.split("\n"))) for row in rows]

    def write(self, matrix: str, row: str, column: str, text: str) -> None:
        """Keep a new version of a cell; earlier ones stay. An empty text clears it."""
        self._session.add(
            MatrixCellRow(
                matrix=matrix,
                row=row,
                column=column,
                text=text,
                by=self._act.by,
                at=self._act.at,
            )
        )
        self._session.flush()

    def cells(self, matrix: str) -> dict[tuple[str, str], str]:
        """The newest text by row and column; cleared cells are left out."""
        rows = self._session.scalars(
            select(MatrixCellRow).where(MatrixCellRow.matrix == matrix).order_by(MatrixCellRow.id)
        )
        newest = {(row.row, row.column): row.text for row in rows}
        return {key: text for key, text in newest.items() if text}
