"""The canonical text: positions that hold, and no label in it."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from idtool.ingest import (
    ReadTranscript,
    SpeakerMapping,
    SpokenTurn,
    build_turns,
    label_counts,
    read_transcript,
)

MAPPING = SpeakerMapping({"I": "INT", "A": "P01", "B": "P02", "Both": "ALL"}, (), {})
ROLES = {"P01": "LE", "P02": "SW"}


def read(*turns: SpokenTurn) -> ReadTranscript:
    return ReadTranscript("txt", "utf-8", turns, (), {}, ())


texts = st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1).filter(str.strip)


@given(st.lists(st.tuples(st.sampled_from(["I", "A", "B", "Both", "Waiter", None]), texts)))
def test_every_turn_stands_where_it_says(spoken: list[tuple[str | None, str]]) -> None:
    text, turns = build_turns(
        read(*(SpokenTurn(who, words, 1) for who, words in spoken)), MAPPING, "D01", ROLES
    )

    assert all(text[turn.start : turn.end] == turn.text for turn in turns)
    assert "\n".join(turn.text for turn in turns) == text
    assert [turn.number for turn in turns] == list(range(1, len(turns) + 1))
    assert all(a.end + 1 == b.start for a, b in itertools.pairwise(turns))


def test_speakers_people_and_roles() -> None:
    _, turns = build_turns(
        read(
            *(
                SpokenTurn(who, "Yes.", n)
                for n, who in enumerate(["I", "A", "Both", "Waiter", "B", None, "Waiter"])
            )
        ),
        MAPPING,
        "D01",
        ROLES,
    )

    assert [turn.speaker for turn in turns] == ["INT", "P01", "ALL", "X1", "P02", "X2", "X1"]
    assert [turn.person for turn in turns] == [None, "P01", None, None, "P02", None, None]
    assert [turn.role for turn in turns] == [None, "LE", None, None, "SW", None, None]
    assert turns[0].is_interviewer


def test_two_labels_of_one_person_in_a_row_are_one_turn_with_the_times_of_both() -> None:
    mapping = SpeakerMapping({"Devin": "P01", "DB": "P01"}, (), {})
    text, turns = build_turns(
        read(SpokenTurn("Devin", "One.", 1, 3.0, 4.0), SpokenTurn("DB", "Two.", 2, 9.0, 10.0)),
        mapping,
        "I01",
        ROLES,
    )

    assert text == "One.\nTwo."
    assert [(turn.start_seconds, turn.end_seconds) for turn in turns] == [(3.0, 10.0)]


def test_letters_are_counted_as_they_are_read_not_as_bytes() -> None:
    text, turns = build_turns(
        read(SpokenTurn("I", "Jose\u0301 😀", 1), SpokenTurn("A", "ok", 2)), MAPPING, "I01", ROLES
    )

    assert text == "José 😀\nok"
    assert (turns[0].end, turns[1].start) == (6, 7)


def test_reading_twice_gives_the_same() -> None:
    data = b"I: One.\nA: Two.\nI: Three.\n"
    first, second = (read_transcript(data, "a.txt") for _ in range(2))

    assert first == second
    assert label_counts(first) == {"I": 2, "A": 1}
