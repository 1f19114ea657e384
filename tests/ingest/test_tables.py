"""Tables of turns: columns found by themselves where that is plain, asked for where not."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Sequence

import openpyxl
import pytest
from openpyxl.comments import Comment

from idtool.ingest import ColumnChoice, ReadTranscript, read_interviews, read_transcript
from idtool.ingest.delimited import delimiter
from idtool.ingest.refusals import (
    KeyFileRefused,
    NoSuchColumn,
    NotATable,
    NotATranscript,
    OversizeArchive,
    SeveralInterviews,
    WhichColumn,
)
from tests.ingest.odt_files import NAMES
from tests.ingest.word_files import zipped

TALK = [
    ("INT", "How was it, on that night?"),
    ("P01", "It was late; we waited | and waited."),
    ("INT", 'You said "late"?'),
    ("P01", "Yes, and cold. Then we left."),
]


def written(rows: Sequence[Sequence[str]], sign: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=sign).writerows(rows)
    return text.getvalue().encode()


def workbook(
    rows: Sequence[Sequence[object]], name: str = "Talk", **others: list[list[object]]
) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    for title, more in others.items():
        extra = book.create_sheet(title)
        for row in more:
            extra.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods(rows: Sequence[Sequence[str]]) -> bytes:
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + '<table:table-cell table:number-columns-repeated="1000"/></table:table-row>'
        for row in rows
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {NAMES}><office:body><office:spreadsheet>'
        f'<table:table table:name="S">{cells}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": content})


def read(data: bytes, name: str = "I01.csv", **choice: str) -> ReadTranscript:
    return read_transcript(data, name, columns=ColumnChoice(**choice))


def turns(found: ReadTranscript) -> list[tuple[str | None, str]]:
    return [(turn.label, turn.text) for turn in found.turns]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["I01.csv", "I01.tsv"])
def test_the_sign_between_cells_is_counted_whatever_the_file_is_called(
    sign: str, name: str
) -> None:
    data = written([("timestamp", "speaker", "words", "tags"),
                    *[(f"0:0{n}", *turn, "") for n, turn in enumerate(TALK)]], sign)  # fmt: skip

    found = read(data, name)

    assert turns(found) == TALK
    assert [turn.start_seconds for turn in found.turns] == [0, 1, 2, 3]


def test_commas_in_the_words_do_not_outvote_the_sign_of_the_head() -> None:
    assert delimiter("speaker;text\nINT;a, b, c, d\nP01;e, f, g, h\n") == ";"
    assert delimiter('speaker,text\nINT,"a; b; c"\nP01,"d; e; f"\n') == ","


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (written([("speaker", "text"), *TALK]), "I01.csv"),
        (written(TALK), "I01.csv"),
        (written([("speaker", "text"), *TALK], "\t"), "I01.txt"),
        (b"sep=;\r\n" + written([("speaker", "text"), *TALK], ";"), "I01.csv"),
        (workbook([("speaker", "text"), *TALK]), "I01.xlsx"),
        (workbook([("Interview 3",), (), ("who", "utterance"), *TALK]), "I01.xlsx"),
        (ods([("speaker", "text"), *TALK]), "I01.ods"),
        (written([("hvem", "hvad"), *TALK]), "I01.csv"),
        (written([("nr", "כותרת", "טקסט"), *[(str(n), *t) for n, t in enumerate(TALK)]]), "a.csv"),
    ],
)
def test_one_talk_gives_the_same_turns_from_every_table(data: bytes, name: str) -> None:
    assert turns(read(data, name)) == TALK


def test_an_empty_speaker_is_the_one_before() -> None:
    found = read(written([("speaker", "text"), TALK[0], TALK[1], ("", "And cold."), TALK[2]]))

    assert turns(found)[1] == ("P01", "It was late; we waited | and waited.\nAnd cold.")


def test_speakers_with_numbers_and_empty_columns_of_a_wide_sheet() -> None:
    rows: list[list[object]] = [["start", "stop", "speaker", "טקסט", *[None] * 21]]
    for n, (label, text) in enumerate(TALK):
        who = "4 (Michal)" if label == "INT" else "5 (Dan)"
        rows.append([datetime.time(0, 0, 3 * n), datetime.time(0, 0, 3 * n + 2), who, text])

    found = read(workbook(rows), "I01.xlsx")

    assert found.turns[0].label == "4 (Michal)"
    assert [(turn.start_seconds, turn.end_seconds) for turn in found.turns][:2] == [(0, 2), (3, 5)]


def test_a_translation_beside_the_text_is_asked_for() -> None:
    rows = [("speaker", "טקסט", "English Translation"),
            *[(label, f"שלום {text}", text) for label, text in TALK]]  # fmt: skip

    with pytest.raises(WhichColumn) as error:
        read(written(rows))

    assert error.value.exit_code == 2
    assert "--text-column" in error.value.remedy
    found = read(written(rows), text="English Translation")
    assert turns(found) == TALK
    assert any("שלום" in part.text for part in found.hidden)
    assert turns(read(written(rows), text="3")) == turns(read(written(rows), text="c")) == TALK


def test_a_column_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(NoSuchColumn, match="no column “spoken”") as error:
        read(written([("speaker", "text"), *TALK]), text="spoken")

    assert "“text”" in error.value.remedy


def test_words_of_a_recognizer_become_turns() -> None:
    rows = [("Word", "Start Timecode", "End Timecode", "Speaker")]
    at = 0
    for label, text in TALK:
        for word in text.split():
            rows.append((word, f"00:00:{at:02d}:00", f"00:00:{at:02d}:12", label))
            at += 1

    found = read(written(rows))

    assert turns(found) == TALK
    assert found.turns[1].start_seconds == 6


def test_times_in_thousandths_and_no_speakers_are_captions() -> None:
    rows = [("start", "end", "text"), ("0", "2400", "So how was it?"), ("2400", "4000", "Late.")]

    found = read(written(rows, "\t"), "I01.tsv")

    assert turns(found) == [(None, "So how was it? Late.")]
    assert found.turns[0].end_seconds == 4.0


def test_letters_written_for_web_pages_are_read() -> None:
    rows = [("speaker", "text"), ("INT", "Tom &amp; Ann&#39;s<br>day?"), *TALK[1:]]

    assert turns(read(written(rows)))[0] == ("INT", "Tom & Ann's\nday?")


def test_an_unclosed_quotation_mark_swallows_nothing() -> None:
    data = b'speaker\ttext\nINT\t"How was it?\nP01\tLate.\nINT\tAh.\nP01\tYes.\n'

    assert [label for label, _ in turns(read(data))] == ["INT", "P01", "INT", "P01"]


def test_columns_headed_by_speakers_are_read_across() -> None:
    rows = [("no", "Question", "Answer"), ("1", TALK[0][1], TALK[1][1]),
            ("2", TALK[2][1], TALK[3][1])]  # fmt: skip

    assert turns(read(written(rows))) == [
        ("Question" if label == "INT" else "Answer", text) for label, text in TALK
    ]


def test_labels_in_the_only_column_are_read() -> None:
    rows = [("text",), *[(f"{label}: {text}",) for label, text in TALK]]

    assert turns(read(written(rows))) == TALK


GROUPED = [
    ("transcript_id", "topic", "utterance_id", "interlocutor", "timestamp", "utterance_text"),
    *[
        (str(number), "smoking", str(n), "therapist" if n % 2 == 0 else "client", f"00:00:{n:02d}",
         f"We said these words {number} {n}.")
        for number in (7, 3, 12)
        for n in range(6)
    ],
]  # fmt: skip


def test_one_file_of_many_interviews_gives_each_by_itself() -> None:
    found = read_interviews(
        written(GROUPED), "all.csv", columns=ColumnChoice(group_by="transcript_id")
    )

    assert [each.group for each in found] == ["7", "3", "12"]
    assert [len(each.read.turns) for each in found] == [6, 6, 6]
    assert found[1].read.turns[0].text == "We said these words 3 0."
    for each in found:
        others = {g.group for g in found} - {each.group}
        kept = " ".join(part.text for part in each.read.hidden)
        assert not any(f"words {other} " in kept for other in others)


def test_many_interviews_in_one_file_are_not_run_together_unasked() -> None:
    with pytest.raises(SeveralInterviews) as error:
        read(written(GROUPED), "all.csv")

    assert error.value.exit_code == 2
    assert '--group-by "transcript_id"' in error.value.remedy
    assert "3 interviews" in error.value.problem
    assert len(read(written(GROUPED), "all.csv", group_by="").turns) == 18


def test_rows_a_second_annotator_made_come_twice_are_left_out_and_reported() -> None:
    rows = [(*GROUPED[0], "annotator")]
    for row in GROUPED[1:7]:
        rows += [(*row, "1"), (*row, "2")]

    found = read(written(rows))

    assert len(found.turns) == 6
    assert found.turns[0].text == "We said these words 7 0."
    assert "repeated-rows" in {finding.rule for finding in found.findings}
    assert sum(part.text.count("We said") for part in found.hidden) == 6


def test_sheets_that_may_both_be_meant_are_asked_for_and_others_are_hidden() -> None:
    second: list[list[object]] = [["speaker", "text"], *[list(t) for t in TALK]]
    data = workbook([("speaker", "text"), *TALK], Second=second, Codes=[["late", 3], ["cold", 1]])

    with pytest.raises(WhichColumn, match="sheet"):
        read(data, "I01.xlsx")
    found = read(data, "I01.xlsx", sheet="Second")
    assert turns(found) == TALK
    assert any("late | 3" in part.text for part in found.hidden)
    assert turns(read(data, "I01.xlsx", sheet="1")) == TALK


def test_comments_and_authors_of_a_workbook_are_screened() -> None:
    book = openpyxl.Workbook()
    for row in [("speaker", "text"), *TALK]:
        book.active.append(row)
    book.active["B2"].comment = Comment("Ask Ann again", "Karl Kaus")
    book.properties.creator = "Rita Roth"
    stream = io.BytesIO()
    book.save(stream)

    hidden = {part.text for part in read(stream.getvalue(), "I01.xlsx").hidden}

    assert {"Ask Ann again", "Karl Kaus", "Rita Roth"} <= hidden


@pytest.mark.parametrize(
    ("rows", "refusal", "code"),
    [
        ([("id", "name", "email"), ("P01", "Ann Lee", "a@x.org"), ("P02", "Bo Ek", "b@x.org"),
          ("P03", "Cy Fry", "c@x.org")], KeyFileRefused, 3),
        ([("id", "name", "phone"), ("P01", "Ann Lee", "555-867-5309"),
          ("P02", "Bo Ek", "555-867-5301")], KeyFileRefused, 3),
        ([("participant_id", "full name"), ("P01", "Ann Lee"), ("P02", "Bo Ek"),
          ("P03", "Cy Fry")], KeyFileRefused, 3),
        ([("code", "definition"), ("trust", "What is said about trust between partners."),
          ("time", "What is said about time on a call.")], NotATranscript, 4),
        ([("participant", "age", "gender", "role"), ("P01", "34", "f", "LE"),
          ("P02", "45", "m", "SW"), ("P03", "29", "f", "LE")], NotATranscript, 4),
    ],
)  # fmt: skip
def test_tables_that_are_no_transcripts_are_refused(
    rows: list[tuple[str, ...]], refusal: type[Exception], code: int
) -> None:
    with pytest.raises(refusal) as error:
        read(written(rows))

    assert error.value.exit_code == code  # type: ignore[attr-defined]
    assert not any(word in str(error.value) for row in rows[1:] for word in row if len(word) > 3)


def test_a_transcript_with_names_of_speakers_and_row_numbers_is_no_key() -> None:
    rows = [
        ("No", "Name", "Words"),
        *[(str(n), label, text) for n, (label, text) in enumerate(TALK)],
    ]

    assert turns(read(written(rows))) == TALK


@pytest.mark.parametrize("head", ["", "speaker,text\n"])
def test_lines_within_a_cell_may_hold_as_many_commas_as_a_row(head: str) -> None:
    rows = (
        'INT,"How was it, on that night?"\nP01,"It was late, very.\nWe waited, and waited."\n'
        'INT,"And then?"\nP01,"Then we drove home."\n'
    )
    found = read(f"{head}{rows}".encode(), "I01.csv")

    assert [(turn.label, turn.text) for turn in found.turns] == [
        ("INT", "How was it, on that night?"),
        ("P01", "It was late, very.\nWe waited, and waited."),
        ("INT", "And then?"),
        ("P01", "Then we drove home."),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        'P01,"It was late by then\nINT,And then you waited?\nP01,We waited for long',
        'P01,"It was late by then\nINT,And then you waited?\nP01,We waited for long"',
        '"It was late by then,P01\nAnd then you waited?,INT\n"We waited for long,P01',
    ],
)
def test_a_quotation_mark_that_nothing_closes_swallows_no_rows(rows: str) -> None:
    found = read(rows.encode(), "I01.csv")

    assert [turn.label for turn in found.turns] == ["P01", "INT", "P01"]
    assert found.turns[1].text == "And then you waited?"


def test_columns_of_what_is_no_table_are_refused() -> None:
    with pytest.raises(NotATable):
        read(b"INT: How was it?\nP01: Late.\nINT: Ah.\n", "I01.txt", text="speaker")


def test_a_workbook_that_unpacks_too_far_is_refused() -> None:
    data = zipped({"xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": "<a>" + " " * 3_000_000})

    with pytest.raises(OversizeArchive, match="unpacks to more"):
        read(data, "I01.xlsx")
