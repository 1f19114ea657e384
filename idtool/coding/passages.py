"""Passages: what a participant said in one turn, ready to be held against the codebooks."""

from __future__ import annotations

from dataclasses import dataclass

from idtool.model import Kind


@dataclass(frozen=True, slots=True)
class Passage:
    """One participant's turn.

    ``start`` is the position of ``text[0]`` in the canonical text of the
    transcript. ``question`` is the interviewer's preceding turn: it is context
    and never alone a reason for a proposal. ``section`` is the guide question or
    vignette stage that the turn answers, ``""`` if none is marked.
    """

    transcript: str
    turn: int
    start: int
    text: str
    kind: Kind
    role: str | None
    question: str = ""
    section: str = ""
