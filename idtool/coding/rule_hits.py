"""Rule hits: the rules that fit in a transcript, each with its weight and the units it touches."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from idtool.coding.hearing import Talk
from idtool.coding.indicators import Fits, Hit
from idtool.coding.knowledge import Knowledge
from idtool.coding.scope import Scope
from idtool.coding.specificity import together, weighed


@dataclass(frozen=True, slots=True)
class WeighedHit:
    """A rule that fits in units ``first`` to ``last``; ``sentence`` counts within the passage."""

    hit: Hit
    sentence: int
    weight: float
    first: int
    last: int


@dataclass(frozen=True)
class RuleHits:
    """All hits in talk, one entry per hit; units are counted over all passages.

    ``code`` is the rank of the rule's code, ``first`` and ``last`` the units the hit touches.
    """

    fits: Fits
    weight: Any
    code: Any
    first: Any
    last: Any

    def __len__(self) -> int:
        return len(self.code)

    def record(self, number: int, talk: Talk, known: Knowledge) -> WeighedHit:
        """One hit as a record, with units and sentence counted within its passage."""
        sentence = int(self.fits.sentence[number])
        passage = int(talk.tokens.text_of_sentence[sentence])
        before = int(talk.unit_bounds[passage])
        start = int(talk.tokens.sentence_bounds[sentence])
        hit = Hit(
            known.rulebook.rules[int(self.fits.rule[number])],
            sentence,
            self.fits.words(number, start),
            self.fits.scope[number],
        )
        return WeighedHit(
            hit,
            sentence - int(talk.sentence_bounds[passage]),
            float(self.weight[number]),
            int(self.first[number]) - before,
            int(self.last[number]) - before,
        )

    def joint_weight(self, numbers: Sequence[int]) -> float:
        """The weight of several hits for one code.

        Only different rules on different words count; of several on the same words the
        most specific.
        """
        taken: set[int] = set()
        fired: set[int] = set()
        weights = []
        words = {number: self.fits.words(number, 0) for number in numbers}
        for number in sorted(numbers, key=lambda n: (-self.weight[n], words[n])):
            rule = int(self.fits.rule[number])
            if not taken.intersection(words[number]) and rule not in fired:
                weights.append(float(self.weight[number]))
                taken.update(words[number])
                fired.add(rule)
        return together(weights)


def _scopes_that_count(fits: Fits, may_be_denied: Collection[int]) -> list[Scope]:
    """The scope of each hit, none where what is denied is what the code is about."""
    return [
        "" if scope == "negated" and rule in may_be_denied else scope
        for scope, rule in zip(fits.scope, fits.rule.tolist(), strict=True)
    ]


def rule_hits(talk: Talk, known: Knowledge) -> RuleHits:
    """Find the indicators of the codebooks in talk."""
    fits = known.rulebook.find(talk.stream, talk.sought)
    if known.may_be_denied:
        fits = replace(fits, scope=_scopes_that_count(fits, known.may_be_denied))
    transcript = talk.transcript_of_passage[talk.tokens.text_of_sentence]
    weight = weighed(
        fits.rule,
        fits.scope,
        known.weight_of_rule,
        transcript[fits.sentence],
        np.bincount(transcript),
    )
    unit = talk.unit_of_word[fits.places]
    # The words of a hit stand in order, and so do their units.
    return RuleHits(
        fits,
        weight,
        known.code_of_rule[fits.rule],
        unit[fits.bounds[:-1]],
        unit[fits.bounds[1:] - 1],
    )
