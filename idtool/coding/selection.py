"""Selection: of all candidates of a passage, the few that a person should see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from idtool.coding.strength import FAIR

USUAL = 3
"""Proposals for an answer of up to ``SHORT`` words; a fourth has to be fair."""

SHORT = 60
WORDS_PER_FURTHER = 30

FIRST = 0.03
"""Score from which the best candidate of an answer of substance is shown."""

FIRST_OF_LITTLE = 0.12
"""The same for an answer of few words or few telling ones."""

FIRST_IN_PLAIN_WORDS = 0.06
"""The same for an answer of ``LONG_ENOUGH`` words with few telling ones."""

BY_RULE = 0.05
"""The same where a rule fits."""

WORTH_A_LOOK = 0.15
"""Score from which a second or third candidate is shown."""

OPENING = 0.04
"""The same where it opens another focus and the first is not sure of its own."""

SURE = 0.75

OF_SUBSTANCE = (15, 3)
"""Words, and different telling words, of an answer that is rarely left without a candidate."""

LONG_ENOUGH = 20
"""Words that are an answer even if all of them are everyday ones."""


@dataclass(frozen=True)
class Offered:
    """Candidates by passage, the likeliest of a passage first; one entry per candidate.

    ``focus`` is the number of the code's focus. ``is_exchange`` says whether the code is for an
    exchange, ``by_rule`` whether a rule fits.
    """

    passage: Any
    score: Any
    focus: Any
    is_exchange: Any
    by_rule: Any


def selected(offered: Offered, *, n_words: Any, n_telling: Any) -> Any:
    """The numbers of the candidates that are shown, in order.

    Long answers have room for more than short ones, as long as they are fair; so
    must be a code for an exchange, since it marks two turns. The passages are gone
    through side by side, first the likeliest candidate of each.

    Args:
        offered: The candidates.
        n_words: Words of each passage.
        n_telling: Different telling words of each.
    """
    n_passages = len(n_words)
    first = _first(n_words, n_telling)
    room = USUAL + 1 + np.maximum(0, n_words - SHORT) // WORDS_PER_FURTHER
    n_kept = np.zeros(n_passages, dtype=np.int64)
    is_sure = np.zeros(n_passages, dtype=bool)
    met = np.zeros((n_passages, int(offered.focus.max(initial=0)) + 1), dtype=bool)
    shown = np.zeros(len(offered.passage), dtype=bool)
    begins = np.searchsorted(offered.passage, np.arange(n_passages + 1))
    place, end = begins[:-1].copy(), begins[1:]
    open_ = np.flatnonzero((place < end) & (room > 0))
    while len(open_):
        at = place[open_]
        score, focus = offered.score[at], offered.focus[at]
        opens = ~met[open_, focus] & ~is_sure[open_]
        floor = np.where(opens, OPENING, WORTH_A_LOOK)
        of_first = np.where(offered.by_rule[at], np.minimum(first[open_], BY_RULE), first[open_])
        floor = np.where(n_kept[open_] == 0, of_first, floor)
        floor = np.where(offered.is_exchange[at] | (n_kept[open_] >= USUAL), FAIR, floor)
        keeps = score >= floor
        kept = open_[keeps]
        shown[at[keeps]] = True
        is_sure[kept] |= (n_kept[kept] == 0) & (score[keeps] >= SURE)
        met[kept, focus[keeps]] = True
        n_kept[kept] += 1
        place[open_] += 1
        open_ = open_[(place[open_] < end[open_]) & (n_kept[open_] < room[open_])]
    return np.flatnonzero(shown)


def _first(n_words: Any, n_telling: Any) -> Any:
    """The score from which the best candidate of each answer is shown."""
    of_substance = (n_words >= OF_SUBSTANCE[0]) & (n_telling >= OF_SUBSTANCE[1])
    in_plain_words = np.where(n_words >= LONG_ENOUGH, FIRST_IN_PLAIN_WORDS, FIRST_OF_LITTLE)
    return np.where(of_substance, FIRST, in_plain_words)
