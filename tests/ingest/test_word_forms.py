"""A table before the talk is a heading; a table of talk stays talk."""

from __future__ import annotations

import pytest

from idtool.ingest import ReadTranscript, read_transcript
from tests.ingest.word_files import paragraph, table, word_file

TALK = [
    "Interviewer: How do you begin a shift, as a rule?",
    "Participant: With coffee, the radio, and whoever is going home.",
    "Interviewer: And when the first call comes in?",
    "Participant: Then I read what dispatch wrote, and I drive.",
]
TURNS = [tuple(line.split(": ", 1)) for line in TALK]
FORM = table(
    ("Interview", "I70"),
    ("Interviewer", "M1"),
    ("Participant", "P01"),
    ("Date", "3 March"),
    ("Place", "Room 4, county office"),
    ("Duration", "45 min"),
    ("Notes", "The door stood open. A telephone rang twice."),
)


def read(*blocks: str) -> ReadTranscript:
    return read_transcript(word_file(*blocks), "I70.docx")


def spoken(found: ReadTranscript) -> list[tuple[str | None, str]]:
    return [(turn.label, turn.text) for turn in found.turns]


@pytest.mark.parametrize(
    "form",
    [
        FORM,
        table(("Interview record", ""), ("Interviewer", "M1"), ("Date", "")),
        table(("Interview", "Interviewer", "Date"), ("I70", "M1", "3 March")),
        table(("Date", "3 March", "Place", "Room 4"), ("Interviewer", "M1", "Participant", "P01")),
        table(("Interviewer", "M1"), ("Participant", "P01")),
        table(("Interviewer:", "M1"), ("Recorded:", "yes")),
    ],
)
@pytest.mark.parametrize("before", [[], ["A title"], ["Project: Calls", ""]])
def test_a_form_before_the_talk_is_no_turn(form: str, before: list[str]) -> None:
    assert spoken(read(*before, form, *TALK)) == TURNS


def test_a_form_is_reported_by_line_without_its_words_and_kept_for_the_screen() -> None:
    found = read(FORM, *TALK)
    (heading,) = [each for each in found.findings if each.rule == "heading"]

    assert "7 rows" in heading.message
    assert "M1" not in heading.message
    assert "telephone" not in heading.message
    assert "Interviewer | M1" in {part.text for part in found.hidden}
    assert any("A telephone rang twice." in part.text for part in found.hidden)


def test_a_form_may_stand_before_a_table_of_talk_or_a_second_form() -> None:
    rows = [(label, text) for label, text in TURNS]

    assert spoken(read(FORM, table(*rows))) == TURNS
    assert spoken(read(table(("Date", "3 March")), FORM, *TALK)) == TURNS


@pytest.mark.parametrize(
    "rows",
    [
        [("INT", "hello there"), ("P01", "hi")],
        [("INT", "One."), ("P01", "Two."), ("INT", "Three."), ("P01", "Four.")],
        [("INT", "how was it"), ("P01", "fine"), ("INT", "and then"), ("P01", "home")],
        [("Mara Roe", "So how was that?"), ("Tom", "Long.")],
    ],
)
def test_a_table_of_talk_before_more_talk_stays_talk(rows: list[tuple[str, str]]) -> None:
    after = [f"{label}: That is what there was to say about it." for label, _ in rows]
    found = read(table(*rows), *after)

    assert spoken(found)[: len(rows)] == rows
    assert "heading" not in {each.rule for each in found.findings}


def test_a_table_that_is_all_there_is_stays_what_it_was() -> None:
    rows = [("Interviewer", "Ana Roe"), ("Participant", "Bo Lund")]

    assert spoken(read(table(*rows))) == rows


def test_a_table_after_the_talk_began_is_no_heading() -> None:
    found = read(*TALK[:2], FORM, *TALK[2:], paragraph("Participant: " + "And so on. " * 30))

    assert "heading" not in {each.rule for each in found.findings}
