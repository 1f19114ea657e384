from __future__ import annotations

from itertools import pairwise

import pytest

from idtool.coding.sentences import sentences
from idtool.coding.stretches import (
    CONTEXT_WORDS,
    LONGEST_STRETCH,
    MOST_SENTENCES,
    clauses,
    stretches,
)


def test_a_sentence_of_usual_length_stays_whole() -> None:
    text = "I'd go in first, and she'd wait outside until I wave."
    assert clauses(sentences(text), text) == list(sentences(text))


def test_a_very_long_sentence_is_cut_where_clauses_open() -> None:
    clause = "the man on the second floor was shouting at us again"
    text = ", and ".join([clause] * 6) + "."
    parts = clauses(sentences(text), text)
    assert len(parts) > 1
    assert all(len(part.words) <= 22 for part in parts)
    assert all(text[part.start : part.end].startswith(("the", "and")) for part in parts)
    assert [word for part in parts for word in part.words] == list(sentences(text)[0].words)
    assert all(not text[part.start : part.end].endswith(" ") for part in parts)


def test_stretches_are_short_runs_with_their_surroundings() -> None:
    text = " ".join(f"This is sentence number {n} of the whole long answer." for n in range(30))
    units = clauses(sentences(text), text)
    for stretch in stretches(units):
        assert 0 <= stretch.first <= stretch.last < len(units)
        assert stretch.last - stretch.first < MOST_SENTENCES
        assert stretch.around[0] <= stretch.first <= stretch.last <= stretch.around[1]
        inside = units[stretch.first : stretch.last + 1]
        around = units[stretch.around[0] : stretch.around[1] + 1]
        assert sum(len(unit.words) for unit in inside) <= LONGEST_STRETCH
        assert sum(len(unit.words) for unit in around) <= CONTEXT_WORDS


def test_every_unit_is_a_stretch_of_its_own() -> None:
    text = "One thing. Another thing. A third."
    units = clauses(sentences(text), text)
    alone = [s for s in stretches(units) if s.first == s.last]
    assert [s.first for s in alone] == [0, 1, 2]
    assert {s.around for s in alone} == {(0, 2)}


SPOKEN = (
    "so we got the call about midnight and i went up first because my partner was still on the "
    "radio and there was glass all over the landing you know and she was sitting on the stairs "
    "with the little one and nobody had told her anything and i said we can sit here a while "
)


def unpunctuated(n_words: int) -> str:
    """A turn as a program writes it down: small letters, no mark."""
    words = (SPOKEN * (n_words // len(SPOKEN.split()) + 1)).split()
    return " ".join(words[:n_words])


def parts_of(text: str) -> list[str]:
    found = clauses(sentences(text), text)
    words = [word for part in found for word in part.words]
    assert words == [word for one in sentences(text) for word in one.words]  # none is lost
    assert all(part.start < part.end for part in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    return [text[part.start : part.end] for part in found]


def test_a_turn_of_1500_words_without_punctuation_is_cut_where_talk_draws_breath() -> None:
    parts = parts_of(unpunctuated(1500))

    assert len(parts) > 30
    assert max(len(part.split()) for part in parts) <= LONGEST_STRETCH
    opens = ("so", "and", "because", "there", "you", "she", "i", "we", "nobody")
    assert sum(part.split()[0] in opens for part in parts) >= 0.95 * len(parts)
    units = clauses(sentences(unpunctuated(1500)), unpunctuated(1500))
    longest = max(sum(len(u.words) for u in units[s.first : s.last + 1]) for s in stretches(units))
    assert longest <= LONGEST_STRETCH


def test_words_that_never_draw_breath_are_cut_all_the_same() -> None:
    assert max(len(p.split()) for p in parts_of("hollow " * 500)) <= LONGEST_STRETCH


def test_all_capitals_are_cut_as_small_letters_are() -> None:
    small = unpunctuated(400)
    assert [p.lower() for p in parts_of(small.upper())] == parts_of(small)


@pytest.mark.parametrize("mark", [" — ", " – ", "... ", " … "])
def test_ellipses_and_dashes_end_a_clause(mark: str) -> None:
    clause = "the man upstairs was shouting about the rent again for an hour"
    parts = parts_of(mark.join([clause] * 12))

    assert max(len(part.split()) for part in parts) <= LONGEST_STRETCH
    assert all(part.lstrip("–—…. ").startswith("the man") for part in parts)


def test_two_languages_in_one_turn_are_cut_at_their_own_stops() -> None:
    text = (
        "She kept saying no quiero que se lo lleven, and I know enough to get that. ¿Y los niños? "
        "That was the other thing. Pues nada, we waited con la abuela hasta las tres."
    )
    assert parts_of(text) == [
        "She kept saying no quiero que se lo lleven, and I know enough to get that.",
        "Y los niños?",
        "That was the other thing.",
        "Pues nada, we waited con la abuela hasta las tres.",
    ]
