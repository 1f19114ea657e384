"""WebVTT and SubRip as they come, with the reading of other programs beside."""

# Transcripts stand on one line here, as they come.
# ruff: noqa: E501

from __future__ import annotations

import io

import pytest
import srt
import webvtt

from idtool.ingest import ReadTranscript, read_transcript
from idtool.ingest.refusals import NotATranscript, NoTurnsFound
from tests.ingest.label_styles import exact


def read(text: str, name: str = "I01.vtt") -> ReadTranscript:
    return read_transcript(text.encode(), name)


def turns(text: str, name: str = "I01.vtt") -> list[tuple[str | None, str]]:
    return [(turn.label, turn.text) for turn in read(text, name).turns]


def rules(found: ReadTranscript) -> set[str]:
    return {finding.rule for finding in found.findings}


ZOOM = """WEBVTT

1
00:00:00.510 --> 00:00:01.550
Ash Kumar (SL): Let's do that
3
00:00:07.170 --> 00:00:09.520
No, it's gonna. I think it's

4
00:00:10.170 --> 00:00:19.520
Saul Grig | Grand: Well.

5
00:00:20.170 --> 00:00:29.520
Ash Kumar (SL): Okay: so

6
00:00:30.170 --> 00:00:39.520
Saul Grig | Grand: Yes &amp; no.
"""


def test_zoom_names_before_colons_and_captions_without_any() -> None:
    assert turns(ZOOM) == [
        ("Ash Kumar (SL)", "Let's do that No, it's gonna. I think it's"),
        ("Saul Grig | Grand", "Well."),
        ("Ash Kumar (SL)", "Okay: so"),
        ("Saul Grig | Grand", "Yes & no."),
    ]


def test_turns_carry_the_times_of_their_captions() -> None:
    found = read(ZOOM).turns

    assert (found[0].start_seconds, found[0].end_seconds, found[0].line) == (0.51, 9.52, 5)


def test_early_teams_with_unpadded_times_and_generated_names() -> None:
    one, two = (
        "68f0e9b4-1111-2222-3333-444455556666@72f988bf",
        "68f0e9b4-1111-2222-3333-444455556667@72f988bf",
    )
    text = (
        f"WEBVTT\r\n\r\n0:0:0.0 --> 0:0:3.0\r\n<v {one}>Hi there</v>\r\n\r\n"
        f"0:0:2.5 --> 0:0:5.0\r\n<v {two}>Hello ****\r\nmore</v>\r\n"
    )

    assert turns(text) == [(one, "Hi there"), (two, "Hello **** more")]


def test_teams_voices_with_classes_over_several_lines_and_unclosed() -> None:
    text = (
        "WEBVTT\n\na7939eec-6426-b7bd-c586-66ccb1a4abbc/32-0\n00:00:09.835 --> 00:00:13.995\n<v John Doe>Hello.</v>\n\n"
        "a7939eec-6426-b7bd-c586-66ccb1a4abbc/33-0\n00:00:14.835 --> 00:00:15.995\n<v.loud Doe, Jane (Guest)>Hi\nyou.\n"
    )

    assert turns(text) == [("John Doe", "Hello."), ("Doe, Jane (Guest)", "Hi you.")]


def test_two_voices_in_one_caption_are_two_turns() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>One.</v> <v Bo>Two.</v>\n\n00:03.000 --> 00:04.000\n<v Ana>Three.</v>\n"

    assert turns(text) == [("Ana", "One."), ("Bo", "Two."), ("Ana", "Three.")]


def test_archives_name_the_voice_only_when_it_changes_and_use_marks_of_their_own() -> None:
    text = (
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n<v INT> text <[?]> a <n(lacht)>\n\n"
        "2\n00:00:02.000 --> 00:00:03.000\nweiter <=>\n\n3\n00:00:04.000 --> 00:00:05.000\n<v AB> ja <i>gut</i>\n"
    )

    assert turns(text) == [("INT", "text <[?]> a <n(lacht)> weiter <=>"), ("AB", "ja gut")]


