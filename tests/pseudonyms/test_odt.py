"""OpenDocument to OpenDocument: the name leaves every part, the look and all else stay."""

from __future__ import annotations

import io
import zipfile

import pytest

from idtool.ingest import read_transcript
from idtool.pseudonyms.odt import OdtContainer
from idtool.pseudonyms.replacing import Change
from tests.ingest import odt_files

NAME = "Whitcomb"
LOOK = odt_files.text_style("T1", 'fo:font-weight="bold"')
NOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    "<text:note-body>" + odt_files.p("Whitcomb again") + "</text:note-body></text:note>"
)
REMARK = (
    "<office:annotation><dc:creator>Ada Penhallow</dc:creator>"
    "<dc:date>2026-03-01T09:00:00</dc:date>" + odt_files.p("ask Whitcomb") + "</office:annotation>"
)


def interview() -> bytes:
    """A talk with the name in one run, over two runs, in a table, a note, a remark and a link."""
    return odt_files.odt_file(
        odt_files.p("INT: Who called?"),
        odt_files.p(f"P01: Officer Whitcomb called.{NOTE}{REMARK} We left."),
        odt_files.p("P01: Then " + odt_files.span("Whit", "T1") + "comb<text:s/>went home."),
        odt_files.table(("P01", "Whitcomb’s car.")),
        odt_files.p(
            'P01: <text:a xlink:href="mailto:whitcomb@example.org" xlink:title="Whitcomb">mail'
            "</text:a> him."
        ),
        styles=LOOK,
    )


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}


@pytest.fixture
def clean() -> bytes:
    """The interview with a placeholder for the name wherever a piece holds it."""
    container = OdtContainer(interview(), "I01.odt")
    changes = {}
    for number, text in enumerate(container.texts):
        starts = [at for at in range(len(text)) if text.startswith(NAME, at)]
        if starts:
            changes[number] = [Change(at, at + len(NAME), "[P02]") for at in starts]
    return container.rewritten(changes)


def test_no_part_keeps_the_name_of_who_is_spoken_of_or_of_who_remarked(clean: bytes) -> None:
    for name, words in parts(clean).items():
        assert "whitcomb" not in words.lower(), name
        assert "Penhallow" not in words, name
    assert "Author 1" in parts(clean)["content.xml"]


def test_words_outside_the_name_and_their_look_are_what_they_were(clean: bytes) -> None:
    before, after = parts(interview()), parts(clean)

    assert 'text:style-name="T1">[P02]</text:span>' in after["content.xml"]
    assert LOOK.split(" ")[1] in after["content.xml"]
    turns = [turn.text for turn in read_transcript(clean, "I01.odt").turns]
    was = [turn.text for turn in read_transcript(interview(), "I01.odt").turns]
    assert turns == [text.replace(NAME, "[P02]") for text in was]
    assert after["mimetype"] == before["mimetype"]
    with zipfile.ZipFile(io.BytesIO(clean)) as package:
        assert package.infolist()[0].filename == "mimetype"
        assert package.infolist()[0].compress_type == zipfile.ZIP_STORED
    assert "meta.xml" not in after


def test_the_same_file_gives_the_same_bytes(clean: bytes) -> None:
    container = OdtContainer(clean, "I01.odt")

    assert container.rewritten({}) == OdtContainer(clean, "I01.odt").rewritten({})
    assert NAME not in "\n".join(container.texts)
