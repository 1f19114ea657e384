"""One interview in every container that is read, built from the shapes programs write."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from tests.ingest import json_files, label_styles, odt_files, pdf_files, test_tables
from tests.ingest import linguistic_files as linguistic
from tests.ingest.label_styles import clock
from tests.ingest.test_rtf import WORD
from tests.ingest.word_files import paragraph, run, table, word_file

Talk = Sequence[tuple[str, str]]
"""Speaker and words of each turn; a line feed parts the paragraphs of a turn."""

INTERVIEW: Talk = (
    ("INT", "How does a call “like that” reach you two, usually?"),
    ("P01", "Well, … it's dispatch first — mostly. 🙂\nThen we go, both of us, and José drives."),
    ("P02", 'Mm-hm. //P01: Right.// That\'s "it", (pause) more or less.'),
    ("INT", "And who decides?"),
    ("P02", "We don't decide; we talk [crosstalk] and by 10:30 or so it's settled."),
    ("P01", "Settled & done, <usually>."),
    ("INT", "Mm."),
    ("P01", "Note: it isn't always like that, é."),
)
"""Interviewer and a pair, with accents, an emoji, quotation marks, a turn of two paragraphs,
a pause, overlapping speech, and words that look like markup, times and labels."""
NAMES = dict(zip(("INT", "P01", "P02"), json_files.SPEAKERS, strict=True))


@dataclass(frozen=True, slots=True)
class Container:
    """How one kind of file is written, what it calls a speaker, and what it cannot hold."""

    write: Callable[[Talk], bytes]
    label: Callable[[str], str] = lambda who: who
    without: str = ""

    def talk(self, talk: Talk) -> list[tuple[str, str]]:
        """The talk without the letters the container cannot hold."""
        return [
            (who, "".join(letter for letter in text if letter not in self.without))
            for who, text in talk
        ]


def _text(style: str) -> Container:
    return Container(lambda talk: label_styles.TEXT_STYLES[style](talk).encode())


def _paragraphs(talk: Talk) -> list[tuple[str, str]]:
    """Label and words paragraph by paragraph, the label only before the first."""
    return [
        (who if n == 0 else "", part)
        for who, text in talk
        for n, part in enumerate(text.split("\n"))
    ]


def _word(shape: Callable[[str, str], str]) -> Container:
    return Container(lambda talk: word_file(*(shape(who, text) for who, text in _paragraphs(talk))))


def _labelled(who: str, text: str) -> str:
    return f"{who}: {text}" if who else text


def _odt(talk: Talk) -> bytes:
    return odt_files.odt_file(
        *(odt_files.p(escape(_labelled(who, text))) for who, text in _paragraphs(talk))
    )


def _odt_table(talk: Talk) -> bytes:
    rows = [(who, escape(text)) for who, text in _paragraphs(talk)]
    return odt_files.odt_file(odt_files.table(*rows))


def rtf_letters(text: str) -> str:
    """Words as RTF writes them: every letter outside ASCII in UTF-16 units."""
    units = "".join(c if ord(c) < 128 else "\0" for c in text.replace("\\", r"\\"))
    units = units.replace("{", r"\{").replace("}", r"\}")
    told = iter([c for c in text if ord(c) > 127])

    def written(letter: str) -> str:
        data = letter.encode("utf-16-le")
        pairs = [int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2)]
        return "".join(rf"\u{unit - 65536 if unit > 32767 else unit}?" for unit in pairs)

    return "".join(written(next(told)) if c == "\0" else c for c in units)


def _rtf(talk: Talk) -> bytes:
    body = "".join(
        rf"\pard\plain \f0\fs24 {rtf_letters(_labelled(who, text))}\par" + "\r\n"
        for who, text in _paragraphs(talk)
    )
    return (WORD + body + "}").encode("latin-1")


def _rtf_table(talk: Talk) -> bytes:
    rows = "".join(
        rf"\trowd\cellx900\cellx9000\intbl {who}\cell {rtf_letters(text)}\cell\row" + "\r\n"
        for who, text in _paragraphs(talk)
    )
    return (WORD + rows + r"\pard}").encode("latin-1")


def _pdf_table(talk: Talk) -> bytes:
    """Labels in a column of their own, by their place on the page alone."""
    placed: list[pdf_files.Placed] = []
    for n, (who, text) in enumerate(talk):
        placed += [(72.0, 700.0 - 30 * n, who), (130.0, 700.0 - 30 * n, text.replace("\n", " "))]
    return pdf_files.pdf_file(placed)


def _narrow_pdf(talk: Talk) -> bytes:
    """Short lines, a running head and numbered pages."""
    return pdf_files.typed(talk, across=40, deep=7, head="A study", foot="- # -")


def _otr(talk: Talk) -> bytes:
    markup = "".join(
        f'<p><span class="timestamp" data-timestamp="{4 + 9 * n}">{clock(n)}</span>&nbsp;'
        f"{who}: {'<br>'.join(html.escape(part, quote=False) for part in text.split(chr(10)))}</p>"
        for n, (who, text) in enumerate(talk)
    )
    return json.dumps({"text": markup, "media": "call.mp3", "media-time": 81.5}).encode()


def _web_page(talk: Talk) -> bytes:
    body = "".join(
        f"<p>{html.escape(_labelled(who, text), quote=False)}</p>\n"
        for who, text in _paragraphs(talk)
    )
    head = "<!DOCTYPE html><html><head><meta charset='utf-8'></head>"
    return f"{head}<body>{body}</body></html>".encode()


def _rows(talk: Talk) -> list[list[str]]:
    return [["start", "speaker", "text"],
            *([clock(n, hours=True), who, text] for n, (who, text) in enumerate(talk))]  # fmt: skip


def _json(shape: str) -> Container:
    form = json_files.SHAPES[shape][1]

    def label(who: str) -> str:
        at = json_files.SPEAKERS.index(NAMES[who])
        return NAMES[who] if form == json_files.NAMED else form.format(at, at + 1)

    return Container(
        lambda talk: json_files.written(
            shape, [(NAMES[who], text.replace("\n", " ")) for who, text in talk]
        ),
        label,
    )


def _qdpx(write: Callable[[Talk], bytes], kind: str) -> Container:
    key = {"txt": "plain", "docx": "rich"}[kind]
    paths: dict[str, Any] = {key: f"internal://a1.{kind}"}
    return Container(
        lambda talk: linguistic.project(
            linguistic.text_source("One", **paths), members={f"sources/A1.{kind}": write(talk)}
        )
    )


def _spoken(write: Callable[[Sequence[linguistic.Span]], str | bytes]) -> Container:
    def data(talk: Talk) -> bytes:
        file = write(linguistic.spans(talk))
        return file if isinstance(file, bytes) else file.encode()

    return Container(data)


def _chat(said: Sequence[linguistic.Span]) -> str:
    """CHAT with events as it writes them; brackets are codes there."""
    return linguistic.chat(
        [(who, start, end, re.sub(r"\[(\w+)\]", r"&=\1", text)) for who, start, end, text in said]
    )


_COLON = _text("plain-colon.txt")
CONTAINERS: dict[str, Container] = {
    "labels.txt": _COLON,
    "labels-utf16.txt": Container(lambda talk: _COLON.write(talk).decode().encode("utf-16")),
    "rev.txt": _text("rev-time-line.txt"),
    "rev-long.txt": _text("rev-long-time.txt"),
    "otter.txt": _text("otter.txt"),
    "sonix.txt": _text("sonix.txt"),
    "f4.txt": _text("f4.txt"),
    "inqscribe.txt": _text("inqscribe.txt"),
    "descript.md": _text("descript.md"),
    "idtool.txt": _text("canonical.txt"),
    "zoom.vtt": _text("zoom.vtt"),
    "teams.vtt": _text("teams.vtt"),
    "noscribe.vtt": _text("unclosed-voice.vtt"),
    "premiere.srt": _text("premiere.srt"),
    "labels.docx": _word(_labelled),
    "bold.docx": _word(
        lambda who, text: paragraph(run(f"{who}:", "<w:b/>"), run(f" {text}")) if who else text
    ),
    "table.docx": Container(lambda talk: word_file(table(("Speaker", "Text"), *talk))),
    "teams.docx": Container(
        lambda talk: word_file(
            *(paragraph(f"{who}   {clock(n)}\n{text}") for n, (who, text) in enumerate(talk))
        )
    ),
    "soft-breaks.docx": Container(
        lambda talk: word_file(
            paragraph("\n".join(_labelled(who, text) for who, text in _paragraphs(talk)))
        )
    ),
    "macros.docm": _word(_labelled),
    "labels.odt": Container(_odt),
    "flat.fodt": Container(
        lambda talk: odt_files.flat_file(
            *(odt_files.p(escape(_labelled(who, text))) for who, text in _paragraphs(talk))
        )
    ),
    "table.odt": Container(_odt_table),
    "word.rtf": Container(_rtf),
    "table.rtf": Container(_rtf_table),
    "typed.pdf": Container(lambda talk: pdf_files.typed(talk), without="🙂"),
    "narrow.pdf": Container(_narrow_pdf, without="🙂"),
    "table.pdf": Container(_pdf_table, without="🙂"),
    "talk.csv": Container(lambda talk: test_tables.written(_rows(talk))),
    "headless.csv": Container(
        lambda talk: test_tables.written([[who, text.replace("\n", " ")] for who, text in talk])
    ),
    "talk.tsv": Container(lambda talk: test_tables.written(_rows(talk), "\t")),
    "semicolons.csv": Container(lambda talk: test_tables.written(_rows(talk), ";")),
    "talk.xlsx": Container(lambda talk: test_tables.workbook(_rows(talk))),
    "talk.ods": Container(
        lambda talk: test_tables.ods([[escape(cell) for cell in row] for row in _rows(talk)])
    ),
    "whisperx.json": _json("whisperx"),
    "whisper-cpp.json": _json("whisper-cpp"),
    "podwhisperer.json": _json("podwhisperer"),
    "sonix.json": _json("sonix"),
    "assemblyai.json": _json("assemblyai"),
    "otter.json": _json("otter"),
    "rows.json": _json("who-utterance"),
    "talk.otr": Container(_otr),
    "page.html": Container(_web_page),
    "elan.eaf": _spoken(linguistic.elan),
    "talk.cha": _spoken(_chat),
    "long.TextGrid": _spoken(linguistic.textgrid),
    "short.TextGrid": _spoken(lambda said: linguistic.textgrid(said, short=True)),
    "score.exb": _spoken(linguistic.exmaralda),
    "talk.trs": _spoken(linguistic.transcriber),
    "tei.xml": _spoken(linguistic.tei),
    "text.qdpx": _qdpx(_COLON.write, "txt"),
    "word.qdpx": _qdpx(lambda talk: _word(_labelled).write(talk), "docx"),
}
