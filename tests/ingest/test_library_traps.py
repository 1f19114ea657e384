"""What libraries lose without a word, one trap a test: our readers lose nothing.

The traps were seen in real files; the files here are invented. Where a library is installed
for a second opinion, it is asked only where it reads the file whole.
"""

from __future__ import annotations

import io

import pytest
import webvtt

from idtool.ingest import ReadTranscript, read_transcript
from tests.ingest.linguistic_files import chat, elan, spans
from tests.ingest.word_files import paragraph, run, table, word_file

REST = "INT: And then?", "P01: Nothing more."


def turns(read: ReadTranscript) -> list[tuple[str | None, str]]:
    return [(turn.label, turn.text) for turn in read.turns]


def test_trap_teams_unpadded_times() -> None:
    """0 of 127 cues in webvtt-py 0.5.1 and in pysubs2: ``0:0:3.0`` is no time to them."""
    text = "WEBVTT\r\n\r\n" + "".join(
        f"0:{n // 60}:{n % 60}.0 --> 0:{n // 60}:{n % 60}.9\r\n<v P0{n % 2}>word{n}</v>\r\n\r\n"
        for n in range(127)
    )

    read = read_transcript(text.encode(), "teams.vtt")

    assert " ".join(turn.text for turn in read.turns).split() == [f"word{n}" for n in range(127)]
    assert len(webvtt.from_buffer(io.StringIO(text))) == 127


def test_trap_teams_times_of_both_kinds_in_one_file() -> None:
    """114 and 134 of 261 cues in the same libraries: padded and unpadded times are mixed."""
    text = "WEBVTT\n\n" + "".join(
        f"{f'00:00:{n:02d}.100' if n % 2 else f'0:0:{n}.1'} --> 0:0:{n}.9\n<v P>w{n}</v>\n\n"
        for n in range(50)
    )

    assert read_transcript(text.encode(), "teams.vtt").turns[0].text.split() == [
        f"w{n}" for n in range(50)
    ]


def test_trap_voice_tag_that_is_never_closed() -> None:
    """pysubs2 keeps the cue and throws the voice of ``<v S01>`` away."""
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v S00>How so?\n\n"
        "00:02.000 --> 00:03.000\n<v S01>Just so.\n"
    )

    assert turns(read_transcript(text.encode(), "noscribe.vtt")) == [
        ("S00", "How so?"),
        ("S01", "Just so."),
    ]


def test_trap_angle_brackets_that_are_no_tags() -> None:
    """webvtt-py takes ``<...>`` off as a tag; archives mark doubtful words so."""
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v INT>The <n(dog)> <[?]>?\n\n"
        "00:02.000 --> 00:03.000\n<v P01>Yes.\n"
    )

    assert turns(read_transcript(text.encode(), "archive.vtt"))[0] == ("INT", "The <n(dog)> <[?]>?")


@pytest.mark.parametrize(
    "wrap",
    [
        '<w:ins w:id="1" w:author="A B">{}</w:ins>',
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:smartTag w:element="place">{}</w:smartTag>',
    ],
    ids=["tracked-insertion", "content-control", "smart-tag"],
)
def test_trap_words_inside_word_elements(wrap: str) -> None:
    """python-docx drops all three without warning, from every way of iterating."""
    data = word_file(
        paragraph(run("P01: I was "), wrap.format(run("never")), run(" there.")), *REST
    )

    read = read_transcript(data, "talk.docx", tracked="accept")

    assert turns(read)[0] == ("P01", "I was never there.")


def test_trap_content_control_around_paragraphs() -> None:
    """The same for a control that holds whole paragraphs."""
    inside = paragraph("P01: All of it.")
    data = word_file(f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>", *REST)

    assert turns(read_transcript(data, "talk.docx"))[0] == ("P01", "All of it.")


def test_trap_soft_line_break_between_question_and_answer() -> None:
    """mammoth drops the break and glues ``about?Jack:`` together."""
    data = word_file(
        paragraph("INT: How did it come about?\nJack: Mostly by chance."),
        paragraph("INT: And then?\nJack: Nothing."),
    )

    assert turns(read_transcript(data, "talk.docx"))[:2] == [
        ("INT", "How did it come about?"),
        ("Jack", "Mostly by chance."),
    ]


def test_trap_table_cells() -> None:
    """Readers of paragraphs alone never see a table: ``document.paragraphs`` is empty then."""
    data = word_file(
        table(("INT", "How so?"), ("P01", "Just so."), ("INT", "Ah."), ("P01", "Yes."))
    )

    assert turns(read_transcript(data, "talk.docx"))[:2] == [
        ("INT", "How so?"),
        ("P01", "Just so."),
    ]


def test_trap_text_box_and_its_fallback() -> None:
    """A text box is stored twice; it is read once, and not left out."""
    box = paragraph("In the box.")
    twice = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>'
        f"{box}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        f"<w:txbxContent>{box}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    read = read_transcript(word_file("P01: Before.", f"<w:p>{twice}</w:p>", *REST), "talk.docx")
    everything = [*(turn.text for turn in read.turns), *(part.text for part in read.hidden)]

    assert sum(text.count("In the box.") for text in everything) == 1


def test_trap_tab_stops_are_no_tabs() -> None:
    """``w:tab`` in a paragraph's properties is a tab stop; in a run it is a tab."""
    stops = '<w:tabs><w:tab w:val="left" w:pos="720"/><w:tab w:val="left" w:pos="1440"/></w:tabs>'
    data = word_file(
        *(
            paragraph(run(f"{who}:\t{text}"), properties=stops)
            for who, text in (("INT", "So?"), ("P01", "Yes."), ("INT", "Ah."), ("P01", "No."))
        )
    )

    assert turns(read_transcript(data, "talk.docx"))[:2] == [("INT", "So?"), ("P01", "Yes.")]


@pytest.mark.parametrize("age", ["1;8.", "34;02.", "1;08.15", "", "two"])
def test_trap_age_in_chat(age: str) -> None:
    """pylangacq refuses the whole file for the age ``1;8.``."""
    text = chat(spans([("INT", "So?"), ("P01", "Yes.")])).replace("34;02.", age)

    assert turns(read_transcript(text.encode(), "talk.cha")) == [("INT", "So?"), ("P01", "Yes.")]


def test_trap_smart_quotes_in_windows_1252() -> None:
    """charset-normalizer by itself takes cp775 and reads “IÆm”."""
    text = "".join(
        f"{who}: {words}\r\n"
        for who, words in (
            ("INT", "You’re “fine”, then?"),
            ("P01", "I’m fine – he’s not…"),
            ("INT", "He’s not?"),
            ("P01", "No."),
        )
    )

    read = read_transcript(text.encode("cp1252"), "talk.txt")

    assert read.encoding == "cp1252"
    assert read.turns[1].text == "I’m fine – he’s not…"


def test_trap_elan_annotations_in_three_tiers() -> None:
    """Words and stress below each utterance triple the text for whoever reads all tiers."""
    data = elan(spans([("INT", "So?"), ("P01", "Yes.")]), below={"a": "{text}", "b": "{text}"})

    assert turns(read_transcript(data, "talk.eaf")) == [("INT", "So?"), ("P01", "Yes.")]


def test_trap_quotation_mark_that_swallows_rows() -> None:
    """csv reads on to the next quotation mark, over line ends and rows."""
    text = 'speaker,text\nINT,What?\nP01,"He said no\nINT,Who?\nP01,Him.\n'
    read = read_transcript(text.encode(), "talk.csv")

    assert [turn.label for turn in read.turns] == ["INT", "P01", "INT", "P01"]
