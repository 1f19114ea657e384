"""Which column of a table speaks, which tells who and when: by head, then by content.

What is plain is found; what is not, such as a text beside its translation, is asked
for and never guessed.
"""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from idtool.ingest.label_words import likeness, tidy
from idtool.ingest.records import ColumnChoice
from idtool.ingest.refusals import NoSuchColumn, NotATranscript, SeveralInterviews, WhichColumn
from idtool.ingest.sheets import Row, Sheet
from idtool.ingest.table_words import (
    CODEBOOK,
    CODES,
    END,
    GROUP,
    ROW,
    SPEAKER,
    START,
    TEXT,
    is_known,
    plain,
)
from idtool.ingest.times import is_time_alone

_HEAD = 15
"""First rows among which the head of the table is looked for."""
_LONGEST_HEAD = 60
_LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Columns:
    """The roles of a table's columns, by index from 0."""

    text: int
    speaker: int | None
    start: int | None
    end: int | None
    group: int | None
    row: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its head told from its rows; ``before`` are rows above the head."""

    before: tuple[Row, ...]
    head: Row | None
    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        """Columns of the table."""
        return max((len(row.cells) for row in (*self.rows, *([self.head] if self.head else []))),
                   default=0)  # fmt: skip

    def names(self) -> list[str]:
        """What columns are called in messages: by head, or by number."""
        return [
            (self.head.cell(at) if self.head else "") or f"{at + 1}" for at in range(self.width)
        ]

    def filled(self, at: int) -> list[str]:
        """The cells of a column that hold something."""
        return [cell for row in self.rows if (cell := row.cell(at))]


def with_head(sheet: Sheet) -> Table:
    """A sheet's head: the row that names columns, or one whose cells never come again."""
    rows = sheet.rows
    for at, row in enumerate(rows[:_HEAD]):
        cells = [cell for cell in row.cells if cell.strip()]
        known = sum(is_known(cell) or likeness(tidy(cell)) == 3 for cell in cells)
        short = all(len(cell) <= _LONGEST_HEAD for cell in cells)
        if short and known and (known > 1 or len(cells) == known) and not _repeats(row, rows[at:]):
            return Table(rows[:at], row, rows[at + 1 :])
    first = rows[0]
    if len(rows) > 3 and _names_columns(first, rows[1:]):
        return Table((), first, rows[1:])
    return Table((), None, rows)


def _repeats(row: Row, rows: Sequence[Row]) -> bool:
    """Whether a would-be head's first cell comes again below it, as labels do."""
    first = next((at for at, cell in enumerate(row.cells) if cell.strip()), 0)
    return sum(other.cell(first) == row.cell(first) for other in rows) > max(1, 0.2 * len(rows))


def _names_columns(first: Row, rows: Sequence[Row]) -> bool:
    cells = [(at, cell.strip()) for at, cell in enumerate(first.cells) if cell.strip()]
    if len(cells) < 2 or any(len(cell) > 40 or is_time_alone(cell) or _number(cell) is not None
                             for _, cell in cells):  # fmt: skip
        return False
    if any(cell[-1] in ".?!…" or len(cell.split()) > 4 for _, cell in cells):
        return False
    return not any(cell == row.cell(at) for at, cell in cells for row in rows)


def across(table: Table) -> list[int]:
    """Columns headed by speakers whose cells are what they said (``Question | Answer``)."""
    if table.head is None or any(plain(head) in TEXT for head in table.names()):
        return []
    sides = [
        at
        for at, head in enumerate(table.names())
        if likeness(tidy(head)) == 3
        and (cells := table.filled(at))
        and _is_talk(cells)
        and sum(len(cell.split()) for cell in cells) >= 2 * len(cells)
    ]
    return sides if len(sides) > 1 else []


