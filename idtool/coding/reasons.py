"""Reasons: the line of evidence of each proposal, out of what the sources know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from idtool.coding.candidates import Candidate, Field
from idtool.coding.evidence import (
    learned_evidence,
    likeness_evidence,
    meaning_evidence,
    rule_evidence,
    shared_words,
)
from idtool.coding.judging import features
from idtool.coding.knowledge import Knowledge
from idtool.coding.meaning import runs

if TYPE_CHECKING:
    from idtool.coding.passages import Passage
    from idtool.coding.recalling import Teaching

MOST_RULES = 2
"""Rules named in one line of evidence."""

SPEAKS = 0.03
"""Likeness from which a proposal by a rule also names what it resembles."""


class Reasons:
    """The reasons of the proposals of one transcript.

    Args:
        field: What was judged.
        known: The compiled codebooks.
        rows: The stretch of each proposal, -1 for one that has none.
        teaching: What people decided before.
    """

    def __init__(
        self,
        field: Field,
        known: Knowledge,
        rows: Sequence[int],
        teaching: Teaching | None = None,
    ) -> None:
        self._field, self._known, self._teaching = field, known, teaching
        self._features = None
        if field.judged is not None and rows:
            real = np.maximum(np.array(rows), 0)
            self._features = features(field.talk, real, known)

    def line(self, at: int, passage: int, candidate: Candidate) -> str:
        """One line for people.

        Args:
            at: The place of the proposal among ``rows``.
            passage: The number of its passage.
            candidate: What is proposed.
        """
        talk = self._field.talk
        hits = {hit.hit.rule: hit for hit in reversed(candidate.hits)}
        strongest = sorted(hits.values(), key=lambda hit: (-hit.weight, hit.first))[:MOST_RULES]
        parts = [
            rule_evidence(hit.hit, talk.sentence(hit.hit.sentence), talk.passages[passage].text)
            for hit in strongest
        ]
        parts += self._learned(talk.passages[passage], candidate)
        if self._features is not None and (candidate.likeness >= SPEAKS or not parts):
            parts += self._likeness(at, passage, candidate, alone=not parts)
        return " · ".join(parts)

    def _likeness(self, at: int, passage: int, candidate: Candidate, *, alone: bool) -> list[str]:
        """What a stretch resembles: by its words, or by meaning if it shares none that tell."""
        talk, meaning = self._field.talk, self._known.meaning
        specimen = self._known.likeness.resembled(self._features, candidate.code, at)
        first = int(talk.unit_bounds[passage]) + candidate.first
        last = first + candidate.last - candidate.first
        spoken = talk.spoken(first, last)
        meant = self._field.judged.meant if self._field.judged is not None else None
        if meaning is not None and meant is not None and not shared_words(specimen, spoken):
            vector = runs(meant, np.array([first]), np.array([last]))[0]
            return [meaning_evidence(meaning.resembled(vector, candidate.code), spoken)]
        if specimen.kind == "wording" and not alone:
            return []
        return [likeness_evidence(specimen, spoken)]

    def _learned(self, passage: Passage, candidate: Candidate) -> list[str]:
        if self._teaching is None or candidate.learned < SPEAKS:
            return []
        from idtool.coding.structure import context_of

        row, learner = self._field.learned_rows[candidate.row], self._teaching.learner
        told = learned_evidence(
            learner.places(row, candidate.code),
            learner.words(row, candidate.code),
            learner.n_examples[candidate.code],
        )
        context = self._teaching.structure.told(candidate.code, context_of(passage))
        return [told, context] if context else [told]
