"""Tables of values (.csv, .tsv): which sign parts the cells is counted, not guessed."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from idtool.ingest.encoding import decode
from idtool.ingest.records import Report
from idtool.ingest.sheets import MOST_ROWS, Sheet, full_rows

_SIGNS = ",;\t|"
_SAMPLE = 60
_LARGEST_CELL = 16 * 1024 * 1024
_SAID = re.compile(r"^sep=(.)\s*$", re.IGNORECASE)


def read_delimited(data: bytes, report: Report) -> tuple[Sheet, str]:
    """The table of a text file, and the encoding it was read in."""
    text, encoding = decode(data, report)
    text = text.lstrip("\ufeff").replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    skipped = 0
    said = _SAID.match(text.split("\n", 1)[0])
    if said:
        text, skipped = text.split("\n", 1)[1] if "\n" in text else "", 1
    sign = said[1] if said else delimiter(text)
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, skipinitialspace=True)
    rows: list[tuple[int, list[str]]] = []
    line = skipped
    try:
        for cells in islice(reader, MOST_ROWS):
            rows.append((line + 1, cells))
            line = skipped + reader.line_num
    except csv.Error:  # a cell beyond all measure: a quotation mark that nothing closes
        return _without_quotes(text, sign, skipped), encoding
    if _swallowed([cells for _, cells in rows], sign, text):
        return _without_quotes(text, sign, skipped), encoding
    return Sheet("", full_rows(rows)), encoding


def delimiter(text: str) -> str:
    """The sign that parts the cells of a table's text.

    Each sign is tried on the first rows with quotation marks respected. The one that
    gives the head more than one cell and most rows as many cells as the head wins;
    of equals, the one that gives more cells.
    """
    return max(_SIGNS, key=lambda sign: _fit(text, sign))


def _fit(text: str, sign: str) -> tuple[float, int]:
    sample = io.StringIO(text, newline="")
    try:
        rows = [
            row
            for row in islice(csv.reader(sample, delimiter=sign, skipinitialspace=True), _SAMPLE)
            if any(cell.strip() for cell in row)
        ]
    except csv.Error:
        return 0.0, 0
    widths = [len(row) for row in rows]
    if not widths or max(widths) < 2:
        return 0.0, 0
    usual, count = Counter(widths).most_common(1)[0]
    head = widths[0]
    if usual < 2:
        return (0.1, head) if head > 1 else (0.0, 0)
    return round(count / len(widths), 1), min(head, usual) if head > 1 else usual


def _swallowed(rows: Sequence[Sequence[str]], sign: str, text: str) -> bool:
    """Whether a cell holds whole rows, since nothing closes its quotation mark.

    Lines of what somebody said may hold as many signs as a row. They are rows where quotation
    marks do not pair, or where they begin or end as rows do.
    """
    width = max(map(len, rows), default=0)
    inside = [
        line
        for cells in rows
        for cell in cells
        if "\n" in cell
        and len(lines := [x for x in cell.split("\n") if x.count(sign) >= width - 1]) > 1
        for line in lines
    ]
    if width < 2 or not inside:
        return False
    first = {_shape(cells[0]) for cells in rows if cells}
    last = {_shape(cells[-1]) for cells in rows if len(cells) == width}
    return not _is_closed(text, sign) or any(
        _shape(line.split(sign)[0]) in first or _shape(line.split(sign)[-1]) in last
        for line in inside
    )


def _is_closed(text: str, sign: str) -> bool:
    """Whether every quotation mark that opens a cell is closed at the end of one."""
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=sign, skipinitialspace=True, strict=True
    )
    try:
        for _ in islice(reader, MOST_ROWS):
            pass
    except csv.Error:
        return False
    return True


def _shape(cell: str) -> str:
    """A cell with its numbers alike: rows are numbered, timed, and begin with ids of people."""
    return re.sub(r"\d+", "0", cell.strip())


def _without_quotes(text: str, sign: str, skipped: int) -> Sheet:
    lines = enumerate(text.split("\n"), start=skipped + 1)
    return Sheet("", full_rows([(number, line.split(sign)) for number, line in lines]))
