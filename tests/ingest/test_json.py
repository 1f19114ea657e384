"""JSON of transcription programs: the same turns from every shape, and no word lost."""

from __future__ import annotations

import json

import pytest

from idtool.ingest import ReadTranscript, read_transcript
from idtool.ingest.refusals import DamagedFile, EmptyTranscript, UnknownFormat
from tests.ingest.json_files import INTERVIEW, SHAPES, Shaped, expected, written


def read(document: Shaped, name: str = "I01.json") -> ReadTranscript:
    return read_transcript(json.dumps(document).encode(), name)


def turns(document: Shaped) -> list[tuple[str | None, str]]:
    return [(turn.label, turn.text) for turn in read(document).turns]


def rules(found: ReadTranscript) -> set[str]:
    return {finding.rule for finding in found.findings}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_the_same_turns(shape: str) -> None:
    found = read_transcript(written(shape, INTERVIEW), "I01.json")

    assert found.source_format == "json"
    assert [(turn.label, turn.text) for turn in found.turns] == expected(shape, INTERVIEW)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_the_same_times_in_seconds(shape: str) -> None:
    found = read_transcript(written(shape, INTERVIEW), "I01.json")

    assert [turn.start_seconds for turn in found.turns] == [10.0 * n for n in range(len(INTERVIEW))]


@pytest.mark.parametrize("name", ["talk", "talk.txt", "talk.json", "talk.vtt"])
def test_the_content_tells_json_before_the_name(name: str) -> None:
    assert read_transcript(written("sonix", INTERVIEW), name).source_format == "json"


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_json_comes_in_other_encodings(codec: str) -> None:
    data = written("whisperx", INTERVIEW).decode().encode(codec)

    found = read_transcript(data, "I01.json")

    assert [(turn.label, turn.text) for turn in found.turns] == list(INTERVIEW)


def test_lines_of_json_are_a_list() -> None:
    rows = [json.dumps({"speaker": who, "text": text}) for who, text in INTERVIEW]

    found = read_transcript("\n".join(rows).encode(), "I01.jsonl")

    assert [(turn.label, turn.text) for turn in found.turns] == list(INTERVIEW)


def test_words_without_a_speaker_have_that_of_the_word_before() -> None:
    words = [
        {"word": "About", "start": 0.1, "end": 0.2, "speaker": "A"},
        {"word": "20."},
        {"word": "Only", "start": 0.5, "end": 0.6, "speaker": "B"},
        {"word": "12?", "score": 0.1},
    ]
    document = {
        "segments": [
            {"start": 0, "end": 1, "text": "About 20. Only 12?", "speaker": "A", "words": words},
            {"start": 2, "end": 3, "text": "Twelve.", "words": []},
        ]
    }

    assert turns(document) == [("A", "About 20."), ("B", "Only 12? Twelve.")]


def test_words_before_the_first_speaker_of_a_segment_belong_to_it() -> None:
    words = [{"word": "7"}, {"word": "times.", "start": 1, "end": 2, "speaker": "B"}]
    document = {"segments": [{"start": 0, "end": 2, "text": "7 times.", "words": words},
                             {"start": 2, "end": 3, "text": "Oh.", "speaker": "A"}]}  # fmt: skip

    assert turns(document) == [("B", "7 times."), ("A", "Oh.")]


def test_a_segment_whose_words_are_not_its_text_is_not_cut() -> None:
    words = [{"word": "zwei", "speaker": "A"}, {"word": "drei", "speaker": "B"}]
    document = {"segments": [{"text": "two three", "speaker": "A", "words": words},
                             {"text": "four", "speaker": "B"}]}  # fmt: skip

    assert turns(document) == [("A", "two three"), ("B", "four")]


def test_segments_of_whisper_without_speakers_are_one_turn_that_says_so() -> None:
    found = read(
        {"text": " So we went.", "language": "en",
         "segments": [{"id": 0, "start": 0.0, "end": 2.0, "text": " So we"},
                      {"id": 1, "start": 2.0, "end": 4.5, "text": " went."}]}
    )  # fmt: skip

    assert [(turn.label, turn.text) for turn in found.turns] == [(None, "So we went.")]
    assert found.turns[0].end_seconds == 4.5
    assert "no-speakers" in rules(found)


