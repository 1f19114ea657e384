"""ELAN, Praat, CHAT, EXMARaLDA, Transcriber and TEI: who speaks is told, nothing is tripled."""

from __future__ import annotations

from pathlib import Path

import pytest

from idtool.errors import InvalidInput
from idtool.ingest import ReadTranscript, legend_of, map_speakers, read_transcript
from idtool.ingest.refusals import DamagedFile, EmptyTranscript, ForbiddenXml, UnknownFormat
from idtool.model import Interview
from tests.ingest import linguistic_files as made

TALK = (
    ("INT", "How does a call “reach” you?"),
    ("P01", "Well, (..) José calls. 🙂\nThen it's us & him."),
    ("P02", "Mhm."),
    ("P01", 'She said "no", so we went.'),
    ("INT", "And then?"),
)
SAID = made.spans(TALK)


def words(read: ReadTranscript) -> list[tuple[str | None, list[str]]]:
    return [(turn.label, turn.text.split()) for turn in read.turns]


EXPECTED = [(who, text.split()) for who, text in TALK]


def rules(read: ReadTranscript) -> set[str]:
    return {finding.rule for finding in read.findings}


# ELAN


def test_elan_tiers_are_speakers_in_order_of_time() -> None:
    read = read_transcript(made.elan(SAID), "call.eaf")

    assert read.source_format == "eaf"
    assert words(read) == EXPECTED
    assert (read.turns[1].start_seconds, read.turns[1].end_seconds) == (13.0, 20.5)


def test_elan_tiers_below_another_do_not_triple_the_words() -> None:
    data = made.elan(SAID, below={"words": "{text}", "stress": "{text}", "gloss": "gloss"})

    read = read_transcript(data, "call.eaf")

    assert words(read) == EXPECTED
    assert "tiers-left-out" in rules(read)
    assert any("José" in part.text for part in read.hidden)


def test_elan_numbers_as_parents_give_way_to_the_words_below() -> None:
    numbers = [(who, start, end, f"{n:04d}") for n, (who, start, end, _) in enumerate(SAID)]
    data = made.elan(numbers, tier=lambda who: f'TIER_ID="ref@{who}"', below={"tx": "so {text} it"})

    read = read_transcript(data, "call.eaf")

    assert words(read)[0] == ("INT", ["so", "0000", "it"])
    assert read.turns[1].start_seconds == 13.0


def test_elan_same_times_of_the_same_speaker_are_a_version() -> None:
    german = (
        '<TIER TIER_ID="P01-de" PARTICIPANT="P01" LINGUISTIC_TYPE_REF="default-lt">'
        '<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="v1" TIME_SLOT_REF1="ts2" '
        'TIME_SLOT_REF2="ts3"><ANNOTATION_VALUE>Na ja</ANNOTATION_VALUE>'
        "</ALIGNABLE_ANNOTATION></ANNOTATION></TIER>"
    )
    data = made.elan(SAID).replace(b"<LINGUISTIC_TYPE ", german.encode() + b"<LINGUISTIC_TYPE ", 1)

    read = read_transcript(data, "call.eaf")

    assert words(read) == EXPECTED
    assert [part.text for part in read.hidden if part.where.startswith("tier")] == ["Na ja"]


def test_elan_slots_without_a_time_stand_between_their_neighbors() -> None:
    talk = [("A", 0.0, 1.0, "one"), ("A", 1.0, 2.0, "two"), ("B", 2.5, 3.0, "three")]

    read = read_transcript(made.elan(talk, untimed=[1, 2]), "call.eaf")

    assert [turn.text for turn in read.turns] == ["one two", "three"]
    assert read.turns[0].start_seconds == 0.0
    assert read.turns[0].end_seconds == 2.0


def test_elan_never_keeps_the_path_of_the_recording() -> None:
    read = read_transcript(made.elan(SAID), "call.eaf")

    everything = repr(read)
    assert "C:/Users" not in everything
    assert "call.wav" not in everything
    assert "media-path" in rules(read)


def test_elan_tier_names_are_speakers_where_nobody_is_named() -> None:
    data = made.elan(SAID, tier=lambda who: f'TIER_ID="{who}"')

    assert words(read_transcript(data, "call.eaf")) == EXPECTED


