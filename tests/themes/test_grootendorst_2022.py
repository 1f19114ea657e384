"""Phrases by class-based TF-IDF (Grootendorst 2022, section 3.3)."""

from __future__ import annotations

from idtool.themes.phrases import choose_phrases


def said(*lines: tuple[str, str]):
    return [((person,), tuple((w, w) for w in words.split())) for person, words in lines]


def test_a_phrase_of_this_grouping_comes_before_one_said_everywhere() -> None:
    here = said(("P1", "phone line closed"), ("P2", "closed phone line"), ("P1", "front door"))
    there = said(("P1", "front door"), ("P2", "front door"), ("P3", "front door"))
    here += said(("P2", "front door"))

    first, second = choose_phrases([here, there])
    assert first[0] == "phone line"
    assert second == ("front door",)


def test_what_one_person_says_is_no_phrase_of_a_grouping() -> None:
    assert choose_phrases([said(("P1", "cold soup"), ("P1", "cold soup"))]) == ((),)
