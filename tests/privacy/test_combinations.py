"""Indirect identifiers: noted one by one, told as combinations."""

from __future__ import annotations

from idtool.privacy import combine, screen_text
from idtool.privacy.combinations import FEWEST_KINDS, STRETCH

TELLING = (
    "I'm a sergeant, I speak Somali, I was the only female detective in the county, "
    "and I have been here for nineteen years. It was a small town."
)


def test_facts_of_a_person_are_notes_and_never_stop_a_text() -> None:
    found = screen_text(TELLING)

    assert {s.tier for s in found} == {"note"}
    assert {"own-rank", "own-language", "one-of-a-kind", "years-of-service", "small-place"} <= {
        s.rule for s in found
    }


def test_a_note_never_widens_a_name() -> None:
    text = "So I am Sergeant Villalobos and I run the team."
    named = [s for s in screen_text(text) if s.tier == "block"]

    assert [text[s.start : s.end] for s in named] == ["Sergeant Villalobos"]


def test_kinds_are_counted_once_and_by_speaker() -> None:
    notes = [("P01", 1, "stated-age"), ("P01", 2, "stated-age"), ("P01", 3, "own-rank")]
    notes += [("P02", 4, "small-place"), ("P01", 9, "identity")]
    (found,) = combine(notes)

    assert found.who == "P01"
    assert len(found.kinds) == FEWEST_KINDS
    assert (found.first_turn, found.last_turn) == (2, 9)
    assert found.told.startswith("3 indirect identifiers in 8 turns of P01 (turn 2 on):")


def test_facts_far_apart_are_no_combination() -> None:
    apart = [("P01", 1, "stated-age"), ("P01", 1, "own-rank"), ("P01", 1 + STRETCH, "identity")]

    assert combine(apart) == []
    assert len(combine([*apart, ("P01", STRETCH, "identity")])) == 1


def test_other_rules_do_not_count() -> None:
    assert (
        combine([("P01", 1, rule) for rule in ("weekday", "name-list", "phone", "holiday")]) == []
    )