def test_elan_notes_are_no_speaker() -> None:
    note = (
        '<TIER TIER_ID="Notes" LINGUISTIC_TYPE_REF="default-lt"><ANNOTATION>'
        '<ALIGNABLE_ANNOTATION ANNOTATION_ID="n" TIME_SLOT_REF1="ts0" TIME_SLOT_REF2="ts1">'
        "<ANNOTATION_VALUE>door slams</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>"
    )

    read = read_transcript(made.elan(SAID, extra=note), "call.eaf")

    assert words(read) == EXPECTED
    assert any(part.text == "door slams" for part in read.hidden)


def test_elan_one_tier_with_labels_in_its_words() -> None:
    said = [("transcript", start, end, f"{who}: {text}") for who, start, end, text in SAID]

    assert words(read_transcript(made.elan(said), "call.eaf")) == EXPECTED


def test_elan_and_pympi_read_the_same(tmp_path: Path) -> None:
    pympi = pytest.importorskip("pympi")
    file = tmp_path / "call.eaf"
    file.write_bytes(made.elan(SAID, below={"words": "{text}"}))

    theirs = pympi.Eaf(str(file))
    spoken = [
        (start / 1000, tier.removesuffix("-utt"), text)
        for tier in theirs.get_tier_names()
        if tier.endswith("-utt")
        for start, _, text in theirs.get_annotation_data_for_tier(tier)
    ]

    ours = [(turn.start_seconds, turn.label, turn.text) for turn in
            read_transcript(file.read_bytes(), file.name).turns]  # fmt: skip
    assert ours == sorted(spoken)


def test_elan_with_entities_is_refused() -> None:
    data = made.elan(SAID).replace(
        b"<ANNOTATION_DOCUMENT", b'<!DOCTYPE x [<!ENTITY e "x">]><ANNOTATION_DOCUMENT', 1
    )

    with pytest.raises(ForbiddenXml):
        read_transcript(data, "call.eaf")


def test_elan_without_words_is_empty() -> None:
    with pytest.raises(EmptyTranscript):
        read_transcript(made.elan([("A", 0, 1, " ")]), "call.eaf")


# Praat


@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_textgrid_long_and_short_in_each_encoding(short: bool, encoding: str) -> None:
    data = made.textgrid(SAID, short=short).replace("\n", "\r\n").encode(encoding)

    read = read_transcript(data, "call.TextGrid")

    assert read.source_format == "textgrid"
    assert words(read) == EXPECTED
    assert read.turns[1].start_seconds == 13.0


def test_textgrid_quotes_that_are_not_doubled_are_mended() -> None:
    read = read_transcript(made.textgrid(SAID, doubled=False).encode(), "call.TextGrid")

    assert words(read) == EXPECTED
    assert "quotes-mended" in rules(read)


def test_textgrid_marks_stay_as_they_are_written() -> None:
    said = [("doctor", 0.0, 1.0, "Any <UNSURE>rash</UNSURE>?"), ("patient", 1.5, 2.0, "<UNIN/> no")]

    read = read_transcript(made.textgrid(said).encode(), "call.TextGrid")

    assert [turn.text for turn in read.turns] == ["Any <UNSURE>rash</UNSURE>?", "<UNIN/> no"]
    assert "transcriber-marks" in rules(read)


def test_textgrid_pieces_of_words_are_left_out() -> None:
    said = [
        ("Ana", 0.0, 2.0, "so it is"),
        ("Ana - words", 0.0, 0.5, "so"),
        ("Ana - words", 0.5, 1.0, "it"),
        ("Ana - phones", 0.0, 0.2, "s"),
        ("Bo", 2.5, 3.0, "yes"),
    ]

    read = read_transcript(made.textgrid(said).encode(), "call.TextGrid")

    assert words(read) == [("Ana", ["so", "it", "is"]), ("Bo", ["yes"])]
    assert "tiers-left-out" in rules(read)


def test_textgrid_tiers_of_words_alone_are_taken_by_speaker() -> None:
    said = [
        ("Ana - words", 0.0, 0.5, "so"),
        ("Ana - words", 0.5, 1.0, "it"),
        ("Ana - phones", 0.0, 0.2, "s"),
        ("Bo - words", 2.5, 3.0, "yes"),
    ]

    read = read_transcript(made.textgrid(said).encode(), "call.TextGrid")

    assert words(read) == [("Ana", ["so", "it"]), ("Bo", ["yes"])]


