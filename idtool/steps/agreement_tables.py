"""A plain table of who applied which code to which unit, as any program may write it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from idtool.agreement import CodedUnits
from idtool.errors import Fault, InvalidInput, UsageProblem
from idtool.exchange.sheets import read_csv
from idtool.steps.flawed_tables import FlawedTable

COLUMNS = ("unit", "coder", "code")


class NoSuchCoder(UsageProblem):
    """Somebody asked for has no row in the table."""

    def __init__(self, coder: str, known: Sequence[str]) -> None:
        super().__init__(
            f"The table has no coder “{coder}”.", f"It has: {', '.join(known) or 'none'}."
        )


class NoSuchCodeInTable(UsageProblem):
    """A code asked for is not in the table."""

    def __init__(self, code: str, known: Sequence[str]) -> None:
        shown = ", ".join(known[:12]) + (" …" if len(known) > 12 else "")
        super().__init__(f"The table has no code “{code}”.", f"It has: {shown or 'none'}.")


def read_coded_units(
    path: Path, *, coders: Sequence[str] = (), codes: Sequence[str] = ()
) -> CodedUnits:
    """Units, coders and codes from a CSV with the columns ``unit``, ``coder`` and ``code``.

    One row per applied code; the same row twice is once. A row with an empty code says
    that the coder saw the unit and left it uncoded. A coder without a row for a unit did
    not see it. A column ``interview`` (or a unit such as ``I03#t014``) says what to draw
    for intervals by interview.

    Args:
        path: The table.
        coders: Only these coders; default: all, in order of first appearance.
        codes: Only these codes, in this order; others count as uncoded.

    Raises:
        FlawedTable: Rows lack a unit, a coder or a cell for the code, or put
            one unit into two interviews.
        InvalidInput: There is no such file, it is not UTF-8, or has no such columns.
        NoSuchCoder, NoSuchCodeInTable: Something asked for is not in the table.
    """
    rows = _rows_of(path)
    units: dict[str, int] = {}
    coder_of: dict[str, int] = {}
    code_of: dict[str, int] = {}
    interview_of: dict[str, str] = {}
    marks: list[tuple[int, int, int]] = []
    faults: list[Fault] = []
    for line, row in rows:
        problem = _problem(row, interview_of)
        if problem is not None:
            faults.append(Fault(path.name, line, *problem))
            continue
        unit, coder, code = (row[name].strip() for name in COLUMNS)
        interview_of[unit] = row.get("interview", "").strip() or unit.rpartition("#")[0]
        place = code_of.setdefault(code, len(code_of)) if code else -1
        marks.append(
            (units.setdefault(unit, len(units)), coder_of.setdefault(coder, len(coder_of)), place)
        )
    if faults:
        raise FlawedTable(path.name, faults)
    everything = _block(marks, units, coder_of, code_of, interview_of)
    return _chosen(everything, coders, codes)


def _block(
    marks: Sequence[tuple[int, int, int]],
    units: Mapping[str, int],
    coders: Mapping[str, int],
    codes: Mapping[str, int],
    interview_of: Mapping[str, str],
) -> CodedUnits:
    unit, coder, code = np.array(marks, dtype=np.int64).T
    seen = np.zeros((len(units), len(coders)), dtype=bool)
    seen[unit, coder] = True
    applied = np.zeros((len(units), len(coders), len(codes)), dtype=bool)
    given = code >= 0
    applied[unit[given], coder[given], code[given]] = True
    interviews = {name: n for n, name in enumerate(dict.fromkeys(interview_of.values()))}
    groups = None
    if len(interviews) > 1 and "" not in interviews:
        groups = np.array([interviews[interview_of[name]] for name in units], dtype=np.int64)
    everything = CodedUnits(
        "row of the table",
        tuple(units),
        tuple(coders),
        tuple(codes),
        applied,
        seen,
        np.ones(len(units)),
        groups,
        tuple(interviews) if groups is not None else (),
    )
    return everything.of_codes(sorted(codes))


def _chosen(units: CodedUnits, coders: Sequence[str], codes: Sequence[str]) -> CodedUnits:
    for coder in coders:
        if coder not in units.coders:
            raise NoSuchCoder(coder, units.coders)
    for code in codes:
        if code not in units.codes:
            raise NoSuchCodeInTable(code, units.codes)
    if coders:
        places = [units.coders.index(coder) for coder in coders]
        units = replace(
            units,
            coders=tuple(coders),
            applied=units.applied[:, places],
            seen=units.seen[:, places],
        )
    return units.of_codes(codes) if codes else units


def _rows_of(path: Path) -> list[tuple[int, dict[str, str]]]:
    if not path.is_file():
        raise InvalidInput(f"{path} is not a file.", "Check the path.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{path.name} is not UTF-8.", "Save it as “CSV UTF-8”.") from error
    header = next((line for line in text.splitlines() if line.strip()), "")
    columns = {name for _, row in read_csv(f"{header}\n{header}\n") for name in row}
    missing = [name for name in COLUMNS if name not in columns]
    if missing:
        raise InvalidInput(
            f"{path.name}, line 1: the columns unit, coder and code are needed; "
            f"there is no {' and no '.join(missing)}.",
            "Begin the file with the line: unit,coder,code",
        )
    rows = read_csv(text)
    if not rows:
        raise InvalidInput(
            f"{path.name} has a header and no rows.",
            "Add one row for each unit, coder and code, such as: I01#t004,R1,PP.REFERRAL",
        )
    return rows


def _problem(row: Mapping[str, str], interview_of: Mapping[str, str]) -> tuple[str, str] | None:
    unit = row.get("unit", "").strip()
    if not unit:
        return "The unit is missing.", "Add it, or take the row out."
    if not row.get("coder", "").strip():
        return "The coder is missing.", "Add it, or take the row out."
    if "code" not in row:
        return (
            "The row ends before the code.",
            "Add the code; if the coder left the unit uncoded, end the row with a comma.",
        )
    interview = row.get("interview", "").strip()
    if interview and interview_of.get(unit, interview) != interview:
        return "The unit stands in two interviews.", "Give each unit one interview."
    return None
