"""Containers with whatever stands in real ones beside plain turns, put in by chance.

Each function takes a talk and a source of chance and returns the bytes of a file.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from random import Random
from xml.sax.saxutils import escape

from tests.ingest import linguistic_files as linguistic
from tests.ingest import odt_files, pdf_files, test_tables
from tests.ingest.containers import Talk, rtf_letters
from tests.ingest.label_styles import clock, exact
from tests.ingest.test_rtf import WORD
from tests.ingest.word_files import paragraph, part, run, table, word_file

Fuzzed = Callable[[Talk, Random], bytes]


def aside(chance: Random, kind: str = "x") -> str:
    """Three words nobody says in the talk."""
    return " ".join(f"{kind}{chance.randrange(10**6)}é" for _ in range(3))


def _pieces(text: str, chance: Random) -> list[str]:
    """A text cut in up to three pieces between words."""
    words = text.split(" ")
    cuts = sorted(chance.sample(range(len(words) + 1), min(2, len(words))))
    parts = [words[a:b] for a, b in zip([0, *cuts], [*cuts, len(words)], strict=True)]
    found = [" ".join(piece) for piece in parts if piece]
    return [f"{piece} " for piece in found[:-1]] + found[-1:]


def docx(talk: Talk, chance: Random) -> bytes:
    """Runs in insertions, controls, tags and links; deletions, notes, boxes, tables, blanks."""
    wraps = (
        "{}",
        '<w:ins w:id="1" w:author="A B">{}</w:ins>',
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:smartTag w:element="place">{}</w:smartTag>',
        '<w:hyperlink r:id="r9">{}</w:hyperlink>',
        '<w:fldSimple w:instr="DATE">{}</w:fldSimple>',
    )
    blocks: list[str] = []
    for who, text in talk:
        runs = "".join(chance.choice(wraps).format(run(piece)) for piece in _pieces(text, chance))
        if chance.random() < 0.2:
            gone = f'<w:r><w:delText xml:space="preserve"> {aside(chance)}</w:delText></w:r>'
            runs += f'<w:del w:id="2" w:author="A B">{gone}</w:del>'
        blocks.append(paragraph(run(f"{who}: "), runs))
        blocks += ["<w:p/>"] * chance.randrange(2)
        if chance.random() < 0.3:
            blocks.append(paragraph(f"{aside(chance)}\n{aside(chance)}\tso"))
    if chance.random() < 0.5:
        box = paragraph(aside(chance))
        blocks.append(
            '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
            f"<w:txbxContent>{box}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback>"
            f"<w:pict><v:textbox><w:txbxContent>{box}</w:txbxContent></v:textbox></w:pict>"
            "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
    if chance.random() < 0.5:
        blocks.append(table(*((who, aside(chance)) for who in ("INT", "P01") * 3)))
    notes = paragraph(aside(chance))
    parts = {
        "word/footnotes.xml": part("footnotes", f'<w:footnote w:id="2">{notes}</w:footnote>'),
        "word/comments.xml": part("comments", f'<w:comment w:id="0">{notes}</w:comment>'),
        "word/header1.xml": part("hdr", notes),
    }
    return word_file(*blocks, parts=parts)


def odt(talk: Talk, chance: Random) -> bytes:
    """Spans, soft breaks, notes, annotations, headings, tables, blanks."""
    blocks = []
    for who, text in talk:
        inner = "".join(
            odt_files.span(escape(piece), "T1") if chance.random() < 0.5 else escape(piece)
            for piece in _pieces(text, chance)
        )
        if chance.random() < 0.3:
            inner += (
                '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
                f"<text:note-body><text:p>{aside(chance)}</text:p></text:note-body></text:note>"
            )
        if chance.random() < 0.3:
            inner += f"<text:line-break/>{aside(chance)}"
        blocks.append(odt_files.p(f"{who}: {inner}"))
        if chance.random() < 0.3:
            blocks += [odt_files.p(""), odt_files.p(aside(chance))]
    if chance.random() < 0.5:
        blocks.append(odt_files.table(*((who, aside(chance)) for who in ("INT", "P01") * 3)))
    return odt_files.odt_file(*blocks)


def rtf(talk: Talk, chance: Random) -> bytes:
    """Runs in groups, soft breaks, unlabelled paragraphs, blanks."""
    body = ""
    for who, text in talk:
        runs = "".join(
            "{"
            + chance.choice(("", r"\b ", r"\i\fs20 ", r"\rtlch\ltrch "))
            + rtf_letters(each)
            + "}"
            for each in _pieces(text, chance)
        )
        body += rf"\pard\plain \f0\fs24 {{{who}: }}{runs}\par" + "\r\n"
        body += "\\par\r\n" * chance.randrange(2)
        if chance.random() < 0.3:
            body += rf"\pard {rtf_letters(aside(chance))}\line {rtf_letters(aside(chance))}\par"
    return (WORD + body + "}").encode("latin-1")


def pdf(talk: Talk, chance: Random) -> bytes:
    """Any width and depth of the page, with page numbers."""
    return pdf_files.typed(
        talk, across=chance.randrange(50, 90), deep=chance.randrange(20, 45), foot="#"
    )


def txt(talk: Talk, chance: Random) -> bytes:
    """Form, legend, times, blank lines, unlabelled paragraphs, any line ends."""
    lines = ["Date: 2024-03-01", "I = interviewer; P = participant", ""] * chance.randrange(2)
    for n, (who, text) in enumerate(talk):
        time = chance.choice(("", f"[{clock(n)}] ", ""))
        lines.append(f"{time}{who}: {text}")
        lines += [""] * chance.randrange(3)
        if chance.random() < 0.3:
            lines.append(aside(chance))
        if chance.random() < 0.2:
            lines.append(f"[{clock(n, hours=True)}]")
    return chance.choice(("\n", "\r\n", "\r", "\u2028")).join(lines).encode("utf-8")


def vtt(talk: Talk, chance: Random) -> bytes:
    """Notes, names of cues, short and unpadded times, blank lines, cues over lines."""
    voiced = chance.random() < 0.5
    text = "WEBVTT\n\n"
    for n, (who, words) in enumerate(talk):
        if chance.random() < 0.2:
            text += f"NOTE {aside(chance)}\n\n"
        text += chance.choice(
            ("", f"{n + 1}\n", f"a7939eec-6426-b7bd-c586-66ccb1a4abb{n % 9}/{n}-0\n")
        )
        start, end = chance.choice(
            (
                (exact(n), exact(n + 1)),
                (f"0:0:{n}.0", f"0:0:{n}.9"),
                (f"00:{n:02d}.100", f"00:{n:02d}.9"),
            )
        )
        cue = "\n".join(each.strip() for each in _pieces(words, chance))
        text += f"{start} --> {end}\n" + (f"<v {who}>{cue}</v>\n" if voiced else f"{who}: {cue}\n")
        text += "\n" * chance.randrange(1, 3)
    return text.encode()


def srt(talk: Talk, chance: Random) -> bytes:
    """Numbers that are missing, blank lines, cues over lines, one file in Windows' line ends."""
    text = ""
    for n, (who, words) in enumerate(talk):
        cue = "\n".join(each.strip() for each in _pieces(words, chance))
        text += f"{n + 1}\n{exact(n, ',')} --> {exact(n + 1, ',')}\n{who}: {cue}\n"
        text += "\n" * chance.randrange(1, 3)
    return text.replace("\n", chance.choice(("\n", "\r\n"))).encode()