def test_milliseconds_are_told_from_seconds_by_how_fast_people_speak() -> None:
    said = [{"speaker": "A", "start": 500, "end": 65000, "text": "So we went on and on."},
            {"speaker": "B", "start": 65000, "end": 95000, "text": "You did."}]  # fmt: skip

    assert [turn.end_seconds for turn in read(said).turns] == [65.0, 95.0]


def test_two_channels_are_two_speakers_in_the_order_of_time() -> None:
    def channel(*words: tuple[str, float]) -> Shaped:
        return {"alternatives": [{"words": [{"word": w, "start": s, "end": s} for w, s in words]}]}

    document = {"results": {"channels": [channel(("hello", 0.0), ("why", 3.0)),
                                         channel(("hi", 1.0), ("so", 4.0))]}}  # fmt: skip

    assert turns(document) == [
        ("Channel 1", "hello"),
        ("Channel 2", "hi"),
        ("Channel 1", "why"),
        ("Channel 2", "so"),
    ]


def test_paragraphs_of_one_speaker_are_kept_apart_within_the_turn() -> None:
    document = {"name": "a", "transcript": [{"speaker": "A", "text": "One."},
                {"speaker": "A", "text": "Two."}, {"speaker": "B", "text": "Three."}]}  # fmt: skip

    assert turns(document) == [("A", "One.\nTwo."), ("B", "Three.")]


def test_titles_and_summaries_are_hidden_parts_and_copies_are_not() -> None:
    document = {
        "title": "Zebra and her lawyer",
        "summary": "They talked about a zebra.",
        "text": "Shall we? Yes.",
        "utterances": [{"speaker": "A", "text": "Shall we?", "start": 1, "end": 2},
                       {"speaker": "B", "text": "Yes.", "start": 3, "end": 4}],
    }  # fmt: skip
    found = read(document)

    assert [part.text for part in found.hidden] == [
        "Zebra and her lawyer",
        "They talked about a zebra.",
    ]
    assert all("ebra" not in finding.message for finding in found.findings)
    assert all("ebra" not in part.where for part in found.hidden)


def test_a_list_of_an_unknown_program_is_read_and_reported_as_a_guess() -> None:
    found = read({"data": {"talk": [{"who": "A", "quote": "One and one."},
                                    {"who": "B", "quote": "Two."}]}})  # fmt: skip

    assert [(turn.label, turn.text) for turn in found.turns] == [
        ("A", "One and one."),
        ("B", "Two."),
    ]
    assert "json-guess" in rules(found)


@pytest.mark.parametrize(
    "document", [{"weather": {"zebra": "rain"}}, {"zebras": [1, 2, 3]}, [{"zebra": 1}], {"a": []}]
)
def test_json_without_talk_lists_the_shapes_read_and_repeats_nothing(document: Shaped) -> None:
    with pytest.raises(UnknownFormat) as error:
        read(document)

    told = error.value.problem + error.value.remedy
    assert all(
        each in told for each in ("whisper.cpp", "Rev", "Otter", "Deepgram", "Trint", ".docx")
    )
    assert "zebra" not in told


def test_json_that_breaks_off_is_damaged() -> None:
    with pytest.raises(DamagedFile) as error:
        read_transcript(written("trint", INTERVIEW)[:-700], "I01.json")

    assert "breaks off" in error.value.problem


def test_segments_without_words_are_no_transcript() -> None:
    with pytest.raises((UnknownFormat, EmptyTranscript)):
        read({"segments": [{"start": 0, "end": 1, "text": " "}]})


def test_a_document_that_holds_its_text_in_one_piece_is_read_as_text() -> None:
    labelled = read({"id": 3, "transcript": "INT: Shall we?\nP01: Yes.\nINT: So.\nP01: Ah."})
    plain = read({"text": " So we went on and on.", "language": "en"})

    assert [turn.label for turn in labelled.turns] == ["INT", "P01", "INT", "P01"]
    assert [(turn.label, turn.text) for turn in plain.turns] == [(None, "So we went on and on.")]