def test_noscribe_overlaps_damaged_voices_and_times_that_run_backwards() -> None:
    found = read(
        "WEBVTT Interview\n\nNOTE\nMade here\nMedia: talk.mp3\n\n00:12:17.141 --> 00:12:15.168\n<v S01>Hallo (.) //S02: Ja. //\n\n"
        "00:12:18.000 --> 00:12:19.000\n<v //S00>ja\n"
    )

    assert [(turn.label, turn.text) for turn in found.turns] == [
        ("S01", "Hallo (.) //S02: Ja. //"),
        ("S00", "ja"),
    ]
    assert {"voice-damaged", "time-backwards", "overlap", "notes"} <= rules(found)
    assert "Media: talk.mp3" in {part.text for part in found.hidden}


@pytest.mark.parametrize(
    "block",
    ["NOTE\nabout Zed", "NOTE Confidence: 0.87", "STYLE\n::cue {color: red}", "REGION\nid:a"],
)
def test_notes_and_styles_are_no_words(block: str) -> None:
    text = f"WEBVTT\n\n{block}\n\n00:01.000 --> 00:02.000\nAna: One.\n\n00:03.000 --> 00:04.000\nBo: Two.\n"

    assert turns(text) == [("Ana", "One."), ("Bo", "Two.")]


def test_a_note_between_captions_is_no_word() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nAna: One.\n\nNOTE Confidence: 0.5\n\n00:03.000 --> 00:04.000\nBo: Two.\n"

    assert turns(text) == [("Ana", "One."), ("Bo", "Two.")]


def test_a_blank_line_between_times_and_words_loses_nothing() -> None:
    text = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n\nAna: Hello\n\n00:00:02.000 --> 00:00:03.000\n\nBo: more\n"

    assert turns(text) == [("Ana", "Hello"), ("Bo", "more")]


def test_settings_after_the_times_are_no_words() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000 align:start position:0%\nAna: One.\n\n00:03.000 --> 00:04.000 line:90%\nBo: Two.\n"

    assert turns(text) == [("Ana", "One."), ("Bo", "Two.")]


def test_captions_without_speakers_are_one_turn_without_a_label() -> None:
    found = read("WEBVTT\n\n00:43.810 --> 00:47.850\nSo we\n\n00:59.850 --> 01:09.000\nwent on.\n")

    assert [(turn.label, turn.text) for turn in found.turns] == [(None, "So we went on.")]
    assert "no-speakers" in rules(found)


def test_whisper_on_the_screen_saved_as_text() -> None:
    text = "[00:43.810 --> 00:47.850]  so we\n[00:47.850 --> 00:49.850]  went\n"

    assert turns(text, "a.txt") == [(None, "so we went")]
    assert read(text, "a.txt").turns[0].end_seconds == 49.85


def test_rolling_captions_are_read_once() -> None:
    text = (
        "WEBVTT\n\n00:00.000 --> 00:02.000\nso<00:00:00.500><c> we</c><00:00:01.000><c> went</c>\n\n"
        "00:02.000 --> 00:02.010\nso we went\n\n00:02.010 --> 00:04.000\nso we went\non<00:00:03.000><c> foot</c>\n"
    )

    assert turns(text) == [(None, "so we went on foot")]


SRT = """1
00:00:43,810 --> 00:00:47,850
Alban: hello there

2
00:00:48,810 --> 00:00:57,850
<i>so</i> {\\an8}and on
3
00:00:58,810 --> 00:01:07,850
Mia: yes

00:01:08.810 --> 00:01:17.850
Alban: 911
"""


def test_subrip_with_markup_missing_numbers_missing_blanks_and_dots() -> None:
    assert turns(SRT, "a.srt") == [
        ("Alban", "hello there so and on"),
        ("Mia", "yes"),
        ("Alban", "911"),
    ]


