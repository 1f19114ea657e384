"""Reading a transcript file: the format by content, then by name, then its reader.

A format is one module with one function, entered in ``READERS``; how a file is
recognized stands in ``recognition.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from idtool.ingest.markdown import read_markdown
from idtool.ingest.odt import read_odt
from idtool.ingest.own_text import read_own_text
from idtool.ingest.pdf import read_pdf
from idtool.ingest.plain import read_plain
from idtool.ingest.recognition import recognize
from idtool.ingest.records import (
    ColumnChoice,
    GroupedTranscript,
    HiddenPart,
    ReadTranscript,
    SpokenTurn,
)
from idtool.ingest.refusals import EmptyTranscript, NotATable
from idtool.ingest.rtf import read_rtf
from idtool.ingest.srt import read_srt
from idtool.ingest.tables import read_tables
from idtool.ingest.vtt import read_vtt
from idtool.ingest.word import read_word

__all__ = [
    "READERS",
    "ColumnChoice",
    "GroupedTranscript",
    "HiddenPart",
    "ReadTranscript",
    "SpokenTurn",
    "read_interviews",
    "read_transcript",
]

Reader = Callable[..., ReadTranscript]

READERS: Mapping[str, Reader] = {
    "docx": read_word,
    "odt": read_odt,
    "rtf": read_rtf,
    "pdf": read_pdf,
    "txt": read_plain,
    "md": read_markdown,
    "vtt": read_vtt,
    "srt": read_srt,
    "idtool": read_own_text,
}

_WITH_CHANGES = frozenset({"docx", "odt", "rtf"})
"""Formats whose files may hold tracked changes."""
_TABLES = frozenset({"csv", "xlsx", "ods"})
"""Tables, whose columns may be named and which may hold many interviews."""
_NO_CHOICE = ColumnChoice()


def read_transcript(
    data: bytes,
    name: str,
    *,
    tracked: Literal["stop", "accept", "reject"] = "stop",
    labels: Sequence[str] = (),
    columns: ColumnChoice = _NO_CHOICE,
) -> ReadTranscript:
    """Read the bytes of one transcript file into turns, findings and hidden parts.

    Args:
        data: The whole file.
        name: Its name, used to recognize the format where the content leaves it
            open, and in findings and errors.
        tracked: What to do with tracked changes in a document: ``stop``, or take
            it as if they were all accepted or all rejected.
        labels: Speakers' labels the researcher named (``--speaker LABEL=…``). They
            count as labels wherever they begin a line, whatever follows them.
        columns: Columns of a table the researcher named. ``group_by`` does not
            count here: the file is read as one interview.

    Raises:
        InvalidInput: The file cannot be read (unknown format, empty, protected,
            damaged, tracked changes, no turns); the remedy says what to do.
        UsageProblem: The columns of a table must be named.
    """
    alone = replace(columns, group_by="" if columns.group_by else columns.group_by)
    return read_interviews(data, name, tracked=tracked, labels=labels, columns=alone)[0].read


def read_interviews(
    data: bytes,
    name: str,
    *,
    tracked: Literal["stop", "accept", "reject"] = "stop",
    labels: Sequence[str] = (),
    columns: ColumnChoice = _NO_CHOICE,
) -> list[GroupedTranscript]:
    """Read a file that may hold many interviews; arguments as for one.

    A table with ``columns.group_by`` gives one for each value of that column, in order
    of appearance; every other file gives one.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise EmptyTranscript(name)
    kind = recognize(data, name)
    if kind in _TABLES:
        return read_tables(data, name, kind, columns, known=labels)
    if columns.is_made:
        raise NotATable(name)
    reader = READERS[kind]
    if kind in _WITH_CHANGES:
        read = reader(data, name, tracked=tracked, known=labels)
    else:
        read = reader(data, name, known=labels)
    return [GroupedTranscript(None, read)]
