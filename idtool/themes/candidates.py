"""What goes into grouping and what comes out: segments, candidate groupings, the whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from idtool.themes.echo import Echo
from idtool.themes.joining import Join


@dataclass(frozen=True, slots=True)
class GroupableSegment:
    """A stretch of one transcript that may be grouped with others.

    ``people`` are those who speak in it; ``role`` is their profession.
    ``question`` and ``vignette`` say what it answers, None where that is unknown;
    ``kind`` is the interview's (individual, paired), ``coder`` who coded it, None if
    nobody or several did. ``coded`` says whether an accepted code touches it.
    """

    id: str
    text: str
    interview: str
    people: tuple[str, ...]
    role: str
    question: str | None
    vignette: str | None
    kind: str | None = None
    coder: str | None = None
    coded: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A smaller grouping within one, that holds by itself."""

    id: str
    segments: tuple[str, ...]
    people: tuple[str, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grouping:
    """Segments that share words. Whether they share meaning is for a person.

    ``people`` counts persons, not mentions; ``roles`` people per role. ``terms``
    are words used more here than elsewhere. ``central`` are the three segments
    nearest to the middle, of different people if possible; ``peripheral`` the
    two farthest from it; ``contrary`` is the segment outside that comes nearest, to
    ask why it does not belong. ``firm`` are segments that fall here in three draws of
    other people out of four; the rest of ``segments``, which fall here in half of them or
    more (two in five where the grouping is to be trusted even so), are its fringe.
    ``also`` are segments of no or another grouping that fall here in a third or more.
    ``kinds`` counts people by kind of interview; ``parts`` is what the grouping opens
    into. ``stability`` is the mean best overlap of its segments with groupings found when
    other people are drawn, 0 to 1; under 0.6 is not to be trusted; None where there are
    too few people to draw from.
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
    phrases: tuple[str, ...] = ()
    firm: tuple[str, ...] = ()
    contrary: str | None = None
    also: tuple[str, ...] = ()
    kinds: Mapping[str, int] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """What comes of one number of parts into which segments may be divided, on trial.

    ``n_groupings`` are the parts with a core that is not dissolved when other people are
    heard; ``held`` how much of the material these hold together, in bits per segment.
    """

    parts: int
    n_groupings: int
    held: float


@dataclass(frozen=True, slots=True)
class GroupingResult:
    """All candidate groupings, those that hold best among most people first, and what is left over.

    ``k`` is the number of groupings offered. ``k_choice`` has the number of parts chosen
    (``parts`` of ``settings``) between its neighbors, each with what came of it on
    trial. ``nearest`` names for each segment left over that
    could be compared the grouping it came nearest to: no member, but where to look.
    ``places`` are two coordinates per segment that could be compared, for a map;
    ``joins`` is the tree of groupings and their parts.
    """

    groupings: tuple[Grouping, ...]
    ungrouped: tuple[str, ...]
    echo: Echo
    settings: Mapping[str, str | int | float]
    seed: int
    k: int
    k_choice: tuple[Choice, ...]
    warnings: tuple[str, ...]
    nearest: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    joins: tuple[Join, ...] = ()
