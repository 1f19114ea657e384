"""REFI-QDA projects: the texts of NVivo, ATLAS.ti, MAXQDA, QualCoder and qc exports."""

from __future__ import annotations

import pytest

from idtool.ingest.reading import read_interviews, read_transcript
from idtool.ingest.refi_sources import WhichSource
from idtool.ingest.refusals import DamagedFile, NotATranscript, OversizeArchive
from tests.ingest.linguistic_files import project, text_source
from tests.ingest.word_files import word_file, zipped

TALK = [("INT", "How does a call “reach” you?"), ("P01", "José calls. 🙂"), ("INT", "And then?"),
        ("P02", "We go.")]  # fmt: skip
TEXT = "\n".join(f"{who}: {text}" for who, text in TALK)


def turns(data: bytes, source: str | None = None) -> list[tuple[str | None, str]]:
    read = read_interviews(data, "calls.qdpx", source=source)[0].read
    assert read.source_format == "qdpx"
    return [(turn.label, turn.text) for turn in read.turns]


@pytest.mark.parametrize(
    ("path", "member", "name"),
    [
        ("internal://A1-B2.txt", "Sources/A1-B2.txt", "project.qde"),
        ("internal://a1-b2.txt", "sources/A1-B2.TXT", "Project.qde"),
        ("board_2017.txt", "Sources/board_2017.txt", "project.qde"),
        ("Sources\\x.txt", "Sources\\x.txt", "project.qde"),
        ("internal://x.txt", "x.txt", "project.qde"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_member_is_found_wherever_the_program_put_it(
    path: str, member: str, name: str, encoding: str
) -> None:
    data = project(
        text_source("One", plain=path),
        members={member: TEXT.replace("\n", "\r\n").encode(encoding)},
        name=name,
    )

    assert turns(data) == TALK


def test_text_may_stand_in_the_project_itself() -> None:
    inline = f"<PlainTextContent>{TEXT}</PlainTextContent>"

    assert turns(project(text_source("One", inline))) == TALK


def test_a_placeholder_gives_way_to_the_word_file_beside_it() -> None:
    data = project(
        text_source("One", plain="internal://x.txt", rich="internal://x.docx"),
        members={
            "Sources/x.txt": b"\n",
            "Sources/x.docx": word_file(*(f"{who}: {text}" for who, text in TALK)),
        },
    )

    assert turns(data) == TALK


def test_text_that_tells_no_speakers_gives_way_to_the_word_file() -> None:
    flat = " ".join(text for _, text in TALK)
    data = project(
        text_source("One", plain="internal://x.txt", rich="internal://x.docx"),
        members={
            "Sources/x.txt": flat,
            "Sources/x.docx": word_file(*(f"{who}: {text}" for who, text in TALK)),
        },
    )

    assert turns(data) == TALK


def test_a_transcript_of_a_recording_has_its_times() -> None:
    at = TEXT.index("P01")
    element = (
        '<AudioSource name="call 1" path="internal://call.mp3"><Transcript guid="t" '
        'plainTextPath="internal://t.txt"><SyncPoint guid="s1" position="0" timeStamp="1500"/>'
        f'<SyncPoint guid="s2" position="{at}" timeStamp="9250"/></Transcript></AudioSource>'
    )

    read = read_transcript(project(element, members={"Sources/t.txt": TEXT}), "calls.qdpx")

    assert [turn.start_seconds for turn in read.turns] == [1.5, 9.25, 9.25, 9.25]


def two() -> bytes:
    return project(
        text_source("Call one", plain="internal://1.txt"),
        text_source("Call two", plain="internal://2.txt"),
        '<PictureSource name="map"/>',
        members={"Sources/1.txt": TEXT, "Sources/2.txt": TEXT.replace("We go", "We stay")},
    )


def test_several_texts_are_asked_about() -> None:
    with pytest.raises(WhichSource) as stop:
        read_transcript(two(), "calls.qdpx")

    assert stop.value.exit_code == 2
    assert "1 Call one; 2 Call two" in str(stop.value)
    assert "--source all" in stop.value.remedy


@pytest.mark.parametrize("source", ["Call two", "call TWO", "2"])
def test_one_of_several_is_chosen_by_name_or_number(source: str) -> None:
    assert turns(two(), source)[-1] == ("P02", "We stay.")


def test_all_of_several_are_interviews_of_their_own() -> None:
    found = read_interviews(two(), "calls.qdpx", source="all")

    assert [each.group for each in found] == ["Call one", "Call two"]
    assert [each.read.turns[-1].text for each in found] == ["We go.", "We stay."]


def test_a_source_nobody_has_is_told() -> None:
    with pytest.raises(WhichSource) as stop:
        read_interviews(two(), "calls.qdpx", source="Call ten")

    assert "no text called “Call ten”" in str(stop.value)


def test_a_project_without_its_sources_says_how_to_export() -> None:
    with pytest.raises(NotATranscript) as stop:
        read_transcript(project(text_source("One", plain="internal://gone.txt")), "calls.qdpx")

    assert "sources included" in stop.value.remedy


def test_paths_outside_the_project_are_not_followed() -> None:
    for path in ("absolute:///etc/hostname", "relative://x.txt", "file:///x.txt"):
        data = project(text_source("One", plain=path), members={"Sources/x.txt": TEXT})
        with pytest.raises(NotATranscript):
            read_transcript(data, "calls.qdpx")


def test_a_path_that_climbs_reads_nothing_from_the_disk() -> None:
    data = project(
        text_source("One", plain="internal://../../../etc/hostname"),
        members={"../../evil.txt": TEXT},
    )

    with pytest.raises(NotATranscript):
        read_transcript(data, "calls.qdpx")


def test_a_member_that_unpacks_to_far_too_much_is_refused() -> None:
    data = project(
        text_source("One", plain="internal://x.txt"), members={"Sources/x.txt": b"a " * 2_000_000}
    )

    with pytest.raises(OversizeArchive):
        read_transcript(data, "calls.qdpx")


def test_a_project_in_a_project_is_not_opened() -> None:
    inner = project(text_source("One", plain="x.txt"), members={"Sources/x.txt": TEXT})
    data = project(text_source("Two", plain="y.txt"), members={"Sources/y.txt": inner})

    with pytest.raises(NotATranscript):
        read_transcript(data, "calls.qdpx")


def test_a_project_that_is_no_xml_is_damaged() -> None:
    with pytest.raises(DamagedFile):
        read_transcript(zipped({"project.qde": "<Project"}), "calls.qdpx")
