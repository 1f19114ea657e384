"""What is shown of an answer's candidates: little for little, something for one of substance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idtool.coding.selection import (
    BY_RULE,
    FIRST,
    FIRST_IN_PLAIN_WORDS,
    FIRST_OF_LITTLE,
    OPENING,
    SURE,
    USUAL,
    WORTH_A_LOOK,
    Offered,
    selected,
)
from idtool.coding.strength import FAIR

FOCI = ["GA.KEEP", "KI.COOK"]


@dataclass(frozen=True)
class Shown:
    """A candidate as a person would see it."""

    code: str
    score: float
    is_exchange: bool = False
    by_rule: bool = False


def candidate(code: str, score: float) -> Shown:
    return Shown(code, score)


def kept(answers: list[tuple[list[Shown], int, int]]) -> list[list[Shown]]:
    """What is kept of the candidates of answers, each with its words and telling words."""
    found = [(n, one) for n, (offered, _, _) in enumerate(answers) for one in offered]
    offered = Offered(
        np.array([n for n, _ in found], dtype=np.int64),
        np.array([one.score for _, one in found]),
        np.array([FOCI.index(one.code) for _, one in found], dtype=np.int64),
        np.array([one.is_exchange for _, one in found], dtype=bool),
        np.array([one.by_rule for _, one in found], dtype=bool),
    )
    numbers = selected(
        offered,
        n_words=np.array([n for _, n, _ in answers]),
        n_telling=np.array([n for _, _, n in answers]),
    )
    left: list[list[Shown]] = [[] for _ in answers]
    for number in numbers.tolist():
        answer, one = found[number]
        left[answer].append(one)
    return left


def shown(*found: Shown, n_words: int, n_telling: int) -> list[str]:
    return [one.code for one in kept([(list(found), n_words, n_telling)])[0]]


@pytest.mark.parametrize(
    ("n_words", "n_telling", "is_shown"),
    [(30, 5, True), (25, 1, True), (20, 0, True), (19, 1, False), (6, 6, False)],
)
def test_a_long_answer_in_plain_words_is_not_left_empty(
    n_words: int, n_telling: int, is_shown: bool
) -> None:
    weak = candidate("GA.KEEP", (FIRST_IN_PLAIN_WORDS + FIRST_OF_LITTLE) / 2)

    assert bool(shown(weak, n_words=n_words, n_telling=n_telling)) == is_shown


def test_plain_words_that_resemble_nothing_stay_empty() -> None:
    faintest = candidate("GA.KEEP", FIRST_IN_PLAIN_WORDS - 0.01)

    assert shown(faintest, n_words=25, n_telling=1) == []
    assert shown(faintest, n_words=25, n_telling=3) == ["GA.KEEP"]


def test_a_weak_second_is_shown_only_if_it_opens_another_focus() -> None:
    first, second = candidate("GA.KEEP", 0.3), candidate("KI.COOK", 0.06)
    same = candidate("GA.KEEP", 0.06)

    assert shown(first, second, n_words=30, n_telling=5) == ["GA.KEEP", "KI.COOK"]
    assert shown(first, same, n_words=30, n_telling=5) == ["GA.KEEP"]


SCORES = st.sampled_from([0.03, 0.049, 0.05, 0.06, 0.11, 0.12, 0.2, 0.25, 0.5, 0.75, 0.9])
CANDIDATES = st.builds(Shown, st.sampled_from(FOCI), SCORES, st.booleans(), st.booleans())
ANSWERS = st.tuples(
    st.lists(CANDIDATES, max_size=9).map(lambda found: sorted(found, key=lambda one: -one.score)),
    st.sampled_from([3, 14, 15, 19, 20, 60, 90, 200]),
    st.integers(0, 5),
)


def one_by_one(found: list[Shown], n_words: int, n_telling: int) -> list[Shown]:
    """The same told plainly: down the list of one answer."""
    first = FIRST_IN_PLAIN_WORDS if n_words >= 20 else FIRST_OF_LITTLE
    if n_words >= 15 and n_telling >= 3:
        first = FIRST
    left: list[Shown] = []
    for one in found:
        opens = one.code not in {other.code for other in left}
        if one.is_exchange or len(left) >= USUAL:
            floor = FAIR
        elif not left:
            floor = min(first, BY_RULE) if one.by_rule else first
        else:
            floor = OPENING if opens and left[0].score < SURE else WORTH_A_LOOK
        if one.score >= floor and len(left) < USUAL + 1 + max(0, n_words - 60) // 30:
            left.append(one)
    return left


@settings(max_examples=200, deadline=None)
@given(st.lists(ANSWERS, max_size=6))
def test_answers_side_by_side_keep_what_each_keeps_alone(
    answers: list[tuple[list[Shown], int, int]],
) -> None:
    assert kept(answers) == [one_by_one(*answer) for answer in answers]
