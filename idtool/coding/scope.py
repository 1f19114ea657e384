"""Scope: whether the words of a hit are denied or only supposed.

A window of words before the hit, cut at the clause, is looked at; this is the
simple device of NegEx (Chapman et al. 2001, *A simple algorithm for identifying
negated findings and diseases*), with cues of ordinary talk. A subject of its own
opens a clause that is not denied (*he wasn't nasty, he was asleep*), unless what
stands before it carries the denial on (*I don't think he was asleep*); speech has no
reliable commas. It errs, so a hit in scope is weakened and says so; it is not thrown away.
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
_SUBJECTS = frozenset({"i", "he", "she", "we", "they"})
_OFTEN_SUBJECTS = frozenset({"you", "it", "this", "there", "everybody", "everyone"})
_AUXILIARIES = frozenset(
    {"be", "have", "do", "can", "could", "will", "would", "shall", "should", "may", "might", "must"}
)
_CARRY_ON = (
    _NEGATIONS
    | _AUXILIARIES
    | frozenset({"think", "believe", "feel", "say", "guess", "mean", "know", "see", "remember"})
    | frozenset({"hope", "expect", "imagine", "understand", "hear", "find", "care", "want", "let"})
    | frozenset({"realize", "tell", "like", "notice", "get", "certain", "sure", "that", "how"})
    | frozenset({"way", "reason", "chance", "time", "one", "thing", "anybody", "anyone"})
    | frozenset({"something", "somebody", "someone", "anything", "people", "as", "than"})
    | frozenset({"of", "to", "idea", "surprise", "wonder", "doubt"})
    | frozenset({"what", "where", "who", "why", "if", "whether", "until", "unless"})
)
"""Words after which a subject stands within what was denied before: verbs of thinking and
saying, auxiliaries turned round (*never have I*), and what a relative clause hangs on."""


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

    def holds(words: Collection[str]) -> Any:
        """For each place whether it holds one of ``words``."""
        found = np.zeros(present[-1] + 1, dtype=bool)
        found[present] = [name in words for name in named]
        return found[lemma]

    def last(words: Collection[str], *, unless_before: Collection[str] = ()) -> Any:
        """For each place the last one up to there that holds one of ``words``, or -1."""
        at = holds(words)
        if unless_before:
            at[:-1] &= ~holds(unless_before)[1:]
        return np.maximum.accumulate(np.where(at, place, -1))

    opens = holds(_OFTEN_SUBJECTS)
    opens[-1] = False
    opens[:-1] &= holds(_AUXILIARIES)[1:]
    opens |= holds(_SUBJECTS)
    opens[1:] &= ~holds(_CARRY_ON)[:-1]
    own_clause = np.maximum.accumulate(np.where(opens, place, -1))[first]

    before = first - 1  # a hit at the very beginning has nothing before it in its sentence
    floor = np.maximum(sentence_start, last(_CLAUSE_ENDS)[before] + 1)
    inside = before >= sentence_start
    reach = np.maximum(np.maximum(floor, own_clause), first - _REACH)
    negated = last(_NEGATIONS, unless_before=_NOT_ONLY)[before] >= reach
    supposed = last(_SUPPOSITIONS)[before] >= np.maximum(floor, first - 2 * _REACH)
    return [
        "negated" if no and here else "supposed" if maybe and here else ""
        for no, maybe, here in zip(
            negated.tolist(), supposed.tolist(), inside.tolist(), strict=True
        )
    ]
