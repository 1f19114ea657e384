"""Indirect identifiers that stand close together: each harmless, together somebody.

A rank, a unit, the years on the job and "the only woman who" point at one person
in a small town. The screen counts how many different kinds one speaker gives
within a stretch of turns. The count is no measure of risk: what a reader already
knows decides that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

STRETCH = 30
"""Turns that count as close together."""
FEWEST_KINDS = 3
"""Different kinds in one stretch from which on it is reported."""

KINDS = {
    "years-of-service": "years of service",
    "own-rank": "rank or position",
    "own-unit": "unit or post",
    "one-of-a-kind": "the only or first of a kind",
    "known-event": "an event others know",
    "family-constellation": "family",
    "stated-age": "age",
    "identity": "nationality, language or religion",
    "own-language": "nationality, language or religion",
    "own-religion": "nationality, language or religion",
    "own-health": "health or disability",
    "small-place": "a small place",
    "state-or-country": "region",
    "own-schooling": "schooling",
}
"""Rules of notes that say something of a person, with the kind of fact they see."""


@dataclass(frozen=True, slots=True)
class Combination:
    """The densest stretch of one speaker: ``kinds`` between two turns, both included."""

    who: str
    kinds: tuple[str, ...]
    first_turn: int
    last_turn: int

    @property
    def told(self) -> str:
        """As a sentence for people: "4 indirect identifiers in 12 turns"."""
        turns = self.last_turn - self.first_turn + 1
        return (
            f"{len(self.kinds)} indirect identifiers in {turns} turn{'s' if turns > 1 else ''} "
            f"of {self.who} (turn {self.first_turn} on): {', '.join(self.kinds)}"
        )


def combine(notes: Iterable[tuple[str, int, str]]) -> list[Combination]:
    """One combination for each speaker who gives enough kinds within a stretch.

    Args:
        notes: Speaker, turn number and rule of each sighting.

    Returns:
        Sorted by the number of kinds, the largest first. Of stretches with equally
        many kinds the shortest counts, then the earliest.
    """
    told: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for who, turn, rule in notes:
        if rule in KINDS:
            told[who].append((turn, KINDS[rule]))
    found = [best for who in sorted(told) if (best := _densest(who, sorted(told[who])))]
    return sorted(found, key=lambda c: (-len(c.kinds), c.who))


def _densest(who: str, facts: list[tuple[int, str]]) -> Combination | None:
    best: Combination | None = None
    for at, (first, _) in enumerate(facts):
        kinds: dict[str, int] = {}
        for turn, kind in facts[at:]:
            if turn >= first + STRETCH:
                break
            kinds.setdefault(kind, turn)
        if len(kinds) < FEWEST_KINDS:
            continue
        new = Combination(who, tuple(sorted(kinds)), first, max(kinds.values()))
        if best is None or _rank(new) < _rank(best):
            best = new
    return best


def _rank(found: Combination) -> tuple[int, int, int]:
    return -len(found.kinds), found.last_turn - found.first_turn, found.first_turn
