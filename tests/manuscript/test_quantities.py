"""Which words of a sentence say how many people."""

from __future__ import annotations

import pytest

from idtool.manuscript.quantities import find_quantities

ROLES = {"officer": "LE", "officers": "LE", "social worker": "SW", "social workers": "SW"}


@pytest.mark.parametrize(
    ("sentence", "word", "stands_for", "role"),
    [
        ("Most officers go in first.", "Most", "most", "LE"),
        ("Almost every participant spoke of cost.", "Almost every", "almost all", ""),
        ("The majority of social workers agreed.", "The majority", "most", "SW"),
        ("All of the participants wanted it.", "All", "all", ""),
        ("Nobody opposed it.", "Nobody", "none", ""),
        ("No participant opposed it.", "No", "none", ""),
        ("Many described a chair in a hallway.", "Many", "", ""),
        ("Several of them agreed.", "Several", "some", ""),
        ("About half of the officers doubted it.", "About half", "about half", "LE"),
    ],
)
def test_words(sentence: str, word: str, stands_for: str, role: str) -> None:
    (found,) = find_quantities(sentence, ROLES)
    assert (found.word, found.stands_for, found.role) == (word, stands_for, role)


@pytest.mark.parametrize(
    "sentence",
    [
        "They wait all night for a bed.",
        "Most calls end at the door.",
        "Some nights are quiet.",
        "It is not at all clear, and no bed is free.",
        "One officer said, “most people go home.”",
        "“Everybody knows that” was heard once.",
    ],
)
def test_what_is_not_about_participants_is_left_alone(sentence: str) -> None:
    assert find_quantities(sentence, ROLES) == []


def test_counts() -> None:
    (found,) = find_quantities("Eight of the 11 participants said so.", ROLES)
    assert (found.k, found.n, found.role) == (8, 11, "")
    (found,) = find_quantities("5 of 6 officers said so.", ROLES)
    assert (found.k, found.n, found.role) == (5, 6, "LE")


def test_pairs_are_told_from_people() -> None:
    (found,) = find_quantities("All pairs decided together.", ROLES)
    assert found.pairs
