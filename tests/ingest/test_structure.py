"""Questions asked in other words, vignettes read out, and what is neither."""

# Transcripts stand on one line here, as they come.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from idtool.ingest import find_marks, readouts
from idtool.ingest.structure import own_words
from idtool.model import Turn

QUESTIONS = {
    "q1": "Walk me through how your team answers a night call.",
    "q2": "What are you trying to achieve when you arrive?",
    "q3": "What would stand in the way of doing it together?",
}
STAGES = {
    "av.1": "It is a quarter past three in the afternoon. A neighbour has found a wallet and a set of keys on the "
    "bench by the pond. {opening} Milo, about twelve, says that they are his father's and asks for them back.",
    "av.2": "Milo takes the keys out of your hand and runs. The neighbour says she has seen him sleep in the boat house.",
    "bx.1": "At dawn a baker hears singing from the cellar. Two men are down there with a crate of plums. {opening} "
    "Neither will say where the plums are from, and one of them has lost a shoe.",
}


def talk(*said: str) -> list[Turn]:
    turns = []
    for number, line in enumerate(said, start=1):
        who, _, words = line.partition(": ")
        turns.append(Turn("I01", number, 0, len(words), words, who, None if who == "INT" else who))
    return turns


def found(*said: str) -> dict[int, str]:
    return {mark.first_turn: mark.ref for mark in find_marks(talk(*said), QUESTIONS, STAGES)}


@pytest.mark.parametrize(
    "asked",
    [
        "Okay, so, recording. Can you walk me through how the team answers one of those night calls?",
        "Let's start easy. A call at night. How does your team answer that, take me through it.",
        "Walk me through how your team answers a night call.",
    ],
)
def test_a_question_in_other_words_is_found(asked: str) -> None:
    assert found(
        f"INT: {asked}", "P01: Well, the phone rings.", "INT: Mm-hm.", "P01: And we go."
    ) == {1: "q1"}


def test_marks_run_until_the_next_one_and_are_proposals() -> None:
    marks = find_marks(
        talk(
            "INT: Walk me through how the team answers a night call.",
            "P01: So.",
            "INT: Right.",
            "P01: Yes.",
            "INT: And when you get there, what are you trying to get done?",
            "P01: Help.",
        ),
        QUESTIONS,
        STAGES,
    )

    assert [(m.ref, m.first_turn, m.last_turn, m.kind, m.source) for m in marks] == [
        ("q1", 1, 4, "question", "likeness"),
        ("q2", 5, 6, "question", "likeness"),
    ]


def test_a_vignette_read_out_in_part_and_retold_later() -> None:
    assert found(
        "INT: Next one. It is a quarter past three in the afternoon. A neighbour has found a wallet and a set of keys on "
        "the bench by the pond. You are on foot. Milo, about twelve, says that they are his father's and asks for them.",
        "P01: I'd ask his name.",
        "INT: Say he takes the keys from your hand and runs, and she tells you he sleeps in the boat house.",
        "P01: Poor kid.",
    ) == {1: "av.1", 3: "av.2"}


@pytest.mark.parametrize(
    "said",
    [
        "INT: Mm-hm. Go on.",
        "INT: How long did that take?",
        "INT: Thank you. We are nearly done, one more.",
        "P01: Walk me through how your team answers a night call.",
        "INT: What did your mother say to that?",
    ],
)
def test_small_talk_and_participants_open_nothing(said: str) -> None:
    assert found("INT: Hello there.", "P01: Hi.", said, "P01: Okay.") == {}


def test_no_turns_and_no_guide_give_no_marks() -> None:
    assert find_marks([], QUESTIONS, STAGES) == []
    assert find_marks(talk("INT: Walk me through it."), {}, {}) == []


def test_readings_are_found_whoever_reads() -> None:
    turns = talk(
        "INT: At dawn a baker hears singing from the cellar. Two men are down there with a crate of plums.",
        "P01: So, two men in a cellar. I'd knock.",
        "P02: Let me see the sheet. “Neither will say where the plums are from, and one of them has lost a shoe.” Right.",
        "P01: He lost a shoe, okay.",
    )

    assert readouts(turns, STAGES) == {1, 3}


def test_talking_about_a_vignette_is_no_reading() -> None:
    long = (
        "P01: "
        + "I would talk with the boy for a while and then call his father about the keys. " * 6
    )
    assert readouts(talk(long, "P01: The baker hears singing, that's it."), STAGES) == frozenset()


def test_a_participant_who_reads_aloud_and_answers_keeps_the_answer() -> None:
    said = (
        "“At dawn a baker hears singing from the cellar. Two men are down there with, uh, a crate "
        "of plums.” So, first I'd knock. Then I'd ask them where the plums are from."
    )
    parts = own_words(said, STAGES)

    assert [said[a:b] for a, b in parts] == [
        "So, first I'd knock. Then I'd ask them where the plums are from."
    ]


def test_an_answer_that_quotes_a_few_words_is_all_the_speaker_s_own() -> None:
    said = "He hears singing from the cellar, you say, and I'd leave him to it, frankly."

    assert own_words(said, STAGES) == [(0, len(said))]


def test_own_words_are_found_beside_letters_that_fold_to_several() -> None:
    said = (
        "Straße. At dawn a baker hears singing from the cellar. Two men are down there. Groß, ja, "
        "and then I'd knock."
    )

    assert [said[a:b] for a, b in own_words(said, STAGES)] == ["Groß, ja, and then I'd knock."]


def test_a_stage_that_a_participant_reads_when_asked_to_opens_there() -> None:
    assert found(
        "INT: Here is the sheet, read it out if you like.",
        "P01: At dawn a baker hears singing from the cellar. Two men are down there with a crate of "
        "plums. Neither will say where the plums are from, and one of them has lost a shoe. I'd knock first.",
        "INT: Right.",
        "P01: That is all.",
    ) == {2: "bx.1"}
