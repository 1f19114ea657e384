from __future__ import annotations

import pytest

from idtool.coding.scope import scope_of
from idtool.coding.sentences import lemmas


def scope(text: str, word: str) -> str:
    spoken = lemmas(text)
    return scope_of(spoken, [spoken.index(word)])


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("We call her tomorrow", "call", ""),
        ("We don't really call her", "call", "negated"),
        ("Nobody will call her", "call", "negated"),
        ("I was not there but we call her", "call", ""),
        ("It is not only that we call her", "call", ""),
        ("If they had a budget it would work", "budget", "supposed"),
        ("If he is calm, because we have a budget", "budget", ""),
        ("No, that part of it all went very well in our budget", "budget", ""),
    ],
)
def test_a_denied_or_supposed_hit_is_known(text: str, word: str, expected: str) -> None:
    assert scope(text, word) == expected


def test_a_negation_inside_the_rule_denies_nothing() -> None:
    spoken = lemmas("we never go back")
    assert scope_of(spoken, [1, 2, 3]) == ""