def _rows(talk: Talk, chance: Random) -> list[list[str]]:
    extra = chance.random() < 0.5
    rows = [["start", "speaker", "text", *["tags"] * extra]]
    before = ""
    for n, (who, text) in enumerate(talk):
        rows.append([clock(n, hours=True), "" if who == before else who, text,
                     *[aside(chance).split()[0]] * extra])  # fmt: skip
        before = who
        if chance.random() < 0.2:
            rows.append(["", "", aside(chance), *[""] * extra])
        if chance.random() < 0.2:
            rows.append(["", "", "", *[""] * extra])
    return rows


def _markup(talk: Talk, chance: Random, *, stamps: bool) -> str:
    text = ""
    for n, (who, words) in enumerate(talk):
        inner = "".join(
            chance.choice(("{}", "<i>{}</i>", "<b>{}</b>", "<span>{}</span>")).format(
                html.escape(each, quote=False)
            )
            for each in _pieces(words, chance)
        )
        stamp = f'<span class="timestamp" data-timestamp="{9 * n}">{clock(n)}</span>&nbsp;' * stamps
        text += f"<p>{stamp}{who}: {inner}</p>\n" + "<p><br></p>" * chance.randrange(2)
        if chance.random() < 0.3:
            text += f"<div>{aside(chance)}<br/>{aside(chance)}</div>"
    return text


