from __future__ import annotations

import numpy as np

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
