"""Which format a file has: by its content first, then by its name.

What cannot be read gets advice fit for it: a PDF is saved otherwise than an old
Word file, and a recording must be transcribed first.
"""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath

from idtool.ingest.captions import is_timing
from idtool.ingest.chat import is_chat
from idtool.ingest.encoding import decode, with_line_feeds
from idtool.ingest.json_file import is_json
from idtool.ingest.own_text import is_own_text
from idtool.ingest.package import Package
from idtool.ingest.records import Report
from idtool.ingest.refi_sources import is_project
from idtool.ingest.refusals import (
    DamagedFile,
    EmptyTranscript,
    EncryptedFile,
    NotATranscript,
    UnknownFormat,
)
from idtool.ingest.tables import looks_like_talk
from idtool.ingest.textgrid import is_textgrid
from idtool.ingest.timed_table import is_timed_table
from idtool.ingest.web_page import is_otr

_AS_DOCX = "Open it in {program} and save it as .docx (File > Save As), then ingest the .docx."
_OLD_WORD = ("an old Word file (.doc)", _AS_DOCX.format(program="Word or LibreOffice"))
_ADVICE = {  # by the first bytes or the file's ending: what it is, what to do
    "doc": _OLD_WORD,
    "xlsx": (
        "a spreadsheet of an older or binary kind (.xls, .xlsb)",
        "Open it in Excel or LibreOffice and save it as .xlsx (File > Save As), then ingest the "
        ".xlsx.",
    ),
    "pptx": ("a presentation", ""),
    "json": (
        "a JSON export",
        "Export the transcript from the same program as .docx, .txt, .vtt or .srt.",
    ),
    "xml": ("an XML file", "Export the transcript from the program that made it as .docx or .txt."),
    "recording": (
        "a recording",
        "Have it transcribed first, and keep the recording outside the study folder.",
    ),
    "picture": ("a picture", "Text in pictures must be recognized (OCR) or typed first."),
    "zip": ("a zip archive", "Unpack it and ingest the transcripts inside one by one."),
}
_MAGIC = (
    (b"ID3", "recording"), (b"RIFF", "recording"),
    (b"OggS", "recording"), (b"fLaC", "recording"), (b"\x1aE\xdf\xa3", "recording"),
    (b"\xff\xfb", "recording"), (b"\xff\xf3", "recording"), (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"), (b"GIF8", "picture"), (b"\x1f\x8b", "zip"),
    (b"7z\xbc\xaf", "zip"), (b"Rar!", "zip"), (b"ooBinaryFile", "textgrid"),
)  # fmt: skip
_BY_NAME = {
    "doc": "doc", "dot": "doc", "xls": "xlsx", "xlsb": "xlsx", "xml": "xml", "eaf": "xml",
    "zip": "zip",
    "mp3": "recording", "m4a": "recording", "wav": "recording", "mp4": "recording",
    "textgrid": "textgrid", "nvp": "closed", "nvpx": "closed", "nvcx": "closed", "mx": "closed",
    "mx18": "closed", "mx20": "closed", "mx22": "closed", "mx24": "closed", "atlproj": "closed",
    "hpr7": "closed", "atlproj22": "closed", "atlproj23": "closed", "qde": "qde", "qdc": "qde",
}  # fmt: skip
_JSON = frozenset({"json", "jsonl", "ndjson"})
_PROGRAMS = {
    "closed": (
        "a project of NVivo, MAXQDA or ATLAS.ti, in that program's own format",
        "Export the project from the program as REFI-QDA (.qdpx) with its sources, or export the "
        "transcripts as .docx.",
    ),
    "qde": (
        "the list of a REFI-QDA project without its sources",
        "Ingest the whole project (.qdpx), or the transcripts' own files.",
    ),
    "textgrid": (
        "a Praat file that is not stored as text",
        "Open it in Praat and save it with Save > Save as text file.",
    ),
}  # fmt: skip
_XML_ROOTS = {
    "ANNOTATION_DOCUMENT": "eaf", "basic-transcription": "exb", "Trans": "trs", "TEI": "tei",
    "TEI.2": "tei", "teiCorpus": "tei",
    "html": "html",
}  # fmt: skip


def recognize(data: bytes, name: str) -> str:
    """The key of the reader for a file.

    Raises:
        UnknownFormat: No reader fits; the remedy says how to convert.
        EncryptedFile: It is an Office file under a password.
    """
    file = re.split(r"[\\/]", name)[-1]
    ending = PurePath(file).suffix.lstrip(".").casefold()
    if file.startswith("~$"):
        raise NotATranscript(
            name,
            "Word leaves such a file beside a document while it is open",
            "Close the document in Word, and ingest the file without “~$” in its name.",
        )
    if data.startswith(b"version https://git-lfs.github.com/spec/"):
        raise NotATranscript(
            name,
            "it is a pointer of Git LFS that stands for the file, not the file",
            "Fetch the file itself (git lfs pull), or download it, and ingest that.",
        )
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_zip(data, name, ending)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        _refuse_ole(data, name)
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            _refuse(name, kind)
    if data[4:8] == b"ftyp":
        _refuse(name, "recording")
    return _in_text(data, name, ending)


def _in_text(data: bytes, name: str, ending: str) -> str:
    head = data[:400_000]
    text = with_line_feeds(decode(head, Report(name))[0]).lstrip("\ufeff")
    if _is_binary(head, text):
        _refuse(name, _BY_NAME.get(ending, ""))
    if not re.search(r"\w", text) and not re.search(rb"[^\W]", data):
        raise EmptyTranscript(name)
    start = text.lstrip()[:400]
    if start.startswith("WEBVTT"):
        return "vtt"
    if re.match(r"<!doctype html|<html|<head|<body", start, re.IGNORECASE):
        return "html"
    if re.match(r"<[?!A-Za-z]", start) and (kind := _XML_ROOTS.get(_xml_root(text))):
        return kind
    if re.match(r"<\?xml|<office:document", start) and re.search(
        r"<office:document\b[^>]*opendocument\.text", text[:20_000]
    ):
        return "odt"
    if re.search(r"<office:document\b[^>]*opendocument\.spreadsheet", text[:20_000]):
        return "ods"
    if re.match(r"<\?xml|<!DOCTYPE", start):
        _refuse(name, {"Project": "qde", "CodeBook": "qde"}.get(_xml_root(text), "xml"))
    if is_chat(text, ending):
        return "chat"
    if is_textgrid(text):
        return "textgrid"
    if is_otr(text, ending):
        return "otr"
    if is_json(start) or (ending in _JSON and re.match(r"[\[{]", start)):
        return "json"
    if is_timed_table(text):
        return "timed"
    if is_own_text(text):
        return "idtool"
    timings = [
        line for line in text.split("\n") if is_timing(line) and not line.lstrip().startswith("[")
    ]
    if timings and (len(timings) > 1 or ending in {"vtt", "srt"}):
        commas = sum("," in line.split(">")[0] for line in timings)
        return (
            "srt" if ending == "srt" or (ending != "vtt" and commas > 0.5 * len(timings)) else "vtt"
        )
    if ending in {"html", "htm", "xhtml"} and re.search(r"<(?:p|div|br|span|table)\b", text, re.I):
        return "html"
    if ending in {"csv", "tsv", "tab"} or (
        ending in {"", "txt", "text", "dat"} and looks_like_talk(text)
    ):
        return "csv"
    if ending in _BY_NAME:
        _refuse(name, _BY_NAME[ending])
    return "md" if ending in {"md", "markdown", "mdown", "mkd"} else "txt"


def _xml_root(text: str) -> str:
    """The name of an XML file's first element, without its prefix; empty if there is none."""
    head = re.sub(r"<!--.*?-->", "", text[:20_000], flags=re.S)
    match = re.search(r"<(?:[\w.-]+:)?(?P<root>[A-Za-z_][\w.-]*)[\s/>]", head)
    return match["root"] if match else ""


def _in_zip(data: bytes, name: str, ending: str) -> str:
    try:
        package = Package(data, name)
    except DamagedFile:
        raise
    parts = set(package.parts)
    if any(part.startswith("word/") for part in parts):
        return "docx"
    if any(part.startswith("xl/") for part in parts):
        if "xl/workbook.bin" in parts:
            _refuse(name, "xlsx")
        return "xlsx"
    if any(part.startswith("ppt/") for part in parts):
        _refuse(name, "pptx")
    if "mimetype" in parts:
        kind = package.read("mimetype")[:120].decode("ascii", "replace")
        if re.search(r"opendocument\.text(?:-template|-master)?\s*$", kind):
            return "odt"
        if re.search(r"opendocument\.spreadsheet(?:-template)?\s*$", kind):
            return "ods"
        _refuse(name, "zip")
    if "content.xml" in parts and ending in {"odt", "ods"}:
        return ending
    if ending == "docx":
        return "docx"
    if is_project(package.parts):
        return "qdpx"
    _refuse(name, "zip")
    raise AssertionError("refused above")


def _refuse_ole(data: bytes, name: str) -> None:
    """Old Office files, and new ones under a password, share a container."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise EncryptedFile(name)
    _refuse(
        name, "xlsx" if holds("Workbook") else "pptx" if holds("PowerPoint Document") else "doc"
    )


def _refuse(name: str, kind: str) -> None:
    what, remedy = {**_ADVICE, **_PROGRAMS}.get(kind, ("", ""))
    raise UnknownFormat(name, what, remedy)


def _is_binary(data: bytes, text: str) -> bool:
    """Whether text has more control characters than any transcript."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        sample = text[:20000]
    else:
        sample = text[:20000]
    odd = sum(
        1 for c in sample if (c < " " and c not in "\t\n\r\x0b\x0c\x1c\x1d\x1e") or c == "\ufffd"
    )
    return odd > 0.05 * max(1, len(sample))
