"""What it means that an indicator fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idtool.codebook import Indicators, NearWords
from idtool.codebook.wording import hits, words


def fits(text: str, *phrases: str, unless: tuple[str, ...] = ()) -> bool:
    return bool(hits(Indicators(phrases=list(phrases), unless=list(unless)), text))


@pytest.mark.parametrize(
    "phrase, text",
    [
        ("follow up", "We followed up."),
        ("follow up", "a follow-up visit"),
        ("follow up", "FOLLOWING UP on her"),
        ("don't follow up", "We do not follow up."),
        ("do not follow up", "they didn’t follow up"),
        ("confidential*", "It's confidentiality, mostly."),
        ("safer*", "That is safer."),
        ("client's needs", "the clients’ needs? the client's needs"),
        ("what's going on", "so what is going on"),
        ("going to work", "it's gonna work"),
    ],
)
def test_a_phrase_fits_other_forms_of_its_words(phrase: str, text: str) -> None:
    assert fits(text, phrase)


@pytest.mark.parametrize(
    "phrase, text",
    [
        ("follow up", "We follow. Up there it is cold."),
        ("follow up", "follow her up"),
        ("safer*", "That is safe."),
        ("I did* not know", "I don't know"),
    ],
)
def test_a_phrase_does_not_fit_across_sentences_gaps_or_held_forms(phrase: str, text: str) -> None:
    assert not fits(text, phrase)


def test_unless_cancels_in_its_own_sentence_only() -> None:
    phrases = ("follow up",)

    assert not fits("We follow up for evidence.", *phrases, unless=("evidence",))
    assert fits("We follow up. Evidence is another matter.", *phrases, unless=("evidence",))


@pytest.mark.parametrize(
    "text, within, expected",
    [
        ("safety comes first", 2, True),
        ("first of all, safety", 3, True),
        ("safety for all of them comes first", 5, False),
        ("safety for all of them comes first", 6, True),
        ("safety", 5, False),
    ],
)
def test_near_words_fit_in_any_order_within_their_distance(
    text: str, within: int, expected: bool
) -> None:
    near = NearWords(words=["safe*", "first"], within=within)

    assert bool(hits(Indicators(near=[near]), text)) is expected


def test_one_word_cannot_be_both_of_a_pair() -> None:
    near = NearWords(words=["trust", "trust*"], within=5)

    assert not hits(Indicators(near=[near]), "trust")
    assert hits(Indicators(near=[near]), "trust and trusting")


def test_a_hit_names_its_rule() -> None:
    near = NearWords(words=["safe*", "first"], within=8)
    found = hits(Indicators(phrases=["scene safety"], near=[near]), "Scene safety first.")

    assert [hit.rule for hit in found] == ["scene safety", "near:[safe*, first]/8"]


@given(st.text(max_size=200))
def test_any_text_can_be_taken_apart(text: str) -> None:
    for word in words(text):
        assert word.said
        assert word.lemma
