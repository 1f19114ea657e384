"""One interview in every container of an office gives the same turns from each."""

from __future__ import annotations

import io
from collections.abc import Callable
from html import escape

import openpyxl
import pytest

from idtool.ingest import read_transcript
from tests.ingest import odt_files, pdf_files, test_tables, word_files

TALK = [
    ("INT", "Okay, so: how does a call like that reach you?"),
    (
        "P01",
        "Um, so it’s “dispatch” first – well, mostly. [inaudible 00:12:33] Then us, José too.",
    ),
    ("INT", "Mm-hm."),
    ("P01", "And I said: not tonight & not there. (laughs) He was fine in the end, we were told."),
    ("INT", "[crosstalk] Right. What would you call that?"),
    ("P01", "A day…"),
]
LINES = [f"{label}: {text}" for label, text in TALK]
ROWS = [("speaker", "text"), *TALK]


def rtf(lines: list[str]) -> bytes:
    def letter(each: str) -> str:
        return each if each.isascii() else f"\\u{ord(each)}?"

    body = "".join("".join(map(letter, line)) + "\\par\n" for line in lines)
    return ("{\\rtf1\\ansi\\uc1 " + body + "}").encode()


def rtf_table() -> bytes:
    rows = "".join(
        f"\\trowd\\cellx900\\cellx9000\\intbl {label}\\cell "
        + "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text)
        + "\\cell\\row\n"
        for label, text in TALK
    )
    return ("{\\rtf1\\ansi\\uc1 " + rows + "\\pard}").encode()


def pdf_table() -> bytes:
    placed: list[pdf_files.Placed] = []
    for n, (label, text) in enumerate(TALK):
        placed += [(72.0, 700.0 - 30 * n, label), (130.0, 700.0 - 30 * n, text)]
    return pdf_files.pdf_file(placed)


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


CONTAINERS: dict[str, Callable[[], bytes]] = {
    "a.docx": lambda: word_files.word_file(*LINES),
    "table.docx": lambda: word_files.word_file(word_files.table(*TALK)),
    "a.docm": lambda: word_files.word_file(*LINES),
    "a.odt": lambda: odt_files.odt_file(*[odt_files.p(escape(line)) for line in LINES]),
    "table.odt": lambda: odt_files.odt_file(
        odt_files.table(*[(label, escape(text)) for label, text in TALK])
    ),
    "a.fodt": lambda: odt_files.flat_file(*[odt_files.p(escape(line)) for line in LINES]),
    "a.rtf": lambda: rtf(LINES),
    "table.rtf": rtf_table,
    "a.pdf": lambda: pdf_files.typed(TALK),
    "narrow.pdf": lambda: pdf_files.typed(TALK, across=40, deep=7, head="A study", foot="- # -"),
    "table.pdf": pdf_table,
    "a.csv": lambda: test_tables.written(ROWS),
    "semicolon.csv": lambda: test_tables.written(ROWS, ";"),
    "a.tsv": lambda: test_tables.written(ROWS, "\t"),
    "bare.csv": lambda: test_tables.written(TALK),
    "a.xlsx": xlsx,
    "a.ods": lambda: test_tables.ods([(label, escape(text)) for label, text in ROWS]),
    "a.txt": lambda: "\n".join(LINES).encode(),
}


@pytest.mark.parametrize("name", CONTAINERS)
def test_every_container_gives_the_same_turns(name: str) -> None:
    found = read_transcript(CONTAINERS[name](), name)

    assert [(turn.label, turn.text) for turn in found.turns] == TALK
