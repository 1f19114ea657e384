"""Tables of turns (.csv, .tsv, .xlsx, .ods): rows to turns, and one file to many interviews."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from idtool.ingest.delimited import read_delimited
from idtool.ingest.encoding import clean
from idtool.ingest.ods import read_ods
from idtool.ingest.plain import turns_of
from idtool.ingest.records import (
    ColumnChoice,
    GroupedTranscript,
    Line,
    Report,
    SpokenTurn,
    counted,
    line_list,
)
from idtool.ingest.refusals import (
    EmptyTranscript,
    KeyFileRefused,
    NoSpeakers,
    NoSuchColumn,
    NoTurnsFound,
    WhichColumn,
)
from idtool.ingest.sheets import Row, Sheet
from idtool.ingest.table_columns import Columns, Table, across, find_columns, in_turns, with_head
from idtool.ingest.times import is_time_alone, span
from idtool.ingest.word_ledger import count_words
from idtool.ingest.workbook import read_workbook
from idtool.privacy.keyfiles import key_like_columns

_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MILLISECONDS = 200
"""Usual length of a row's time, in units of the file, from which on these are thousandths."""


def read_tables(
    data: bytes, name: str, kind: str, choice: ColumnChoice, *, known: Sequence[str] = ()
) -> list[GroupedTranscript]:
    """The interviews of a table: one, or one for each value of the column grouped by.

    Raises:
        WhichColumn, NoSuchColumn, SeveralInterviews: The columns are not plain.
        KeyFileRefused: The table pairs ids with people.
        NotATranscript: It holds no talk.
        NoTurnsFound: There are words, but nobody speaks them.
    """
    report = Report(name)
    sheets, encoding = _sheets(data, name, kind, report)
    sheet = _chosen(sheets, choice, report)
    table = with_head(sheet)
    _refuse_keys(table, name)
    sides = across(table) if choice.text is None and choice.speaker is None else []
    if sides:
        report.keep("head of a table", " | ".join(table.names()))
        table = in_turns(table, sides)
    columns = find_columns(table, choice, name)
    _report_roles(table, columns, report)
    groups = _groups(table, columns)
    result = []
    for group, rows in groups.items():
        own = Report(name, list(report.findings), list(report.hidden), {}, Counter(report.beside))
        _keep_others(table, rows, columns, own, group)
        lines = _cleaned(_lines(rows, columns, own), own)
        turns = _turns(lines, columns, own, known)
        read = own.transcript(kind, encoding, turns)
        result.append(GroupedTranscript(group or None, read))
    return result


def _turns(
    lines: Sequence[Line], columns: Columns, report: Report, known: Sequence[str]
) -> tuple[SpokenTurn, ...]:
    try:
        return turns_of(lines, report, known=known)
    except NoTurnsFound as error:
        if columns.speaker is None:
            raise NoSpeakers(report.source) from error
        raise


def _sheets(data: bytes, name: str, kind: str, report: Report) -> tuple[list[Sheet], str]:
    if kind == "xlsx":
        return read_workbook(data, name, report), "utf-8"
    if kind == "ods":
        return read_ods(data, name, report), "utf-8"
    sheet, encoding = read_delimited(data, report)
    return [sheet], encoding


def _chosen(sheets: Sequence[Sheet], choice: ColumnChoice, report: Report) -> Sheet:
    """The sheet that holds the interview; the words of all others are hidden."""
    full = [sheet for sheet in sheets if sheet.rows]
    if not full:
        raise EmptyTranscript(report.source)
    names = [sheet.name for sheet in sheets]
    if choice.sheet is not None:
        wanted = choice.sheet.strip().casefold()
        found = next((s for s in sheets if s.name.strip().casefold() == wanted), None)
        if found is None and wanted.isdigit() and 1 <= int(wanted) <= len(sheets):
            found = sheets[int(wanted) - 1]
        if found is None or not found.rows:
            raise NoSuchColumn(report.source, "sheet", choice.sheet, names)
    else:
        likely = [sheet for sheet in full if sheet.shown and _may_be_talk(sheet)]
        if len(likely) > 1:
            raise WhichColumn(
                report.source, "sheet holds talk", "--sheet", [sheet.name for sheet in likely]
            )
        found = likely[0] if likely else max(full, key=lambda sheet: len(sheet.rows))
    others = [sheet for sheet in full if sheet is not found]
    for sheet in others:
        words = "\n".join(" | ".join(filter(None, row.cells)) for row in sheet.rows)
        report.keep(f"sheet {sheets.index(sheet) + 1}", words)
    if others:
        report.note(
            0, "other-sheets", f"{counted(len(others), 'other sheet')} not read, screened only."
        )
    return found


