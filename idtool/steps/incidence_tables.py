"""A plain table of codes met by interview, as any program or a person may write it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from idtool.errors import Fault, InvalidInput
from idtool.exchange.sheets import read_csv
from idtool.saturation import Incidence
from idtool.steps.flawed_tables import FlawedTable
from idtool.steps.refused_columns import refuse_identifying_columns


def read_incidence(path: Path) -> Incidence:
    """Codes by interview from a CSV with the columns ``interview`` and ``code``.

    Interviews stand in order of first appearance. A row with an empty code says
    that an interview was looked at and held no code.

    Raises:
        FlawedTable: Rows have no interview, or no cell for the code.
        InvalidInput: There is no such file, it is not UTF-8, or it has no such
            columns or no rows.
    """
    met: dict[str, set[str]] = {}
    faults: list[Fault] = []
    for line, row in _rows_of(path):
        problem = _problem(row)
        if problem is not None:
            faults.append(Fault(path.name, line, *problem))
            continue
        codes = met.setdefault(row["interview"].strip(), set())
        if row["code"].strip():
            codes.add(row["code"].strip())
    if faults:
        raise FlawedTable(path.name, faults)
    return [(interview, frozenset(codes)) for interview, codes in met.items()]


def _rows_of(path: Path) -> list[tuple[int, dict[str, str]]]:
    if not path.is_file():
        raise InvalidInput(f"{path} is not a file.", "Check the path.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{path.name} is not UTF-8.", "Save it as “CSV UTF-8”.") from error
    refuse_identifying_columns(sorted(_columns_of(text)), path.name)
    if not {"interview", "code"} <= _columns_of(text):
        raise InvalidInput(
            f"{path.name}, line 1: the columns interview and code are needed.",
            "Begin the file with the line: interview,code",
        )
    rows = read_csv(text)
    if not rows:
        raise InvalidInput(
            f"{path.name} has a header and no rows.",
            "Add one row for each interview and code, such as: I01,PP.REFERRAL",
        )
    return rows


def _columns_of(text: str) -> set[str]:
    """The names in the header, read by holding it against itself as a row."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    return {name for _, row in read_csv(f"{header}\n{header}\n") for name in row}


def _problem(row: Mapping[str, str]) -> tuple[str, str] | None:
    if not row.get("interview", "").strip():
        return "The interview is missing.", "Add it, or take the row out."
    if "code" not in row:
        return (
            "The row ends before the code.",
            "Add the code; if the interview held none, end the row with a comma.",
        )
    return None