def test_a_number_somebody_says_is_not_the_number_of_a_caption() -> None:
    text = "00:00:01,000 --> 00:00:02,000\nAna: call\n911\n00:00:03,000 --> 00:00:04,000\nBo: yes\n"

    assert turns(text, "a.srt") == [("Ana", "call 911"), ("Bo", "yes")]


def test_dashes_without_names_are_reported() -> None:
    assert "dialogue-dash" in rules(
        read("1\n00:00:01,000 --> 00:00:02,000\n- Hello.\n- Hi.\n", "a.srt")
    )


@pytest.mark.parametrize("name", ["talk.txt", "talk", "talk.vtt", "talk.srt"])
def test_the_content_tells_the_format_before_the_name(name: str) -> None:
    assert read(ZOOM, name).source_format == "vtt"
    assert read(SRT, "talk.txt").source_format == "srt"


def test_a_chat_log_is_refused() -> None:
    with pytest.raises(NotATranscript):
        read("00:11:09\tAsh:\they\n00:11:10\tBo:\tyes\n00:12:00\tAsh:\tok\n", "chat.txt")


def test_a_caption_file_without_captions_is_an_error() -> None:
    with pytest.raises(NoTurnsFound):
        read("WEBVTT\n\nnothing here\n")


def test_no_word_is_lost_where_two_other_programs_read_the_file() -> None:
    talk = [f"Word{n} and so on, {n} times." for n in range(40)]
    cues = [f"{n + 1}\n{exact(n)} --> {exact(n + 1)}\n{words}\n\n" for n, words in enumerate(talk)]
    as_srt = "".join(cues).replace(".500", ",500")
    ours = read("WEBVTT\n\n" + "".join(cues)).turns[0].text

    theirs = " ".join(
        cue.text for cue in webvtt.from_buffer(io.StringIO("WEBVTT\n\n" + "".join(cues)))
    )
    others = " ".join(cue.content for cue in srt.parse(as_srt))

    assert ours == theirs == others == read(as_srt, "a.srt").turns[0].text


def test_unpadded_times_are_read_as_webvtt_py_reads_them() -> None:
    text = "WEBVTT\n\n" + "".join(
        f"0:0:{n}.0 --> 0:0:{n + 1}.0\n<v A{n}>w{n}</v>\n\n" for n in range(12)
    )

    theirs = [(cue.voice, cue.text) for cue in webvtt.from_buffer(io.StringIO(text))]

    assert turns(text) == theirs


def captions(*texts: str, mark: str = ".") -> str:
    return "".join(
        f"{n + 1}\n{exact(n, mark)} --> {exact(n + 1, mark)}\n{text}\n\n"
        for n, text in enumerate(texts)
    )


def test_zoom_names_with_pronouns_devices_handles_and_companies() -> None:
    found = read(
        "WEBVTT\n\n"
        + captions(
            "Sol Grig | Grand: Hello", "ash_k: hey", "José Ñandú (he/him): sí", "Coding Ninjas: ok",
            "iPhone (2): yes", "no name here", "Sol Grig | Grand: 10:30 then",
            "Dr. Ann-Marie O'Dea, PhD: fine", "so I said: no", "And: this", "ash_k: Well: no",
        )
    )  # fmt: skip

    assert [(turn.label, turn.text) for turn in found.turns] == [
        ("Sol Grig | Grand", "Hello"),
        ("ash_k", "hey"),
        ("José Ñandú (he/him)", "sí"),
        ("Coding Ninjas", "ok"),
        ("iPhone (2)", "yes no name here"),
        ("Sol Grig | Grand", "10:30 then"),
        ("Dr. Ann-Marie O'Dea, PhD", "fine so I said: no And: this"),
        ("ash_k", "Well: no"),
    ]


