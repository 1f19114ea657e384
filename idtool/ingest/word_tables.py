"""Tables that hold a transcript: which column speaks, which tells who and when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from idtool.ingest.label_words import likeness, tidy, words_of
from idtool.ingest.records import Line, Report, counted
from idtool.ingest.shapes import openings
from idtool.ingest.times import is_time_alone, leading_time, span
from idtool.ingest.word_blocks import WordTable
from idtool.ingest.word_ledger import count_words
from idtool.ingest.word_lists import word_set

_HEADERS = word_set(
    """
    speaker speakers who name names person voice role participant time times timestamp timestamps
    timecode start end begin duration text transcript transcription words utterance utterances
    content speech dialogue dialog quote quotes line lines no nr number turn turns id comments
    comment notes note sprecher zeit redner inhalt interlocutor
    """
)
_NUMBER = re.compile(r"^\W*\d{1,5}\W*$")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Roles of a table's columns, by index."""

    text: int
    speaker: int | None
    time: int | None
    others: tuple[int, ...]


def table_lines(table: WordTable, report: Report) -> list[Line]:
    """Lines of a table, row by row.

    Speaker | text and time | speaker | text are recognized by what the cells hold;
    an empty speaker's cell goes on with the speaker above. Two columns headed
    by speakers (``Question | Answer``) are read across. Any other table gives its
    cells' paragraphs, for the grammar of labels to decide.
    """
    rows = [[_cell_text(cell) for cell in row] for row in table.rows]
    numbers = [_row_number(row) for row in table.rows]
    full = [
        (row, number)
        for row, number in zip(rows, numbers, strict=True)
        if any(c.strip() for c in row)
    ]
    width = Counter(len(row) for row, _ in full).most_common(1)[0][0] if full else 0
    if width > 1:
        head = full[0][0] if _is_header(full[0][0]) else None
        body = [(row, number) for row, number in full[1 if head else 0 :]]
        sides = [tidy(cell) for cell in full[0][0]]
        if (
            not head
            and len(full) > 1
            and all(likeness(side) == 3 for side in sides)
            and len(set(sides)) == width
        ):
            return _across(full, sides, report)
        columns = _columns([row for row, _ in body], width)
        if columns is not None:
            if head:
                report.keep("head of a table", " | ".join(head))
            return _by_columns(body, columns, report)
    return [
        Line(paragraph.number, piece, part="table")
        for row in table.rows
        for cell in row
        for paragraph in cell
        for piece in paragraph.text.split("\n")
    ]


def _columns(rows: Sequence[Sequence[str]], width: int) -> _Columns | None:
    """Which column is which, or ``None`` if no column tells times or speakers."""
    cells = [[row[at].strip() for row in rows if at < len(row)] for at in range(width)]
    filled = {at: full for at, column in enumerate(cells) if (full := [c for c in column if c])}
    times = [at for at, full in filled.items() if _share(full, is_time_alone) >= 0.8]
    open_ = [
        at for at, full in filled.items() if at not in times and _share(full, _is_number) < 0.8
    ]
    if not open_:
        return None
    speaker: int | None
    certain = [at for at in open_ if _speaks(filled[at], len(rows), least=3)]
    longest = max(open_, key=lambda at: sum(map(len, filled[at])))
    if certain and len(open_) > 1:
        speaker = first = certain[0]
        text = max((at for at in open_ if at != first), key=lambda at: sum(map(len, filled[at])))
    else:
        speaker, text = None, longest
        likely = [at for at in open_ if at != text and _speaks(filled[at], len(rows), least=1)]
        speaker = likely[0] if likely else None
    if speaker is None and not times:
        return None
    others = tuple(at for at in open_ if at not in {text, speaker})
    return _Columns(text, speaker, times[0] if times else None, others)


def _speaks(cells: Sequence[str], rows: int, *, least: int) -> bool:
    """Whether a column holds labels: short, few, and like speakers."""
    labels = [_who(cell)[0] for cell in cells]
    distinct = len(set(labels))
    few = distinct <= max(0.5 * len(labels), least if least > 1 else 0)
    named = 1 < rows <= 4 and _share(labels, lambda label: likeness(label) >= 2) >= 0.8
    short = max(map(len, labels)) <= 60
    return (
        (few or named) and short and _share(labels, lambda label: likeness(label) >= least) >= 0.8
    )


def _by_columns(
    rows: Sequence[tuple[list[str], int]], columns: _Columns, report: Report
) -> list[Line]:
    lines: list[Line] = []
    left_out = 0
    for row, number in rows:
        cells = [
            *row,
            *[""] * (1 + max(columns.text, columns.speaker or 0, columns.time or 0) - len(row)),
        ]
        start, end = span(cells[columns.time]) if columns.time is not None else (None, None)
        label = None
        if columns.time is not None:
            report.beside["times"] += count_words(cells[columns.time])
        if columns.speaker is not None:
            report.beside["labels"] += count_words(cells[columns.speaker])
            label, beside = _who(cells[columns.speaker])
            start = beside if start is None else start
        for at in columns.others:
            if at < len(row) and row[at].strip():
                left_out += 1
                report.keep(f"table column {at + 1}", row[at])
        given = columns.speaker is not None
        pieces = cells[columns.text].strip().split("\n")
        for place, piece in enumerate(pieces):
            lines.append(
                Line(number, piece, label=(label or None) if place == 0 else None, given=given,
                     start=start if place == 0 else None, end=end, part="table")
            )  # fmt: skip
    if left_out:
        report.note(
            0,
            "table-columns",
            f"{counted(left_out, 'table cell')} beside the speakers and the text left out of the "
            "turns.",
        )
    return lines


def _across(
    rows: Sequence[tuple[list[str], int]], sides: Sequence[str], report: Report
) -> list[Line]:
    """Rows whose cells belong to the speakers at the head of their columns."""
    report.keep("head of a table", " | ".join(sides))
    return [
        Line(number, piece, label=side if place == 0 else None, given=True, part="table")
        for row, number in rows[1:]
        for side, cell in zip(sides, row, strict=False)
        if cell.strip()
        for place, piece in enumerate(cell.strip().split("\n"))
    ]


def _who(cell: str) -> tuple[str, float | None]:
    """Label and time of a speaker's cell, which may hold both."""
    text = " ".join(cell.split())
    if not text:
        return "", None
    timed = next(
        (each for each in openings(text) if each.family == "timed" and not each.rest), None
    )
    if timed is not None:
        return timed.label, timed.start
    lead = leading_time(text)
    return (tidy(lead.rest), lead.start) if lead else (tidy(text), None)


def _is_header(row: Sequence[str]) -> bool:
    named = [words_of(cell) for cell in row if cell.strip()]
    return len(named) > 1 and all(
        words and words[0] in _HEADERS and len(words) <= 3 for words in named
    )


def _is_number(cell: str) -> bool:
    return bool(_NUMBER.match(cell))


def _share(cells: Sequence[str], holds: object) -> float:
    return sum(bool(holds(cell)) for cell in cells) / len(cells) if callable(holds) else 0.0


def _cell_text(cell: Sequence[object]) -> str:
    return "\n".join(text for each in cell if (text := str(getattr(each, "text", ""))).strip())


def _row_number(row: Sequence[Sequence[object]]) -> int:
    return next((int(getattr(each, "number", 0)) for cell in row for each in cell), 0)
