"""Quantity words by the study's lexicon, after Sandelowski (2001) and Maxwell (2010)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idtool.report.wording import NOT_LOOKED_FOR, guarded_count, quantity_word
from idtool.study.settings import Wording

RULES = {
    "all": Wording(exactly="all"),
    "almost all": Wording(all_but=1, min_n=5),
    "most": Wording(above=0.6),
    "about half": Wording(**{"from": 0.4, "to": 0.6}),
    "some": Wording(at_least=2, below=0.4),
    "one": Wording(exactly=1),
    "none": Wording(exactly=0, needs="searched"),
}


@pytest.mark.parametrize(
    ("k", "n", "word"),
    [
        (11, 11, "all"),
        (10, 11, "almost all"),
        (8, 11, "most"),
        (5, 11, "about half"),
        (2, 11, "some"),
        (1, 11, "one"),
        (3, 4, "3 of 4"),
        (4, 4, "4 of 4"),
        (4, 5, "almost all"),
        (3, 5, "about half"),
    ],
)
def test_k_of_n_people_gives_the_word_of_the_lexicon(k: int, n: int, word: str) -> None:
    assert quantity_word(k, n, RULES) == word


def test_none_needs_a_recorded_search() -> None:
    assert quantity_word(0, 11, RULES) == NOT_LOOKED_FOR
    assert quantity_word(0, 11, RULES, searched=True) == "none"
    assert quantity_word(0, 11, {}, searched=True) == "0 of 11"


def test_without_rules_there_are_counts_only() -> None:
    assert quantity_word(8, 11, {}) == "8 of 11"


def test_a_rule_without_conditions_never_holds() -> None:
    assert quantity_word(8, 11, {"many": Wording()}) == "8 of 11"


def test_more_people_than_were_heard_is_no_count() -> None:
    with pytest.raises(ValueError, match="12 of 11"):
        quantity_word(12, 11, RULES)


@given(st.integers(5, 60).flatmap(lambda n: st.tuples(st.integers(1, n - 1), st.just(n))))
def test_a_part_is_never_called_all_or_none(part: tuple[int, int]) -> None:
    assert quantity_word(*part, RULES) not in {"all", "none", NOT_LOOKED_FOR}


@given(st.integers(5, 60), st.data())
def test_more_people_never_make_a_smaller_word(n: int, data: st.DataObject) -> None:
    order = ["one", "some", "about half", "most", "almost all", "all"]
    less = data.draw(st.integers(1, n))
    more = data.draw(st.integers(less, n))

    assert order.index(quantity_word(less, n, RULES)) <= order.index(quantity_word(more, n, RULES))


def test_small_cells_are_guarded_for_outsiders_and_empty_ones_with_them() -> None:
    assert [guarded_count(k, 3, guarded=True) for k in (0, 1, 2, 3)] == ["<3", "<3", "<3", "3"]
    assert [guarded_count(k, 3, guarded=False) for k in (0, 2)] == ["0", "2"]
