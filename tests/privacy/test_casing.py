"""Texts in which a capital letter says nothing."""

from __future__ import annotations

import pytest

from idtool.privacy import assess_casing

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
