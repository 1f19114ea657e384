"""Who is who: proposed with a reason, or asked; never guessed silently."""

from __future__ import annotations

import pytest

from idtool.ingest import SpeakerMapping, map_speakers
from idtool.ingest.speaker_words import UnknownPerson
from idtool.model import Interview, Person

PEOPLE = {
    id: Person(id, role)
    for id, role in [("P01", "LE"), ("P02", "SW"), ("P03", "LE"), ("P04", "SW")]
}
ALONE = Interview("I01", "individual", ("P01",))
PAIR = Interview("D01", "paired", ("P01", "P02"))
UNKNOWN = Interview("I70", "individual", ())
OFFICERS = Interview("D09", "paired", ("P01", "P03"))


def mapped(
    labels: str | dict[str, int], interview: Interview = ALONE, **said: object
) -> SpeakerMapping:
    counts = labels if isinstance(labels, dict) else dict.fromkeys(labels.split("|"), 10)
    options: dict[str, object] = {"given": {}, "remembered": {}, "interviewer": None, **said}
    return map_speakers(counts, interview, PEOPLE, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("labels", "interview", "expected"),
    [
        ("INT|P01", ALONE, {"INT": "INT", "P01": "P01"}),
        ("Interviewer|P1", ALONE, {"Interviewer": "INT", "P1": "P01"}),
        ("I|R", ALONE, {"I": "INT", "R": "P01"}),
        ("Q|A", ALONE, {"Q": "INT", "A": "P01"}),
        ("Researcher|Mara Roe", ALONE, {"Researcher": "INT", "Mara Roe": "P01"}),
        ("Facilitator|Participant", ALONE, {"Facilitator": "INT", "Participant": "P01"}),
        ("I1|I2|X", ALONE, {"I1": "INT", "I2": "INT", "X": "P01"}),
        (
            "Interviewer|Officer|Social Worker",
            PAIR,
            {"Interviewer": "INT", "Officer": "P01", "Social Worker": "P02"},
        ),
        ("Moderator|LE|SW", PAIR, {"Moderator": "INT", "LE": "P01", "SW": "P02"}),
        (
            "INT|P02 (advocate)|P01 (police)",
            PAIR,
            {"INT": "INT", "P02 (advocate)": "P02", "P01 (police)": "P01"},
        ),
        ("INT|Police|Maria", PAIR, {"INT": "INT", "Police": "P01", "Maria": "P02"}),
        ("P01|Jane", ALONE, {"P01": "P01", "Jane": "INT"}),
        ("Question|Answer", ALONE, {"Question": "INT", "Answer": "P01"}),
    ],
)
def test_labels_that_say_who_speaks_are_assigned_with_a_reason(
    labels: str, interview: Interview, expected: dict[str, str]
) -> None:
    found = mapped(labels, interview)

    assert found.assigned == expected
    assert found.reasons.keys() == found.assigned.keys()
    assert not found.unresolved


@pytest.mark.parametrize(
    ("labels", "interview", "unresolved"),
    [
        ("Speaker 1|Speaker 2", ALONE, {"Speaker 1", "Speaker 2"}),
        ("Mara|Tom", ALONE, {"Mara", "Tom"}),
        ("INT|Officer", OFFICERS, {"Officer"}),
        ("INT|Officer|Cop|Mara", PAIR, {"Officer", "Cop", "Mara"}),
        ("INT|Mara|Tom", PAIR, {"Mara", "Tom"}),
        ("INT|Mara|Tom", ALONE, {"Mara", "Tom"}),
        ("INT|New Speaker", ALONE, {"New Speaker"}),
        ("INT|P03", PAIR, {"P03"}),
        ("unlabelled", ALONE, {"unlabelled"}),
    ],
)
def test_what_labels_do_not_say_is_asked(
    labels: str, interview: Interview, unresolved: set[str]
) -> None:
    assert set(mapped(labels, interview).unresolved) == unresolved


