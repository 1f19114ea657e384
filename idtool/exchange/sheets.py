"""CSV that spreadsheets open without running anything.

A cell that begins with ``=``, ``+``, ``-`` or ``@`` would be taken for a formula;
it is written with an apostrophe in front, which reading takes off again. So that
reading gives back exactly what was written, a cell that begins with apostrophes
before such a sign gets one more.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from idtool.errors import InvalidInput

_ACTIVE = re.compile(r"^'*[=+\-@\t\r]")
_ESCAPED = re.compile(r"^'+[=+\-@\t\r]")


def as_cell(value: object) -> str:
    """The text of a cell; ``None`` is empty, formula-like text is made inert."""
    text = "" if value is None else str(value)
    if isinstance(value, (int, float)):
        return text
    return f"'{text}" if _ACTIVE.match(text) else text


def from_cell(text: str) -> str:
    """What was meant by a cell that :func:`as_cell` wrote."""
    return text[1:] if _ESCAPED.match(text) else text


def write_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """A CSV text with a header line; commas, quotes and line breaks are quoted."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([as_cell(row.get(name)) for name in columns])
    return out.getvalue()


def read_csv(text: str) -> list[tuple[int, dict[str, str]]]:
    """Rows by column with the line each begins in; the separator is found in the header.

    Raises:
        InvalidInput: A row has more cells than the header; none is silently dropped.
    """
    text = text.removeprefix("﻿")
    header = text.split("\n", 1)[0]
    separator = max((",", ";", "\t"), key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    names: list[str] = []
    rows = []
    line = 1
    for cells in reader:
        if not names:
            names = [cell.strip().lower() for cell in cells]
        elif any(cell.strip() for cell in cells[len(names) :]):
            raise InvalidInput(
                f"Line {line} of the table has more cells than its header.",
                f"Put text that holds a “{separator}” in quotes.",
            )
        elif any(cell.strip() for cell in cells):
            rows.append(
                (line, {name: from_cell(cell) for name, cell in zip(names, cells, strict=False)})
            )
        line = reader.line_num + 1
    return rows
