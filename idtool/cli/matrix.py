"""``idtool matrix``: a framework matrix whose cells people write."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, Context, asked

if TYPE_CHECKING:
    from idtool.steps.matrices import Matrix

matrix_app = typer.Typer(
    no_args_is_help=True, help="Framework matrices: build, fill, show, export, list."
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The matrix, such as follow-up.")]


class RowsName(StrEnum):
    """What a row is."""

    people = "people"
    pairs = "pairs"
    roles = "roles"


@matrix_app.command("build")
def build(
    context: Context,
    name: Name,
    rows: Annotated[RowsName, typer.Option(help="people, pairs or roles.")] = RowsName.people,
    cols: Annotated[
        str,
        typer.Option(help="Groups of a codebook or codes, separated by commas; default: groups."),
    ] = "",
) -> None:
    """Lay out a matrix; what was written into it before stays.

    Example:
        idtool matrix build follow-up --rows roles --cols "Afterward,First priority"
    """
    from idtool.steps.matrices import build_matrix

    options = asked(context)
    study = options.load()
    columns = tuple(word.strip() for word in cols.split(",") if word.strip())
    matrix = build_matrix(study, options.act(study), name, rows=rows.value, columns=columns)
    _show_matrix(options, matrix)


@matrix_app.command("fill")
def fill(
    context: Context,
    name: Name,
    row: Annotated[str, typer.Option(help="The row, such as P01, D01/P01, D01 or LE.")],
    col: Annotated[str, typer.Option(help="The column, as laid out.")],
    text: Annotated[str, typer.Option(help="Your summary; empty clears the cell.")],
) -> None:
    """Write one cell in your own words; the version before is kept.

    Example:
        idtool matrix fill follow-up --row LE --col Afterward --text "One goes back, unpaid."
    """
    from idtool.steps.matrices import fill_cell

    options = asked(context)
    study = options.load()
    cell = fill_cell(study, options.act(study), name, row=row, column=col, text=text)
    if options.json:
        _show.show_json(cell)
    else:
        _show.say(options, f"{name}, {row}, {col}: {'written' if cell.text else 'cleared'}.")


@matrix_app.command("show")
def show(context: Context, name: Name) -> None:
    """Show a matrix: what was written, and where there is something to write from.

    Example:
        idtool matrix show follow-up
    """
    from idtool.steps.matrices import load_matrix

    options = asked(context)
    study = options.load()
    _show_matrix(options, load_matrix(study, options.act(study), name))


@matrix_app.command("export")
def export(
    context: Context,
    name: Name,
    csv: Annotated[Path, typer.Option("--csv", help="The file to write.")],
) -> None:
    """Write a matrix as CSV, one line per cell, with the places beside the text.

    Example:
        idtool matrix export follow-up --csv follow-up.csv
    """
    from idtool.steps.comparison_files import write_table
    from idtool.steps.matrices import NOT_YET_WRITTEN, load_matrix

    options = asked(context)
    study = options.load()
    matrix = load_matrix(study, options.act(study), name)
    path = write_table(
        csv,
        ("row", "name", "column", "text", "places"),
        [
            {
                "row": cell.row,
                "name": matrix.rows[cell.row],
                "column": cell.column,
                "text": cell.text or NOT_YET_WRITTEN,
                "places": " ".join(cell.links),
            }
            for cell in matrix.cells
        ],
    )
    if options.json:
        _show.show_json({"matrix": name, "file": path, "n_written": matrix.n_written})
    else:
        _show.say(options, f"Written: {path}")


@matrix_app.command("list")
def list_(context: Context) -> None:
    """List the matrices of the study.

    Example:
        idtool matrix list
    """
    from idtool.steps.matrices import list_matrices

    options = asked(context)
    study = options.load()
    found = list_matrices(study, options.act(study))
    if options.json:
        _show.show_json(found)
        return
    _show.table(
        options,
        f"{len(found)} matrices",
        ["name", "rows", "columns"],
        [(grid.name, grid.rows, ", ".join(grid.columns)) for grid in found],
    )


def _show_matrix(options: Asked, matrix: Matrix) -> None:
    from idtool.steps.matrices import NOT_YET_WRITTEN

    if options.json:
        _show.show_json(matrix)
        return
    _show.provisional(options, matrix.provisional)
    cells = {(cell.row, cell.column): cell for cell in matrix.cells}
    _show.table(
        options,
        f"{matrix.name}: {matrix.n_written} of {len(matrix.cells)} cells written",
        [matrix.of, *matrix.columns],
        [
            (
                title,
                *(
                    f"{cells[(row, column)].text or NOT_YET_WRITTEN} "
                    f"[{len(cells[(row, column)].links)}]"
                    for column in matrix.columns
                ),
            )
            for row, title in matrix.rows.items()
        ],
    )
    _show.note(
        options,
        "In brackets: places with a coding. The places are in: idtool matrix export, and --json.",
    )
