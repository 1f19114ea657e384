"""oTranscribe's files, and transcripts kept as web pages."""

from __future__ import annotations

import json

import pytest

from idtool.ingest import ReadTranscript, read_transcript
from idtool.ingest.refusals import DamagedFile
from tests.ingest.json_files import INTERVIEW
from tests.ingest.label_styles import clock

Talk = list[tuple[str | None, str]]


def otr(markup: object, name: str = "I01.otr") -> ReadTranscript:
    document = {"text": markup, "media": "zebra.mp3", "media-time": 12.5}
    return read_transcript(json.dumps(document).encode(), name)


def said(found: ReadTranscript) -> Talk:
    return [(turn.label, turn.text) for turn in found.turns]


def stamp(seconds: float, shown: str = "00:00") -> str:
    return (
        f'<span class="timestamp" contenteditable="false" data-timestamp="{seconds}">{shown}</span>'
    )


@pytest.mark.parametrize(
    "shape",
    [
        "<p>{stamp}&nbsp;{who}: {text}<br></p>",
        "<p>{stamp}&nbsp;<b>{who}:</b> {text}</p>",
        "<p><strong>{who}</strong>: {stamp}&nbsp;{text}<br /><br /></p>",
        "{stamp}&nbsp;{who}: {text}<br>",
        "<div>{stamp}&nbsp;{who}: <i>{text}</i></div>\n",
    ],
)
def test_stamps_paragraphs_and_breaks_of_otranscribe(shape: str) -> None:
    markup = "".join(
        shape.format(who=who, text=text, stamp=stamp(10 * n + 0.5, clock(n)))
        for n, (who, text) in enumerate(INTERVIEW)
    )
    found = otr(markup)

    assert found.source_format == "otr"
    assert said(found) == list(INTERVIEW)
    assert [turn.start_seconds for turn in found.turns] == [
        10 * n + 0.5 for n in range(len(INTERVIEW))
    ]
    assert [part.text for part in found.hidden] == ["zebra.mp3"]


def test_old_stamps_are_clocks_and_stamps_inside_a_paragraph_are_no_words() -> None:
    found = otr(
        f"<p>{stamp(0, '')}I: One?</p><p>"
        '<span class="timestamp" data-timestamp="01:05">01:05</span>&nbsp;B: Two, '
        f"{stamp(80, '01:20')}&nbsp;and three.</p><p>I: Four.</p>"
    )

    assert said(found) == [("I", "One?"), ("B", "Two, and three."), ("I", "Four.")]
    assert found.turns[1].start_seconds == 65.0
    assert "times-inside" in {finding.rule for finding in found.findings}


def test_words_somebody_typed_into_a_stamp_are_kept() -> None:
    found = otr(
        '<p><span class="timestamp" data-timestamp="5">00:05 I: Really?</span></p><p>B: Yes.</p>'
        "<p>I: Good.</p>"
    )

    assert said(found) == [("I", "Really?"), ("B", "Yes."), ("I", "Good.")]


@pytest.mark.parametrize(
    "text", [["<p>I: One?</p>", "<p>B: Two.</p>"], {"0": "<p>I: One?</p>", "1": "<p>B: Two.</p>"}]
)
def test_text_that_is_not_stored_as_text_is_read_and_reported(text: object) -> None:
    found = otr(text)

    assert said(found) == [("I", "One?"), ("B", "Two.")]
    assert "otr-damaged" in {finding.rule for finding in found.findings}


@pytest.mark.parametrize("text", [None, 7, "", [], {}])
def test_a_file_without_text_says_what_is_wrong(text: object) -> None:
    with pytest.raises(DamagedFile):
        otr(text)


@pytest.mark.parametrize("name", ["talk.otr", "talk.json", "talk.txt", "talk"])
def test_the_content_tells_the_format(name: str) -> None:
    assert otr("<p>I: One?</p><p>B: Two.</p>", name).source_format == "otr"


NOSCRIBE = (
    '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0//EN"><html><head><meta charset="UTF-8" />'
    '<title>zebra</title><style type="text/css">p { white-space: pre-wrap; }</style></head><body>'
    "<p>zebra transcript</p><p>Transcribed with noScribe vers. 0.6</p>"
)


def test_noscribe_pages_have_anchors_around_what_is_said() -> None:
    page = NOSCRIBE + "".join(
        f'<p><a name="ts_{n}_{n + 1}_S0{n % 2}" >S0{n % 2}: [00:00:{n:02d}] {text}</a></p>\n'
        for n, (_, text) in enumerate(INTERVIEW)
    )
    found = read_transcript(f"{page}</body></html>".encode(), "I01.html")

    assert found.source_format == "html"
    assert said(found) == [(f"S0{n % 2}", text) for n, (_, text) in enumerate(INTERVIEW)]
    assert found.turns[3].start_seconds == 3.0
    assert any("zebra" in part.text for part in found.hidden)
    assert "service-text" in {finding.rule for finding in found.findings}


def test_a_table_in_a_page_has_a_turn_in_each_row() -> None:
    rows = "".join(f"<tr><td>{who}</td><td>{text}</td></tr>" for who, text in INTERVIEW)

    found = read_transcript(f"<html><body><table>{rows}</table></body></html>".encode(), "a.html")

    assert said(found) == list(INTERVIEW)


def test_a_page_is_decoded_as_it_declares() -> None:
    page = '<html><meta charset="windows-1252"><p>I: Wie geht’s?</p><p>B: Schön.</p></html>'

    found = read_transcript(page.encode("cp1252"), "a.htm")

    assert said(found) == [("I", "Wie geht’s?"), ("B", "Schön.")]
    assert found.encoding == "windows-1252"
