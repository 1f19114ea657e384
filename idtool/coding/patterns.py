"""Patterns: runs of words, and words near each other, sought in talk.

All are sought in one go (``sequences.py``); what stands near what is looked at
only where every part was found. Where a pattern fits depends on nothing but the
pattern and the talk. So what was found stays with the talk (``Sought``), and
after a codebook has changed only patterns that are new are sought.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from idtool.coding.scope import SCOPES, scopes
from idtool.coding.sequences import Part, Runs, Sequences
from idtool.coding.stream import Stream, close_places


@dataclass(frozen=True, slots=True)
class Pattern:
    """Lemmas of a phrase (one part), or of words near each other (several).

    ``within`` is how many words apart the parts may stand, 0 for a phrase.
    """

    parts: tuple[Part, ...]
    within: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """Where patterns fit in a stream, in no particular order; one entry per fit.

    ``pattern`` is a number of this process, ``scope`` a place in ``SCOPES``. The places of
    the words of fit ``n`` are those from ``bounds[n]`` to before ``bounds[n + 1]`` in ``places``.
    """

    pattern: Any
    sentence: Any
    scope: Any
    places: Any
    bounds: Any

    @property
    def first(self) -> Any:
        """The place of the first word of each fit."""
        return self.places[self.bounds[:-1]]

    def words_of(self, fits: Any) -> tuple[Any, Any]:
        """The places of the words of some fits, and their bounds there."""
        sizes = np.diff(self.bounds)[fits]
        entry = np.repeat(self.bounds[fits], sizes) + within_each(sizes)
        return self.places[entry], np.concatenate([[0], np.cumsum(sizes)])

    def some(self, fits: Any) -> Found:
        """Some of the fits."""
        places, bounds = self.words_of(fits)
        return Found(self.pattern[fits], self.sentence[fits], self.scope[fits], places, bounds)

    def beside(self, other: Found) -> Found:
        """These fits, then others."""
        return Found(
            np.concatenate([self.pattern, other.pattern]),
            np.concatenate([self.sentence, other.sentence]),
            np.concatenate([self.scope, other.scope]),
            np.concatenate([self.places, other.places]),
            np.concatenate([self.bounds, other.bounds[1:] + self.bounds[-1]]),
        )


_number: dict[Pattern, int] = {}


class Patterns:
    """A set of patterns, compiled; ``numbers`` are theirs in this process."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._listed = list(dict.fromkeys(patterns))
        self.numbers = np.array(
            [_number.setdefault(pattern, len(_number)) for pattern in self._listed], dtype=np.int64
        )
        self._searches: dict[bytes, _Search] = {}

    def __len__(self) -> int:
        return len(self._listed)

    @cached_property
    def is_among(self) -> Any:
        """For each number up to the highest of these, whether the pattern is one of them."""
        among = np.zeros(int(self.numbers.max(initial=-1)) + 1, dtype=bool)
        among[self.numbers] = True
        return among

    def find(self, stream: Stream, known: Any) -> Found:
        """Every place where those fit that are not ``known``, a flag for each number."""
        fresh = np.ones(len(self._listed), dtype=bool)
        met = self.numbers < len(known)
        fresh[met] = ~known[self.numbers[met]]
        key = fresh.tobytes()
        if key not in self._searches:
            sought = np.flatnonzero(fresh).tolist()
            self._searches[key] = _Search([self._listed[n] for n in sought], self.numbers[sought])
        return self._searches[key].find(stream)


class Sought:
    """What was found in one stream so far, of the patterns that were sought there last."""

    def __init__(self) -> None:
        self._is_known = np.zeros(0, dtype=bool)
        self._found: Found | None = None

    def of(self, patterns: Patterns, stream: Stream) -> Found:
        """Where the patterns fit; those that were among the last are not sought again."""
        fresh = patterns.find(stream, self._is_known)
        if self._found is not None:
            kept = self._found.pattern
            still = kept < len(patterns.is_among)
            still[still] = patterns.is_among[kept[still]]
            fresh = self._found.some(np.flatnonzero(still)).beside(fresh)
        self._found, self._is_known = fresh, patterns.is_among
        return fresh


class _Search:
    """Patterns compiled to be sought at once."""

    def __init__(self, patterns: Sequence[Pattern], numbers: Any) -> None:
        self._patterns, self._numbers = patterns, numbers
        self._sequences = Sequences([part for one in patterns for part in one.parts])
        number = self._sequences.number
        held = [
            (n, one.within, number[part]) for n, one in enumerate(patterns) for part in one.parts
        ]
        near = [(n, part) for n, within, part in held if within]
        self._phrases = Belonging([(p, n) for n, within, p in held if not within], len(number))
        self._near = Belonging([(p, n) for n, p in dict.fromkeys(near)], len(number))
        self._parts_of = Belonging(near, len(patterns))
        self._n_parts = np.array([len(set(one.parts)) for one in patterns], dtype=np.int64)

    def find(self, stream: Stream) -> Found:
        """Every pattern at every place where it fits."""
        if not self._patterns or not len(stream.word):
            nothing = np.zeros(0, dtype=np.int64)
            return Found(nothing, nothing, nothing, nothing, np.zeros(1, dtype=np.int64))
        runs = self._sequences.find(stream)
        run, phrase = self._phrases.expand(runs.part)
        near = list(self._near_places(runs, stream))
        sizes = np.concatenate(
            [
                runs.last[run] - runs.first[run] + 1,
                np.array([len(places) for _, places in near], dtype=np.int64),
            ]
        )
        of_phrases = sizes[: len(run)]
        places = np.concatenate(
            [
                np.repeat(runs.first[run], of_phrases) + within_each(of_phrases),
                np.array([place for _, places in near for place in places], dtype=np.int64),
            ]
        )
        bounds = np.concatenate([[0], np.cumsum(sizes)])
        pattern = np.concatenate([phrase, np.array([n for n, _ in near], dtype=np.int64)])
        first = places[bounds[:-1]]
        sentence = stream.sentence[first]
        scope = scopes(
            stream.lemma, stream.sentence_start[sentence], first, self._sequences.known.lemmas
        )
        return Found(
            self._numbers[pattern],
            sentence,
            np.array([SCOPES.index(name) for name in scope], dtype=np.int64),
            places,
            bounds,
        )

    def _near_places(self, runs: Runs, stream: Stream) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Patterns of words near each other with the places at which they fit."""
        size = max(stream.n_sentences, 1)
        keys = runs.part * size + stream.sentence[runs.first]
        order = np.lexsort((runs.first, keys))
        keys, firsts = keys[order], runs.first[order]
        seen = keys[np.append(True, keys[1:] != keys[:-1])[: len(keys)]]
        run, pattern = self._near.expand(seen // size)
        both, n_parts = np.unique(pattern * size + (seen % size)[run], return_counts=True)
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
            for found in close_places(option, self._patterns[number].within):
                yield number, found


class Belonging:
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
        return owner, self._what[np.repeat(self._bounds[things], counts) + within_each(counts)]


def within_each(counts: Any) -> Any:
    """0, 1, 2 … for each count, one after the other."""
    return np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
