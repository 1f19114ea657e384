"""Files whose words can be replaced while everything else stays as it is.

A container offers its words as pieces of text (the whole file, a cell, a paragraph) and
writes itself again with changes by piece.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Protocol

from idtool.errors import InvalidInput
from idtool.ingest.encoding import decode
from idtool.ingest.records import Report
from idtool.pseudonyms.replacing import Change, replaced

Changes = Mapping[int, Sequence[Change]]
TEXT_FORMATS = frozenset({".txt", ".md", ".markdown", ".vtt", ".srt", ".csv", ".tsv", ".json"})


class NotRewritable(InvalidInput):
    """A format that is not written again."""

    def __init__(self, name: str, suffix: str) -> None:
        super().__init__(
            f"{name}: a file of the kind “{suffix or 'without ending'}” is not rewritten.",
            "Save it as .docx, .odt, .txt, .md, .vtt, .srt, .csv, .tsv or .json.",
        )


class Container(Protocol):
    """One file: its pieces of text, notes about what was cleaned, and the file written anew."""

    @property
    def texts(self) -> Sequence[str]:
        """Its pieces."""
        ...

    @property
    def notes(self) -> Sequence[str]:
        """What was cleaned, and what is to be looked at."""
        ...

    def rewritten(self, changes: Changes) -> bytes:
        """The file with changes in its pieces, by number; positions count within a piece."""
        ...


def open_container(data: bytes, name: str) -> Container:
    """The container of a file, by its ending.

    Raises:
        NotRewritable: Files of this kind are not written again.
        InvalidInput: The file is damaged or is not what its name says.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix == ".docx":
        from idtool.pseudonyms.word import WordContainer

        return WordContainer(data, name)
    if suffix == ".odt":
        from idtool.pseudonyms.odt import OdtContainer

        return OdtContainer(data, name)
    if suffix not in TEXT_FORMATS:
        raise NotRewritable(name, suffix)
    if data[:2] == b"PK":
        raise InvalidInput(f"{name} is no text file.", "Give it the ending of what it is.")
    return _text_container(data, name, suffix)


@dataclass(frozen=True)
class _Window:
    """A stretch of the file's text. ``at`` maps positions of the decoded text, if it differs."""

    start: int
    end: int
    text: str
    at: Sequence[int] | None = None

    def place(self, position: int) -> int:
        return self.start + position if self.at is None else self.at[position]


@dataclass
class TextContainer:
    """A text file, looked at through windows; outside of them nothing changes."""

    raw: str
    encoding: str
    windows: Sequence[_Window]
    notes: Sequence[str] = ()
    texts: Sequence[str] = field(init=False)

    def __post_init__(self) -> None:
        self.texts = [window.text for window in self.windows]

    def rewritten(self, changes: Changes) -> bytes:
        """The file in its encoding, with only the changed stretches different."""
        moved = [
            Change(window.place(c.start), window.place(c.end), c.placeholder)
            for number, window in enumerate(self.windows)
            for c in changes.get(number, ())
        ]
        text, _ = replaced(self.raw, sorted(moved, key=lambda c: c.start))
        return text.encode(self.encoding)


def _text_container(data: bytes, name: str, suffix: str) -> TextContainer:
    raw, encoding, notes = _decoded(data, name)
    if suffix == ".json":
        windows = _json_strings(raw, name)
    elif suffix in {".csv", ".tsv"}:
        windows = _cells(raw)
    elif suffix in {".vtt", ".srt"}:
        windows = _caption_lines(raw)
    else:
        windows = [_Window(0, len(raw), raw)]
    return TextContainer(raw, encoding, windows, notes)


