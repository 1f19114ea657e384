"""Hearing: the passages of a transcript cut into stretches, with what is only read out marked.

All passages are heard at once, as rows of numbers; a passage is told as a
record (``Heard``) only where somebody is to see it. What was heard is kept for
a while under a hash of its words: no codebook has a part in it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from typing import Any

import numpy as np

from idtool.coding.echoes import echoes
from idtool.coding.lexicon import lexicon
from idtool.coding.passages import Passage
from idtool.coding.patterns import Sought
from idtool.coding.repeats import SpokenUnits
from idtool.coding.sentences import Sentence, sentences_of, words_of
from idtool.coding.stream import Stream
from idtool.coding.stretches import Stretch, Stretches, Units, stretches_of, units_of
from idtool.coding.tokens import Tokens, tokens

MOSTLY = 0.6
"""Share of read-out words from which a whole answer, or a unit of it, says nothing itself."""

KEPT_WORDS = 1_500_000
"""Words of talk kept in memory as numbers for when they are heard again, about 100 bytes each."""

_kept: OrderedDict[bytes, Talk] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Heard:
    """One passage taken apart.

    ``units`` are its sentences, very long ones as clauses; ``spoken`` the lemmas
    of each that are not read out; ``telling`` their telling words.
    """

    passage: Passage
    sentences: tuple[Sentence, ...]
    units: tuple[Sentence, ...]
    spoken: tuple[tuple[str, ...], ...]
    telling: tuple[frozenset[str], ...]
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class Talk:
    """The passages of one or several transcripts, heard; places are counted over all of them.

    ``muted`` are words that are read out or repeated, ``quiet`` those and all words of
    an answer or unit that is mostly read out; both have one entry per word.
    """

    passages: Sequence[Passage]
    tokens: Tokens
    units: Units
    muted: Any
    quiet: Any
    stretches: Stretches

    @cached_property
    def transcript_of_passage(self) -> Any:
        """For each passage the number of its transcript; passages of one stand together."""
        names = [passage.transcript for passage in self.passages]
        return np.cumsum([0, *(a != b for a, b in pairwise(names))])[: len(names)]

    @cached_property
    def is_paired(self) -> Any:
        """For each passage 1 if a pair talk, 0 if one person does."""
        return np.array([passage.kind == "paired" for passage in self.passages], dtype=np.int64)

    def answers(self, number: int) -> bool:
        """Whether a partner spoke right before a passage, no interviewer between."""
        passage = self.passages[number]
        before = self.passages[number - 1] if number else None
        return (
            before is not None
            and before.transcript == passage.transcript
            and before.turn == passage.turn - 1
        )

    @cached_property
    def sought(self) -> Sought:
        """Where the rules of the codebooks were found."""
        return Sought()

    @cached_property
    def around(self) -> tuple[Any, Any, Any]:
        """The different runs of units around stretches, and for each stretch the number of its."""
        first, last = self.stretches.around_first, self.stretches.around_last
        size = int(last.max(initial=0)) + 1
        keys, row = np.unique(first * size + last, return_inverse=True)
        return keys // size, keys % size, row

    @cached_property
    def spoken_units(self) -> SpokenUnits:
        """What stretches, and then the talk around them, say of their own."""
        first, last, _ = self.around
        return SpokenUnits(
            self.tokens.lemma[~self.quiet],
            self.n_spoken[self.units.bounds],
            np.concatenate([self.stretches.first, first]),
            np.concatenate([self.stretches.last, last]),
        )

    @cached_property
    def unit_of_word(self) -> Any:
        """For each word the number of its unit."""
        return np.repeat(np.arange(len(self.units)), self.units.sizes)

    @cached_property
    def tells(self) -> Any:
        """For each word whether it tells something: not read out, no filler, not everyday."""
        return ~self.quiet & ~lexicon().is_common.array[self.tokens.lemma]

    @cached_property
    def n_spoken(self) -> Any:
        """Words that are not read out, before each place."""
        return np.concatenate([[0], np.cumsum(~self.quiet)])

    @cached_property
    def unit_bounds(self) -> Any:
        """For each passage its first unit; at the end the number of units."""
        return np.searchsorted(self.units.passage, np.arange(len(self.passages) + 1))

    @cached_property
    def stretch_bounds(self) -> Any:
        """For each passage its first stretch; at the end the number of stretches."""
        return np.searchsorted(self.stretches.first, self.unit_bounds)

    @cached_property
    def passage_of_stretch(self) -> Any:
        """For each stretch its passage."""
        return self.units.passage[self.stretches.first]

    @cached_property
    def sentence_bounds(self) -> Any:
        """For each passage its first sentence; at the end the number of sentences."""
        return np.searchsorted(self.tokens.text_of_sentence, np.arange(len(self.passages) + 1))

    @cached_property
    def n_words(self) -> Any:
        """Words of each passage."""
        return np.diff(self.units.bounds[self.unit_bounds])

    @cached_property
    def n_telling(self) -> Any:
        """Different telling words of each passage."""
        size = len(lexicon().lemmas)
        passage = self.units.passage[self.unit_of_word[self.tells]]
        different = np.unique(passage * size + self.tokens.lemma[self.tells])
        return np.bincount(different // size, minlength=len(self.passages))

    @cached_property
    def stream(self) -> Stream:
        """The words for rules to be sought in."""
        found = self.tokens
        transcript = self.transcript_of_passage[found.text_of_sentence[found.sentence]]
        return Stream(found.word, found.lemma, found.sentence, self.muted, transcript)

    def sentence(self, number: int) -> Sentence:
        """One sentence as a record."""
        return sentences_of(self.tokens, number, number + 1)[0]

    def spoken(self, first: int, last: int) -> list[str]:
        """The lemmas of units ``first`` to ``last`` that are not read out."""
        part = slice(int(self.units.bounds[first]), int(self.units.bounds[last + 1]))
        lemmas = lexicon().lemmas
        return [lemmas[n] for n in self.tokens.lemma[part][~self.quiet[part]].tolist()]

    def heard(self, number: int) -> Heard:
        """One passage as a record."""
        first, end = self.unit_bounds[number : number + 2].tolist()
        bounds = self.units.bounds[first : end + 1].tolist()
        words = words_of(self.tokens, bounds[0], bounds[-1])
        cuts = [slice(a - bounds[0], b - bounds[0]) for a, b in pairwise(bounds)]
        quiet = self.quiet[bounds[0] : bounds[-1]].tolist()
        tells = self.tells[bounds[0] : bounds[-1]].tolist()
        return Heard(
            passage=self.passages[number],
            sentences=sentences_of(self.tokens, *self.sentence_bounds[number : number + 2]),
            units=tuple(
                Sentence(start, stop, tuple(words[cut]))
                for cut, start, stop in zip(
                    cuts,
                    self.units.start[first:end].tolist(),
                    self.units.end[first:end].tolist(),
                    strict=True,
                )
            ),
            spoken=tuple(
                tuple(w.lemma for w, q in zip(words[cut], quiet[cut], strict=True) if not q)
                for cut in cuts
            ),
            telling=tuple(
                frozenset(w.lemma for w, t in zip(words[cut], tells[cut], strict=True) if t)
                for cut in cuts
            ),
            stretches=tuple(
                self.stretch(row) for row in range(*self.stretch_bounds[number : number + 2])
            ),
        )

    def stretch(self, row: int) -> Stretch:
        """One stretch, its units counted within its passage."""
        found = self.stretches
        before = int(self.unit_bounds[self.units.passage[found.first[row]]])
        return Stretch(
            int(found.first[row]) - before,
            int(found.last[row]) - before,
            (int(found.around_first[row]) - before, int(found.around_last[row]) - before),
        )


def listen(passages: Sequence[Passage], *, avoid: Sequence[str] = ()) -> Talk:
    """Hear the passages of one transcript, or of several.

    Args:
        passages: Participants' turns in order, those of a transcript together.
        avoid: Vignette stages and guide questions.
    """
    key, heard = _fingerprint(passages, avoid), tuple(passages)
    if key not in _kept or _kept[key].passages != heard:
        _kept[key] = _listened(heard, avoid)
        while sum(len(talk.tokens) for talk in _kept.values()) > KEPT_WORDS and len(_kept) > 1:
            _kept.popitem(last=False)
    _kept.move_to_end(key)
    return _kept[key]


def _listened(passages: Sequence[Passage], avoid: Sequence[str]) -> Talk:
    texts = [passage.text for passage in passages]
    found = tokens(texts)
    units = units_of(found, texts)
    muted = echoes(
        found.lemma,
        found.sentence,
        found.text_of_sentence,
        questions=tokens([passage.question for passage in passages]),
        avoid=tuple(avoid),
    )
    passage = units.passage[np.repeat(np.arange(len(units)), units.sizes)]
    n_words = np.bincount(passage, minlength=len(texts))
    n_muted = np.bincount(passage, weights=muted, minlength=len(texts))
    quiet = muted | (n_muted > MOSTLY * n_words)[passage]
    n_quiet = np.diff(np.concatenate([[0], np.cumsum(quiet)])[units.bounds])
    loud = n_quiet <= MOSTLY * units.sizes
    return Talk(passages, found, units, muted, quiet, stretches_of(units, loud))


def _fingerprint(passages: Sequence[Passage], avoid: Sequence[str]) -> bytes:
    """The words that are heard, and those that are read out; no codebook has a part in it."""
    texts = [text for p in passages for text in (p.text, p.question)]
    whole = "\0".join([str(len(texts)), *texts, *avoid])
    return sha256(whole.encode("utf-8", "surrogatepass")).digest()
