"""A participant's form: what it asks, what it promises, what it never says (check 38)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from idtool.report.member_check import (
    AskedStatement,
    MemberCheckSheet,
    OwnQuote,
    member_check_document,
    plain_words,
)
from idtool.report.reading_level import measure_reading_level
from idtool.report.word_text import page_lines
from tests.report.word_reading import headings, parts, tags

SHEET = MemberCheckSheet(
    person="P07",
    round=2,
    study_title="Answering calls together",
    statements=(
        AskedStatement(
            "MC-01",
            "Waiting is the hardest part of the night.",
            (OwnQuote("We sat on the curb for an hour and nobody came.", "I07.120-168"),),
        ),
        AskedStatement("MC-04", "Trust starts with one person."),
    ),
    fit=("Fits my experience", "Fits in part", "Does not fit", "Rather not say"),
    change_label="Change anything that is wrong",
    clear_label="Say more clearly",
    add_label="Add what we missed",
    closing=("withdraw_quote", "anything_else", "see_results", "contact", "thanks"),
    sent=date(2026, 5, 4),
    reply_by=date(2026, 5, 25),
    contact="the desk at 555-0100",
    support_line="A counselor is there day and night: 555-0199.",
)


def page(sheet: MemberCheckSheet = SHEET) -> str:
    return "\n".join(page_lines(member_check_document(sheet)))


def test_each_statement_is_numbered_and_has_a_choice_and_three_boxes() -> None:
    data = member_check_document(SHEET)

    for statement in ("MC-01", "MC-04"):
        for field in ("fit-1", "fit-2", "fit-3", "fit-4", "change", "clear", "add"):
            assert tags(data).count(f"idtool:{statement}:{field}") == 1
    assert [h for h in headings(data) if h.startswith("Statement")] == [
        "Statement 1",
        "Statement 2",
    ]
    for label in (*SHEET.fit, SHEET.change_label, SHEET.clear_label, SHEET.add_label):
        assert page().replace("\u00a0", " ").count(label) == 2


def test_own_words_can_be_kept_altered_or_removed() -> None:
    data = member_check_document(SHEET)

    for choice in ("keep", "alter", "remove", "words"):
        assert tags(data).count(f"idtool:MC-01:{choice}:I07.120-168") == 1
    assert "“We sat on the curb for an hour and nobody came.”" in page()
    assert "I07" not in page()


def test_the_end_asks_what_is_missing_and_offers_to_withdraw_and_to_hear_more() -> None:
    data = member_check_document(SHEET)

    assert [tag for tag in tags(data) if tag.startswith("idtool:end:")] == [
        "idtool:end:missing",
        "idtool:end:withdraw",
        "idtool:end:results-yes",
        "idtool:end:results-no",
    ]
    assert "Thank you." in page().splitlines()[-1]


def test_what_is_left_out_of_the_closing_is_not_asked() -> None:
    data = member_check_document(replace(SHEET, closing=("thanks",)))

    assert not [tag for tag in tags(data) if tag.startswith("idtool:end:")]
    assert "Sending it back" not in page(replace(SHEET, closing=("thanks",)))


def test_the_opening_tells_all_a_person_wants_to_know_first() -> None:
    words = page()

    assert "not a test" in words
    assert "do not have to approve" in words
    assert "your choice" in words
    assert "go to the study team" in words
    assert "by Monday, May 25, 2026" in words
    assert "we will not take that as a yes" in words
    assert "about ten minutes" in words
    assert words.count("555-0100") == 2
    assert "555-0199" in words


def test_without_contact_or_support_line_the_form_still_says_whom_to_ask() -> None:
    words = page(replace(SHEET, contact="", support_line=""))

    assert "the person you got this from" in words
    assert "Support." not in words


def test_one_statement_is_not_called_statements() -> None:
    words = page(replace(SHEET, statements=SHEET.statements[:1]))

    assert "There is 1 short statement below." in words


@pytest.mark.parametrize(
    "machine_word",
    [
        "code",
        "coded",
        "codebook",
        "theme",
        "cluster",
        "saturation",
        "transcript",
        "segment",
        "idtool",
        "participant",
        "data",
        "percent",
        "analysis",
    ],
)
def test_the_page_holds_no_jargon(machine_word: str) -> None:
    assert not re.search(rf"\b{machine_word}s?\b", page(), re.IGNORECASE)


def test_the_form_itself_reads_at_grade_eight_or_lower() -> None:
    level = measure_reading_level(plain_words(replace(SHEET, statements=())))

    assert level.grade <= 8, level.hardest


def test_the_only_id_on_the_page_is_none_at_all() -> None:
    assert not re.search(r"\b[PID]\d{2}\b|MC-\d", page())


def test_the_form_is_the_same_twice_and_differs_by_person() -> None:
    assert member_check_document(SHEET) == member_check_document(SHEET)
    assert member_check_document(SHEET) != member_check_document(replace(SHEET, person="P08"))


def test_word_is_asked_to_save_no_names_with_what_a_person_writes() -> None:
    assert b"removePersonalInformation" in parts(member_check_document(SHEET))["word/settings.xml"]