@pytest.mark.parametrize(
    "shape",
    ["{who}: {text}", "({who})\n{text}", "[{who}]\n{text}", "{who}:\n{text}", "[{who}] {text}",
     ">> {who}: {text}", "- {who}: {text}"],
)  # fmt: skip
@pytest.mark.parametrize(
    "names", [("Alban", "Mia"), ("Interviewer", "Participant 1"), ("ALBAN", "MIA")]
)
def test_names_only_where_the_speaker_changes(shape: str, names: tuple[str, str]) -> None:
    words = [f"so word {n} and then." for n in range(280)]
    written = [
        shape.format(who=names[n // 14 % 2], text=text) if n % 14 == 0 else text
        for n, text in enumerate(words)
    ]
    found = read(captions(*written, mark=","), "a.srt")

    assert [(turn.label, turn.text) for turn in found.turns] == [
        (names[n % 2], " ".join(words[14 * n : 14 * n + 14])) for n in range(20)
    ]


def test_sounds_in_brackets_are_no_speakers() -> None:
    texts = [["[Gasps]", "So we", "went on.", "[Beeping]", "And on."][n % 5] for n in range(60)]

    assert len(read(captions(*texts, mark=","), "a.srt").turns) == 1


def test_captions_that_roll_without_word_times_are_read_once() -> None:
    rolled = captions(
        "so we", "so we\nwent on", "went on\nfor hours", "for hours\nand more", "and more"
    )

    assert turns(rolled.replace(".500", ",500"), "a.srt") == [
        (None, "so we went on for hours and more")
    ]


def test_what_is_said_twice_in_rolling_captions_is_kept_twice() -> None:
    text = (
        "WEBVTT\n\n00:00.000 --> 00:02.000\nyes<00:00:00.500><c> yes</c>\n\n"
        "00:02.000 --> 00:02.010\nyes yes\n\n00:02.010 --> 00:04.000\nyes yes\nyes<00:00:03.000><c> yes</c>\n"
    )

    assert turns(text) == [(None, "yes yes yes yes")]


def test_changes_of_speaker_without_names_are_reported_and_named_ones_are_not() -> None:
    nameless = read(captions(">> ANA: Hello.", ">> Hi there.", ">> BO: So.", ">> ANA: Yes."))
    named = read(captions("- ANA: Hello.\n- BO: Hi.", "- ANA: Yes.", "- BO: So."))

    assert [f.line for f in nameless.findings if f.rule == "dialogue-dash"] == [7]
    assert [turn.label for turn in named.turns] == ["ANA", "BO", "ANA", "BO"]
    assert "dialogue-dash" not in rules(named)


def test_maps_of_time_settings_titles_regions_and_entities_are_no_words() -> None:
    text = (
        "\ufeffWEBVTT - Zebra\r\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\r\nKind: captions\r\n\r\n"
        "STYLE\r\n::cue {\r\n  color: red;\r\n}\r\n\r\nREGION\r\nid:fred\r\n\r\n1 - intro\r\n"
        "00:01.000 --> 00:02.000 region:fred align:left\r\n"
        "<v.first.loud Ana Bell>One &amp; <c.red>two</c> &lt;three&gt;&nbsp;four &#39;five&#39;</v>\r\n\r\n"
        "intro-2\r\n00:02.000 --> 00:03.000\r\n<v Bo>Two\r\n"
    )
    found = read(text)

    assert [(turn.label, turn.text) for turn in found.turns] == [
        ("Ana Bell", "One & two <three> four 'five'"),
        ("Bo", "Two"),
    ]
    assert "WEBVTT - Zebra" in {part.text for part in found.hidden}


def test_overlapping_captions_of_teams_stay_in_the_order_of_the_file() -> None:
    text = (
        "WEBVTT\r\n\r\n0:0:0.0 --> 0:0:3.0\r\n<v Doe, Jane (Guest)>Hi</v>\r\n\r\n0:0:2.0 --> 0:0:4.0\r\n"
        "<v Roe>ja</v>\r\n\r\n0:0:2.5 --> 0:0:5.0\r\n<v Doe, Jane (Guest)>more <v Roe>both</v></v>\r\n"
    )

    assert turns(text) == [
        ("Doe, Jane (Guest)", "Hi"),
        ("Roe", "ja"),
        ("Doe, Jane (Guest)", "more"),
        ("Roe", "both"),
    ]