def test_textgrid_cut_off_is_read_as_far_as_it_goes() -> None:
    whole = made.textgrid(SAID)

    read = read_transcript(whole[: whole.index("Mhm")].encode(), "call.TextGrid")

    assert "cut-off" in rules(read)
    assert words(read)[0] == EXPECTED[0]


def test_textgrid_with_a_number_beyond_numbers_is_read_up_to_it() -> None:
    text = made.textgrid(SAID, short=True).replace("22.0\n29.5", "1e999\n29.5")

    read = read_transcript(text.encode(), "call.TextGrid")

    assert "cut-off" in rules(read)
    assert words(read)[0] == EXPECTED[0]


def test_textgrid_of_one_speaker_says_so() -> None:
    said = [span for span in SAID if span[0] == "P01"]

    read = read_transcript(made.textgrid(said).encode(), "call_patient.TextGrid")

    assert "one-speaker" in rules(read)


def test_textgrid_stored_as_binary_is_told_how_to_save() -> None:
    with pytest.raises(UnknownFormat) as stop:
        read_transcript(b"ooBinaryFile\x08TextGrid" + bytes(200), "call.TextGrid")

    assert "text file" in stop.value.remedy


def test_textgrid_without_tiers_is_damaged() -> None:
    with pytest.raises(DamagedFile):
        read_transcript(b'File type = "ooTextFile"\nObject class = "TextGrid"\n\nx', "a.TextGrid")


# CHAT

ROLES = {"INT": "Investigator", "P01": "Participant", "P02": "Participant"}


def test_chat_main_lines_are_turns() -> None:
    read = read_transcript(made.chat(SAID, ROLES).encode(), "call.cha")

    assert read.source_format == "chat"
    assert words(read) == EXPECTED
    assert (read.turns[0].start_seconds, read.turns[0].end_seconds) == (4.0, 11.5)


def test_chat_roles_tell_the_interviewer() -> None:
    read = read_transcript(made.chat(SAID, ROLES).encode(), "call.cha")
    labels = {turn.label or "": 1 for turn in read.turns}

    mapping = map_speakers(
        labels, Interview("I01", "individual", ()), {}, {}, {}, None, legend=legend_of(read)
    )

    assert legend_of(read)["INT"] == "Investigator"
    assert mapping.assigned["INT"] == "INT"


def test_chat_dependent_tiers_are_left_out_and_said_so() -> None:
    below = "%mor:\tpro|I v|go .\n%gra:\t1|2|SUBJ\n\t2|0|ROOT\n%act:\tpoints at Anna"

    read = read_transcript(made.chat(SAID, ROLES, below).encode(), "call.cha")

    assert words(read) == EXPECTED
    assert any("Anna" in part.text for part in read.hidden)
    found = next(finding for finding in read.findings if finding.rule == "dependent-tiers")
    assert "%act, %gra, %mor" in found.message


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("<I want> [/] I want (be)cause [//] &-um that .", "I want I want because um that."),
        ("you &=laughs gonna [: going to] go [* m:+ed] +...", "you [laughs] gonna go…"),
        ("xxx (..) yyy [=! whispers] ?", "xxx (..) yyy [whispers]?"),
        ("hola@s:spa 0is he ‡ there +/.", "hola he, there –"),
        ("no [<] <yes please> [>] ice_cream .", "no yes please ice cream."),
        ("and &*INT:mhm then .", "and //INT: mhm // then."),
        ("[- spa] sí , señor „ no ?", "sí, señor, no?"),
        ("C++ & AT&T are < 3 .", "C++ & AT&T are < 3."),
    ],
)
def test_chat_words_are_kept_as_spoken(written: str, spoken: str) -> None:
    text = f"@UTF8\n@Begin\n*INT:\tand ?\n*PAR:\t{written}\n@End\n"

    assert read_transcript(text.encode(), "call.cha").turns[1].text == spoken


def test_chat_without_speech_is_no_turn() -> None:
    text = "@UTF8\n@Begin\n*INT:\tand ?\n*PAR:\t0 .\n%act:\tnods\n*INT:\tso ?\n*PAR:\tyes .\n@End\n"

    read = read_transcript(text.encode(), "call.cha")

    assert words(read) == [("INT", ["and?", "so?"]), ("PAR", ["yes."])]
    assert "no-speech" in rules(read)


