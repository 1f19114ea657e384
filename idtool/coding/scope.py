"""Scope: whether the words of a hit are denied or only supposed.

A window of words before the hit, cut at the clause, is looked at; this is the
simple device of NegEx (Chapman et al. 2001, *A simple algorithm for identifying
negated findings and diseases*), with cues of ordinary talk. It errs, so a hit
in scope is weakened and says so; it is not thrown away.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

Scope = Literal["", "negated", "supposed"]

_REACH = 5
_NEGATIONS = frozenset(
    {"not", "no", "never", "nobody", "none", "nothing", "nor", "neither", "without", "hardly"}
)
_SUPPOSITIONS = frozenset({"if", "unless", "suppose", "supposing", "pretend", "imagine", "whether"})
_CLAUSE_ENDS = frozenset({"but", "because", "so", "although", "though", "except", "and", "then"})
_NOT_ONLY = frozenset({"only", "just", "sure"})


def scope_of(spoken: Sequence[str], words: Sequence[int]) -> Scope:
    """The scope in which the words of a hit stand.

    A cue that is itself part of the hit does not count, and *not only*, *not
    just* and *not sure* deny nothing.

    Args:
        spoken: Lemmas of the sentence.
        words: Numbers of the hit's words in it.
    """
    first = min(words)
    inside = set(words)
    supposed = False
    for place in range(first - 1, -1, -1):
        word = spoken[place]
        if word in _CLAUSE_ENDS:
            break
        if place >= first - _REACH and word in _NEGATIONS and place not in inside:
            follows = spoken[place + 1] if place + 1 < len(spoken) else ""
            if follows not in _NOT_ONLY:
                return "negated"
        if word in _SUPPOSITIONS and first - place <= 2 * _REACH:
            supposed = True
    return "supposed" if supposed else ""
