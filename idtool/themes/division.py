"""Into how many parts to divide, and by drawing what: people, where there are enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from idtool.errors import UsageProblem
from idtool.themes.candidates import Choice
from idtool.themes.consensus import Consensus, find_consensus, resample
from idtool.themes.cores import (
    DISSOLVED,
    FEWEST_SEGMENTS,
    Core,
    by_worth,
    find_cores,
    held_by,
)
from idtool.themes.echo import ECHO_THRESHOLD
from idtool.themes.features import Vectors
from idtool.themes.material import Material
from idtool.themes.neighbors import neighbor_graph

FEWEST_GROUPS = 2
PARTS = (3, 4, 5, 6, 8, 10, 13, 17, 22, 28)
"""Numbers of parts to try. What is worth offering in each is told afterwards."""

SEGMENTS_PER_PART = 12  # at least, on average
MOST_PER_PART = 120  # on average; nobody reads a grouping of many hundreds as one
LEAST_OF_MANY = 13  # of however many segments, so many parts will do
NEARLY = 0.95  # of the most that any number of parts holds; the fewest parts that hold it do
NEIGHBORS = 2  # numbers of parts on either side of the one chosen, shown beside it
TRIAL_RESAMPLES = 60
TRIAL_SEGMENTS = 800
FULLY_DRAWN = 1200  # segments
FEWEST_DRAWS = 10
FEWEST_UNITS = 3  # to draw from; two people cannot be told from chance


@dataclass(frozen=True, slots=True)
class Division:
    """The division chosen, the cores to offer, and what else could have been chosen.

    ``n_echoes`` counts stable cores passed over because they mostly repeat what
    was asked and was to be taken out.
    ``k_choice`` has what came of the number of parts chosen and of its neighbors;
    ``held`` is what was held in the trial, ``held_by_chance`` the same for
    words dealt out at random; all in bits per segment.
    """

    consensus: Consensus
    cores: tuple[Core, ...]
    n_echoes: int
    k_choice: tuple[Choice, ...]
    held: float
    held_by_chance: float


def check_k(k: int | Literal["auto"], n: int) -> None:
    """Refuse a number of groupings that n segments cannot be put into.

    Raises:
        UsageProblem: ``k`` is under 2, or leaves fewer than five segments each.
    """
    most = n // FEWEST_SEGMENTS
    if k != "auto" and not FEWEST_GROUPS <= k <= most:
        raise UsageProblem(
            f"{n} segments cannot be put into {k} groupings.",
            f"Ask for {FEWEST_GROUPS} to {most}, or leave the number open with --k auto.",
        )


def parts_to_try(k: int | Literal["auto"], n: int) -> list[int]:
    """Into how many parts to divide n segments; the number asked for, and its neighbors."""
    if k != "auto":
        most = n // FEWEST_SEGMENTS
        beside = [max(p for p in PARTS if p < k)] if k > PARTS[0] else []
        beyond = [p for p in PARTS if k < p <= most][:1]
        return [*beside, k, *beyond]
    least = min(n // MOST_PER_PART, LEAST_OF_MANY)
    most = max(n // SEGMENTS_PER_PART, PARTS[0])
    return [parts for parts in PARTS if least <= parts <= most]


def draws_for(n: int, resamples: int) -> int:
    """How often to draw: as asked up to 1,200 segments, then fewer, never under ten."""
    return max(min(resamples, resamples * FULLY_DRAWN // n), min(resamples, FEWEST_DRAWS))


def units_to_draw(material: Material) -> tuple[str, list[tuple[str, ...]]]:
    """What to resample: people; interviews or segments where there are too few people.

    Returns:
        The name of the unit, and each segment's units.
    """
    if len({person for group in material.people for person in group}) >= FEWEST_UNITS:
        return "people", list(material.people)
    if len(set(material.interviews)) >= FEWEST_UNITS:
        return "interviews", [(interview,) for interview in material.interviews]
    return "segments", [(segment,) for segment in material.ids]


def choose_division(
    material: Material,
    vectors: Vectors,
    *,
    k: int | Literal["auto"],
    resamples: int,
    seed: int,
) -> Division:
    """The division whose cores hold most of the material together.

    Every number of parts is tried on a few resamples; the fewest that hold nearly as
    much as any are then divided
    anew on all of them, drawn afresh, so that the stability told is not the one
    it was chosen by. The same trial on words dealt out at random tells how much
    would hold by chance.

    Args:
        material: The segments.
        vectors: One row of length 1 per segment.
        k: How many cores to look for. ``auto``: as many as hold most, and of those what
            is not dissolved when others are heard, nor merely repeats what was asked.
        resamples: How many to draw for the final division.
        seed: For everything random.
    """
    some = _trial_places(len(vectors), seed)
    trial = material.take(some)
    parts = parts_to_try(k, len(vectors))
    few = min(draws_for(len(vectors), TRIAL_RESAMPLES), resamples)
    found = _try_divisions(trial, vectors[some], parts=parts, resamples=few, seed=seed)
    held = {k_: held_by(cores, k_) for k_, cores in found.items()}
    best = k if k != "auto" else min(n for n in held if held[n] >= NEARLY * max(held.values()))
    around = parts.index(best)
    dealt = trial.deal(seed)
    chance = _try_divisions(
        dealt,
        dealt.vectors(seed),
        parts=parts[max(around - 1, 0) : around + 2],
        resamples=few,
        seed=seed,
    )

    _, units = units_to_draw(material)
    graph = neighbor_graph(vectors)
    heard = resample(units, resamples=draws_for(len(vectors), resamples), seed=seed + 1)
    final = find_consensus(vectors, graph, heard, ks=[best], seed=seed + 1)[0]
    cores = find_cores(final, vectors, material.people, material.repeats)
    echoes: set[Core] = set()
    if k == "auto":
        cores = tuple(core for core in cores if core.stability > DISSOLVED)
        echoes = {core for core in cores if material.repeats(core.members) >= ECHO_THRESHOLD}
    offered = by_worth([core for core in cores if core not in echoes], material.new)
    return Division(
        final,
        offered,
        len(echoes),
        tuple(
            Choice(number, sum(core.stability > DISSOLVED for core in found[number]), held[number])
            for number in parts[max(around - NEIGHBORS, 0) : around + NEIGHBORS + 1]
        ),
        held[best],
        max(held_by(c, k_) for k_, c in chance.items()),
    )


def _trial_places(n: int, seed: int) -> list[int]:
    """The segments on which numbers of parts are tried: all, or a random part of many."""
    if n <= TRIAL_SEGMENTS:
        return list(range(n))
    random = np.random.Generator(np.random.PCG64(seed)).random(n)
    return sorted(int(place) for place in random.argsort(kind="stable")[:TRIAL_SEGMENTS])


def _try_divisions(
    material: Material, vectors: Vectors, *, parts: Sequence[int], resamples: int, seed: int
) -> dict[int, tuple[Core, ...]]:
    """The cores that come out for each number of parts, on a few resamples."""
    graph = neighbor_graph(vectors)
    heard = resample(units_to_draw(material)[1], resamples=resamples, seed=seed)
    tried = find_consensus(vectors, graph, heard, ks=parts, seed=seed)
    return {c.k: find_cores(c, vectors, material.people, material.repeats) for c in tried}