def in_turns(table: Table, sides: Sequence[int]) -> Table:
    """A table read across, with a row for each cell a speaker's column holds.

    Its first two columns are the speaker and the words; the others stay as they are,
    beside the first of the speakers only.
    """
    names = table.names()
    others = [at for at in range(table.width) if at not in sides]
    rows = []
    for row in table.rows:
        filled = [at for at in sides if row.cell(at)]
        for place, at in enumerate(filled):
            beside = [row.cell(other) if place == 0 else "" for other in others]
            rows.append(Row(row.number, (names[at], row.cell(at), *beside)))
    head = ("speaker", "text", *[names[other] for other in others])
    return Table(table.before, Row(table.head.number if table.head else 0, head), tuple(rows))


def find_columns(table: Table, choice: ColumnChoice, name: str) -> Columns:
    """The role of each column.

    Raises:
        NoSuchColumn: A column was named that the table does not have.
        WhichColumn: Several columns hold words, or name speakers.
        SeveralInterviews: The table holds many interviews, and nobody said so.
        NotATranscript: No column holds talk.
    """
    heads = [plain(head) for head in table.names()]
    asked = {
        role: _named(table, wanted, name) if wanted else None
        for role, wanted in (
            ("speaker", choice.speaker), ("text", choice.text), ("group", choice.group_by)
        )
    }  # fmt: skip
    start, end = _by_head(heads, START), _by_head(heads, END)
    start = start if start is not None and _is_time(table, start) else _time_by_content(table)
    end = end if end is not None and end != start and _is_time(table, end) else None
    taken = {at for at in (start, end, *asked.values()) if at is not None}
    text = asked["text"]
    if text is None:
        text = _text(table, heads, taken, name)
    taken.add(text)
    speaker = asked["speaker"]
    if speaker is None:
        speaker = _speaker(table, heads, taken)
    if speaker is not None:
        taken.add(speaker)
    group = asked["group"]
    if group is None and choice.group_by is None:
        _refuse_several(table, heads, taken, name)
    return Columns(text, speaker, start, end, group, _by_head(heads, ROW, but=taken))


def _named(table: Table, wanted: str, name: str) -> int:
    names = table.names()
    for at, head in enumerate(names):
        if head == wanted or plain(head) == plain(wanted):
            return at
    if wanted.isdigit() and 1 <= int(wanted) <= table.width:
        return int(wanted) - 1
    if len(wanted) == 1 and wanted.upper() in string.ascii_uppercase[: table.width]:
        return string.ascii_uppercase.index(wanted.upper())
    raise NoSuchColumn(name, "column", wanted, names)


def _by_head(heads: Sequence[str], known: Sequence[str], *, but: set[int] = set()) -> int | None:  # noqa: B006
    return next(
        (heads.index(each) for each in known if each in heads and heads.index(each) not in but),
        None,
    )


def _is_time(table: Table, at: int) -> bool:
    cells = table.filled(at)
    return bool(cells) and _share(cells, lambda c: is_time_alone(c) or _number(c) is not None) > 0.8


def _time_by_content(table: Table) -> int | None:
    return next(
        (at for at in range(table.width)
         if len(cells := table.filled(at)) > 1 and _share(cells, is_time_alone) > 0.8),
        None,
    )  # fmt: skip


