"""Bytes to text: nothing silently wrong, every guess reported."""

# Transcripts stand on one line here, as they come.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from idtool.ingest import ReadTranscript, read_transcript

TEXT = "INT: How’s it “going” — now?\nP01: It’s fine, José said… really.\nINT: Ah.\n"


def read(data: bytes) -> ReadTranscript:
    return read_transcript(data, "I01.txt")


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_western_encodings_are_told_apart(codec: str, name: str) -> None:
    found = read(TEXT.encode(codec))

    assert found.encoding == name
    assert found.turns[1].text == "It’s fine, José said… really."


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman", "utf-16-le"])
def test_a_guess_is_reported(codec: str) -> None:
    assert "encoding-guess" in {finding.rule for finding in read(TEXT.encode(codec)).findings}


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_is_certain_is_not_reported_as_a_guess(codec: str) -> None:
    assert not read(TEXT.encode(codec)).findings


def test_other_code_pages_are_tried_where_western_ones_make_no_sense() -> None:
    text = "И: Как вы себя чувствуете сегодня утром?\nР: Спасибо, хорошо, а вы как поживаете?\nИ: Тоже.\n"

    assert read(text.encode("cp1251")).turns[1].text == "Спасибо, хорошо, а вы как поживаете?"


def test_stray_bytes_in_utf8_are_read_and_reported() -> None:
    found = read("INT: Café, déjà vu, señor?\nP01: It".encode() + b"\x92s fine.\nINT: Ah.\n")

    assert found.turns[1].text == "It’s fine."
    assert "encoding-mixed" in {finding.rule for finding in found.findings}


def test_letters_spoiled_before_are_reported_and_left() -> None:
    found = read("INT: How?\nP01: Itâ€™s fine.\nINT: Ah.\n".encode())

    assert "misread-before" in {finding.rule for finding in found.findings}
    assert found.turns[1].text == "Itâ€™s fine."


@pytest.mark.parametrize("mark", ["\u200b", "\u200e", "\u202a", "\u2060", "\ufeff", "\u00ad"])
def test_marks_nobody_sees_go_and_are_reported(mark: str) -> None:
    found = read(f"{mark}INT: How?\nP{mark}01: Fi{mark}ne.\nINT: Ah.\n".encode())

    assert (found.turns[1].label, found.turns[1].text) == ("P01", "Fine.")
    assert "unseen-marks" in {finding.rule for finding in found.findings} or mark == "\ufeff"


def test_joiners_inside_emoji_stay() -> None:
    family = "👩\u200d👧"

    assert read(f"INT: How?\nP01: {family}.\nINT: Ah.\n".encode()).turns[1].text == f"{family}."


def test_spaces_that_do_not_break_are_spaces() -> None:
    found = read(
        "00:01\u00a0INT: How\u00a0so?\n00:05\u00a0P01: Fine.\n00:09\u00a0INT: Ah.\n".encode()
    )

    assert next((turn.label, turn.text) for turn in found.turns) == ("INT", "How so?")


def test_letters_in_two_parts_are_made_one() -> None:
    assert read("INT: How?\nP01: Jose\u0301.\nINT: Ah.\n".encode()).turns[1].text == "José."


def test_control_characters_go_and_are_reported() -> None:
    found = read(b"INT: How?\nP01: Fi\x07ne.\nINT: Ah.\n")

    assert found.turns[1].text == "Fine."
    assert "control-characters" in {finding.rule for finding in found.findings}


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\n\r\n"])
def test_every_line_end_ends_a_line(end: str) -> None:
    found = read(TEXT.replace("\n", end).encode())

    assert [turn.label for turn in found.turns] == ["INT", "P01", "INT"]


def test_letters_in_two_parts_are_the_same_label_as_whole_ones() -> None:
    found = read("Jos\u00e9: Hi?\nIn\u00e9: Yes.\nJose\u0301: And?\nIne\u0301: No.\n".encode())

    assert [turn.label for turn in found.turns] == ["José", "Iné", "José", "Iné"]


def test_a_byte_order_mark_in_the_middle_is_no_part_of_a_label() -> None:
    assert [turn.label for turn in read("INT: A?\n\ufeffP01: B.\nINT: C.\n".encode()).turns] == [
        "INT",
        "P01",
        "INT",
    ]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_of_letters_that_fill_both_bytes_is_told_by_its_line_ends(codec: str) -> None:
    found = read("访：你好吗？\n受：很好，谢谢你。\n访：是的。\n受：好的。\n".encode(codec))

    assert found.encoding == codec
    assert found.turns[1].text == "很好，谢谢你。"


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1250", "T: Řekněte mi víc, šest let?\nO: Dobře, žila jsem tam s přáteli.\nT: Áno.\nO: Ještě něco.\n"),
        ("iso8859_15", "I: C'était combien ?\nR: Dix € environ, ça fait cœur.\nI: Ah oué.\n"),
        ("cp850", "I: Wie gehts schön?\nB: Gut, für mich über alles, äh ja.\nI: Größe?\nB: Später.\n"),
        ("cp1255", "מראיין: מה שלומך היום?\nנועה: טוב, תודה רבה לך.\nמראיין: כן.\nנועה: בסדר גמור.\n"),
        ("shift_jis", "聞き手: 元気ですか、今日は。\n話し手: はい、元気です。ありがとう。\n聞き手: そうですか。\n話し手: はい。\n"),
    ],
)  # fmt: skip
def test_older_code_pages_are_told_apart_and_reported(codec: str, text: str) -> None:
    found = read(text.encode(codec))

    said = "\n".join(f"{turn.label}: {turn.text}" for turn in found.turns) + "\n"
    assert said == text
    assert "encoding-guess" in {finding.rule for finding in found.findings}


def test_a_file_that_breaks_off_within_a_letter_is_still_utf8() -> None:
    found = read("INT: How?\nP01: Fine, José.\nINT: Olé".encode()[:-1])

    assert found.encoding == "utf-8"
    assert found.turns[1].text == "Fine, José."


def test_quotation_marks_stored_as_control_characters_are_quotation_marks() -> None:
    found = read("I: \x93Hi\x94?\nB: It\x92s ok \x96 so.\nI: A.\n".encode())

    assert [turn.text for turn in found.turns] == ["“Hi”?", "It’s ok – so.", "A."]
    assert "misread-before" in {finding.rule for finding in found.findings}
