"""Framework matrices: a grid out of the study, cells written by people, places beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from idtool.compare.mentions import Mention, links_of
from idtool.errors import UsageProblem
from idtool.model import Act
from idtool.steps.code_mentions import comparison_basis
from idtool.steps.comparing import CodeChoice, chosen_codes
from idtool.steps.study_folder import LoadedStudy
from idtool.store import open_study_file
from idtool.store.matrices import MatrixGrid

NOT_YET_WRITTEN = "not yet written"
PROFILE = "profile"
PROFILE_ASPECTS: dict[str, tuple[str, ...]] = {
    "Role": (),
    "Priorities": ("First priority",),
    "Approach": ("Usual steps", "Approach and focus"),
    "Focus": ("Approach and focus", "Afterward"),
}
"""What a profile of roles has a line for, with the groups of codes to write it from."""
ROWS = ("people", "pairs", "roles")
_NAME = re.compile(r"^[a-z][a-z0-9-]*$")


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One cell: what a person wrote (or None), and the places of codings to write from."""

    row: str
    column: str
    text: str | None
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A framework matrix. ``rows`` maps a row's id to its name, in order.

    Rows of pairs come in threes: each member alone, such as ``D01/P01``, then the
    two together, ``D01``.

    References:
        Gale, N. K., Heath, G., Cameron, E., Rashid, S., & Redwood, S. (2013). BMC
        Medical Research Methodology, 13, 117.
    """

    name: str
    of: str
    rows: dict[str, str]
    columns: tuple[str, ...]
    cells: tuple[MatrixCell, ...]
    provisional: tuple[str, ...]

    @property
    def n_written(self) -> int:
        """Cells somebody has written."""
        return sum(cell.text is not None for cell in self.cells)


def build_matrix(
    study: LoadedStudy, act: Act, name: str, *, rows: str, columns: tuple[str, ...]
) -> Matrix:
    """Lay out a matrix, or lay it out anew; what was written stays.

    Args:
        study: The study.
        act: Who acts.
        name: Small letters, digits and hyphens.
        rows: ``people``, ``pairs`` or ``roles``.
        columns: Groups of a codebook, or codes; empty takes every group, and for a
            matrix called ``profile`` the four aspects of a profile of roles.

    Raises:
        UsageProblem: A name, row or column is none.
    """
    if not _NAME.match(name):
        raise UsageProblem(
            f"“{name}” is no name for a matrix.", "Use small letters, digits and hyphens."
        )
    if rows not in ROWS:
        raise UsageProblem(f"Rows cannot be “{rows}”.", f"Use: {', '.join(ROWS)}.")
    every = PROFILE_ASPECTS if name == PROFILE else [c.group for c in study.codes.values()]
    chosen = columns or tuple(dict.fromkeys(every))
    for column in chosen:
        _codes_of(study, column)
    with open_study_file(study.folder, act, write=True) as store:
        store.matrices.lay_out(name, rows, chosen)
        store.trail.add("matrix.build", name, detail={"rows": rows, "columns": len(chosen)})
    return load_matrix(study, act, name)


def fill_cell(
    study: LoadedStudy, act: Act, name: str, *, row: str, column: str, text: str
) -> MatrixCell:
    """Write a cell; the version before is kept in the study.

    Raises:
        UsageProblem: There is no such matrix, row or column.
    """
    matrix = load_matrix(study, act, name)
    for word, known, what in ((row, matrix.rows, "row"), (column, matrix.columns, "column")):
        if word not in known:
            raise UsageProblem(
                f"The matrix {name} has no {what} “{word}”.", f"It has: {', '.join(known)}."
            )
    with open_study_file(study.folder, act, write=True) as store:
        store.matrices.write(name, row, column, text.strip())
        store.trail.add("matrix.fill", name, detail={"row": row, "column": column})
    filled = load_matrix(study, act, name)
    return next(c for c in filled.cells if (c.row, c.column) == (row, column))


def list_matrices(study: LoadedStudy, act: Act) -> list[MatrixGrid]:
    """Every matrix of the study."""
    with open_study_file(study.folder, act) as store:
        return store.matrices.all()


def load_matrix(study: LoadedStudy, act: Act, name: str) -> Matrix:
    """A matrix with what was written and where there is something to write from.

    Raises:
        UsageProblem: There is no such matrix.
    """
    with open_study_file(study.folder, act) as store:
        grid = store.matrices.find(name)
        written = store.matrices.cells(name)
        known = [one.name for one in store.matrices.all()]
    if grid is None:
        raise UsageProblem(
            f"There is no matrix {name}.",
            f"There are: {', '.join(known) or 'none yet; make one with: idtool matrix build'}.",
        )
    basis = comparison_basis(study, act)
    rows = _rows_of(study, grid.rows)
    cells = []
    for row in rows:
        for column in grid.columns:
            codes = _codes_of(study, column)
            here = [m for m in basis.mentions if m.code in codes and _in_row(m, row)]
            cells.append(MatrixCell(row, column, written.get((row, column)), links_of(here)))
    return Matrix(name, grid.rows, rows, grid.columns, tuple(cells), basis.provisional)


def _rows_of(study: LoadedStudy, rows: str) -> dict[str, str]:
    if rows == "people":
        return {p.id: f"{p.id} ({p.role})" for p in study.people.values()}
    if rows == "roles":
        return {role: entry.plural for role, entry in study.settings.roles.items()}
    found = {}
    for interview in study.interviews.values():
        if interview.kind != "individual":
            for person in interview.people:
                found[f"{interview.id}/{person}"] = f"{interview.id}: {person} alone"
            found[interview.id] = f"{interview.id}: together"
    return found


def _in_row(mention: Mention, row: str) -> bool:
    person = row.partition("/")[2]
    if person:
        return mention.person == person and mention.kind == "individual"
    return row in (mention.person, mention.role, mention.interview)


def _codes_of(study: LoadedStudy, column: str) -> frozenset[str]:
    groups = {code.group.lower() for code in study.codes.values()}
    if column in PROFILE_ASPECTS:
        wanted = {group.lower() for group in PROFILE_ASPECTS[column]}
        return frozenset(c.id for c in study.codes.values() if c.group.lower() in wanted)
    if column.lower() in groups:
        choice = CodeChoice(group=column)
    else:
        choice = CodeChoice(codes=(column,))
    return frozenset(code.id for code in chosen_codes(study, choice))
