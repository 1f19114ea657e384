"""Specificity: how much a rule that fires says, from 0 to 1.

A rule of rare words says much, a rule of the words any talk is made of says
little; so does one that fits the examples of other codes as well, or every
second sentence of a transcript.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from typing import Any

import numpy as np

from idtool.coding.everyday import COMMON, GRAMMAR
from idtool.coding.indicators import Rule, Rulebook
from idtool.coding.scope import Scope
from idtool.coding.sentences import Sentence, lemmas, sentences
from idtool.coding.specimens import Specimen

INTERACTION = 0.65
"""Weight of a phrase for how a pair talk: all of everyday words, and yet a clear sign."""

_GRAMMAR_NATS = 0.3
_EVERYDAY_NATS = 1.5
_MOST_NATS = 5.0
_ENOUGH_NATS = 4.0
_LEAST = 0.1
_USUAL_RATE = 0.02
_OUT_OF_SCOPE = 0.6


def specificities(rulebook: Rulebook, texts: Sequence[Specimen]) -> dict[Rule, float]:
    """The specificity of each rule, judged by the codebooks' own texts.

    The information of a rule's words (nats, from how many definitions, examples
    and near misses hold them) reaches full weight at four nats; a rule that also
    fits speech of other codes keeps the share of its own.
    """
    spoken = [text for text in texts if text.kind in {"example", "near miss"}]
    written = [text for text in texts if text.kind != "wording"]
    holding = Counter(word for text in written for word in set(lemmas(text.text)))
    own, other = _fits(rulebook, spoken)
    weights = {}
    for rule in rulebook.rules:
        if rule.is_interaction:
            weights[rule] = INTERACTION
            continue
        nats = sum(_nats(word, holding, len(written)) for part in rule.parts for word in part)
        if rule.within:
            nats -= 0.5 * log(rule.within) * (len(rule.parts) - 1)
        purity = (own[rule] + 1) / (own[rule] + other[rule] + 1)
        weights[rule] = min(1.0, max(_LEAST, nats / _ENOUGH_NATS)) * purity
    return weights


def weighed(rule: Any, scope: Sequence[Scope], weights: Any, n_sentences: int) -> Any:
    """The weight of each hit in this transcript.

    A rule that fits more than one sentence in fifty is weakened in proportion,
    one whose words are denied or only supposed by two fifths.

    Args:
        rule: The number of each hit's rule.
        scope: The scope of each hit.
        weights: How specific each rule is, by its number.
        n_sentences: Sentences of the transcript.
    """
    if not len(rule):
        return np.zeros(0)
    usual = max(3.0, _USUAL_RATE * n_sentences)
    often = np.bincount(rule)[rule]
    scoped = np.where([bool(name) for name in scope], _OUT_OF_SCOPE, 1.0)
    return weights[rule] * np.minimum(1.0, usual / often) * scoped


def together(weights: Sequence[float]) -> float:
    """Several rules for one code: the chance that not all of them mislead."""
    left = 1.0
    for weight in weights:
        left *= 1 - 0.8 * weight
    return 1 - left


def _nats(word: str, holding: Mapping[str, int], n_texts: int) -> float:
    stem = word.rstrip("*")
    if stem in GRAMMAR:
        return _GRAMMAR_NATS
    n_holding = holding.get(stem, 0)
    if word.endswith("*"):
        n_holding = sum(count for other, count in holding.items() if other.startswith(stem))
    most = _EVERYDAY_NATS if stem in COMMON else _MOST_NATS
    return min(most, log((n_texts + 1) / (n_holding + 1)) if n_texts > 100 else most)


def _fits(rulebook: Rulebook, spoken: Sequence[Specimen]) -> tuple[Counter[Rule], Counter[Rule]]:
    talk: list[Sentence] = []
    means: list[str] = []
    for text in spoken:
        for sentence in sentences(text.text):
            talk.append(sentence)
            means.append(text.code)
    own: Counter[Rule] = Counter()
    other: Counter[Rule] = Counter()
    for hit in rulebook.hits(talk):
        fits = own if means[hit.sentence] == hit.rule.code else other
        fits[hit.rule] += 1
    return own, other
