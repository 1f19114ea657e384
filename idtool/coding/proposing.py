"""Proposals: which codes a passage may be about, where, why and how strongly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from idtool.codebook import Codebook
from idtool.coding.passages import Passage
from idtool.model import CodingSource, Segment, Strength

if TYPE_CHECKING:
    from idtool.coding.candidates import Candidate, Field
    from idtool.coding.hearing import Heard
    from idtool.coding.knowledge import Knowledge
    from idtool.coding.recalling import Teaching

SOURCES = ("rules", "likeness", "learned")

MOST_RULES = 2
"""Rules named in one line of evidence."""

SPEAKS = 0.03
"""Likeness from which a proposal by a rule also names what it resembles."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One code proposed for one stretch of one passage.

    ``source`` is the one that says most where several agree;
    ``evidence`` is one line for people. ``score`` runs from 0 to 1 and orders
    proposals; it is not the chance that a person will agree.
    """

    segment: Segment
    turn: int
    code: str
    focus: str
    source: CodingSource
    evidence: str
    strength: Strength
    score: float


def propose(
    passages: Sequence[Passage],
    codebooks: Sequence[Codebook],
    *,
    using: Sequence[str] = SOURCES,
    avoid: Sequence[str] = (),
    teaching: Teaching | None = None,
) -> list[Proposal]:
    """Proposals for the passages of one transcript, by turn, the likeliest of a turn first.

    Args:
        passages: Participants' turns in order.
        codebooks: One per focus.
        using: ``rules``, ``likeness``, ``learned``, or several of them.
        avoid: Vignette stages and guide questions; words read out of them, or
            repeated from the interviewer's preceding turn, weigh nothing.
        teaching: What people decided before; without it nothing is learned.
    """
    from idtool.coding.candidates import survey
    from idtool.coding.knowledge import knowledge_of
    from idtool.coding.selection import selected

    known = knowledge_of(codebooks)
    if "learned" not in using:
        teaching = None
    field = survey(passages, known, using=frozenset(using), avoid=tuple(avoid), teaching=teaching)
    proposals: list[Proposal] = []
    for number, heard in enumerate(field.heard):
        before = passages[number - 1] if number else None
        for candidate in selected(
            field.candidates[number],
            known.focus_of,
            known.exchanges,
            n_words=heard.n_words,
            n_telling=heard.n_telling,
        ):
            if not known.codes[candidate.code].exchange or _answers(heard.passage, before):
                proposals.append(_proposal(field, known, heard, candidate, before, teaching))
    return sorted(proposals, key=lambda proposal: proposal.turn)


def _answers(passage: Passage, before: Passage | None) -> bool:
    """Whether a partner spoke right before."""
    return (
        before is not None
        and before.transcript == passage.transcript
        and before.turn == passage.turn - 1
    )


def _proposal(
    field: Field,
    known: Knowledge,
    heard: Heard,
    candidate: Candidate,
    before: Passage | None,
    teaching: Teaching | None,
) -> Proposal:
    from idtool.coding.strength import strength_of

    passage = heard.passage
    first = passage
    start = passage.start + candidate.start
    if known.codes[candidate.code].exchange and before is not None:
        first, start = before, before.start
    return Proposal(
        segment=Segment(passage.transcript, start, passage.start + candidate.end),
        turn=first.turn,
        code=candidate.code,
        focus=known.focus_of[candidate.code],
        source=_source(candidate),
        evidence=_evidence(field, known, heard, candidate, teaching),
        strength=strength_of(candidate.score),
        score=candidate.score,
    )


def _source(candidate: Candidate) -> CodingSource:
    """The source that says most; what was learned gives way to one that says as much."""
    if candidate.learned > max(candidate.rules, candidate.likeness):
        return "learned"
    return "rule" if candidate.rules > candidate.likeness else "likeness"


def _evidence(
    field: Field,
    known: Knowledge,
    heard: Heard,
    candidate: Candidate,
    teaching: Teaching | None,
) -> str:
    from idtool.coding.evidence import learned_evidence, likeness_evidence, rule_evidence
    from idtool.coding.structure import context_of

    hits = {hit.hit.rule: hit for hit in reversed(candidate.hits)}
    strongest = sorted(hits.values(), key=lambda hit: (-hit.weight, hit.first))[:MOST_RULES]
    parts = [
        rule_evidence(hit.hit, heard.sentences[hit.sentence], heard.passage.text)
        for hit in strongest
    ]
    if teaching is not None and candidate.learned >= SPEAKS:
        row, learner = field.learned_rows[candidate.row], teaching.learner
        parts.append(
            learned_evidence(
                learner.places(row, candidate.code),
                learner.words(row, candidate.code),
                learner.n_examples[candidate.code],
            )
        )
        context = context_of(heard.passage)
        parts += filter(None, [teaching.structure.told(candidate.code, context)])
    if field.features is not None and (candidate.likeness >= SPEAKS or not parts):
        specimen = known.likeness.resembled(field.features[candidate.row], candidate.code)
        spoken = [w for unit in heard.spoken[candidate.first : candidate.last + 1] for w in unit]
        if specimen.kind != "wording" or not parts:
            parts.append(likeness_evidence(specimen, spoken))
    return " · ".join(parts)