def _text(table: Table, heads: Sequence[str], taken: set[int], name: str) -> int:
    """The column that holds what was said."""
    lengths = {
        at: sum(len(cell.split()) for cell in cells)
        for at in range(table.width)
        if at not in taken and (cells := table.filled(at)) and _is_talk(cells)
    }
    codebook = bool(CODES & set(heads) and CODEBOOK & set(heads))
    if not lengths or (codebook and not set(SPEAKER) & set(heads)):
        raise _no_talk(heads, name)
    headed = [at for at in lengths if heads[at] in TEXT]
    best = min(headed, key=lambda at: TEXT.index(heads[at])) if headed else None
    if best is None:
        best = max(lengths, key=lambda at: lengths[at])
        if heads[best] not in TEXT and _looks_like_a_list(table, best):
            raise _no_talk(heads, name)
    rows = [row for row in table.rows if row.cell(best)]
    rivals = [
        at for at in lengths
        if at != best
        and sum(bool(row.cell(at)) for row in rows) > 0.5 * len(rows)
        and heads[at] not in SPEAKER
        and lengths[at] > max(0.4 * lengths[best], 1.5 * len(table.filled(at)))
        and len(set(table.filled(at))) > 0.5 * len(table.filled(at))
    ]  # fmt: skip
    if rivals:
        names = table.names()
        raise WhichColumn(
            name, "column holds words", "--text-column", [names[at] for at in [best, *rivals]]
        )
    return best


def _is_talk(cells: Sequence[str]) -> bool:
    """Whether cells hold words, not numbers, times or addresses of files."""
    wordy = [cell for cell in cells if any(map(str.isalpha, cell)) and "://" not in cell[:12]]
    return len(wordy) > 0.5 * len(cells)


def _looks_like_a_list(table: Table, at: int) -> bool:
    """Whether the longest column holds single words and names, as a list of people does."""
    cells = table.filled(at)
    return sum(len(cell.split()) for cell in cells) < 3 * len(cells)


def _no_talk(heads: Sequence[str], name: str) -> NotATranscript:
    if CODES & set(heads) and CODEBOOK & set(heads):
        return NotATranscript(
            name,
            "it is a codebook",
            "Read it with idtool codebook; a transcript has a column with who speaks and one "
            "with the words.",
        )
    return NotATranscript(
        name,
        "none of its columns holds talk",
        "If one does, name it: --text-column COLUMN. A list of participants is no transcript; "
        "ids and roles of people belong into roster.yaml, and their names nowhere.",
    )


def _speaker(table: Table, heads: Sequence[str], taken: set[int]) -> int | None:
    """The column that tells who speaks: by its head, else the one that takes turns."""
    for each in SPEAKER:
        if each in heads and (at := heads.index(each)) not in taken and table.filled(at):
            cells = table.filled(at)
            if max(map(len, cells)) <= 2 * _LONGEST_LABEL:
                return at
    scores = {
        at: score
        for at in range(table.width)
        if at not in taken and (score := _speaks(table.filled(at), len(table.rows)))
    }
    return max(scores, key=lambda at: scores[at]) if scores else None


def _speaks(cells: Sequence[str], rows: int) -> float:
    """How much a column without a telling head is like one of labels; 0 if it is none."""
    labels = [tidy(cell) for cell in cells]
    distinct = set(labels)
    if len(labels) < 0.1 * rows or not 2 <= len(distinct) <= max(2, min(40, 0.4 * len(labels))):
        return 0.0
    if max(map(len, labels)) > _LONGEST_LABEL or _share(labels, lambda e: likeness(e) >= 1) < 0.8:
        return 0.0
    changes = sum(a != b for a, b in pairwise(labels)) / max(1, len(labels) - 1)
    strong = _share(labels, lambda each: likeness(each) == 3)
    return changes + strong if changes >= 0.2 or strong > 0.8 else 0.0


def _refuse_several(table: Table, heads: Sequence[str], taken: set[int], name: str) -> None:
    for each in GROUP:
        at = heads.index(each) if each in heads else None
        if at is None or at in taken:
            continue
        cells = table.filled(at)
        distinct = len(set(cells))
        changes = sum(a != b for a, b in pairwise(cells)) + 1
        if 2 <= distinct <= 0.5 * len(cells) and changes <= 1.2 * distinct:
            raise SeveralInterviews(name, table.names()[at], distinct)


def _number(cell: str) -> float | None:
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return None


def _share(cells: Sequence[str], holds: object) -> float:
    return sum(bool(holds(cell)) for cell in cells) / len(cells) if callable(holds) else 0.0
