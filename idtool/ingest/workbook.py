"""Workbooks (.xlsx, .xlsm): every sheet as rows of text, and what hides in them."""

from __future__ import annotations

import datetime
import io
import re
from itertools import islice
from typing import Any

from idtool.ingest.package import Package
from idtool.ingest.records import Report, counted
from idtool.ingest.refusals import DamagedFile
from idtool.ingest.sheets import MOST_ROWS, Sheet, full_rows
from idtool.ingest.word_parts import read_properties
from idtool.ingest.word_xml import name_of, words_of_element

_COMMENTS = re.compile(r"xl/(?:comments|threadedComments|drawings)/?[\w/]*\.xml")
_PEOPLE = re.compile(r"docProps/[\w.]+\.xml|xl/persons/[\w.]+\.xml")


def read_workbook(data: bytes, name: str, report: Report) -> list[Sheet]:
    """The sheets of a workbook in their order.

    Raises:
        OversizeArchive: A part unpacks to far more than a table can hold.
        ForbiddenXml: A part declares a document type.
        DamagedFile: It does not open.
    """
    import openpyxl

    package = Package(data, name)
    for part in package.parts:
        if part.endswith((".xml", ".rels", ".vml")):
            package.check(part)  # before the library sees it
    _read_hidden(package, report)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True,
                                      keep_links=False)  # fmt: skip
        sheets = [
            Sheet(
                sheet.title,
                full_rows(
                    [
                        (number, [cell_text(value) for value in cells])
                        for number, cells in enumerate(
                            islice(sheet.iter_rows(values_only=True), MOST_ROWS), start=1
                        )
                    ]
                ),
                sheet.sheet_state == "visible",
            )
            for sheet in book.worksheets
        ]
        book.close()
    except (KeyError, ValueError, TypeError, AttributeError, OSError, IndexError) as error:
        raise DamagedFile(name, "its sheets do not open") from error
    return sheets


def cell_text(value: Any) -> str:
    """What a cell shows: times as clock times, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime):
        since = value - datetime.datetime(1899, 12, 30)
        if value.year <= 1904:
            return _clock(since if since.days >= 0 else datetime.timedelta())
        return value.isoformat(sep=" ").removesuffix(" 00:00:00")
    if isinstance(value, datetime.time):
        return _clock(
            datetime.timedelta(
                hours=value.hour, minutes=value.minute, seconds=value.second,
                microseconds=value.microsecond,
            )
        )  # fmt: skip
    if isinstance(value, datetime.timedelta):
        return _clock(value)
    return str(value).replace("_x000D_", "").replace("\r\n", "\n")


def _clock(length: datetime.timedelta) -> str:
    total = length.total_seconds()
    whole = int(total)
    part = f"{round(total - whole, 3):.3f}"[1:] if total - whole >= 0.0005 else ""
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}{part}"


def _read_hidden(package: Package, report: Report) -> None:
    """Notes on cells, text boxes and names of people: for the privacy screen only."""
    notes = 0
    for part in package.parts:
        if _PEOPLE.fullmatch(part):
            read_properties(package.xml(part), report)
        elif _COMMENTS.fullmatch(part) or re.fullmatch(r"xl/comments\d*\.xml", part):
            root = package.xml(part)
            for each in root.iter():
                if name_of(each) == "author" and each.text:
                    report.keep("author of a comment", each.text)
                elif name_of(each) in {"comment", "threadedComment", "txBody"}:
                    notes += 1
                    report.keep(f"comment {notes}", " ".join(_words(each).split()))
    if notes:
        report.note(
            0, "comments", f"{counted(notes, 'comment')} in the file: not turns, screened only."
        )


def _words(element: Any) -> str:
    return words_of_element(element) or " ".join(element.itertext())
