"""Whatever the bytes: turns, or an error that says what to do. And no word goes missing."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from idtool.errors import IdtoolError
from idtool.ingest import ReadTranscript, read_transcript
from tests.ingest.label_styles import STYLES, written

TALK = [("INT", "Okay so."), ("P01", "Well, “no”."), ("INT", "And then?"), ("P02", "Yes: fine.")]
NAMES = ["a.txt", "a.md", "a.vtt", "a.srt", "a.docx", "a.cha", "a.TextGrid", "a.eaf", "a"]
PIECES = [
    b"\n",
    b"\r",
    b"\0",
    b"WEBVTT\n",
    b"00:00:01.000 --> 00:00:02.000\n",
    b"<v A>",
    b"</v>",
    b"[",
    b"]",
    b": ",
    b"<",
    b"&#xD800;",
    b"---\n",
    b"interview: x\n",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\x92",
    b"I = x; Y = z\n",
    b"1\n",
    b"99:99:99",
    b"#00:00:00-0#",
    b"**",
    b"\t",
    b"\xe2\x80\xa8",
    b"PK\x03\x04",
    b"(00:01:02):",
    b"A and B: x\n",
    b"Q1: ",
    b"INT",
    b"Word ",
]
lenient = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def try_to_read(data: bytes, name: str) -> ReadTranscript | None:
    try:
        return read_transcript(data, name, tracked="accept")
    except IdtoolError as error:
        assert error.remedy
        return None


@given(st.binary(max_size=300), st.sampled_from(NAMES))
@lenient
def test_random_bytes_never_raise_anything_else(data: bytes, name: str) -> None:
    try_to_read(data, name)


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(NAMES))
@lenient
def test_shuffled_pieces_never_raise_anything_else(pieces: list[bytes], name: str) -> None:
    try_to_read(b"".join(pieces), name)


@given(st.sampled_from(STYLES), st.data())
@lenient
def test_damaged_transcripts_never_raise_anything_else(style: str, data: st.DataObject) -> None:
    original = bytearray(written(style, TALK))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, max(0, len(original) - 1)))
        original[at : at + data.draw(st.integers(0, 9))] = data.draw(st.sampled_from(PIECES))

    try_to_read(bytes(original), style)


def words(text: str) -> list[str]:
    return sorted(re.findall(r"w\d+", text))


lines = st.one_of(
    st.sampled_from(
        [
            "",
            "",
            "Date: {}",
            "INT: {}",
            "P01: {}",
            "P01; {}",
            "[INT] {}",
            "Note: {}",
            "{}",
            "Title {}",
            "00:12",
            "INT and P01: {}",
            "Waiter: {}",
            "I = {}; Y = {}",
            "(00:01:02):",
            "Page 3",
            "**{}?**",
            "# {}",
            "- {}",
            "ALL: {} INT: {}",
            "Transcribed by {}",
            "{} started transcription",
            "(00:01) INT: {}",
            "P01  0:12  ",
        ]
    )
)


@given(st.lists(lines, min_size=1, max_size=25), st.sampled_from(["a.txt", "a.md"]))
@lenient
def test_every_word_is_in_a_turn_or_among_what_was_left_out(shapes: list[str], name: str) -> None:
    numbers = iter(range(10_000))
    text = "\n".join(re.sub(r"\{\}", lambda _: f"w{next(numbers)}", shape) for shape in shapes)

    found = try_to_read(f"INT: Shall we?\nP01: Yes.\n{text}\nINT: So.\nP01: Ah.\n".encode(), name)

    assert found is not None
    kept = [f"{turn.label} {turn.text}" for turn in found.turns]
    kept += [part.text for part in found.hidden]
    assert set(words(" ".join(kept))) == set(words(text))
