"""Explaining: a proposal in a few lines of plain words, for ``apply --explain``."""

from __future__ import annotations

from idtool.coding.proposing import Proposal

_MEANS = {
    "strong": "strong: few other codes come near",
    "fair": "fair: one of a few codes it may be",
    "faint": "faint: the best there is, or worth a look",
}

_FIRST = {
    "rule": "mostly because an indicator fits",
    "likeness": "mostly because it resembles the codebook",
    "learned": "mostly because it resembles places you accepted",
}


def reason(strength: str | None, source: str, evidence: str) -> str:
    """Strength, what says most, and all reasons, in one line; the words of a proposal's maker."""
    return f"{strength or 'made before strengths'}, {_FIRST.get(source, source)}: {evidence}"


def explain(proposal: Proposal) -> str:
    """The code, how strongly and mostly why, then one line per reason.

    The lines hold words of the participant: they are for the researcher's
    screen, never for a log.
    """
    why = _FIRST.get(proposal.source, proposal.source)
    head = f"{proposal.code} ({_MEANS[proposal.strength]}; {why})"
    return "\n".join([head, *(f"  {reason}" for reason in proposal.evidence.split(" · "))])
