from __future__ import annotations

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
