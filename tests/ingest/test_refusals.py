"""What is not read, and what people are told to do then."""

from __future__ import annotations

import pytest

from idtool.errors import InvalidInput
from idtool.ingest import read_transcript
from idtool.ingest.refusals import (
    DamagedFile,
    EmptyTranscript,
    EncryptedFile,
    ForbiddenXml,
    NotATranscript,
    OversizeArchive,
    UnknownFormat,
)
from tests.ingest.word_files import word_file, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "a.doc", ".docx"),
        (zipped({"xl/workbook.bin": "x"}), "a.xlsb", "spreadsheet"),
        (zipped({"talk.txt": "INT: hello"}), "a.zip", "zip"),
        (b'{"segments": []}', "a.json", "JSON"),
        (b'{"weather": {"today": "rain"}}', "a.json", "Whisper"),
        (b"ID3\x04\x00\x00\x00", "a.mp3", "recording"),
        (b"\x00\x00\x00\x20ftypM4A ", "a.m4a", "recording"),
        (b"\x89PNG\r\n\x1a\n" + bytes(90), "a.png", "picture"),
        (b"ooBinaryFile\x08TextGrid" + bytes(90), "a.TextGrid", "Praat"),
        (bytes(range(256)) * 9, "a.nvp", "NVivo"),
        (b"<?xml version='1.0'?><Project xmlns='urn:QDA-XML:project:1.0'/>", "a.qde", "REFI-QDA"),
        (bytes(range(256)) * 20, "a.dat", "none of the formats"),
    ],
)
def test_other_formats_are_named_with_a_way_to_convert_them(
    data: bytes, name: str, says: str
) -> None:
    with pytest.raises(UnknownFormat) as error:
        read_transcript(data, name)

    assert error.value.exit_code == 4
    assert says in error.value.problem + error.value.remedy
    assert len(error.value.remedy) > 20


def test_an_unknown_format_lists_what_is_read() -> None:
    with pytest.raises(UnknownFormat) as error:
        read_transcript(bytes(range(256)) * 20, "a.dat")

    assert all(ending in error.value.remedy for ending in (".docx", ".txt", ".md", ".vtt", ".srt"))


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\n\n...\n---\n"]
)
@pytest.mark.parametrize("name", ["a.txt", "a.vtt", "a.md", "a"])
def test_a_file_without_words_is_empty(data: bytes, name: str) -> None:
    with pytest.raises(EmptyTranscript):
        read_transcript(data, name)


def test_a_word_file_without_words_is_empty() -> None:
    with pytest.raises(EmptyTranscript):
        read_transcript(word_file("", " "), "a.docx")


def test_a_file_under_a_password_says_how_to_remove_it() -> None:
    with pytest.raises(EncryptedFile) as error:
        read_transcript(OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx")

    assert "password" in error.value.remedy


def test_a_part_that_unpacks_too_far_is_not_opened() -> None:
    with pytest.raises(OversizeArchive):
        read_transcript(zipped({"word/document.xml": b"<a>" + b" " * (5 * 1024 * 1024)}), "a.docx")


def test_a_part_that_lies_about_its_size_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("idtool.ingest.package.MEMBER_LIMIT", 1000)
    with pytest.raises(OversizeArchive):
        read_transcript(word_file(*(f"INT: {n} and more words" for n in range(200))), "a.docx")


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]><w:document xmlns:w="u"><w:body/></w:document>',
        '<?xml version="1.0"?>'
        + " " * 5000
        + '<!DOCTYPE x SYSTEM "file:///etc/passwd"><w:document xmlns:w="u"/>',
        '<!DOCTYPE x><w:document xmlns:w="u"/>'.encode("utf-16"),
    ],
)
def test_xml_with_a_document_type_is_not_opened(document: str | bytes) -> None:
    with pytest.raises(ForbiddenXml):
        read_transcript(zipped({"word/document.xml": document}), "a.docx")


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 and no more",
        zipped({"word/document.xml": "<w:document"}),
        zipped({"word/other.xml": "<x/>"}),
        word_file("INT: One.", "P01: Two.")[:-40],
        word_file("INT: One.", "P01: Two.")[:300],
    ],
)
def test_a_damaged_file_says_so(data: bytes) -> None:
    with pytest.raises(DamagedFile):
        read_transcript(data, "a.docx")


def test_what_word_leaves_beside_an_open_document_is_no_transcript() -> None:
    with pytest.raises(NotATranscript) as error:
        read_transcript(b"\x04Jane" + bytes(160), "interviews/~$I01.docx")

    assert "Close the document" in error.value.remedy


def test_no_refusal_repeats_words_of_the_file() -> None:
    for data, name in (
        (b"Zebra crossing all day long.", "a.txt"),
        (zipped({"zebra.txt": "zebra"}), "a.zip"),
        (zipped({"word/zebra.xml": "<zebra"}), "a.docx"),
    ):
        with pytest.raises(InvalidInput) as error:
            read_transcript(data, name)
        assert "zebra" not in (error.value.problem + error.value.remedy).casefold()


def test_a_pointer_of_git_lfs_is_told_from_the_file_it_stands_for() -> None:
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 12\n"
    with pytest.raises(NotATranscript) as refused:
        read_transcript(pointer, "I01.docx")
    assert "git lfs pull" in refused.value.remedy
