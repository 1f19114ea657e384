"""Acceptance 7: one talk, written in every style, gives the same turns from each."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from idtool.ingest import read_transcript
from tests.ingest.label_styles import STYLES, TEXT_STYLES, written

TALK = (
    ("Speaker 1", "Okay, so, recording. How does a call like that reach you?"),
    ("Speaker 2", "Um, so it’s “dispatch” first — well, mostly. [inaudible 00:12:33] And then us."),
    ("Speaker 1", "Mm-hm."),
    ("Speaker 2", "And I said, I said: not tonight. (laughs) Note: he was fine in the end."),
    ("Speaker 1", "[crosstalk] Right."),
    ("Speaker 2", "Yeah. About 10:30 we, um... I don't know. José went too…"),
    ("Speaker 1", "What would you call that?"),
    ("Speaker 2", "A day."),
)


@pytest.mark.parametrize("style", STYLES)
def test_every_style_gives_the_same_turns(style: str) -> None:
    read = read_transcript(written(style, TALK), style)

    assert [(turn.label, turn.text) for turn in read.turns] == list(TALK)


@pytest.mark.parametrize(
    "labels",
    [
        ("INT", "P01"),
        ("I", "B"),
        ("Q", "A"),
        ("Interviewer", "Mary Ann Lee"),
        ("Interviewer", "Officer"),
        ("SPEAKER_00", "SPEAKER_01"),
        ("I1", "X"),
    ],
)
@pytest.mark.parametrize("style", STYLES)
def test_every_style_reads_the_usual_labels(style: str, labels: tuple[str, str]) -> None:
    if style == "otter-no-times.txt" and len(labels[0]) == 1:
        pytest.skip("Otter writes names, never single letters")
    talk = [(labels[n % 2], text) for n, (_, text) in enumerate(TALK)]

    read = read_transcript(written(style, talk), style)

    assert [(turn.label, turn.text) for turn in read.turns] == talk


@pytest.mark.parametrize("style", [name for name in TEXT_STYLES if name != "canonical.txt"])
@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
def test_line_ends_change_nothing(style: str, end: str) -> None:
    data = TEXT_STYLES[style](TALK).replace("\n", end).encode("utf-8-sig")

    read = read_transcript(data, style)

    assert [(turn.label, turn.text) for turn in read.turns] == list(TALK)


words = st.lists(
    st.text(alphabet="abcdehiloprstuwåéñóßжкшמה’'-", min_size=1, max_size=9).filter(
        lambda word: word[0].isalpha() and word[-1].isalpha()
    ),
    min_size=1,
    max_size=12,
)
marks = st.sampled_from(
    ["", ".", "?", "…", "!", " (laughs)", " [crosstalk]", " “no,” I said.", " — 😀 so."]
)
texts = st.builds(lambda spoken, mark: " ".join(spoken) + mark, words, marks)
talks = st.lists(texts, min_size=4, max_size=12).map(
    lambda spoken: [(("INT", "P01", "INT", "P02")[n % 4], text) for n, text in enumerate(spoken)]
)


@pytest.mark.parametrize("style", STYLES)
@given(talk=talks)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_words_are_read_back_letter_for_letter(style: str, talk: list[tuple[str, str]]) -> None:
    talk = [(who, unicodedata.normalize("NFC", text)) for who, text in talk]

    read = read_transcript(written(style, talk), style)

    assert [(turn.label, turn.text) for turn in read.turns] == talk
