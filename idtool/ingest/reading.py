"""Reading a transcript file: the format by content, then by name, then its reader.

A format is one module with one function, entered in ``READERS``; how a file is
recognized stands in ``recognition.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from idtool.ingest.chat import read_chat
from idtool.ingest.elan import read_elan
from idtool.ingest.exmaralda import read_exmaralda
from idtool.ingest.json_file import read_json
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
from idtool.ingest.refi_sources import TextInside, chosen, texts_inside, with_times
from idtool.ingest.refusals import EmptyTranscript, NotATable, NotATranscript, NoTurnsFound
from idtool.ingest.rtf import read_rtf
from idtool.ingest.srt import read_srt
from idtool.ingest.tables import read_tables
from idtool.ingest.tei import read_tei
from idtool.ingest.textgrid import read_textgrid
from idtool.ingest.timed_table import read_timed_table
from idtool.ingest.transcriber import read_transcriber
from idtool.ingest.vtt import read_vtt
from idtool.ingest.web_page import read_html, read_otr
from idtool.ingest.word import read_word
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

READERS: Mapping[str, Reader] = {
    "docx": read_word,
    "odt": read_odt,
    "rtf": read_rtf,
    "pdf": read_pdf,
    "txt": read_plain,
    "md": read_markdown,
    "vtt": read_vtt,
    "srt": read_srt,
    "json": read_json,
    "otr": read_otr,
    "html": read_html,
    "timed": read_timed_table,
    "idtool": read_own_text,
    "eaf": read_elan,
    "textgrid": read_textgrid,
    "chat": read_chat,
    "exb": read_exmaralda,
    "trs": read_transcriber,
    "tei": read_tei,
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
        return read_tables(data, name, kind, columns, known=labels)
    if columns.is_made:
        raise NotATable(name)
    if kind == "qdpx":
        texts = texts_inside(data, name)
        return [
            GroupedTranscript(
                text.name if len(texts) > 1 else None, _in_project(text, name, tracked, labels)
            )
            for text in chosen(texts, name, source)
        ]
    reader = READERS[kind]
    if kind in _WITH_CHANGES:
        read = reader(data, name, tracked=tracked, known=labels)
    else:
        read = reader(data, name, known=labels)
    return [GroupedTranscript(None, read)]


def _in_project(
    text: TextInside, name: str, tracked: Tracked, labels: Sequence[str]
) -> ReadTranscript:
    """A text of a project by the reader its own content asks for.

    The plain text is what other programs count positions in, so it is read first; the
    Word file beside it is taken where the plain one is empty or tells no speakers apart.
    """
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
