from __future__ import annotations

import numpy as np
import pytest

from idtool.coding.stretches import (
    CONTEXT_WORDS,
    LONGEST_STRETCH,
    MOST_SENTENCES,
    Stretches,
    Units,
    stretches_of,
    units_of,
)
from idtool.coding.tokens import tokens


def cut(*texts: str) -> Units:
    return units_of(tokens(texts), texts)


def runs(units: Units) -> Stretches:
    return stretches_of(units, np.ones(len(units), dtype=bool))


def test_a_sentence_of_usual_length_stays_whole() -> None:
    assert len(cut("I'd go in first, and she'd wait outside until I wave.")) == 1


def test_a_very_long_sentence_is_cut_where_clauses_open() -> None:
    clause = "the man on the second floor was shouting at us again"
    text = ", and ".join([clause] * 6) + "."
    units = cut(text)
    assert len(units) > 1
    assert all(size <= 22 for size in units.sizes)
    parts = [text[a:b] for a, b in zip(units.start, units.end, strict=True)]
    assert all(part.startswith(("the", "and")) for part in parts)
    assert all(not part.endswith(" ") for part in parts)
    assert " ".join(parts) == text


def words_of(text: str) -> list[str]:
    units = cut(text)
    return [text[a:b] for a, b in zip(units.start, units.end, strict=True)]


def test_a_mark_that_opens_a_question_belongs_to_it() -> None:
    assert words_of("Hola. ¿Qué pasa? ¡No! Te dije que sí. ¡¿Y tú?!") == [
        "Hola.",
        "¿Qué pasa?",
        "¡No!",
        "Te dije que sí.",
        "¡¿Y tú?!",
    ]
    clause = "que llevamos tanto tiempo esperando a que venga alguien de la oficina"
    parts = words_of(f"Dijo {clause}, {clause}, {clause}, {clause}, ¿but {clause}?")
    assert parts[-1].startswith("¿but")
    assert parts[-2].endswith("oficina,")


def test_a_sentence_does_not_end_with_a_mark_that_opens_the_next() -> None:
    assert words_of('It was late. (We waited.) "Then we left," she said. “We went.” Now.') == [
        "It was late.",
        "We waited.)",
        'Then we left," she said.',
        "We went.”",
        "Now.",
    ]


def test_stretches_are_short_runs_with_their_surroundings() -> None:
    text = " ".join(f"This is sentence number {n} of the whole long answer." for n in range(30))
    units = cut(text, text)
    found = runs(units)
    sizes = units.sizes
    for first, last, before, after in zip(
        found.first, found.last, found.around_first, found.around_last, strict=True
    ):
        assert last - first < MOST_SENTENCES
        assert before <= first <= last <= after
        assert len({*units.passage[before : after + 1]}) == 1
        assert sizes[first : last + 1].sum() <= LONGEST_STRETCH
        assert sizes[before : after + 1].sum() <= CONTEXT_WORDS
        # Neither neighbor would have found room.
        for neighbor in (before - 1, after + 1):
            if 0 <= neighbor < len(units) and units.passage[neighbor] == units.passage[first]:
                assert sizes[before : after + 1].sum() + sizes[neighbor] > CONTEXT_WORDS


def test_every_unit_is_a_stretch_of_its_own_within_its_passage() -> None:
    found = runs(cut("One thing. Another thing. A third.", "A fourth."))
    alone = found.first == found.last
    assert found.first[alone].tolist() == [0, 1, 2, 3]
    around = zip(found.around_first[alone], found.around_last[alone], strict=True)
    assert [tuple(map(int, one)) for one in around] == [(0, 2)] * 3 + [(3, 3)]


def test_no_stretch_holds_a_unit_that_is_read_out() -> None:
    units = cut("One thing. Another thing. A third.")
    found = stretches_of(units, np.array([True, False, True]))
    assert found.first.tolist() == found.last.tolist() == [0, 2]


def test_no_talk_has_no_stretches() -> None:
    assert len(runs(cut())) == len(runs(cut("", " "))) == 0


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
    units = cut(text)
    assert units.bounds[-1] == len(tokens([text]))  # no word is lost
    assert (units.start < units.end).all()
    assert (units.end[:-1] <= units.start[1:]).all()
    return [text[a:b] for a, b in zip(units.start, units.end, strict=True)]


def test_a_turn_of_1500_words_without_punctuation_is_cut_where_talk_draws_breath() -> None:
    parts = parts_of(unpunctuated(1500))

    assert len(parts) > 30
    assert max(len(part.split()) for part in parts) <= LONGEST_STRETCH
    opens = ("so", "and", "because", "there", "you", "she", "i", "we", "nobody")
    assert sum(part.split()[0] in opens for part in parts) >= 0.95 * len(parts)
    units = cut(unpunctuated(1500))
    found = runs(units)
    assert max(units.bounds[found.last + 1] - units.bounds[found.first]) <= LONGEST_STRETCH


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
        "She kept saying no quiero que se lo lleven, and I know enough to get that. Y los niños? "
        "That was the other thing. Pues nada, we waited con la abuela hasta las tres."
    )
    assert parts_of(text) == [
        "She kept saying no quiero que se lo lleven, and I know enough to get that.",
        "Y los niños?",
        "That was the other thing.",
        "Pues nada, we waited con la abuela hasta las tres.",
    ]
