"""Times and words between tabs: Whisper's .tsv and Audacity's labels."""

from __future__ import annotations

import pytest

from idtool.ingest import ReadTranscript, read_transcript
from tests.ingest.json_files import INTERVIEW


def read(text: str, name: str = "I01.tsv") -> ReadTranscript:
    return read_transcript(text.encode(), name)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ["a.tsv", "a.txt", "a"])
def test_whisper_writes_whole_milliseconds_under_a_head(end: str, name: str) -> None:
    rows = [
        f"{n * 1000}\t{n * 1000 + 900}\t{who}: {text}" for n, (who, text) in enumerate(INTERVIEW)
    ]
    found = read(end.join(["start\tend\ttext", *rows, ""]), name)

    assert found.source_format == "tsv"
    assert [(turn.label, turn.text) for turn in found.turns] == list(INTERVIEW)
    assert [turn.start_seconds for turn in found.turns][:3] == [0.0, 1.0, 2.0]


def test_without_speakers_it_is_one_turn_that_says_so() -> None:
    found = read("start\tend\ttext\n0\t2000\tSo we\n2000\t4500\twent on.\n")

    assert [(turn.label, turn.text, turn.end_seconds) for turn in found.turns] == [
        (None, "So we went on.", 4.5)
    ]


def test_audacity_writes_seconds_without_a_head_and_lines_of_frequencies() -> None:
    found = read(
        "0.000000\t2.500000\tI: Shall we?\n\\\t120.0\t900.0\n2.500000\t4,25\tB: Yes.\n"
        "5.000000\t6.000000\tI: So.\n",
        "labels.txt",
    )

    assert [(turn.label, turn.text, turn.start_seconds) for turn in found.turns] == [
        ("I", "Shall we?", 0.0),
        ("B", "Yes.", 2.5),
        ("I", "So.", 5.0),
    ]


def test_a_line_without_times_goes_on_with_the_one_before() -> None:
    found = read("start\tend\ttext\n0\t900\tA: One\nand two.\n900\t1900\tB: Three.\n")

    assert [turn.text for turn in found.turns] == ["One and two.", "Three."]
