"""Selection: of all candidates of a passage, the few that a person should see."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from idtool.coding.strength import FAIR

if TYPE_CHECKING:
    from idtool.coding.candidates import Candidate

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


def selected(
    candidates: Sequence[Candidate],
    focus_of: Mapping[str, str],
    exchanges: Container[str],
    *,
    n_words: int,
    n_telling: int,
) -> list[Candidate]:
    """The best candidates, likeliest first.

    Long answers have room for more than short ones, as long as they are fair; so
    must be a code for an exchange, since it marks two turns.
    """
    first = _first(n_words, n_telling)
    room = USUAL + 1 + max(0, n_words - SHORT) // WORDS_PER_FURTHER
    kept: list[Candidate] = []
    for candidate in candidates:
        if len(kept) == room:
            break
        if candidate.score >= _floor(candidate, kept, focus_of, exchanges, first):
            kept.append(candidate)
    return kept


def _first(n_words: int, n_telling: int) -> float:
    """The score from which the best candidate of an answer is shown."""
    if n_words >= OF_SUBSTANCE[0] and n_telling >= OF_SUBSTANCE[1]:
        return FIRST
    return FIRST_IN_PLAIN_WORDS if n_words >= LONG_ENOUGH else FIRST_OF_LITTLE


def may_be_shown(passage: Any, score: Any, code: Any, start: Any, exchange: Any) -> Any:
    """Candidates that ``selected`` might keep, whatever else there is in their passage.

    That is the first of each passage that is no exchange, and all that reach the
    lowest score of a second one.

    Args:
        passage: The passage of each candidate.
        score: Its score.
        code: The rank of its code.
        start: Where it begins; settles ties, as the rank does before.
        exchange: For each rank whether the code is for an exchange.
    """
    shown = score >= min(OPENING, BY_RULE, WORTH_A_LOOK, FIRST_OF_LITTLE, FIRST_IN_PLAIN_WORDS)
    single = np.flatnonzero(~exchange[code])
    order = single[np.lexsort((start[single], code[single], -score[single], passage[single]))]
    first = np.append(True, passage[order][1:] != passage[order][:-1])[: len(order)]
    shown[order[first]] = True
    return shown


def _floor(
    candidate: Candidate,
    kept: Sequence[Candidate],
    focus_of: Mapping[str, str],
    exchanges: Container[str],
    first: float,
) -> float:
    if candidate.code in exchanges or len(kept) >= USUAL:
        return FAIR
    if not kept:
        return min(first, BY_RULE) if candidate.rules else first
    opens = focus_of[candidate.code] not in {focus_of[other.code] for other in kept}
    return OPENING if opens and kept[0].score < SURE else WORTH_A_LOOK