def test_chat_that_strict_parsers_refuse_is_read() -> None:
    text = (
        "@Begin\n@Languages:\teng\n@Participants:\tCHI Betty Target_Child, INV Ann Investigator\n"
        "@ID:\teng|talk|CHI|1;8.||typical||Target_Child|||\n@ID:\tbroken\n"
        "*INV: \tis (i)t a\n\tbig\n  one ?\n\n*CHI:\tyes\n%com:\n*INV : good .\n*CHI:\tboo"
    )

    read = read_transcript(text.encode("latin-1"), "1.cha")

    assert words(read) == [
        ("INV", ["is", "it", "a", "big", "one?"]),
        ("CHI", ["yes"]),
        ("INV", ["good."]),
        ("CHI", ["boo"]),
    ]
    assert any("Betty" in part.text for part in read.hidden)
    assert "Betty" not in "".join(read.header.values())


def test_chat_without_talk_is_empty() -> None:
    with pytest.raises(EmptyTranscript):
        read_transcript(b"@UTF8\n@Begin\n@Participants:\tCHI Target_Child\n@End\n", "1.cha")


# the others


def test_exmaralda_scores_are_read() -> None:
    read = read_transcript(made.exmaralda(SAID).encode(), "call.exb")

    assert read.source_format == "exb"
    assert words(read) == EXPECTED


def test_exmaralda_events_that_cut_a_word_are_joined() -> None:
    said = [("A", 0.0, 1.0, "I thi"), ("A", 1.0, 2.0, "nk so"), ("B", 1.0, 1.5, "mhm")]
    data = made.exmaralda(said).replace("I thi ", "I thi")

    assert words(read_transcript(data.encode(), "call.exb")) == [
        ("A", ["I", "think", "so"]),
        ("B", ["mhm"]),
    ]


def test_transcriber_is_read_in_spite_of_its_document_type() -> None:
    read = read_transcript(made.transcriber(SAID).encode(), "call.trs")

    assert read.source_format == "trs"
    assert words(read) == EXPECTED


def test_transcriber_overlap_gives_each_speaker_their_words() -> None:
    two = (
        '<Turn speaker="spk0 spk1" startTime="50" endTime="52"><Sync time="50"/>\n'
        '<Who nb="1"/>\nyes\n<Who nb="2"/>\nno\n<Event desc="laugh" type="noise" '
        'extent="instantaneous"/></Turn></Section>'
    )
    data = made.transcriber(SAID).replace("</Section>", two)

    read = read_transcript(data.encode(), "call.trs")

    assert words(read)[-2:] == [("INT", ["And", "then?", "yes"]), ("P01", ["no", "[laugh]"])]


def test_tei_utterances_are_turns() -> None:
    read = read_transcript(made.tei(SAID).encode(), "call.xml")

    assert read.source_format == "tei"
    assert [(turn.label, turn.text) for turn in read.turns] == list(TALK)


def test_tei_with_speakers_beside_the_utterances() -> None:
    body = (
        '<TEI><text><body><div type="question"><speaker role="interviewer">Q1</speaker>'
        '<u>How?</u></div><div><speaker role="interviewee">A1</speaker><u>So <pause/> it is'
        "<note>nods to Ann</note>.</u></div></body></text></TEI>"
    )

    read = read_transcript(body.encode(), "call.xml")

    assert words(read) == [("Q1", ["How?"]), ("A1", ["So", "(.)", "it", "is."])]
    assert legend_of(read)["Q1"] == "interviewer"
    assert [part.text for part in read.hidden] == ["nods to Ann"]


@pytest.mark.parametrize(
    "data",
    [
        made.elan(SAID),
        made.textgrid(SAID).encode(),
        made.chat(SAID, ROLES).encode(),
        made.exmaralda(SAID).encode(),
        made.transcriber(SAID).encode(),
        made.tei(SAID).encode(),
    ],
)
def test_the_content_tells_the_format_whatever_the_name(data: bytes) -> None:
    assert words(read_transcript(data, "call.txt")) == EXPECTED


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9])
@pytest.mark.parametrize(
    "data",
    [
        made.elan(SAID),
        made.textgrid(SAID, short=True).encode("utf-16"),
        made.chat(SAID, ROLES).encode(),
        made.exmaralda(SAID).encode(),
        made.transcriber(SAID).encode(),
        made.tei(SAID).encode(),
    ],
)
def test_a_file_that_is_cut_off_is_read_or_refused(data: bytes, cut: float) -> None:
    try:
        read_transcript(data[: int(cut * len(data))], "call")
    except InvalidInput as error:
        assert error.remedy
