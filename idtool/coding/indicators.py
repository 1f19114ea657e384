"""Indicators at work: the codebooks' phrases, near words and cancelers, found in talk.

Everything is compared on lemmas, within one sentence. All phrases, all words
that may stand near each other and all cancelers are sought in one go
(``sequences.py``); what stands near what, and what is denied, is looked at only
where something was found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from idtool.codebook import Code, Codebook
from idtool.coding.scope import Scope, scopes
from idtool.coding.sentences import Sentence, lemmas
from idtool.coding.sequences import Part, Runs, Sequences
from idtool.coding.stream import Stream, close_places, stream_of


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

    def find(self, stream: Stream) -> Fits:
        """The same in a stream, as numbers."""
        runs = self._sequences.find(stream.word, stream.lemma, stream.sentence, stream.silent)
        run, rule = self._phrases.expand(runs.part)
        first, last = runs.first[run], runs.last[run]
        near = list(self._near_places(runs, stream))
        rule = np.concatenate([rule, np.array([number for number, _ in near], dtype=np.int64)])
        first = np.concatenate([first, np.array([p[0] for _, p in near], dtype=np.int64)])
        sentence = stream.sentence[first]
        kept = np.flatnonzero(~self._canceled(rule, sentence, runs, stream))
        kept = kept[np.lexsort((rule[kept], first[kept]))]
        n_phrases = len(last)
        counts = np.concatenate([last - first[:n_phrases] + 1, [len(p) for _, p in near]])
        sizes = counts.astype(np.int64)[kept]
        places = np.repeat(first[kept], sizes) + _within(sizes)
        bounds = np.concatenate([[0], np.cumsum(sizes)])
        for number in np.flatnonzero(kept >= n_phrases).tolist():
            places[bounds[number] : bounds[number + 1]] = near[int(kept[number]) - n_phrases][1]
        return Fits(
            rule[kept],
            sentence[kept],
            scopes(
                stream.lemma,
                stream.sentence_start[sentence[kept]],
                first[kept],
                self._sequences.known.lemmas,
            ),
            places,
            bounds,
        )

    def _near_places(self, runs: Runs, stream: Stream) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Rules for words near each other with the places at which they fit."""
        size = max(stream.n_sentences, 1)
        keys = runs.part * size + stream.sentence[runs.first]
        order = np.lexsort((runs.first, keys))
        keys, firsts = keys[order], runs.first[order]
        seen = keys[np.append(True, keys[1:] != keys[:-1])[: len(keys)]]
        run, rule = self._near.expand(seen // size)
        both, n_parts = np.unique(rule * size + (seen % size)[run], return_counts=True)
        near, sentence = np.divmod(both[n_parts == self._n_parts[both // size]], size)
        owner, part = self._parts_of.expand(near)
        wanted = part * size + sentence[owner]
        begins = np.searchsorted(keys, wanted).tolist()
        ends = np.searchsorted(keys, wanted, side="right").tolist()
        options: list[list[list[int]]] = [[] for _ in range(len(near))]
        places = firsts.tolist()
        for number, begin, end in zip(owner.tolist(), begins, ends, strict=True):
            options[number].append(places[begin:end])
        for number, option in zip(near.tolist(), options, strict=True):
            for found in close_places(option, self.rules[number].within):
                yield number, found

    def _canceled(self, rule: Any, sentence: Any, runs: Runs, stream: Stream) -> Any:
        """For each hit, whether its code is canceled in its sentence."""
        size = max(stream.n_sentences, 1)
        run, code = self._unless.expand(runs.part)
        spoilt = code * size + stream.sentence[runs.first[run]]
        return np.isin(self._code_of[rule] * size + sentence, spoilt)

    @cached_property
    def _sequences(self) -> Sequences:
        """Every part of every rule and canceler."""
        return Sequences([p for rule in (*self.rules, *self._cancelers) for p in rule.parts])

    @cached_property
    def _phrases(self) -> _Belonging:
        return self._belonging(
            (part, n) for n, rule in enumerate(self.rules) if not rule.within for part in rule.parts
        )

    @cached_property
    def _near(self) -> _Belonging:
        return self._belonging(
            (part, n)
            for n, rule in enumerate(self.rules)
            if rule.within
            for part in set(rule.parts)
        )

    @cached_property
    def _unless(self) -> _Belonging:
        return self._belonging(
            (part, self._code_number[rule.code])
            for rule in self._cancelers
            if rule.code in self._code_number
            for part in rule.parts
        )

    def _belonging(self, pairs: Iterator[tuple[Part, int]]) -> _Belonging:
        numbers = self._sequences.number
        return _Belonging([(numbers[part], n) for part, n in pairs], len(numbers))

    @cached_property
    def _parts_of(self) -> _Belonging:
        """The parts of each rule for words near each other, in order."""
        numbers = self._sequences.number
        pairs = [
            (n, numbers[part])
            for n, rule in enumerate(self.rules)
            if rule.within
            for part in rule.parts
        ]
        return _Belonging(pairs, len(self.rules))

    @cached_property
    def _n_parts(self) -> Any:
        return np.array([len(set(rule.parts)) for rule in self.rules], dtype=np.int64)

    @cached_property
    def _code_number(self) -> dict[str, int]:
        return {code: n for n, code in enumerate(dict.fromkeys(r.code for r in self.rules))}

    @cached_property
    def _code_of(self) -> Any:
        return np.array([self._code_number[rule.code] for rule in self.rules], dtype=np.int64)


class _Belonging:
    """What belongs to each of several numbered things, in the order given."""

    def __init__(self, pairs: Sequence[tuple[int, int]], n_things: int) -> None:
        table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        table = table[np.argsort(table[:, 0], kind="stable")]
        self._what = table[:, 1]
        self._bounds = np.searchsorted(table[:, 0], np.arange(n_things + 1))

    def expand(self, things: Any) -> tuple[Any, Any]:
        """For things that were found: the place of each among them, and what belongs to it."""
        counts = self._bounds[things + 1] - self._bounds[things]
        owner = np.repeat(np.arange(len(things)), counts)
        return owner, self._what[np.repeat(self._bounds[things], counts) + _within(counts)]


def _within(counts: Any) -> Any:
    """0, 1, 2 … for each count, one after the other."""
    return np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)


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