def _may_be_talk(sheet: Sheet) -> bool:
    """Whether a sheet has a column of sentences."""
    rows = sheet.rows[:200]
    return any(
        len(cells) > 1 and sum(len(cell.split()) for cell in cells) >= 3 * len(cells)
        for at in range(sheet.width)
        if (cells := [cell for row in rows[1:] if (cell := row.cell(at))])
    )


def _refuse_keys(table: Table, name: str) -> None:
    """Stop at a list of people; a transcript's labels come again, a list's names do not."""
    first = table.head or (table.rows[0] if table.rows else None)
    reason = key_like_columns(first.cells) if first is not None else None
    if reason is None:
        return
    recurring = any(
        1 < len(set(cells)) <= 0.5 * len(cells)
        for at in range(table.width)
        if len(cells := table.filled(at)) > 3
    )
    talk = any(
        sum(len(cell.split()) for cell in cells) >= 4 * len(cells)
        for at in range(table.width)
        if (cells := table.filled(at))
    )
    if not (recurring and talk):
        raise KeyFileRefused(name, reason)


def _report_roles(table: Table, columns: Columns, report: Report) -> None:
    names = table.names()
    told = [
        f"{role} in column {at + 1}"
        for role, at in (
            ("words", columns.text), ("speakers", columns.speaker), ("start", columns.start),
            ("end", columns.end), ("interviews", columns.group),
        )
        if at is not None
    ]  # fmt: skip
    report.note(
        table.head.number if table.head else 0, "columns", f"Read as: {', '.join(told)} "
        f"of {len(names)}."
    )  # fmt: skip
    if table.head is not None:
        report.keep("head of a table", " | ".join(table.head.cells))
    for row in table.before:
        report.keep(f"line {row.number}, heading", " | ".join(filter(None, row.cells)))
    if table.before:
        numbers = [row.number for row in table.before]
        report.note(
            numbers[0],
            "heading",
            f"{counted(len(numbers), 'row')} above the table kept out of the turns: "
            f"{line_list(numbers)}.",
        )


def _groups(table: Table, columns: Columns) -> dict[str, list[Row]]:
    """Rows by interview, in order of appearance; an empty cell goes on with the one above."""
    groups: dict[str, list[Row]] = {}
    current = ""
    for row in table.rows:
        if columns.group is not None:
            current = row.cell(columns.group) or current
        groups.setdefault(current, []).append(row)
    return groups


def _keep_others(
    table: Table, rows: Sequence[Row], columns: Columns, report: Report, group: str
) -> None:
    """The cells that are neither words nor labels nor times, column by column."""
    used = {columns.text, columns.speaker, columns.start, columns.end, columns.group}
    if group:
        report.keep("group", group)
    left_out = 0
    for at in range(table.width):
        cells = [cell for row in rows if (cell := row.cell(at))] if at not in used else []
        if cells:
            left_out += len(cells)
            report.keep(f"table column {at + 1}", "\n".join(cells))
    if left_out:
        report.note(
            0,
            "table-columns",
            f"{counted(left_out, 'table cell')} beside the speakers and the words left out of the "
            "turns.",
        )


