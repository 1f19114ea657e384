"""Scope: whether the words of a hit are denied or only supposed.

A window of words before the hit, cut at the clause, is looked at; this is the
simple device of NegEx (Chapman et al. 2001, *A simple algorithm for identifying
negated findings and diseases*), with cues of ordinary talk. It errs, so a hit
in scope is weakened and says so; it is not thrown away.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Literal, get_args

import numpy as np

Scope = Literal["", "negated", "supposed"]

SCOPES: tuple[Scope, ...] = get_args(Scope)

_REACH = 5
_NEGATIONS = frozenset(
    {"not", "no", "never", "nobody", "none", "nothing", "nor", "neither", "without", "hardly"}
)
_SUPPOSITIONS = frozenset({"if", "unless", "suppose", "supposing", "pretend", "imagine", "whether"})
_CLAUSE_ENDS = frozenset({"but", "because", "so", "although", "though", "except", "and", "then"})
_NOT_ONLY = frozenset({"only", "just", "sure"})


def scopes(lemma: Any, sentence_start: Any, first: Any, lemmas: Sequence[str]) -> list[Scope]:
    """The scope in which each hit stands.

    A cue that is itself part of the hit does not count, and *not only*, *not
    just* and *not sure* deny nothing.

    Args:
        lemma: Numbers of the lemmas of all sentences in one row.
        sentence_start: For each hit the place of the first word of its sentence.
        first: For each hit the place of its first word.
        lemmas: The lemma of each number.
    """
    if not len(first):
        return []
    place = np.arange(len(lemma))
    present = np.unique(lemma)
    named = [lemmas[number] for number in present.tolist()]

    def last(words: Collection[str], *, unless_before: Collection[str] = ()) -> Any:
        """For each place the last one up to there that holds one of ``words``, or -1."""
        holds = np.zeros(present[-1] + 1, dtype=bool)
        holds[present] = [name in words for name in named]
        at = holds[lemma]
        if unless_before:
            holds[present] = [name in unless_before for name in named]
            at[:-1] &= ~holds[lemma[1:]]
        return np.maximum.accumulate(np.where(at, place, -1))

    before = first - 1  # a hit at the very beginning has nothing before it in its sentence
    floor = np.maximum(sentence_start, last(_CLAUSE_ENDS)[before] + 1)
    inside = before >= sentence_start
    negated = last(_NEGATIONS, unless_before=_NOT_ONLY)[before] >= np.maximum(floor, first - _REACH)
    supposed = last(_SUPPOSITIONS)[before] >= np.maximum(floor, first - 2 * _REACH)
    return [
        "negated" if no and here else "supposed" if maybe and here else ""
        for no, maybe, here in zip(
            negated.tolist(), supposed.tolist(), inside.tolist(), strict=True
        )
    ]
