"""What holds together whoever is heard: the stable cores of a division, and which to offer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log2

import numpy as np
from numpy.typing import NDArray

from idtool.themes.consensus import Consensus

SUPPORT = 0.4  # above chance; at eight parts a segment falls together with half of its part
FEWEST_SEGMENTS = 5
FEWEST_PEOPLE = 2
TRUSTED = 0.6  # Hennig 2007: below it a grouping is not to be trusted
DISSOLVED = 0.5  # Hennig 2008


@dataclass(frozen=True, slots=True)
class Core:
    """The segments of one part of a division that stay together, and how well they do.

    ``members`` are places of segments, in order. ``stability`` is the mean best
    overlap (Jaccard) with a part of each resample, among segments in cores.
    ``held`` is what the core contributes to a division, in bits per segment: its
    share of all segments, times how far its stability lies above 1/2 (where a
    grouping counts as dissolved) on a scale to 1, times how far it narrows down
    beyond what was asked.
    """

    members: tuple[int, ...]
    n_people: int
    stability: float
    held: float


def find_cores(
    consensus: Consensus,
    speakers: Sequence[tuple[str, ...]],
    repeats: Callable[[Sequence[int]], float],
) -> tuple[Core, ...]:
    """The stable cores of a division, those that hold most first.

    A segment belongs to the core of its part if it falls together with the
    part's segments clearly more often than chance has it; all others are left
    over. So are cores of fewer than five segments, or of one person where
    several speak.

    Args:
        consensus: The division.
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
    own = consensus.support[np.arange(n), consensus.labels]
    chance = _chance_support(consensus)
    parts: dict[int, list[int]] = {}
    for place in np.flatnonzero(own > chance + SUPPORT * (1 - chance)):
        parts.setdefault(int(consensus.labels[place]), []).append(int(place))
    people = [
        (places, len({person for place in places for person in speakers[place]}))
        for places in parts.values()
    ]
    kept = [
        (places, n_people)
        for places, n_people in people
        if len(places) >= FEWEST_SEGMENTS and n_people >= fewest_people
    ]
    grouped = np.zeros(n, dtype=bool)
    for places, _ in kept:
        grouped[places] = True
    cores = []
    for places, n_people in kept:
        stability = _overlap(consensus, places, grouped)
        told = log2(n / len(places)) * (1 - repeats(places))
        held = len(places) / n * max(stability - DISSOLVED, 0) / (1 - DISSOLVED) * told
        cores.append(Core(tuple(places), n_people, stability, round(held, 6)))
    return tuple(sorted(cores, key=lambda core: (-core.held, core.members[0])))


def held_by(cores: Sequence[Core], k: int, *, trusted_only: bool) -> float:
    """What the best k cores of a division hold together, in bits per segment."""
    usable = [core for core in cores if core.stability >= TRUSTED or not trusted_only]
    return round(sum(core.held for core in usable[:k]), 4)


@dataclass(frozen=True, slots=True)
class Fitting:
    """Where segments would go beside their own core.

    ``nearest`` is, per segment, the number of the core it falls together with most;
    ``also`` per core the places of segments outside it that fall together with its
    part as often as members must.
    """

    nearest: tuple[int | None, ...]
    also: tuple[tuple[int, ...], ...]


def fit_to_cores(consensus: Consensus, cores: Sequence[Core]) -> Fitting:
    """Where each segment would go among the cores offered, by how often they fall together."""
    if not cores:
        return Fitting((None,) * len(consensus.labels), ())
    parts = [int(consensus.labels[core.members[0]]) for core in cores]
    support = consensus.support[:, parts]
    chance = _chance_support(consensus)
    enough = support > chance + SUPPORT * (1 - chance)
    inside = [set(core.members) for core in cores]
    return Fitting(
        tuple(int(number) for number in support.argmax(axis=1)),
        tuple(
            tuple(int(p) for p in np.flatnonzero(enough[:, number]) if p not in inside[number])
            for number in range(len(cores))
        ),
    )


def _chance_support(consensus: Consensus) -> float:
    """How often two segments fall together when parts keep their sizes only."""
    shares = [
        np.bincount(labels, minlength=consensus.k) / len(labels) for labels in consensus.divided
    ]
    return float(np.mean([(share**2).sum() for share in shares]))


def _overlap(consensus: Consensus, members: Sequence[int], grouped: NDArray[np.bool_]) -> float:
    """Mean best Jaccard overlap of a core with a part of each resample."""
    overlaps = []
    for labels in consensus.divided:
        inside = np.bincount(labels[list(members)], minlength=consensus.k)
        around = np.bincount(labels[grouped], minlength=consensus.k)
        overlaps.append((inside / (around + len(members) - inside)).max())
    return round(float(np.mean(overlaps)), 4)
