"""Who had the chance to speak of something, and the kinds of empty told apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

ChanceState = Literal[
    "coded", "asked, no experience", "not asked", "asked, nothing said", "not coded"
]
ORDER: tuple[ChanceState, ...] = (
    "coded",
    "asked, no experience",
    "not coded",
    "asked, nothing said",
    "not asked",
)
"""From most to least: what a person was heard on anywhere outweighs where they were not."""


@dataclass(frozen=True, slots=True)
class Chance:
    """One person and one subject in one interview.

    ``state``: ``coded`` (a coding that counts); ``asked, no experience`` (the
    roster says that the person had none to tell of); ``not asked`` (the roster
    says so, or no turn is marked for it); ``asked, nothing said`` (marked, and no
    word of the person in it); ``not coded`` (words of the person, and no coding:
    nobody found anything, or nobody looked). ``links`` are places of codings.
    """

    person: str
    role: str
    subject: str
    interview: str
    kind: str
    state: ChanceState
    links: tuple[str, ...] = ()

    @property
    def had_chance(self) -> bool:
        """Whether the person was asked and had something to tell, or told unasked."""
        return self.state not in ("not asked", "asked, no experience")


def state_of(*, asked: bool, no_experience: bool, spoke: bool, coded: bool) -> ChanceState:
    """The kind of empty, or that it is none; “no experience” outweighs a coding of just that."""
    if no_experience:
        return "asked, no experience"
    if coded:
        return "coded"
    if not asked:
        return "not asked"
    return "not coded" if spoke else "asked, nothing said"


def by_person(chances: Iterable[Chance]) -> dict[tuple[str, str], Chance]:
    """One chance per person and subject: the fullest of their interviews."""
    best: dict[tuple[str, str], Chance] = {}
    for chance in chances:
        key = (chance.person, chance.subject)
        known = best.get(key)
        if known is None or ORDER.index(chance.state) < ORDER.index(known.state):
            best[key] = chance
    return best
