"""OpenDocument spreadsheets (.ods, .fods): every sheet as rows of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from idtool.ingest.odt import odf_parts, read_odf_properties
from idtool.ingest.odt_body import odf_words
from idtool.ingest.records import Report
from idtool.ingest.sheets import MOST_COLUMNS, MOST_ROWS, Sheet, full_rows
from idtool.ingest.word_xml import attribute, name_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_CLOCK = re.compile(r"-?PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d+))?S)?")
_MOST_REPEATED = 1000


def read_ods(data: bytes, name: str, report: Report) -> list[Sheet]:
    """The sheets of an OpenDocument spreadsheet in their order."""
    roots = odf_parts(data, name)
    read_odf_properties(roots, report)
    hidden = {
        attribute(each, "name")
        for root in roots
        for each in root.iter()
        if name_of(each) == "style"
        and any(attribute(inner, "display") == "false" for inner in each
                if name_of(inner) == "table-properties")
    }  # fmt: skip
    return [
        Sheet(
            attribute(table, "name"),
            full_rows(list(_rows(table, report))),
            attribute(table, "style-name") not in hidden,
        )
        for root in roots
        for table in root.iter()
        if name_of(table) == "table" and attribute(table, "name")
    ]


def _rows(table: _Element, report: Report) -> Iterator[tuple[int, list[str]]]:
    number = 0
    for row in table.iter():
        if name_of(row) != "table-row":
            continue
        cells: list[str] = []
        for cell in row:
            if name_of(cell) in {"table-cell", "covered-table-cell"}:
                text = _cell(cell, report)
                times = _repeated(cell, "number-columns-repeated")
                cells += [text] * min(times, MOST_COLUMNS - len(cells))
        times = _repeated(row, "number-rows-repeated")
        if any(cells):
            for _ in range(min(times, _MOST_REPEATED)):
                number += 1
                yield number, cells
        else:
            number += times
        if number > MOST_ROWS:
            return


def _repeated(element: _Element, name: str) -> int:
    told = attribute(element, name)
    return max(1, int(told)) if told.isdigit() else 1


def _cell(cell: _Element, report: Report) -> str:
    for note in cell:
        if name_of(note) == "annotation":
            report.keep("comment", odf_words(note))
    if clock := _CLOCK.fullmatch(attribute(cell, "time-value") or "-"):
        hours, minutes, seconds, part = (each or "" for each in clock.groups())
        whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
        end = f".{part[:3]}" if part.strip("0") else ""
        return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}{end}"
    return "\n".join(odf_words(each) for each in cell if name_of(each) == "p")