def _lines(rows: Sequence[Row], columns: Columns, report: Report) -> list[Line]:
    rows = _without_repeats(rows, columns, report)
    _count_cells(rows, columns, report)
    unit = _unit(rows, columns)
    texts = [row.cell(columns.text) for row in rows]
    words = sum(len(text.split()) for text in texts) <= 1.3 * max(1, sum(map(bool, texts)))
    captions = columns.speaker is None and columns.start is not None
    joint = " " if words or captions or columns.end is not None else "\n"
    lines: list[Line] = []
    unescaped = 0
    for row, text in zip(rows, texts, strict=True):
        label = row.cell(columns.speaker) if columns.speaker is not None else ""
        if _ENTITY.search(text + label) or _BREAK.search(text):
            text, label = html.unescape(_BREAK.sub("\n", text)), html.unescape(label)
            unescaped += 1
        start = _seconds(row.cell(columns.start), unit)
        end = _seconds(row.cell(columns.end), unit)
        for place, piece in enumerate(text.split("\n")):
            first = place == 0
            lines.append(
                Line(
                    row.number, piece.strip(), opens=first,
                    label=(label or None) if first else None,
                    given=columns.speaker is not None, start=start if first else None, end=end,
                    joint=joint if first else "\n", part="table",
                )
            )  # fmt: skip
    if unescaped:
        told = f"{counted(unescaped, 'row')} with letters written as for a web page (&amp;) read."
        report.note(0, "web-letters", told)
    return lines


def _count_cells(rows: Sequence[Row], columns: Columns, report: Report) -> None:
    """Count the words of cells that say who speaks, when, and in which interview."""
    for what, at in (
        ("labels", columns.speaker), ("times", columns.start), ("times", columns.end),
        ("interview ids", columns.group),
    ):  # fmt: skip
        if at is not None:
            report.beside[what] += sum(count_words(row.cell(at)) for row in rows)


def _without_repeats(rows: Sequence[Row], columns: Columns, report: Report) -> list[Row]:
    """Rows without those a second annotator's columns made come twice."""
    if columns.row is None or columns.start is None:
        return list(rows)
    used = (columns.row, columns.start, columns.speaker, columns.text)
    seen: set[tuple[str, ...]] = set()
    kept: list[Row] = []
    repeated: list[Row] = []
    for row in rows:
        key = tuple(row.cell(at) for at in used)
        (repeated if key in seen else kept).append(row)
        seen.add(key)
    if repeated:
        numbers = [row.number for row in repeated]
        report.note(
            numbers[0],
            "repeated-rows",
            f"{counted(len(numbers), 'row')} with the same number, time, speaker and words as one "
            f"before left out: {line_list(numbers)}.",
        )
        report.keep("repeated rows", "\n".join(row.cell(columns.text) for row in repeated))
    return kept


def _unit(rows: Sequence[Row], columns: Columns) -> float:
    """Seconds of one unit of numeric times: 1, or a thousandth."""
    starts = [_number(row.cell(columns.start)) for row in rows]
    ends = [_number(row.cell(columns.end)) for row in rows]
    lengths = [b - a for a, b in zip(starts, ends, strict=True) if a is not None and b is not None]
    return 0.001 if lengths and median(lengths) > _MILLISECONDS else 1.0


def _seconds(cell: str, unit: float) -> float | None:
    if not cell:
        return None
    number = _number(cell)
    if number is not None:
        return round(number * unit, 3)
    return span(cell)[0] if is_time_alone(cell) or ":" in cell else None


def _number(cell: str) -> float | None:
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return None


def _cleaned(lines: Sequence[Line], report: Report) -> list[Line]:
    clean("\n".join(line.text for line in lines), report)
    silent = Report(report.source)
    return [
        replace(line, text=clean(line.text, silent).replace("\n", " "),
                label=clean(line.label, silent) if line.label else line.label)
        for line in lines
    ]  # fmt: skip


def looks_like_talk(text: str) -> bool:
    """Whether a text file without a telling name is a table of turns.

    Its first line must name speakers or times, and words, as columns; and most rows
    must have as many cells.
    """
    from idtool.ingest.delimited import delimiter
    from idtool.ingest.table_words import SPEAKER, START, TEXT, plain

    lines = [line for line in text.split("\n") if line.strip()][:60]
    if len(lines) < 3:
        return False
    sign = delimiter("\n".join(lines))
    heads = [plain(cell) for cell in lines[0].split(sign)]
    widths = Counter(line.count(sign) for line in lines[1:])
    named = any(head in SPEAKER or head in START for head in heads)
    usual = widths.most_common(1)[0][0]
    return len(heads) > 1 and named and any(h in TEXT for h in heads) and usual >= len(heads) - 1
