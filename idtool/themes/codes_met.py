"""What goes into patterns of codes and what comes out: occasions, patterns, the whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from idtool.themes.echo import Echo
from idtool.themes.joining import Join


@dataclass(frozen=True, slots=True)
class Occasion:
    """One occasion on which codes can meet: a person's answer, or the whole of a person.

    ``stratum`` is within what chance deals codes out; ``question``, ``vignette``, ``kind``
    and ``coder`` are ``None`` where unknown, or where several apply.
    """

    id: str
    person: str
    stratum: str
    codes: frozenset[str]
    role: str | None = None
    question: str | None = None
    vignette: str | None = None
    kind: str | None = None
    coder: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two codes of a pattern. ``n`` are occasions with both, ``n_people`` people.

    ``expected`` is the mean over draws of chance, ``by_chance`` the share of draws with
    as many or more; ``lift`` and ``npmi`` do not know who speaks.
    """

    codes: tuple[str, str]
    n: int
    n_people: int
    expected: float
    lift: float | None
    npmi: float | None
    by_chance: float


@dataclass(frozen=True, slots=True)
class Pattern:
    """Codes that meet. Whether they belong together is for a person.

    ``occasions`` are those on which two of its codes meet or more, ``people`` those of
    them. ``central`` are occasions with most of its codes, of different people if
    possible; ``peripheral`` with the fewest. ``contrary`` are occasions with one of its
    codes alone, of ``people_without``: people who have such codes, but never two at once.
    ``stability`` is the mean best overlap (Jaccard) with codes joined when other people
    are drawn; ``strength`` how far its codes meet more often than by chance, in standard
    deviations; ``by_chance`` the share of shuffled studies that give a pattern as strong.
    """

    id: str
    codes: tuple[str, ...]
    occasions: tuple[str, ...]
    people: tuple[str, ...]
    roles: Mapping[str, int]
    kinds: Mapping[str, int]
    stability: float
    strength: float
    by_chance: float
    pairs: tuple[Pair, ...]
    central: tuple[str, ...]
    peripheral: tuple[str, ...]
    contrary: tuple[str, ...]
    people_without: tuple[str, ...]
    echo: Echo
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PatternResult:
    """All candidate patterns, those of most people first.

    ``joins`` is the tree of the codes compared: their distance is the share of draws of
    people in which they did not join. ``unpatterned`` are codes in no pattern, ``rare``
    those too seldom to be compared.
    """

    patterns: tuple[Pattern, ...]
    unpatterned: tuple[str, ...]
    rare: tuple[str, ...]
    joins: tuple[Join, ...]
    settings: Mapping[str, str | int | float]
    seed: int
    warnings: tuple[str, ...] = ()
