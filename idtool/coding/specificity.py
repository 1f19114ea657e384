"""Specificity: how much a rule that fires says, from 0 to 1.

A rule of rare words says much, a rule of the words any talk is made of says
little; so does one that fits the examples of other codes as well, or every
second sentence of a transcript.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import log
from typing import Any

import numpy as np

from idtool.coding.everyday import COMMON, GRAMMAR
from idtool.coding.indicators import Fits, Rule, Rulebook
from idtool.coding.scope import Scope
from idtool.coding.sentences import lemmas
from idtool.coding.specimens import Specimen
from idtool.coding.stream import Stream
from idtool.coding.tokens import tokens

INTERACTION = 0.65
"""Weight of a phrase for how a pair talk: all of everyday words, and yet a clear sign."""

_GRAMMAR_NATS = 0.3
_EVERYDAY_NATS = 1.5
_MOST_NATS = 5.0
_ENOUGH_NATS = 4.0
_LEAST = 0.1
_USUAL_RATE = 0.02
_OUT_OF_SCOPE = 0.6
_OFTEN_DENIED = 1 / 4
_ENOUGH_HITS = 4
_LAST_LETTER = "\U0010ffff"


def specificities(rulebook: Rulebook, texts: Sequence[Specimen]) -> dict[Rule, float]:
    """The specificity of each rule, judged by the codebooks' own texts.

    The information of a rule's words (nats, from how many definitions, examples
    and near misses hold them) reaches full weight at four nats; a rule that also
    fits speech of other codes keeps the share of its own.
    """
    spoken = [text for text in texts if text.kind in {"example", "near miss"}]
    written = [text for text in texts if text.kind != "wording"]
    holding = Counter(word for text in written for word in set(lemmas(text.text)))
    begun = _Begun(holding)
    own, other = _fits(rulebook, spoken)
    weights = {}
    for rule, n_own, n_other in zip(rulebook.rules, own.tolist(), other.tolist(), strict=True):
        if rule.is_interaction:
            weights[rule] = INTERACTION
            continue
        words = [word for part in rule.parts for word in part]
        nats = sum(_nats(word, holding, begun, len(written)) for word in words)
        if rule.within:
            nats -= 0.5 * log(rule.within) * (len(rule.parts) - 1)
        purity = (n_own + 1) / (n_own + n_other + 1)
        weights[rule] = min(1.0, max(_LEAST, nats / _ENOUGH_NATS)) * purity
    return weights


def said_in_the_negative(rulebook: Rulebook, texts: Sequence[Specimen]) -> frozenset[str]:
    """Codes whose speech in the codebooks denies the words of their rules a quarter of the time.

    They are about what is missing (*there's no money for it*): what is denied is no doubt
    about them. Four hits at least tell so.
    """
    fits, is_own = _heard(rulebook, [t for t in texts if t.kind in {"example", "near miss"}])
    n_own, n_denied = Counter[str](), Counter[str]()
    for rule, scope, own in zip(fits.rule.tolist(), fits.scope, is_own.tolist(), strict=True):
        if own:
            n_own[rulebook.rules[rule].code] += 1
            n_denied[rulebook.rules[rule].code] += scope == "negated"
    return frozenset(
        code
        for code, n in n_own.items()
        if n >= _ENOUGH_HITS and n_denied[code] >= _OFTEN_DENIED * n
    )


def weighed(
    rule: Any, scope: Sequence[Scope], weights: Any, transcript: Any, n_sentences: Any
) -> Any:
    """The weight of each hit in its transcript.

    A rule that fits more than one sentence in fifty is weakened in proportion,
    one whose words are denied or only supposed by two fifths.

    Args:
        rule: The number of each hit's rule.
        scope: The scope of each hit.
        weights: How specific each rule is, by its number.
        transcript: The number of each hit's transcript.
        n_sentences: Sentences of each transcript.
    """
    if not len(rule):
        return np.zeros(0)
    usual = np.maximum(3.0, _USUAL_RATE * n_sentences)[transcript]
    _, entry, n_fits = np.unique(
        transcript * len(weights) + rule, return_inverse=True, return_counts=True
    )
    often = n_fits[entry]
    scoped = np.where([bool(name) for name in scope], _OUT_OF_SCOPE, 1.0)
    return weights[rule] * np.minimum(1.0, usual / often) * scoped


def together(weights: Sequence[float]) -> float:
    """Several rules for one code: the chance that not all of them mislead."""
    left = 1.0
    for weight in weights:
        left *= 1 - 0.8 * weight
    return 1 - left


def _nats(word: str, holding: Mapping[str, int], begun: _Begun, n_texts: int) -> float:
    stem = word.rstrip("*")
    if stem in GRAMMAR:
        return _GRAMMAR_NATS
    n_holding = begun.count(stem) if word.endswith("*") else holding.get(stem, 0)
    most = _EVERYDAY_NATS if stem in COMMON else _MOST_NATS
    return min(most, log((n_texts + 1) / (n_holding + 1)) if n_texts > 100 else most)


class _Begun:
    """How many texts hold the words that begin with a stem, each word counted by itself."""

    def __init__(self, holding: Mapping[str, int]) -> None:
        self._words = sorted(holding)
        self._before = [0, *accumulate(holding[word] for word in self._words)]

    def count(self, stem: str) -> int:
        """Texts by all words that begin so."""
        first = bisect_left(self._words, stem)
        end = bisect_left(self._words, stem + _LAST_LETTER, first)
        return self._before[end] - self._before[first]


def _fits(rulebook: Rulebook, spoken: Sequence[Specimen]) -> tuple[Any, Any]:
    """For each rule how many hits it has in the speech of its own code, and of others."""
    fits, is_own = _heard(rulebook, spoken)
    n_rules = len(rulebook.rules)
    return (
        np.bincount(fits.rule[is_own], minlength=n_rules),
        np.bincount(fits.rule[~is_own], minlength=n_rules),
    )


def _heard(rulebook: Rulebook, spoken: Sequence[Specimen]) -> tuple[Fits, Any]:
    """The hits of rules in speech of the codebooks, and whether each is of the rule's own code."""
    talk = tokens([text.text for text in spoken])
    silent = np.zeros(len(talk), dtype=bool)
    one = np.zeros(len(talk), dtype=np.int64)
    fits = rulebook.find(Stream(talk.word, talk.lemma, talk.sentence, silent, one))
    means = [spoken[text].code for text in talk.text_of_sentence[fits.sentence].tolist()]
    codes = [rulebook.rules[rule].code for rule in fits.rule.tolist()]
    return fits, np.array([a == b for a, b in zip(means, codes, strict=True)], dtype=bool)
