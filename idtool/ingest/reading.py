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
from idtool.ingest.own_text import read_own_text
from idtool.ingest.plain import read_plain
from idtool.ingest.recognition import recognize
from idtool.ingest.records import HiddenPart, ReadTranscript, SpokenTurn
from idtool.ingest.refi_sources import TextInside, chosen, texts_inside, with_times
from idtool.ingest.refusals import EmptyTranscript, NotATranscript, NoTurnsFound
from idtool.ingest.srt import read_srt
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
    "HiddenPart",
    "ReadTranscript",
    "SpokenTurn",
    "read_all",
    "read_transcript",
]

Reader = Callable[..., ReadTranscript]

READERS: Mapping[str, Reader] = {
    "docx": read_word,
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


def read_transcript(
    data: bytes,
    name: str,
    *,
    tracked: Tracked = "stop",
    labels: Sequence[str] = (),
) -> ReadTranscript:
    """Read the bytes of one transcript file into turns, findings and hidden parts.

    Args:
        data: The whole file.
        name: Its name, used to recognize the format where the content leaves it
            open, and in findings and errors.
        tracked: What to do with tracked changes in a Word file: ``stop``, or take
            it as if they were all accepted or all rejected.
        labels: Speakers' labels the researcher named (``--speaker LABEL=…``). They
            count as labels wherever they begin a line, whatever follows them.

    Raises:
        InvalidInput: The file cannot be read (unknown format, empty, protected,
            damaged, tracked changes, no turns); the remedy says what to do.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise EmptyTranscript(name)
    kind = recognize(data, name)
    if kind == "qdpx":
        (text,) = chosen(texts_inside(data, name), name, None)
        return _in_project(text, name, tracked, labels)
    reader = READERS[kind]
    if kind == "docx":
        return reader(data, name, tracked=tracked, known=labels)
    return reader(data, name, known=labels)


def read_all(
    data: bytes,
    name: str,
    *,
    source: str | None = None,
    tracked: Tracked = "stop",
    labels: Sequence[str] = (),
) -> list[tuple[str, ReadTranscript]]:
    """Read every interview of a file, each with the name it goes by.

    Most files hold one, which goes by the file's name. A REFI-QDA project may hold
    several texts.

    Args:
        data: The whole file.
        name: Its name.
        source: Which text of a project: its name, its number, or ``all``.
        tracked: As for ``read_transcript``.
        labels: As for ``read_transcript``.

    Raises:
        WhichSource: A project holds several texts, and ``source`` names none of them.
        InvalidInput: As for ``read_transcript``.
    """
    if data.strip(b"\0 \t\r\n") and recognize(data, name) == "qdpx":
        return [
            (text.name, _in_project(text, name, tracked, labels))
            for text in chosen(texts_inside(data, name), name, source)
        ]
    return [(name, read_transcript(data, name, tracked=tracked, labels=labels))]


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
            raise NotATranscript(
                told, "it is a project inside a project", "Export the text itself."
            )
        return read_transcript(data, told, tracked=tracked, labels=labels)

    try:
        found = with_times(read(text.plain or b""), text)
    except (EmptyTranscript, NoTurnsFound):
        if not text.rich:
            raise
        found = read(text.rich)
    return replace(found, source_format="qdpx")
