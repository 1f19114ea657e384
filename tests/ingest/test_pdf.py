"""PDFs as word processors and services print them, and what pages do to turns."""

from __future__ import annotations

from textwrap import wrap

import pytest

from idtool.ingest import ReadTranscript, read_transcript
from idtool.ingest.refusals import DamagedFile, EmptyTranscript, EncryptedPdf, ScannedPdf
from tests.ingest.pdf_files import Placed, pdf_file, typed

SENTENCE = "we waited by the door until the second unit came and then we talked for a long time"
WORDS = SENTENCE.split()


def talk(turns: int = 24) -> list[tuple[str, str]]:
    """Turns of different lengths, some over more than one page."""
    return [
        (
            "INT" if n % 2 == 0 else "P01",
            " ".join(WORDS[(n + k) % len(WORDS)] for k in range(3 + 37 * (n % 5) * (n % 3))) + ".",
        )
        for n in range(turns)
    ]


def read(data: bytes) -> ReadTranscript:
    return read_transcript(data, "I01.pdf")


def turns(found: ReadTranscript) -> list[tuple[str | None, str]]:
    return [(turn.label, turn.text) for turn in found.turns]


def hidden(found: ReadTranscript) -> list[str]:
    return [part.text for part in found.hidden]


def placed(*lines: str | tuple[str, bool], top: float = 700) -> list[Placed]:
    """Lines one below the other; an empty one leaves a gap."""
    return [
        (72.0, top - 14 * at, *(line if isinstance(line, tuple) else (line, False)))
        for at, line in enumerate(lines)
        if line
    ]


@pytest.mark.parametrize("across", [60, 76, 84])
def test_turns_broken_by_lines_and_pages_are_whole_again(across: int) -> None:
    data = typed(talk(), across=across, head="Study of calls", foot="Page # of 9")

    found = read(data)

    assert turns(found) == talk()
    assert "Study of calls" in hidden(found)
    assert "Page 2 of 9" in hidden(found)
    assert "running-heads" in {finding.rule for finding in found.findings}


def test_a_stamp_with_changing_numbers_is_left_out_in_the_middle_of_a_turn() -> None:
    found = read(typed(talk(), foot="Oral Archive RG-12.345*0008 #"))

    assert turns(found) == talk()
    assert "Oral Archive RG-12.345*0008 1" in hidden(found)


def test_a_label_at_the_top_of_each_page_is_no_running_head() -> None:
    pages = [
        placed("RESEARCHER:", f"What came {n}?", "P12:", f"A man {n} came.", "RESEARCHER:", "So?",
               "P12:", f"Yes {n}.")
        for n in "abc"
    ]  # fmt: skip

    assert turns(read(pdf_file(*pages)))[:4] == [
        ("RESEARCHER", "What came a?"),
        ("P12", "A man a came."),
        ("RESEARCHER", "So?"),
        ("P12", "Yes a."),
    ]


def test_times_and_labels_on_a_line_of_their_own() -> None:
    page = placed(
        "[00:10] RESEARCHER:", "How was it on that", "night?", "", "00:19 PARTICIPANT 12:",
        "It was late and cold.", "", "[00:31] RESEARCHER:", "Ah.", "", "00:35 PARTICIPANT 12:",
        "Yes.",
    )  # fmt: skip

    found = read(pdf_file(page))

    assert [label for label, _ in turns(found)] == ["RESEARCHER", "PARTICIPANT 12"] * 2
    assert [turn.start_seconds for turn in found.turns] == [10, 19, 31, 35]


def test_labels_in_a_column_of_their_own() -> None:
    page: list[Placed] = []
    y = 700.0
    for label, lines in (
        ("Max Bigman:", ["We waited by the door until the second unit came and then", "we left."]),
        ("Ann Small:", ["And then?"]),
        ("Max Bigman:", ["We talked for a long time, and in the end he came with us", "so."]),
        ("Ann Small:", ["Ah."]),
    ):
        page.append((72.0, y, label))
        for line in lines:
            page.append((200.0, y, line))
            y -= 14

    assert turns(read(pdf_file(page))) == [
        ("Max Bigman", "We waited by the door until the second unit came and then we left."),
        ("Ann Small", "And then?"),
        ("Max Bigman", "We talked for a long time, and in the end he came with us so."),
        ("Ann Small", "Ah."),
    ]


