"""The words of a container, counted by another way than our readers read it.

Each function returns all words of the text of a file: by a library, or by a plain walk
over what is stored, without any idea of turns. A word is a run of letters and digits,
with apostrophes inside.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Callable
from xml.etree import ElementTree

import openpyxl
import srt
from striprtf.striprtf import rtf_to_text

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_PROSE = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "word/comments.xml",
          "word/header1.xml", "word/footer1.xml")  # fmt: skip


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def in_word(data: bytes) -> list[str]:
    """All ``w:t`` and ``w:delText`` of every part with prose; a fallback is the same again."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in package.namelist():
            if part in _PROSE:
                root = ElementTree.fromstring(package.read(part))
                skipped = {
                    id(below)
                    for each in root.iter()
                    if each.tag.endswith("}Fallback")
                    for below in each.iter()
                }
                text = ""
                for each in root.iter():
                    if id(each) in skipped:
                        continue
                    if each.tag in {f"{_W}t", f"{_W}delText"}:
                        text += each.text or ""
                    elif each.tag in {f"{_W}p", f"{_W}br", f"{_W}tab", f"{_W}tc"}:
                        text += " "
                found += words(text)
    return found


def in_odt(data: bytes) -> list[str]:
    """Every text below the body of ``content.xml``."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = ElementTree.fromstring(package.read("content.xml"))
    pieces = [  # spaces stand between all pieces, and the number of a note is none
        each.text or "" for each in root.iter() if not each.tag.endswith("}note-citation")
    ]
    tails = [each.tail or "" for each in root.iter()]
    return words(" ".join([*pieces, *tails]))


def in_rtf(data: bytes) -> list[str]:
    return words(rtf_to_text(data.decode("latin-1")))


def in_pdf(data: bytes) -> list[str]:
    """What the pages' content streams draw."""
    drawn = re.findall(rb"\(((?:[^()\\]|\\.)*)\) Tj", data)
    return words(" ".join(re.sub(r"\\(.)", r"\1", each.decode("cp1252")) for each in drawn))


def in_text(data: bytes) -> list[str]:
    codec = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return words(data.decode(codec))


def in_vtt(data: bytes) -> list[str]:
    """All lines but timing lines, the name before each, tags, and the name of the format."""
    text = re.sub(r"\AWEBVTT[ \t]*$", "", data.decode("utf-8-sig"), flags=re.M)
    text = re.sub(r"^(?:[^\s<>]+\n)?[\d:.]+ --> [\d:.]+.*$", "", text, flags=re.M)
    return words(html.unescape(re.sub(r"</?[vc](?:[ .][^>\n]*)?>", "", text)))


def in_srt(data: bytes) -> list[str]:
    return words(" ".join(each.content for each in srt.parse(data.decode("utf-8-sig"))))


def in_delimited(sign: str) -> Callable[[bytes], list[str]]:
    def read(data: bytes) -> list[str]:
        rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=sign)
        return words("\n".join(cell for row in rows for cell in row))

    return read


def in_xlsx(data: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    return words("\n".join(str(value) for value in cells if value is not None))


def in_ods(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = ElementTree.fromstring(package.read("content.xml"))
    return words("\n".join("".join(each.itertext()) for each in root.iter(f"{_TABLE}table-cell")))


def in_markup(data: bytes) -> list[str]:
    """A web page's body without its tags."""
    body = data.decode().partition("<body>")[2] or data.decode()
    return words(html.unescape(re.sub(r"<[^>]*>", " ", body)))


def in_otr(data: bytes) -> list[str]:
    """An .otr file's text without its tags and without its time stamps."""
    text = json.loads(data)["text"]
    return in_markup(re.sub(r"<span[^>]*timestamp[^>]*>.*?</span>", " ", text).encode())


def below(*names: str) -> Callable[[bytes], list[str]]:
    """Text below elements of an XML file, whatever their name space."""

    def read(data: bytes) -> list[str]:
        root = ElementTree.fromstring(re.sub(rb"<!DOCTYPE[^>]*>", b"", data))
        found = [each for each in root.iter() if each.tag.rpartition("}")[2] in names]
        return words(" ".join(" ".join(each.itertext()) for each in found))

    return read


def in_textgrid(data: bytes) -> list[str]:
    """Every string of the file but the names of tiers and classes."""
    codec = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    text = data.decode(codec)
    strings = [each.replace('""', '"') for each in re.findall(r'"((?:[^"]|"")*)"', text)]
    names = {at + 1 for at, each in enumerate(strings) if each.endswith("Tier")}
    kept = [each for at, each in enumerate(strings) if at > 1 and at not in names]
    return words(" ".join(each for each in kept if each not in {"IntervalTier", "TextTier"}))


def in_chat(data: bytes) -> list[str]:
    """Every line but the codes that begin it, times in bullets counted twice over."""
    text = data.decode().replace("&=", " ")
    text = re.sub(r"^([*%])[^:\n]+:", " ", text, flags=re.M)
    return words(text.replace("_", " "))


def in_project(inside: Callable[[bytes], list[str]]) -> Callable[[bytes], list[str]]:
    def read(data: bytes) -> list[str]:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            part = next(each for each in package.namelist() if not each.endswith(".qde"))
            return inside(package.read(part))

    return read


_BY_ENDING: dict[str, Callable[[bytes], list[str]]] = {
    "txt": in_text, "md": in_text, "vtt": in_vtt, "srt": in_srt, "docx": in_word, "docm": in_word,
    "odt": in_odt, "fodt": below("p"),
    "rtf": in_rtf, "pdf": in_pdf, "csv": in_delimited(","), "tsv": in_delimited("\t"),
    "xlsx": in_xlsx, "ods": in_ods, "otr": in_otr, "html": in_markup,
    "eaf": below("ANNOTATION_VALUE"), "cha": in_chat, "TextGrid": in_textgrid,
    "exb": below("event"), "trs": below("Turn"), "xml": below("u"),
}  # fmt: skip
BY_NAME = {
    "semicolons.csv": in_delimited(";"),
    "text.qdpx": in_project(in_text),
    "word.qdpx": in_project(in_word),
}


def words_of(name: str, data: bytes) -> list[str]:
    """All words of a file's text."""
    return BY_NAME.get(name, _BY_ENDING.get(name.rpartition(".")[2], in_text))(data)
