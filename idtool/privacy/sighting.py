"""What the screen reports, and how it is shown without being told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Type = Literal[
    "PERSON",
    "LOCATION",
    "ORG",
    "EMAIL",
    "URL",
    "HANDLE",
    "PHONE",
    "SSN",
    "CARD",
    "IBAN",
    "IP",
    "ID",
    "PLATE",
    "ADDRESS",
    "ZIP",
    "DATE",
    "AGE",
    "OTHER",
]
Tier = Literal["block", "review", "note"]

NAME_TYPES: frozenset[Type] = frozenset({"PERSON", "LOCATION", "ORG", "OTHER"})
_RANK: dict[Tier, int] = {"block": 0, "review": 1, "note": 2}
_VAGUE: frozenset[Type] = frozenset({"ID", "OTHER"})
"""Types that say less than any other that fits the same stretch."""
_SYLLABLES = "\u2e80"
"""From here on, scripts whose characters are syllables or words."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One stretch of text that may identify somebody.

    ``start`` and ``end`` are positions in the screened text. ``tier`` says what
    follows: ``block`` must be resolved, ``review`` must be decided by a person,
    ``note`` may stay and is counted. ``rule`` is the reason, a short stable
    name. ``masked`` may be shown; the stretch itself may not.
    """

    start: int
    end: int
    type: Type
    tier: Tier
    rule: str
    masked: str


def mask(text: str) -> str:
    """The first letter of each word: ``J… S…``. Digits are never shown.

    One- and two-letter words are hidden whole, since a first letter would
    give half of them away; so are Chinese, Japanese and Korean ones, whose first
    character may be the family name.
    """
    shown = []
    for word in text.split():
        keep = len(word) > 2 and word[0].isalpha() and word[0] < _SYLLABLES
        shown.append(f"{word[0]}…" if keep else "…")
    return " ".join(shown)


def sighting(text: str, start: int, end: int, type: Type, tier: Tier, rule: str) -> Sighting:
    """A sighting of ``text[start:end]``, masked."""
    return Sighting(start, end, type, tier, rule, mask(text[start:end]))


def _precedence(seen: Sighting) -> tuple[int, int, bool, str, str]:
    return _RANK[seen.tier], seen.start - seen.end, seen.type in _VAGUE, seen.type, seen.rule


def settle(text: str, found: Iterable[Sighting]) -> list[Sighting]:
    """Sightings in order of position, none overlapping another.

    Where several overlap, the gravest gives type and reason (then the longest,
    then the one whose type says more), and the result covers them all: nothing
    that any rule saw is lost.
    """
    settled: list[Sighting] = []
    for new in sorted(found, key=lambda s: (s.start, s.end, s.type, s.rule)):
        if not settled or settled[-1].end <= new.start:
            settled.append(new)
            continue
        old = settled[-1]
        graver = min(old, new, key=_precedence)
        start, end = old.start, max(old.end, new.end)
        settled[-1] = replace(graver, start=start, end=end, masked=mask(text[start:end]))
    return settled
