"""Texts in which a capital letter says nothing."""

from __future__ import annotations

import pytest

from idtool.privacy import assess_casing, assess_speakers

TALK = (
    "So we got there, and I said to her, can you open the door? She did not want to. "
    "It took about an hour, I think. Then the sergeant came and it was all over in a minute. "
) * 6


def test_ordinary_talk_can_be_screened() -> None:
    assert assess_casing(TALK).ok


@pytest.mark.parametrize(
    ("text", "word"),
    [(TALK.lower(), "lower case"), (TALK.upper(), "capitals"), (TALK.title(), "Title Case")],
)
def test_other_casings_are_refused_with_the_reason(text: str, word: str) -> None:
    casing = assess_casing(text)

    assert not casing.ok
    assert word in casing.message


def test_one_speaker_in_lower_case_is_enough_to_refuse() -> None:
    assert not assess_casing(TALK + TALK.lower()).ok


def test_a_few_words_prove_nothing() -> None:
    assert assess_casing("yeah i guess so").ok
    assert assess_casing("").ok


def test_a_speaker_in_lower_case_is_told_by_number_and_never_by_label() -> None:
    turns = [("Quill", TALK), ("Tamsin", TALK.lower()[:600]), ("Quill", TALK * 20)]
    casing = assess_speakers(turns)

    assert assess_casing("\n".join(text for _, text in turns)).ok
    assert not casing.ok
    assert casing.message.startswith("In the words of speaker 2: Names cannot be screened")
    assert "Tamsin" not in casing.message


def test_a_few_words_in_lower_case_say_nothing_of_a_speaker() -> None:
    assert assess_speakers([("A", TALK), ("B", "yeah mhm right okay"), ("B", "no no")]).ok
