"""Hearing: the passages of a transcript cut into stretches, with the rules that fit in each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from idtool.coding.echoes import echoed
from idtool.coding.indicators import Hit
from idtool.coding.knowledge import Knowledge
from idtool.coding.passages import Passage
from idtool.coding.sentences import Sentence, sentences
from idtool.coding.specificity import weighed
from idtool.coding.stretches import Stretch, clauses, stretches, telling

MOSTLY = 0.6
"""Share of read-out words from which a whole answer, or a unit of it, says nothing itself."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One passage taken apart.

    ``units`` are its sentences, very long ones as clauses; ``spoken`` the lemmas
    of each that are not read out; ``telling`` their telling words. ``hits`` are
    the rules that fit, each with its weight and the units it touches.
    """

    passage: Passage
    sentences: tuple[Sentence, ...]
    units: tuple[Sentence, ...]
    spoken: tuple[tuple[str, ...], ...]
    telling: tuple[frozenset[str], ...]
    stretches: tuple[Stretch, ...]
    hits: tuple[WeighedHit, ...] = field(default=())

    @property
    def n_words(self) -> int:
        """Words of the passage."""
        return sum(len(unit.words) for unit in self.units)

    @property
    def n_telling(self) -> int:
        """Different telling words that are not read out."""
        return len(frozenset[str]().union(*self.telling))


@dataclass(frozen=True, slots=True)
class WeighedHit:
    """A rule that fits in units ``first`` to ``last``; ``sentence`` counts within the passage."""

    hit: Hit
    sentence: int
    weight: float
    first: int
    last: int


def hear(
    passages: Sequence[Passage], known: Knowledge, *, avoid: Sequence[str], rules: bool
) -> list[Heard]:
    """Take passages apart; with ``rules``, find the indicators in them."""
    cut = [sentences(passage.text) for passage in passages]
    muted = [
        echoed(found, question=passage.question, avoid=avoid)
        for passage, found in zip(passages, cut, strict=True)
    ]
    heard = [
        _heard(passage, found, marks)
        for passage, found, marks in zip(passages, cut, muted, strict=True)
    ]
    if not rules:
        return heard
    talk = [sentence for found in cut for sentence in found]
    marks = [mark for marks in muted for mark in marks]
    owner = [(n, place) for n, found in enumerate(cut) for place in range(len(found))]
    found_by_passage: dict[int, list[WeighedHit]] = defaultdict(list)
    for hit, weight in weighed(known.rulebook.hits(talk, marks), known.weights, len(talk)):
        number, place = owner[hit.sentence]
        touched = _touched(heard[number].units, talk[hit.sentence], hit)
        if touched:
            found_by_passage[number].append(
                WeighedHit(hit, place, weight, min(touched), max(touched))
            )
    return [
        Heard(
            h.passage,
            h.sentences,
            h.units,
            h.spoken,
            h.telling,
            h.stretches,
            tuple(found_by_passage[number]),
        )
        for number, h in enumerate(heard)
    ]


def _heard(passage: Passage, found: Sequence[Sentence], marks: Sequence[Sequence[bool]]) -> Heard:
    silent = {
        (word.start, word.end, word.lemma)
        for sentence, mark in zip(found, marks, strict=True)
        for word, is_silent in zip(sentence.words, mark, strict=True)
        if is_silent
    }
    units = clauses(found, passage.text)
    quiet = [[(w.start, w.end, w.lemma) in silent for w in unit.words] for unit in units]
    n_words = sum(len(unit.words) for unit in units)
    if n_words and sum(map(sum, quiet)) > MOSTLY * n_words:
        quiet = [[True] * len(unit.words) for unit in units]
    loud = [sum(q) <= MOSTLY * len(q) for q in quiet]
    return Heard(
        passage=passage,
        sentences=tuple(found),
        units=tuple(units),
        spoken=tuple(
            tuple(w.lemma for w, is_quiet in zip(unit.words, q, strict=True) if not is_quiet)
            for unit, q in zip(units, quiet, strict=True)
        ),
        telling=tuple(
            frozenset(telling(unit.words, q)) for unit, q in zip(units, quiet, strict=True)
        ),
        stretches=tuple(s for s in stretches(units) if all(loud[s.first : s.last + 1])),
    )


def _touched(units: Sequence[Sentence], sentence: Sentence, hit: Hit) -> list[int]:
    places = [sentence.words[number].start for number in hit.words]
    return [
        number
        for number, unit in enumerate(units)
        if any(unit.words[0].start <= place <= unit.words[-1].start for place in places)
    ]
