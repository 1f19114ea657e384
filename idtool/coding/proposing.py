"""Proposals: which codes a passage may be about, where, why and how strongly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from idtool.codebook import Codebook
from idtool.coding.passages import Passage
from idtool.model import CodingSource, Segment, Strength

if TYPE_CHECKING:
    from idtool.coding.candidates import Candidate, Field
    from idtool.coding.knowledge import Knowledge
    from idtool.coding.recalling import Teaching

SOURCES = ("rules", "likeness", "learned")


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
    known: Knowledge | None = None,
) -> list[Proposal]:
    """Proposals for passages, by transcript and turn, the likeliest of a turn first.

    Args:
        passages: Participants' turns in order, those of a transcript together. What is
            proposed in one transcript does not depend on the others.
        codebooks: One per focus.
        using: ``rules``, ``likeness``, ``learned``, or several of them.
        avoid: Vignette stages and guide questions; words read out of them, or
            repeated from the interviewer's preceding turn, weigh nothing.
        teaching: What people decided before; without it nothing is learned.
        known: The codebooks compiled, if the caller has them at hand.
    """
    from idtool.coding.candidates import survey
    from idtool.coding.knowledge import knowledge_of
    from idtool.coding.reasons import Reasons

    known = known if known is not None else knowledge_of(codebooks)
    if "learned" not in using:
        teaching = None
    field = survey(passages, known, using=frozenset(using), avoid=tuple(avoid), teaching=teaching)
    numbers = _chosen(field, known)
    chosen = list(zip(field.ranked.passage[numbers].tolist(), field.records(numbers), strict=True))
    reasons = Reasons(field, known, [candidate.row for _, candidate in chosen], teaching)
    proposals = [
        _proposal(known, passages, number, candidate, reasons.line(at, number, candidate))
        for at, (number, candidate) in enumerate(chosen)
    ]
    place = {name: n for n, name in enumerate(dict.fromkeys(p.transcript for p in passages))}
    return sorted(proposals, key=lambda one: (place[one.segment.transcript], one.turn))


def _chosen(field: Field, known: Knowledge) -> Any:
    """The numbers of the candidates that are proposed, by passage, the likeliest first."""
    import numpy as np

    from idtool.coding.selection import Offered, selected

    ranked, talk = field.ranked, field.talk
    is_exchange = known.is_exchange[ranked.code]
    offered = Offered(
        ranked.passage,
        ranked.score,
        known.focus_number[ranked.code],
        is_exchange,
        ranked.by_rule,
    )
    numbers = selected(offered, n_words=talk.n_words, n_telling=talk.n_telling)
    answers = [
        not exchange or talk.answers(passage)
        for exchange, passage in zip(
            is_exchange[numbers].tolist(), ranked.passage[numbers].tolist(), strict=True
        )
    ]
    return numbers[np.array(answers, dtype=bool)]


def _proposal(
    known: Knowledge,
    passages: Sequence[Passage],
    number: int,
    candidate: Candidate,
    evidence: str,
) -> Proposal:
    from idtool.coding.strength import strength_of

    passage = first = passages[number]
    start = passage.start + candidate.start
    if known.codes[candidate.code].exchange and number:
        first = passages[number - 1]
        start = first.start
    return Proposal(
        segment=Segment(passage.transcript, start, passage.start + candidate.end),
        turn=first.turn,
        code=candidate.code,
        focus=known.focus_of[candidate.code],
        source=_source(candidate),
        evidence=evidence,
        strength=strength_of(candidate.score),
        score=candidate.score,
    )


def _source(candidate: Candidate) -> CodingSource:
    """The source that says most; what was learned gives way to one that says as much."""
    if candidate.learned > max(candidate.rules, candidate.likeness):
        return "learned"
    return "rule" if candidate.rules > candidate.likeness else "likeness"