def _decoded(data: bytes, name: str) -> tuple[str, str, list[str]]:
    """Text and encoding such that encoding it again gives the same bytes."""
    marked = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    little = "utf-16-le" if data[:2] == b"\xff\xfe" else "utf-16-be"
    for encoding in [little] if marked else ["utf-8"]:
        try:
            return data.decode(encoding), encoding, []
        except UnicodeDecodeError:
            continue
    text, told = decode(data, Report(name))
    for encoding in ("cp1252", "latin-1"):
        try:
            if data.decode(encoding) == text:
                return text, encoding, []
        except UnicodeDecodeError:
            continue
    return text, "utf-8", [f"Read as {told}, written as UTF-8."]


_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_ESCAPE = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.|.", re.DOTALL)


def _json_strings(raw: str, name: str) -> list[_Window]:
    """The strings of a JSON file, keys too; numbers and punctuation are no text."""
    try:
        json.loads(raw.lstrip("\ufeff"))
    except ValueError as error:
        raise InvalidInput(f"{name} is no JSON.", "Export it again from where it came.") from error
    windows = []
    for match in _STRING.finditer(raw):
        if _is_time(match[0][1:-1]):
            continue
        inside, at, letters = match.start() + 1, [], []
        for unit in _ESCAPE.finditer(raw, inside, match.end() - 1):
            at.append(unit.start())
            letters.append(json.loads(f'"{unit[0]}"') if unit[0].startswith("\\") else unit[0])
        at.append(match.end() - 1)
        windows.append(_Window(inside, match.end() - 1, "".join(letters), at))
    return windows


def _cells(raw: str) -> list[_Window]:
    """The cells of a table, without their quotes. The separator is the likeliest one."""
    head = raw.split("\n", 1)[0]
    separator = max("\t;,|", key=head.count)
    windows: list[_Window] = []
    at = 0
    quoted = re.compile(r'"(?:[^"]|"")*"')
    plain = re.compile(rf"[^{re.escape(separator)}\r\n]*")
    while at < len(raw):
        match = quoted.match(raw, at) if raw[at] == '"' else None
        if match:
            windows.append(_Window(at + 1, match.end() - 1, raw[at + 1 : match.end() - 1]))
            at = match.end()
            continue
        bare = plain.match(raw, at)
        end = bare.end() if bare else at
        if end > at:
            _add(windows, raw, at, end)
        at = max(end, at + 1) if end == at else end
    return windows


_TIMING = re.compile(r"^\s*(?:[\d:.,]+\s*-->.*|\d+|WEBVTT.*|STYLE|REGION)\s*$")
_CUE_ID = re.compile(r"(?=\S*\d)\S+[ \t]*\r?\n[ \t]*[\d:.,]+[ \t]*-->")  # a line before times
_TIME = re.compile(r"-?\d+(?:\.\d+|(?::\d\d){1,2}(?:[.,:;]\d+)?)?")
_VOICE = re.compile(r"<v(?:\.[^ >\n]*)? ([^>\n]+)>")


def _caption_lines(raw: str) -> list[_Window]:
    """The lines people said and the names of voices; times, numbers and tags are no text."""
    windows: list[_Window] = []
    for line in re.finditer(r"[^\r\n]+", raw):
        if _TIMING.match(line[0]) or _CUE_ID.match(raw, line.start()):
            continue
        at = line.start()
        for tag in re.finditer(r"<[^>\n]*>", line[0]):
            _add(windows, raw, at, line.start() + tag.start())
            voice = _VOICE.fullmatch(tag[0])
            if voice:
                begin = line.start() + tag.start()
                _add(windows, raw, begin + voice.start(1), begin + voice.end(1))
            at = line.start() + tag.end()
        _add(windows, raw, at, line.end())
    return windows


def _is_time(words: str) -> bool:
    """Whether a cell or string is a time or a small number, which identifies nobody."""
    return len(words) < 16 and _TIME.fullmatch(words) is not None and not re.search(r"\d{7}", words)


def _add(windows: list[_Window], raw: str, start: int, end: int) -> None:
    words = raw[start:end].strip()
    if words and not _is_time(words):
        windows.append(_Window(start, end, raw[start:end]))
