"""Indicators at work: the codebooks' phrases, near words and cancelers, found in talk.

Everything is compared on lemmas, within one sentence. Where the patterns of
rules and cancelers fit is found once per talk (``patterns.py``); which rules they
stand for and which are canceled is settled on what was found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from idtool.codebook import Code, Codebook
from idtool.coding.patterns import Belonging, Pattern, Patterns, Sought
from idtool.coding.scope import SCOPES, Scope
from idtool.coding.sentences import Sentence, lemmas
from idtool.coding.sequences import Part
from idtool.coding.stream import Stream, stream_of


@dataclass(frozen=True, slots=True)
class Rule:
    """One indicator of one code.

    ``parts`` are the lemmas of a phrase (one part) or of words near each other
    (several); ``within`` is how many words apart they may stand, 0 for a phrase.
    """

    code: str
    written: str
    parts: tuple[Part, ...]
    within: int = 0
    is_interaction: bool = False

    @property
    def pattern(self) -> Pattern:
        """What is sought, whoever's rule it is."""
        return Pattern(self.parts, self.within)


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that fits; ``words`` are numbers of words in sentence ``sentence``."""

    rule: Rule
    sentence: int
    words: tuple[int, ...]
    scope: Scope


@dataclass(frozen=True, slots=True)
class Fits:
    """The rules that fit in a stream and are not canceled, in order of place.

    One entry per hit: the number of its ``rule``, its ``sentence`` and its ``scope``. The
    places of its words in the stream are those from ``bounds[n]`` to before ``bounds[n + 1]``
    in ``places``.
    """

    rule: Any
    sentence: Any
    scope: Sequence[Scope]
    places: Any
    bounds: Any

    def __len__(self) -> int:
        return len(self.rule)

    def words(self, number: int, start: int) -> tuple[int, ...]:
        """Places of the words of one hit, counted from ``start``."""
        first, end = self.bounds[number], self.bounds[number + 1]
        return tuple((self.places[first:end] - start).tolist())


class Rulebook:
    """The indicators of a set of codebooks, compiled."""

    def __init__(self, codebooks: Sequence[Codebook]) -> None:
        codes = [code for book in codebooks for code in book.all_codes if code.status == "active"]
        self.rules = list(
            {(r.code, r.parts, r.within): r for code in codes for r in _rules(code)}.values()
        )
        self._cancelers = [
            Rule(code.id, phrase, (part,))
            for code in codes
            for phrase in code.indicators.unless
            if (part := _part(phrase))
        ]

    def hits(
        self, talk: Sequence[Sentence], muted: Sequence[Sequence[bool]] | None = None
    ) -> list[Hit]:
        """Every rule that fits somewhere in ``talk`` and is not canceled, in order of place.

        Args:
            talk: Sentences; no rule reaches from one into the next.
            muted: For each word, whether it is only read out and fits nothing.
        """
        stream = stream_of(talk, muted)
        fits = self.find(stream)
        starts = stream.sentence_start.tolist()
        return [
            Hit(self.rules[rule], sentence, fits.words(number, starts[sentence]), scope)
            for number, (rule, sentence, scope) in enumerate(
                zip(fits.rule.tolist(), fits.sentence.tolist(), fits.scope, strict=True)
            )
        ]

    def find(self, stream: Stream, sought: Sought | None = None) -> Fits:
        """The same in a stream, as numbers.

        Args:
            stream: The words.
            sought: What was found in this stream before; it is not sought again.
        """
        found = (sought if sought is not None else Sought()).of(self.patterns, stream)
        at, rule = self._rules_of.expand(found.pattern)
        unless, code = self._unless.expand(found.pattern)
        size = max(stream.n_sentences, 1)
        spoilt = code * size + found.sentence[unless]
        kept = np.flatnonzero(
            ~np.isin(self._code_of[rule] * size + found.sentence[at], spoilt, kind="sort")
        )
        first = found.first[at[kept]]
        order = kept[np.lexsort((rule[kept], first))]
        places, bounds = found.words_of(at[order])
        scope = found.scope[at[order]].tolist()
        return Fits(
            rule[order], found.sentence[at[order]], [SCOPES[n] for n in scope], places, bounds
        )

    @cached_property
    def patterns(self) -> Patterns:
        """What the rules and cancelers are made of."""
        return Patterns([rule.pattern for rule in (*self.rules, *self._cancelers)])

    @cached_property
    def _number_of(self) -> dict[Pattern, int]:
        """The number of each pattern."""
        every = dict.fromkeys(rule.pattern for rule in (*self.rules, *self._cancelers))
        return dict(zip(every, self.patterns.numbers.tolist(), strict=True))

    @cached_property
    def _rules_of(self) -> Belonging:
        """The rules that each pattern stands for."""
        return self._belonging((rule.pattern, n) for n, rule in enumerate(self.rules))

    @cached_property
    def _unless(self) -> Belonging:
        """The codes that each pattern cancels."""
        return self._belonging(
            (rule.pattern, self._code_number[rule.code])
            for rule in self._cancelers
            if rule.code in self._code_number
        )

    def _belonging(self, pairs: Iterator[tuple[Pattern, int]]) -> Belonging:
        number = self._number_of
        return Belonging([(number[p], n) for p, n in pairs], len(self.patterns.is_among))

    @cached_property
    def _code_number(self) -> dict[str, int]:
        return {code: n for n, code in enumerate(dict.fromkeys(r.code for r in self.rules))}

    @cached_property
    def _code_of(self) -> Any:
        return np.array([self._code_number[rule.code] for rule in self.rules], dtype=np.int64)


def _rules(code: Code) -> Iterator[Rule]:
    for phrase in code.indicators.phrases:
        part = _part(phrase)
        if part:
            yield Rule(code.id, phrase, (part,), is_interaction=code.is_interaction)
    if code.is_interaction:
        return
    for near in code.indicators.near:
        parts = tuple(part for word in near.words if (part := _part(word)))
        if len(parts) == len(near.words):
            yield Rule(code.id, " … ".join(near.words), parts, near.within)


def _part(wording: str) -> Part:
    """Lemmas of a wording; a starred word keeps its stem and star."""
    found: list[str] = []
    for word in wording.split():
        if word.endswith("*"):
            *before, stem = word[:-1].lower().replace("-", " ").split() or [""]
            found += lemmas(" ".join(before))
            found.append(f"{stem}*")
        else:
            found.append(word)
    text: list[str] = []
    part: list[str] = []
    for word in found:
        if word.endswith("*"):
            part += lemmas(" ".join(text))
            part.append(word)
            text = []
        else:
            text.append(word)
    return (*part, *lemmas(" ".join(text)))
