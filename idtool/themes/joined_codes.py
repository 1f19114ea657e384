"""Codes that join: as long as they meet more often than by chance, whoever is heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from idtool.themes.consensus import resample
from idtool.themes.features import Vectors
from idtool.themes.joining import DECIMALS, average_linkage, cut
from idtool.themes.meetings import Meetings

JOIN_AT = 1.0  # standard deviations above chance, on average over the pairs joined
MOST_DRAWS = 0.5  # of resamples in which codes must join to be a pattern
MEETINGS_OF_A_PATTERN = 3
RESAMPLES = 100

Part = tuple[frozenset[int], Sequence[Sequence[int]]]
"""For one draw of people: the codes they have, and those that join among them."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Codes that join in most draws of people. ``codes`` are numbers, in order.

    ``stability``, ``strength`` and ``by_chance`` are those of a pattern; ``n_people`` are
    those in whose words its codes meet.
    """

    codes: tuple[int, ...]
    n_people: int
    stability: float
    strength: float
    by_chance: float


def parts_by_draw(
    meetings: Meetings,
    people: Sequence[str],
    rows: Sequence[frozenset[int]],
    whose: Sequence[int],
    seed: int,
) -> list[Part]:
    """For each draw of people, the codes they have and those that join among them."""
    drawn = resample([(person,) for person in people], resamples=RESAMPLES, seed=seed)
    has = [set[int]() for _ in people]
    for row, person in zip(rows, whose, strict=True):
        has[person] |= row
    found: list[Part] = []
    for weights in drawn:
        there = frozenset[int]().union(
            *(codes for codes, w in zip(has, weights, strict=True) if w > 0)
        )
        found.append((there, branches_of(-meetings.standardized(weights), -JOIN_AT)))
    return found


def branches_of(distances: Vectors, until: float) -> list[tuple[int, ...]]:
    """Codes that join, two or more."""
    joins = average_linkage(distances, [1] * len(distances), until=until)
    return [branch for branch in cut(joins, len(distances)) if len(branch) > 1]


def distances_of(parts: Sequence[Part], n: int) -> Vectors:
    """In which share of the draws that have both, two codes did not join.

    References:
        Fred, A. L. N., & Jain, A. K. (2005). Combining multiple clusterings using evidence
        accumulation. IEEE Transactions on Pattern Analysis and Machine Intelligence, 27,
        835-850; codes that a draw lacks count neither way (Monti et al. 2003, Machine
        Learning, 52, 91-118).
    """
    together, both = np.zeros((n, n)), np.zeros((n, n))
    for there, branches in parts:
        known = sorted(there)
        both[np.ix_(known, known)] += 1
        for branch in branches:
            together[np.ix_(branch, branch)] += 1
    share = np.divide(together, both, out=np.zeros((n, n)), where=both > 0)
    apart: Vectors = np.round(1 - share, DECIMALS)
    return apart


def judge(
    meetings: Meetings,
    branches: Sequence[tuple[int, ...]],
    parts: Sequence[Part],
) -> list[Joined]:
    """Each pattern with how far it holds and how often chance gives one as strong."""
    strongest = [
        max(
            (
                meetings.strength(branch, draw)
                for branch in branches_of(-meetings.standardized_draw(draw), -JOIN_AT)
                if _meets(meetings.drawn[draw], branch)
            ),
            default=0.0,
        )
        for draw in range(len(meetings.drawn))
    ]
    found = []
    for branch in branches:
        if not _meets(meetings.found.sum(axis=0), branch):
            continue
        strength = meetings.strength(branch)
        as_strong = sum(other >= strength for other in strongest)
        found.append(
            Joined(
                branch,
                int((meetings.found[:, branch][:, :, branch].sum(axis=(1, 2)) > 0).sum()),
                stability_of(branch, parts),
                strength,
                round((1 + as_strong) / (1 + len(strongest)), 4),
            )
        )
    return sorted(found, key=lambda f: (f.by_chance, -f.strength, f.codes))


def _meets(counts: Vectors, branch: Sequence[int]) -> bool:
    """Whether the codes of a branch meet often enough to speak of, whoever speaks."""
    pairs = np.ix_(list(branch), list(branch))
    return bool(counts[pairs].sum() / 2 >= MEETINGS_OF_A_PATTERN)


def stability_of(codes: Sequence[int], parts: Sequence[Part]) -> float:
    """Mean best overlap of a pattern with codes that join in each draw of people.

    Compared among the codes that the people drawn have.

    References:
        Hennig, C. (2007). Cluster-wise assessment of cluster stability. Computational
        Statistics & Data Analysis, 52, 258-271 (Jaccard over bootstrap samples).
    """
    overlaps = []
    for there, branches in parts:
        inside = there & set(codes)
        if inside:
            overlaps.append(
                max(
                    (
                        len(inside & set(branch)) / len(inside | (set(branch) & there))
                        for branch in branches
                    ),
                    default=0.0,
                )
            )
    return round(float(np.mean(overlaps)), 4) if overlaps else 0.0