def test_a_table_of_times_speakers_and_words_over_several_lines() -> None:
    page: list[Placed] = []
    y = 700.0
    for at, (label, text) in enumerate(talk(12)):
        page += [(72.0, y, f"00:00:{at:02d}"), (140.0, y, label)]
        for line in wrap(text, 50):
            page.append((190.0, y, line))
            y -= 13

    found = read(pdf_file(page))

    assert turns(found) == talk(12)
    assert [turn.start_seconds for turn in found.turns] == list(range(12))


def test_bold_questions_and_plain_answers() -> None:
    lines: list[str | tuple[str, bool]] = []
    for n in range(5):
        lines += [("How was that day for all of you?", True), f"It was day {n} and cold.", ""]

    found = read(pdf_file(placed(*lines)))

    assert turns(found)[:2] == [
        ("Question", "How was that day for all of you?"),
        ("Answer", "It was day 0 and cold."),
    ]


def test_hyphens_of_the_page_go_and_those_of_speakers_stay() -> None:
    page = placed(
        "INT: Was it the dispatcher or the second", "unit, a well-known one, that the dispat-",
        "cher sent, or was it one of those well-", "known ones that are mostly there at last?",
        "", "P01: The dispatcher.", "", "INT: Ah.",
    )  # fmt: skip

    said = read(pdf_file(page)).turns[0].text

    assert "that the dispatcher sent" in said
    assert "those well-known ones" in said


def test_printed_line_numbers_are_left_out() -> None:
    page: list[Placed] = []
    lines = [
        "INT: How was that?",
        "P01: It was late and",
        "cold.",
        "INT: Ah.",
        "P01: Yes.",
        "INT: So.",
    ]
    for n, line in enumerate(lines, start=1):
        page += [(50.0, 700.0 - 15 * n, str(n)), (90.0, 700.0 - 15 * n, line)]

    found = read(pdf_file(page))

    assert "line-numbers" in {finding.rule for finding in found.findings}
    assert turns(found)[0] == ("INT", "How was that?")
    assert not any(character.isdigit() for _, text in turns(found) for character in text)


def test_service_text_title_and_comments_are_no_turns() -> None:
    page = placed("This transcript was exported on Mar 3, 2024 - view latest version here.", "",
                  "INT: How was it?", "P01: Late.", "INT: Ah.")  # fmt: skip

    found = read(pdf_file(page, title="About Ann", notes=["Ask again"]))

    assert turns(found) == [("INT", "How was it?"), ("P01", "Late."), ("INT", "Ah.")]
    assert {"About Ann", "Ask again", "Karl Kaus"} <= set(hidden(found))


def test_a_scan_is_said_to_be_one() -> None:
    with pytest.raises(ScannedPdf) as error:
        read(pdf_file([], [], pictures=True))

    assert error.value.exit_code == 4
    assert "OCR" in error.value.remedy


def test_text_a_machine_recognized_is_said_to_be_that() -> None:
    found = read(pdf_file(placed("INT: How was it?", "P01: Late.", "INT: Ah."), pictures=True))

    assert "recognized-text" in {finding.rule for finding in found.findings}


def test_an_empty_pdf_one_under_a_password_and_a_damaged_one_are_refused() -> None:
    page = placed("INT: How was it?", "P01: Late.")
    with pytest.raises(EmptyTranscript):
        read(pdf_file([]))
    with pytest.raises(EncryptedPdf, match="password"):
        read(pdf_file(page, locked=True))
    with pytest.raises(DamagedFile):
        read(b"%PDF-1.7 \x00\xff")
