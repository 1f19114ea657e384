"""What goes into grouping and what comes out: segments, candidate groupings, the whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from idtool.themes.echo import Echo


@dataclass(frozen=True, slots=True)
class GroupableSegment:
    """A stretch of one transcript that may be grouped with others.

    ``people`` are those who speak in it; ``role`` is their profession.
    ``question`` and ``vignette`` say what it answers, None where that is unknown.
    """

    id: str
    text: str
    interview: str
    people: tuple[str, ...]
    role: str
    question: str | None
    vignette: str | None


@dataclass(frozen=True, slots=True)
class Grouping:
    """Segments that share words. Whether they share meaning is for a person.

    ``people`` counts persons, not mentions; ``roles`` people per role. ``terms``
    are words used more here than elsewhere. ``central`` are the three segments
    nearest to the middle, of different people if possible; ``peripheral`` the
    two farthest from it. ``stability`` is the mean best overlap with groupings
    found when other people are drawn, 0 to 1; under 0.6 is not to be trusted;
    None where there are too few people to draw from.
    """

    id: str
    segments: tuple[str, ...]
    n_segments: int
    people: tuple[str, ...]
    roles: Mapping[str, int]
    terms: tuple[str, ...]
    central: tuple[str, ...]
    peripheral: tuple[str, ...]
    stability: float | None
    echo: Echo


@dataclass(frozen=True, slots=True)
class GroupingResult:
    """All candidate groupings, those of most people first, and what was left over.

    ``k`` is the number of groupings offered. ``k_choice`` has, for each number
    that could have been offered, how much of the material such groupings hold
    together, in bits per segment.
    """

    groupings: tuple[Grouping, ...]
    ungrouped: tuple[str, ...]
    echo: Echo
    settings: Mapping[str, str | int | float]
    seed: int
    k: int
    k_choice: tuple[tuple[int, float], ...]
    warnings: tuple[str, ...]
