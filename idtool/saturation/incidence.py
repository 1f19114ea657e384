"""Codes by interviews as incidence data: which code was met in which interview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

Incidence = Sequence[tuple[str, frozenset[str]]]
"""One pair per interview, in the order of collection: its id and the codes met in it.

An interview in which no code was met belongs in the list, with an empty set: it
was looked at and it counts.
"""


@dataclass(frozen=True, slots=True)
class IncidenceCounts:
    """In how many interviews each code was met; all that the richness estimators need.

    ``frequencies`` has one number per code, from 1 to ``n_interviews``, largest
    first. Which code is which, and how often a code was said within one
    interview, plays no part.
    """

    n_interviews: int
    frequencies: tuple[int, ...]

    @property
    def observed(self) -> int:
        """Number of different codes."""
        return len(self.frequencies)

    @property
    def n_incidences(self) -> int:
        """Number of code-and-interview pairs (U in the literature)."""
        return sum(self.frequencies)

    def met_in(self, n: int) -> int:
        """Number of codes met in exactly ``n`` interviews (Q1, Q2, … in the literature)."""
        return self.frequencies.count(n)


def count_incidence(incidence: Incidence) -> IncidenceCounts:
    """Count in how many interviews each code was met.

    Args:
        incidence: One pair per interview, as id and the set of codes met in it.

    Raises:
        ValueError: An interview is listed twice. It would count as two.
    """
    ids = [interview for interview, _ in incidence]
    twice = sorted(interview for interview, n in Counter(ids).items() if n > 1)
    if twice:
        raise ValueError(f"Interviews listed more than once: {', '.join(twice)}")
    met = Counter(code for _, codes in incidence for code in codes)
    return IncidenceCounts(len(ids), tuple(sorted(met.values(), reverse=True)))


def count_new_codes(incidence: Incidence) -> tuple[int, ...]:
    """Codes not met in any interview before: one number per interview, in order."""
    seen: set[str] = set()
    new: list[int] = []
    for _, codes in incidence:
        new.append(len(codes - seen))
        seen |= codes
    return tuple(new)


def count_interviews(n: int) -> str:
    """A count of interviews in words, such as ``no interviews`` or ``5 interviews``."""
    if n == 0:
        return "no interviews"
    return "1 interview" if n == 1 else f"{n} interviews"
