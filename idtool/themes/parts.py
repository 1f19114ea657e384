"""What a grouping opens into: smaller groupings within it that hold by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from idtool.themes.consensus import find_consensus, resample
from idtool.themes.cores import Core, find_cores
from idtool.themes.division import units_to_draw
from idtool.themes.features import Vectors, unit_rows
from idtool.themes.material import Material
from idtool.themes.neighbors import neighbor_graph

FEWEST_TO_OPEN = 20  # segments
PARTS_WITHIN = (2, 3, 4)
RESAMPLES = 15
JOINED_WITHIN = 500  # segments of a large grouping, to look for its parts
FIRM = 0.75  # Hennig 2007: from here on a valid, stable grouping
MOST_OF_IT = 2 / 3  # of a grouping its parts must hold, or it is one piece


def open_core(
    material: Material, vectors: Vectors, members: Sequence[int], *, seed: int
) -> tuple[tuple[int, ...], ...]:
    """The parts of a grouping, as places of segments; none where it is one piece.

    The grouping's own segments, less what they have in common, are divided as the
    whole was; of two, three or four parts the division is taken whose firm parts cover
    most. A grouping of fewer than twenty segments, or whose firm parts hold less than
    two thirds of it, is one piece.
    """
    if len(members) < FEWEST_TO_OPEN:
        return ()
    inside = vectors[list(members)]
    within = unit_rows(inside - inside.mean(axis=0))
    some = material.take(members)
    heard = resample(units_to_draw(some)[1], resamples=RESAMPLES, seed=seed)
    tried = find_consensus(
        within, neighbor_graph(within), heard, ks=PARTS_WITHIN, seed=seed, joined=JOINED_WITHIN
    )
    found: list[tuple[Core, ...]] = [
        tuple(c for c in find_cores(one, within, some.people, some.repeats) if c.stability >= FIRM)
        for one in tried
    ]
    best = max(found, key=lambda cores: (len(cores) > 1, sum(len(c.members) for c in cores)))
    if len(best) < 2 or sum(len(core.members) for core in best) < MOST_OF_IT * len(members):
        return ()
    ordered = sorted(best, key=lambda core: (-len(core.members), core.members[0]))
    return tuple(tuple(members[place] for place in core.members) for core in ordered)