def test_a_rare_label_is_nobody_by_elimination() -> None:
    assert mapped({"INT": 50, "P01": 50, "Waiter": 1}, PAIR).unresolved == ("Waiter",)


def test_what_the_researcher_says_wins_over_everything() -> None:
    found = mapped("INT|P01", given={"int": "P01", "P01": "INT"}, remembered={"INT": "INT"})

    assert found.assigned == {"INT": "P01", "P01": "INT"}
    assert found.reasons["INT"] == "you said so"


def test_the_interviewers_label_can_be_named() -> None:
    assert mapped("Speaker 1|Speaker 2", interviewer="Speaker 2").assigned == {
        "Speaker 2": "INT",
        "Speaker 1": "P01",
    }


def test_what_was_said_before_is_remembered_but_not_people_of_other_interviews() -> None:
    found = mapped("Mara|Tom", remembered={"mara": "INT", "Tom": "P02"})

    assert found.assigned == {"Mara": "INT", "Tom": "P01"}
    assert found.reasons["Mara"].startswith("remembered")
    assert found.reasons["Tom"].startswith("the only label left")


def test_numbered_speakers_are_remembered_with_a_warning() -> None:
    assert (
        "check"
        in mapped("Speaker 1|Speaker 2", remembered={"Speaker 1": "INT"}).reasons["Speaker 1"]
    )


def test_a_legend_of_the_file_says_what_letters_mean() -> None:
    found = mapped("I|M", legend={"I": "informant", "M": "interviewer"})

    assert found.assigned == {"M": "INT", "I": "P01"}


def test_joint_labels_are_nobodys_and_reported() -> None:
    found = mapped("INT|P01|P02|P01 and P02|ALL", PAIR)

    assert found.assigned["P01 and P02"] == found.assigned["ALL"] == "ALL"
    assert [finding.rule for finding in found.findings] == ["joint-turns"]


def test_people_outside_the_study_can_be_set_aside() -> None:
    assert mapped("INT|P01|Waiter", given={"Waiter": "-"}).assigned["Waiter"] == "OTHER"


@pytest.mark.parametrize("person", ["P02", "P99", "somebody"])
def test_a_person_who_is_not_in_the_interview_is_an_error(person: str) -> None:
    with pytest.raises(UnknownPerson) as error:
        mapped("Mara|INT", given={"Mara": person})

    assert error.value.exit_code == 2


def test_a_label_the_file_does_not_use_is_reported() -> None:
    assert mapped("INT|P01", given={"Zed": "INT"}).findings[0].rule == "speaker-not-in-file"


@pytest.mark.parametrize(
    "labels",
    [
        "INT|Officer",
        "INT|Social worker",
        "INT|Officer|Social worker",
        "INT|LE|SW",
        "INT|P1",
        "INT|P01 (police)",
        "INT|Jane",
        "P01|Jane",
    ],
)
def test_where_the_people_are_unknown_no_role_word_and_no_elimination_names_anybody(
    labels: str,
) -> None:
    roster = {"P01": Person("P01", "LE"), "P02": Person("P02", "SW")}
    counts = dict.fromkeys(labels.split("|"), 10)
    found = map_speakers(counts, UNKNOWN, roster, {}, {}, None)

    assert set(found.unresolved) == set(counts) - {"INT", "P01"}


def test_where_the_people_are_unknown_the_legend_names_nobody_by_role() -> None:
    roster = {"P01": Person("P01", "LE")}
    found = map_speakers(
        {"I": 10, "R": 10}, UNKNOWN, roster, {}, {}, None,
        legend={"I": "interviewer", "R": "police officer"},
    )  # fmt: skip

    assert found.assigned == {"I": "INT"}
    assert found.unresolved == ("R",)


def test_where_the_people_are_unknown_a_label_that_is_a_person_id_is_that_person() -> None:
    found = mapped("INT|P01|p02", UNKNOWN)

    assert found.assigned == {"INT": "INT", "P01": "P01", "p02": "P02"}
    assert found.reasons["P01"] == "the label is a person id of the study"
