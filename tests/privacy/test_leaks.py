"""Runs of another's words, and identifiers, in a document for one reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idtool.privacy.leaks import identifiers_in, shared_runs

OTHERS = {"D01#t004": "My first question is whether he can walk to my car, honestly."}


def test_six_words_in_a_row_are_a_leak_whatever_case_and_punctuation() -> None:
    text = "You said: “my FIRST question is – whether he” and so on."
    (leak,) = shared_runs(text, OTHERS)

    assert (leak.where, leak.n_words) == ("D01#t004", 6)
    assert text[leak.start : leak.end] == "my FIRST question is – whether he"


def test_five_words_are_none() -> None:
    assert shared_runs("My first question is whether, you know, I am tired.", OTHERS) == []


def test_a_longer_run_is_one_leak() -> None:
    (leak,) = shared_runs("Well. My first question is whether he can walk to my car.", OTHERS)

    assert leak.n_words == 11


def test_own_and_vignette_words_may_be_repeated() -> None:
    own = "I also said my first question is whether he can walk."

    assert shared_runs(own, OTHERS, ignore=[own]) == []


def test_what_goes_beyond_the_ignored_words_is_still_a_leak() -> None:
    ignored = "my first question is whether he"
    (leak,) = shared_runs(
        "My first question is whether he can walk to my car", OTHERS, ignore=[ignored]
    )

    assert leak.n_words == 10


def test_curly_and_straight_apostrophes_are_the_same() -> None:
    assert shared_runs("I don’t know what she said then", {"a": "i don't know what she said then"})


def test_a_run_of_no_words_makes_no_sense() -> None:
    with pytest.raises(ValueError, match="at least one"):
        shared_runs("a", {}, words=0)


@given(st.lists(st.sampled_from(["he", "can", "walk", "to", "my", "car"]), min_size=6, max_size=30))
def test_every_text_leaks_itself_whole(words: list[str]) -> None:
    text = " ".join(words)
    (leak,) = shared_runs(text, {"t": text})

    assert leak.n_words == len(words)


def test_identifiers_are_whole_terms_and_masked() -> None:
    seen = identifiers_in("P01 met P010 and P02's partner.", ["P01", "P02"])

    assert [(s.start, s.tier) for s in seen] == [(0, "block"), (17, "block")]
    assert all("P0" not in s.masked for s in seen)