def otr(talk: Talk, chance: Random) -> bytes:
    """Text with stamps, styles, breaks and empty paragraphs."""
    import json

    return json.dumps({"text": _markup(talk, chance, stamps=True), "media": "a.mp3"}).encode()


def page(talk: Talk, chance: Random) -> bytes:
    """A web page with styles and empty paragraphs."""
    return (
        f"<!DOCTYPE html><html><body>{_markup(talk, chance, stamps=False)}</body></html>".encode()
    )


def elan(talk: Talk, chance: Random) -> bytes:
    """Tiers below the speakers', notes, slots without a time, empty annotations."""
    said = linguistic.spans(talk)
    said = [*said, ("P01", 900.0, 901.0, " ")]
    below = {"words": "{text}", "gloss": "g{text}"} if chance.random() < 0.5 else {}
    note = (
        '<TIER TIER_ID="Notes" LINGUISTIC_TYPE_REF="default-lt"><ANNOTATION>'
        '<ALIGNABLE_ANNOTATION ANNOTATION_ID="n" TIME_SLOT_REF1="ts0" TIME_SLOT_REF2="ts1">'
        f"<ANNOTATION_VALUE>{aside(chance)}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
        "</TIER>"
    )
    untimed = [n for n in range(1, 2 * len(said) - 1) if chance.random() < 0.1]
    return linguistic.elan(said, below=below, extra=note * chance.randrange(2), untimed=untimed)


def chat(talk: Talk, chance: Random) -> bytes:
    """Dependent tiers, codes beside the words, comments, lines without speech."""
    text = linguistic.chat(linguistic.spans(talk), {"INT": "Investigator"})
    lines = []
    for line in text.split("\n"):
        if line.startswith("*") and chance.random() < 0.4:
            line += f" [= {aside(chance)}] xxx [//] (..) [: {aside(chance)}]"
        lines.append(line)
        if line.startswith("*") and chance.random() < 0.4:
            lines.append(f"%mor:\t{aside(chance)}")
        if line.startswith("*") and chance.random() < 0.2:
            lines.append(f"@Comment:\t{aside(chance)}")
    return re.sub(r"\x15\d+_\d+\x15(?= \[)", "", "\n".join(lines)).encode()


def textgrid(talk: Talk, chance: Random) -> bytes:
    """Either form, either encoding, with a tier of words cut apart."""
    said = linguistic.spans(talk)
    if chance.random() < 0.5:
        said += [
            ("INT - words", start, end, text) for who, start, end, text in said if who == "INT"
        ]
    text = linguistic.textgrid(said, short=chance.random() < 0.5)
    return text.encode(chance.choice(("utf-8", "utf-16")))


def _linguistic(write: Callable[[list[linguistic.Span]], str]) -> Fuzzed:
    def data(talk: Talk, chance: Random) -> bytes:
        said = linguistic.spans(talk)
        chance.shuffle(said)
        return write(said).encode()

    return data


FUZZED: dict[str, Fuzzed] = {
    "a.docx": docx, "a.odt": odt, "a.rtf": rtf, "a.pdf": pdf, "a.txt": txt, "a.vtt": vtt,
    "a.srt": srt, "a.otr": otr, "a.html": page, "a.eaf": elan, "a.cha": chat,
    "a.TextGrid": textgrid,
    "a.csv": lambda talk, chance: test_tables.written(_rows(talk, chance)),
    "a.tsv": lambda talk, chance: test_tables.written(_rows(talk, chance), "\t"),
    "a.xlsx": lambda talk, chance: test_tables.workbook(_rows(talk, chance)),
    "a.exb": _linguistic(linguistic.exmaralda),
    "a.trs": _linguistic(linguistic.transcriber),
    "a.xml": _linguistic(linguistic.tei),
    "text.qdpx": lambda talk, chance: linguistic.project(
        linguistic.text_source("One", plain="internal://a.txt"),
        members={"Sources/a.txt": txt(talk, chance)},
    ),
    "word.qdpx": lambda talk, chance: linguistic.project(
        linguistic.text_source("One", rich="internal://a.docx"),
        members={"Sources/a.docx": docx(talk, chance)},
    ),
}  # fmt: skip
