"""What must hold of the screen whatever the text."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idtool.privacy import assess_casing, mask, screen_text

PIECES = st.sampled_from(
    [
        "I told", "Maria", "Lopez", "Will", "said", "Grace.", "The", "officer", "Officer", "Brandt",
        "called", "614-555-0142", "at", "418 Kestrel Lane", "on", "March 3rd", "in 1998,", "and",
        "badge number 4471", "[PERSON_1]", "[town]", "P07", "XXXX", "she is 93 years old", "Renee",
        "Renee's", "Curtis", "Harbor House", "CPS", "JFCS", "dana@mail.example", "İstanbul", "ẞ",
        "\n", "\u2028", '"', "(", ")", "—", "...", "five five five oh one four two", "Ｍaria", "é",
        "Saint", "of", "Fenwick", "County", "plate", "KLR 4418", "'s", "@", "_", "<", ">",
        "محمد", "Иванов", "李明", "\u2067שלום\u2069", "Δ", "राजेश",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map(" ".join), st.text(max_size=80))
ALLOWED = ["Renee", "Curtis", "Harbor House", "Fenwick"]


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_positions_are_inside_in_order_and_apart(text: str) -> None:
    seen = screen_text(text)

    assert all(0 <= s.start < s.end <= len(text) for s in seen)
    assert all(a.end <= b.start for a, b in itertools.pairwise(seen))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_sightings(text: str) -> None:
    assert screen_text(text) == screen_text(text)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_an_allowed_term_is_never_the_find(text: str) -> None:
    allowed = {term.casefold() for term in ALLOWED}
    forms = allowed | {f"{term}{end}" for term in allowed for end in ("'s", "’s", "s")}

    for seen in screen_text(text, allow=ALLOWED):
        assert text[seen.start : seen.end].casefold() not in forms


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_no_placeholder_is_the_find(text: str) -> None:
    for seen in screen_text(text):
        assert text[seen.start : seen.end] not in {"[PERSON_1]", "[town]", "town", "P07", "XXXX"}


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_a_text_with_its_finds_replaced_needs_no_further_replacing_of_numbers(text: str) -> None:
    """Replacing every find by a placeholder leaves no blocking number behind."""
    replaced, at = [], 0
    for number, seen in enumerate(screen_text(text), 1):
        replaced += [text[at : seen.start], f"[{seen.type}_{number}]"]
        at = seen.end
    again = screen_text("".join([*replaced, text[at:]]))

    assert [
        s.rule for s in again if s.tier == "block" and s.type in {"PHONE", "SSN", "EMAIL"}
    ] == []


@given(st.text(min_size=3, max_size=40))
def test_a_mask_never_equals_the_find(text: str) -> None:
    letters = sum(character.isalpha() for character in text)
    if letters >= 3:
        assert mask(text) != text


@given(st.from_regex(r"\A[0-9]{3,12}\Z"))
def test_a_mask_shows_no_digit(digits: str) -> None:
    assert not any(character.isdigit() for character in mask(digits))


def test_a_mask_shows_first_letters_only() -> None:
    assert mask("Jane Smith-Okafor") == "J… S…"


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_casing_says_why_without_the_words(text: str) -> None:
    casing = assess_casing(text)

    assert casing.ok == (casing.message == "")
    assert "Maria" not in casing.message


@pytest.mark.parametrize(
    "piece",
    ["a", "A", "1 ", "a-", "-", ".", "a.", "@", "a dot ", "one ", "A ", "م", "م ", "И а ", "a مم "],
)
def test_a_long_repetition_takes_no_longer_than_its_length_allows(piece: str) -> None:
    began = time.process_time()
    screen_text(piece * (20_000 // len(piece)))

    assert time.process_time() - began < 2
