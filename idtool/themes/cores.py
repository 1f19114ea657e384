"""What holds together whoever is heard: the stable cores of a division, and which to offer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log2

import numpy as np
from numpy.typing import NDArray

from idtool.themes.consensus import Consensus
from idtool.themes.features import Vectors, unit_rows

LEAST_VOTES = 0.5  # of the resamples: what falls into a part less often is left over
TAKEN_IN = 0.4  # of the resamples: enough for a core that is to be trusted all the same
FIRM = 0.75  # in three resamples of four; the rest of a grouping is its fringe
NEAR = 0.1  # cosine to the others of it; of segments that share nothing most do not come so near
ALSO = 1 / 3  # a segment of no or another grouping may belong here too
LEAST_NEW = 0.1  # what codes cover entirely still has an order
FEWEST_SEGMENTS = 5
FEWEST_PEOPLE = 2
TRUSTED = 0.6  # Hennig 2007: below it a grouping is not to be trusted
DISSOLVED = 0.5  # Hennig 2008


@dataclass(frozen=True, slots=True)
class Core:
    """The segments of one part of a division that stay together, and how well they do.

    ``members`` are places of segments, in order; ``firm`` are those of them that
    seldom fell elsewhere, the others are its fringe. ``stability`` is the mean best
    overlap (Jaccard) of the members with a part of each division kept to judge by, among
    the members of all cores.
    ``held`` is what the core contributes to a division, in bits per segment: its
    share of all segments, times how far its stability lies above 1/2 (where a
    grouping counts as dissolved) on a scale to 1, times how far it narrows down
    beyond what was asked.
    """

    members: tuple[int, ...]
    firm: tuple[int, ...]
    n_people: int
    stability: float
    held: float


def find_cores(
    consensus: Consensus,
    vectors: Vectors,
    speakers: Sequence[tuple[str, ...]],
    repeats: Callable[[Sequence[int]], float],
) -> tuple[Core, ...]:
    """The stable cores of a division, those that hold most first.

    A segment belongs to its part if it falls there in half of the resamples or more,
    firmly if in three of four, and is itself near to the others of it. A core that is to
    be trusted also takes in what falls there in two resamples of five, if it is to be
    trusted even so. All others are left over. So are cores of fewer than five segments,
    or of one person where several speak.

    Args:
        consensus: The division.
        vectors: One row of length 1 per segment, not smoothed.
        speakers: The people of each segment.
        repeats: How far segments at these places merely repeat what was asked, 0
            to 1; such a core holds less.

    References:
        Hennig, C. (2007). Cluster-wise assessment of cluster stability.
        Computational Statistics & Data Analysis, 52, 258-271. Dissolved at an
        overlap of 1/2: Hennig, C. (2008). Journal of Multivariate Analysis, 99,
        1154-1176.
    """
    n = len(consensus.labels)
    fewest_people = min(FEWEST_PEOPLE, len({p for people in speakers for p in people}))
    own = consensus.votes[np.arange(n), consensus.labels]
    steady = own >= FIRM
    falls = own >= LEAST_VOTES
    near = _nearness(vectors, consensus, falls) >= NEAR
    kept = [
        places
        for places in _by_part(consensus, falls & near).values()
        if len(places) >= FEWEST_SEGMENTS and _n_people(places, speakers) >= fewest_people
    ]
    kept = _take_in(consensus, kept, (own >= TAKEN_IN) & near)
    grouped = _flags(n, chain.from_iterable(kept))
    cores = []
    for places in kept:
        firm = tuple(place for place in places if steady[place])
        stability = _overlap(consensus, places, grouped)
        told = log2(n / len(places)) * (1 - repeats(places))
        held = len(places) / n * max(stability - DISSOLVED, 0) / (1 - DISSOLVED) * told
        n_people = _n_people(places, speakers)
        cores.append(Core(tuple(places), firm, n_people, stability, round(held, 6)))
    return tuple(sorted(cores, key=lambda core: (-core.held, core.members[0])))


def _by_part(consensus: Consensus, chosen: NDArray[np.bool_]) -> dict[int, list[int]]:
    """Places of the segments chosen, by the part they fall into most."""
    parts: dict[int, list[int]] = {}
    for place in np.flatnonzero(chosen):
        parts.setdefault(int(consensus.labels[place]), []).append(int(place))
    return parts


def _n_people(places: Sequence[int], speakers: Sequence[tuple[str, ...]]) -> int:
    return len({person for place in places for person in speakers[place]})


def _flags(n: int, places: Iterable[int]) -> NDArray[np.bool_]:
    """True at these places of n."""
    flags = np.zeros(n, dtype=bool)
    flags[list(places)] = True
    return flags


def _take_in(
    consensus: Consensus, kept: Sequence[list[int]], nearly: NDArray[np.bool_]
) -> list[list[int]]:
    """Each core with what nearly belongs to it, where it is to be trusted with it too."""
    grouped = _flags(len(nearly), chain.from_iterable(kept))
    wider = _by_part(consensus, nearly)

    def widened(places: list[int]) -> list[int]:
        more = wider[int(consensus.labels[places[0]])]
        around = grouped | _flags(len(nearly), more)
        return more if _overlap(consensus, more, around) >= TRUSTED else places

    return [widened(places) for places in kept]


def by_worth(cores: Sequence[Core], new: Callable[[Sequence[int]], float]) -> tuple[Core, ...]:
    """The cores in the order in which to read them: what is new and holds, among most people.

    By what a core holds per segment (its stability, and how far it narrows down)
    times the number of its people: few words of many people come before many words of
    few. Where some segments are coded and others are not, times the share of it that no
    code touches, a tenth at least.

    Args:
        cores: The cores to order.
        new: The share of the segments at these places that no code touches.
    """

    def worth(core: Core) -> float:
        told = max(new(core.members), LEAST_NEW)
        return round(core.n_people * told * core.held / len(core.members), 9)

    return tuple(
        sorted(cores, key=lambda c: (-worth(c), -c.n_people, -len(c.members), c.members[0]))
    )


def held_by(cores: Sequence[Core], k: int) -> float:
    """What the best k cores of a division hold together, in bits per segment."""
    return round(sum(core.held for core in cores[:k]), 4)


@dataclass(frozen=True, slots=True)
class Fitting:
    """Where segments would go beside their own core.

    ``nearest`` is, per segment, the number of the core it falls into most, None if
    it never does; ``also`` per core the places of segments outside it that fall
    into its part in a third of the resamples or more.
    """

    nearest: tuple[int | None, ...]
    also: tuple[tuple[int, ...], ...]


def fit_to_cores(consensus: Consensus, cores: Sequence[Core]) -> Fitting:
    """Where each segment would go among the cores offered, by how often it falls there."""
    if not cores:
        return Fitting((None,) * len(consensus.labels), ())
    votes = votes_for_cores(consensus, cores)
    inside = [set(core.members) for core in cores]
    return Fitting(
        tuple(int(row.argmax()) if row.any() else None for row in votes),
        tuple(
            tuple(int(p) for p in np.flatnonzero(votes[:, at] >= ALSO) if p not in inside[at])
            for at in range(len(cores))
        ),
    )


def votes_for_cores(consensus: Consensus, cores: Sequence[Core]) -> Vectors:
    """The share of draws in which each segment (row) falls into the part of each core."""
    return consensus.votes[:, [int(consensus.labels[core.members[0]]) for core in cores]]


def _nearness(vectors: Vectors, consensus: Consensus, falls: NDArray[np.bool_]) -> Vectors:
    """Cosine of each segment to those that fall into its part, itself left aside."""
    heavy = np.zeros((consensus.k, vectors.shape[1]))
    np.add.at(heavy, consensus.labels[falls], vectors[falls])
    core = heavy[consensus.labels] - vectors * falls[:, None]
    near: Vectors = np.round((unit_rows(core) * vectors).sum(axis=1), 5)
    return near


def _overlap(consensus: Consensus, members: Sequence[int], grouped: NDArray[np.bool_]) -> float:
    """Mean best Jaccard overlap of a core with a part of each division that judges it."""
    overlaps = []
    for labels in consensus.divided:
        inside = np.bincount(labels[list(members)], minlength=consensus.k)
        around = np.bincount(labels[grouped], minlength=consensus.k)
        overlaps.append((inside / (around + len(members) - inside)).max())
    return round(float(np.mean(overlaps)), 4)
