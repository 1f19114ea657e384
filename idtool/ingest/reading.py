"""Reading a transcript file: the format by content, then by name, then its reader.

A format is one module with one function, entered in ``READERS``; how a file is
recognized stands in ``recognition.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from idtool.ingest.recognition import recognize
from idtool.ingest.records import (
    ColumnChoice,
    GroupedTranscript,
    HiddenPart,
    ReadTranscript,
    SpokenTurn,
)
from idtool.ingest.refusals import EmptyTranscript, NotATable, NotATranscript, NoTurnsFound

if TYPE_CHECKING:
    from idtool.ingest.refi_sources import TextInside
    from idtool.ingest.word_body import Tracked

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

READERS: Mapping[str, str] = {
    "docx": "word.read_word",
    "odt": "odt.read_odt",
    "rtf": "rtf.read_rtf",
    "pdf": "pdf.read_pdf",
    "txt": "plain.read_plain",
    "md": "markdown.read_markdown",
    "vtt": "vtt.read_vtt",
    "srt": "srt.read_srt",
    "json": "json_file.read_json",
    "otr": "web_page.read_otr",
    "html": "web_page.read_html",
    "timed": "timed_table.read_timed_table",
    "idtool": "own_text.read_own_text",
    "eaf": "elan.read_elan",
    "textgrid": "textgrid.read_textgrid",
    "chat": "chat.read_chat",
    "exb": "exmaralda.read_exmaralda",
    "trs": "transcriber.read_transcriber",
    "tei": "tei.read_tei",
}
"""Reader by format, as module and function; a module is loaded when a file asks for it."""

_WITH_CHANGES = frozenset({"docx", "odt", "rtf"})
"""Formats whose files may hold tracked changes."""
_TABLES = frozenset({"csv", "xlsx", "ods"})
"""Tables, whose columns may be named and which may hold many interviews."""
_NO_CHOICE = ColumnChoice()


def read_transcript(
    data: bytes,
    name: str,
    *,
    tracked: Tracked = "stop",
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
    tracked: Tracked = "stop",
    labels: Sequence[str] = (),
    columns: ColumnChoice = _NO_CHOICE,
    source: str | None = None,
) -> list[GroupedTranscript]:
    """Read a file that may hold many interviews; arguments as for one.

    A table with ``columns.group_by`` gives one for each value of that column, in order
    of appearance. Of a REFI-QDA project ``source`` chooses a text by name or number, or
    ``all``; a text's group is its name where the project holds several. Every other file
    gives one.

    Raises:
        WhichSource: A project holds several texts, and ``source`` names none of them.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise EmptyTranscript(name)
    kind = recognize(data, name)
    if kind in _TABLES:
        from idtool.ingest.tables import read_tables

        return read_tables(data, name, kind, columns, known=labels)
    if columns.is_made:
        raise NotATable(name)
    if kind == "qdpx":
        from idtool.ingest.refi_sources import chosen, texts_inside

        texts = texts_inside(data, name)
        return [
            GroupedTranscript(
                text.name if len(texts) > 1 else None, _in_project(text, name, tracked, labels)
            )
            for text in chosen(texts, name, source)
        ]
    reader = _reader(kind)
    if kind in _WITH_CHANGES:
        read = reader(data, name, tracked=tracked, known=labels)
    else:
        read = reader(data, name, known=labels)
    return [GroupedTranscript(None, read)]


def _reader(kind: str) -> Reader:
    module, _, function = READERS[kind].partition(".")
    found: Reader = getattr(import_module(f"idtool.ingest.{module}"), function)
    return found


def _in_project(
    text: TextInside, name: str, tracked: Tracked, labels: Sequence[str]
) -> ReadTranscript:
    """A text of a project by the reader its own content asks for.

    The plain text is what other programs count positions in, so it is read first; the
    Word file beside it is taken where the plain one is empty or tells no speakers apart.
    """
    from idtool.ingest.refi_sources import with_times

    told = f"{text.name} in {name}"

    def read(data: bytes) -> ReadTranscript:
        if data.strip() and recognize(data, told) == "qdpx":
            raise NotATranscript(told, "it is a project in a project", "Export the text itself.")
        return read_transcript(data, told, tracked=tracked, labels=labels)

    try:
        found = with_times(read(text.plain or b""), text)
    except (EmptyTranscript, NoTurnsFound):
        if not text.rich:
            raise
        found = read(text.rich)
    return replace(found, source_format="qdpx")
