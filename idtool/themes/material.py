"""Segments made ready to be compared: their words, who speaks, what is asked."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from idtool.themes.candidates import GroupableSegment
from idtool.themes.echo import ASKED, asked_again
from idtool.themes.features import (
    Vectors,
    center_on,
    describe_segments,
    join_meanings,
    long_only,
    unit_rows,
)
from idtool.themes.words import Content


@dataclass(frozen=True, slots=True)
class Material:
    """The segments to group. One entry per segment in every field, in one order.

    ``words`` are content words, as pairs of word and lemma. ``attributes`` are
    question, vignette, person and role. ``leveled`` names what is taken out:
    ``interview``, ``question``, ``vignette``; ``coded`` which segments a code touches.
    """

    ids: tuple[str, ...]
    words: tuple[Content, ...]
    people: tuple[tuple[str, ...], ...]
    interviews: tuple[str, ...]
    roles: tuple[str, ...]
    attributes: Mapping[str, tuple[Hashable, ...]]
    leveled: tuple[str, ...]
    coded: tuple[bool, ...]

    @property
    def lemmas(self) -> list[list[str]]:
        """The lemmas of each segment, in the order they were said."""
        return [[lemma for _, lemma in words] for words in self.words]

    def take(self, places: Sequence[int]) -> Material:
        """The segments at some places."""
        return Material(
            tuple(self.ids[place] for place in places),
            tuple(self.words[place] for place in places),
            tuple(self.people[place] for place in places),
            tuple(self.interviews[place] for place in places),
            tuple(self.roles[place] for place in places),
            {name: tuple(all_[p] for p in places) for name, all_ in self.attributes.items()},
            self.leveled,
            tuple(self.coded[place] for place in places),
        )

    @property
    def carriers(self) -> dict[str, tuple[Hashable, ...]]:
        """Who has a trait that segments bring along: the first speaker, the interview."""
        first = tuple(people[0] if people else None for people in self.people)
        return {"role": first, "kind": self.interviews, "coder": self.interviews}

    def deal(self, seed: int) -> Material:
        """The same segments with the same words dealt out anew at random.

        Each segment keeps its length and each word its frequency; that certain
        words keep company is lost.
        """
        said = [word for words in self.words for word in words]
        draws = np.random.Generator(np.random.PCG64(seed)).random(len(said))
        hand = iter([said[place] for place in draws.argsort(kind="stable")])
        return replace(self, words=tuple(tuple(next(hand) for _ in words) for words in self.words))

    def vectors(self, seed: int, meanings: Vectors | None = None) -> Vectors:
        """What each segment is about, less what is leveled; one row of length 1 per segment.

        Args:
            seed: For the latent semantics.
            meanings: Embeddings from a language model, one row per segment, joined to
                what the words themselves tell.
        """
        vectors = describe_segments(self.lemmas, seed=seed)
        if meanings is not None:
            vectors = join_meanings(vectors, meanings)
        for name in self.leveled:
            values = long_only(self.interviews) if name == "interview" else self.attributes[name]
            if any(value is not None for value in values):
                vectors = center_on(vectors, values)
        return unit_rows(vectors)

    def new(self, places: Sequence[int]) -> float:
        """The share of segments at these places that no code touches."""
        return sum(not self.coded[place] for place in places) / len(places)

    def repeats(self, places: Sequence[int]) -> float:
        """How far segments at these places repeat what was asked and should be taken out."""
        names = [name for name in ASKED if name in self.leveled]
        return asked_again(self.attributes, places, names)


def gather(
    segments: Sequence[GroupableSegment], words: Sequence[Content], *, leveled: Sequence[str]
) -> Material:
    """Put segments and their content words together."""
    return Material(
        tuple(segment.id for segment in segments),
        tuple(words),
        tuple(segment.people for segment in segments),
        tuple(segment.interview for segment in segments),
        tuple(segment.role for segment in segments),
        {
            "question": tuple(segment.question for segment in segments),
            "vignette": tuple(segment.vignette for segment in segments),
            "person": tuple("+".join(segment.people) or None for segment in segments),
            "role": tuple(segment.role or None for segment in segments),
            "coder": tuple(segment.coder for segment in segments),
            "kind": tuple(segment.kind for segment in segments),
        },
        tuple(leveled),
        tuple(segment.coded for segment in segments),
    )
