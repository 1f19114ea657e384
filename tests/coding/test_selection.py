"""What is shown of an answer's candidates: little for little, something for one of substance."""

from __future__ import annotations

import pytest

from idtool.coding.candidates import Candidate
from idtool.coding.selection import FIRST_IN_PLAIN_WORDS, FIRST_OF_LITTLE, selected

FOCI = {"GA.KEEP": "garden", "KI.COOK": "kitchen"}


def candidate(code: str, score: float) -> Candidate:
    return Candidate(code, 0, 0, 0, 9, score, score, score, 0.0, (), 0)


def shown(*found: Candidate, n_words: int, n_telling: int) -> list[str]:
    kept = selected(found, FOCI, (), n_words=n_words, n_telling=n_telling)
    return [one.code for one in kept]


@pytest.mark.parametrize(
    ("n_words", "n_telling", "is_shown"),
    [(30, 5, True), (25, 1, True), (20, 0, True), (19, 1, False), (6, 6, False)],
)
def test_a_long_answer_in_plain_words_is_not_left_empty(
    n_words: int, n_telling: int, is_shown: bool
) -> None:
    weak = candidate("GA.KEEP", (FIRST_IN_PLAIN_WORDS + FIRST_OF_LITTLE) / 2)

    assert bool(shown(weak, n_words=n_words, n_telling=n_telling)) == is_shown


def test_plain_words_that_resemble_nothing_stay_empty() -> None:
    faintest = candidate("GA.KEEP", FIRST_IN_PLAIN_WORDS - 0.01)

    assert shown(faintest, n_words=25, n_telling=1) == []
    assert shown(faintest, n_words=25, n_telling=3) == ["GA.KEEP"]


def test_a_weak_second_is_shown_only_if_it_opens_another_focus() -> None:
    first, second = candidate("GA.KEEP", 0.3), candidate("KI.COOK", 0.06)
    same = candidate("GA.KEEP", 0.06)

    assert shown(first, second, n_words=30, n_telling=5) == ["GA.KEEP", "KI.COOK"]
    assert shown(first, same, n_words=30, n_telling=5) == ["GA.KEEP"]
