"""JSON exports (.json, .jsonl) of transcription programs and services.

Which shape a document has is told by its content: first the known ones, then any
list of records with words. Every other string in it is a copy of what was read, a
machine's note, or words that are no turn; the last go to the hidden parts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from idtool.ingest.encoding import clean, decode
from idtool.ingest.json_segments import SEGMENTED, found_list, segments
from idtool.ingest.json_services import WORDED
from idtool.ingest.json_values import SPEAKER_KEYS, Json, Said, first, words_in
from idtool.ingest.plain import text_lines, turns_of
from idtool.ingest.records import Line, ReadTranscript, Report, SpokenTurn, counted
from idtool.ingest.refusals import DamagedFile, UnknownFormat
from idtool.ingest.word_lists import word_set

_AHEAD = ("AssemblyAI", "Deepgram utterances", "Otter", "Sonix")
_MACHINE = re.compile(
    r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?|(?:[\da-f-]{8,}|\d[\d:.,TZ+-]*|[\w./-]*\d[\w./-]*)", re.I
)
_MACHINE_KEYS = word_set(
    "type status kind id format version code language language_code languageCode model lang"
)
_JSON_START = re.compile(r"\s*(?:\[\s*)?\{\s*\"[^\"\n]{1,60}\"\s*:")


def is_json(text: str) -> bool:
    """Whether a text begins as a JSON document of records does."""
    return bool(_JSON_START.match(text))


def read_json(data: bytes, name: str, *, known: Sequence[str] = ()) -> ReadTranscript:
    """Read a JSON export of a transcription program.

    Raises:
        DamagedFile: It is no complete JSON.
        UnknownFormat: No part of it holds what somebody says.
    """
    report = Report(name)
    text, encoding = decode(data, report)
    document = parsed(text, name)
    shape, said = what_is_said(document)
    lines = as_lines(said, report) or _whole_text(document, report)
    if not lines:
        raise UnknownFormat(name, "JSON, but of none of the shapes read", _advice())
    if said and not shape:
        report.note(
            0,
            "json-guess",
            "JSON of an unknown program: read from its longest list of records with words. "
            "Compare the first and last turns with the recording.",
        )
    turns = turns_of(lines, report, known=known)
    _keep_rest(document, turns, report)
    return report.transcript("json", encoding, turns)


def parsed(text: str, name: str) -> Json:
    """The document of a JSON text, or the list of documents of JSON lines.

    Raises:
        DamagedFile: It is neither.
    """
    text = text.lstrip("\ufeff").strip("\0 \t\r\n")
    try:
        document: Json = json.loads(text, strict=False)
    except (json.JSONDecodeError, RecursionError) as error:
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            return [json.loads(line, strict=False) for line in lines if len(lines) > 1] or _no(name)
        except (json.JSONDecodeError, RecursionError):
            line = getattr(error, "lineno", 1)
            raise DamagedFile(name, f"its JSON breaks off or goes wrong at line {line}") from None
    return document


def what_is_said(document: Json) -> tuple[str, list[Said]]:
    """The name of the shape, empty where it is a guess, and what is said in it."""
    for name, said in _known(document):
        if said:
            return name, said
    if isinstance(document, list) and len(document) == 1:
        return what_is_said(document[0])
    found = found_list(document)
    if found is None:
        return "", []
    records, key = found
    plain = {"text", "body", "transcript"}
    known = key in plain and any(first(each, SPEAKER_KEYS[:9]) is not None for each in records)
    return ("list of segments" if known else ""), segments(records, (key,), {}, 0.0)


def _known(document: Json) -> Iterator[tuple[str, list[Said]]]:
    """Known shapes in order: whole utterances, then words by speaker, then segments."""
    for shape in SEGMENTED:
        if shape.name in _AHEAD:
            yield shape.name, shape.read(document)
    for shape in SEGMENTED:
        if shape.name not in _AHEAD:
            yield shape.name, shape.read(document)
    for name, read in WORDED:
        yield name, read(document)


def as_lines(said: Sequence[Said], report: Report) -> list[Line]:
    """Lines for the grammar of labels: labels the file gives stand as they are.

    Where it gives none, labels may be written into the text, as in captions. The
    number of a line is the number of the entry.
    """
    given = any(each.label for each in said)
    lines = []
    label: str | None = None
    for each in said:
        text = " ".join(clean(each.text, report).split())
        label = each.label or label
        joint = "\n" if each.paragraph and label else " "
        if text:
            lines.append(
                Line(each.number, text, label=each.label if given else None, given=given,
                     start=each.start, end=each.end, joint=joint)
            )  # fmt: skip
    return lines


def _whole_text(document: Json, report: Report) -> list[Line]:
    """The lines of a document that holds its text in one piece, as Whisper's may."""
    document = document[0] if isinstance(document, list) and len(document) == 1 else document
    text = (
        words_in(document, ("text", "transcript", "transcription", "content", "body"))
        if (isinstance(document, dict))
        else ""
    )
    if len(text.split()) < 3:
        return []
    lines = text_lines(clean(text.strip(), report))
    return [replace(lines[0], joint=" "), *lines[1:]] if len(lines) == 1 else lines


def _keep_rest(document: Json, turns: Sequence[SpokenTurn], report: Report) -> None:
    """Words of the document that are in no turn go to the hidden parts, and are counted."""
    talk = _bare(" ".join(f"{turn.label or ''} {turn.text}" for turn in turns))
    spoken = f" {_bare(' '.join(turn.text for turn in turns))} "
    single = set(talk.split())
    kept = 0
    seen: set[str] = set()
    for number, (key, text) in enumerate(_strings(document), start=1):
        bare = _bare(text)
        if not bare or bare in seen or key in _MACHINE_KEYS or _MACHINE.fullmatch(text.strip()):
            continue
        seen.add(bare)
        words = bare.split()
        if (len(words) < 3 and single.issuperset(words)) or f" {bare} " in spoken:
            continue
        report.keep(f"field {number} of the JSON", text)
        kept += 1
    if kept:
        report.note(
            0,
            "json-fields",
            f"{counted(kept, 'text')} beside the talk (title, summary, notes) left out.",
        )


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _strings(value: Json) -> Iterator[tuple[str, str]]:
    """Every string of a document in order, with the name of its field."""
    stack: list[tuple[str, Json]] = [("", value)]
    while stack:
        key, each = stack.pop()
        if isinstance(each, str):
            yield key, each
        elif isinstance(each, dict):
            stack.extend(reversed(each.items()))
        elif isinstance(each, list):
            stack.extend((key, inner) for inner in reversed(each))


def _advice() -> str:
    shapes = [*dict.fromkeys(shape.name for shape in SEGMENTED), *(name for name, _ in WORDED)]
    return (
        f"Shapes read: {', '.join(dict.fromkeys(shapes))}, and any list of records with a speaker "
        "and a text. Export the transcript from the same program as .docx, .txt, .vtt or .srt, or "
        'write it as [{"speaker": "INT", "text": "…"}, …].'
    )


def _no(name: str) -> Json:
    raise DamagedFile(name, "its JSON breaks off")
