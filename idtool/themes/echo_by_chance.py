"""Whether a grouping repeats a trait of people or interviews more than shuffled traits would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]
Trait = tuple[Sequence[Hashable | None], Sequence[Hashable]]
"""The values of a trait and who has it, one per segment."""

DRAWS = 999
BY_CHANCE = 0.05
FEWEST_CARRIERS = 4
_DRAWS_AT_ONCE = 100


def echoes_by_chance(
    traits: Mapping[str, Trait], groupings: Sequence[Sequence[int]], *, seed: int
) -> dict[str, list[float | None]]:
    """How often groupings of these segments repeat traits as much when these are dealt out anew.

    A role belongs to a person and a kind to an interview, and these bring all their
    segments with them: nine segments of officers may be three officers. So a trait is
    dealt out among its carriers, not among segments. As every grouping and every trait is
    another occasion for luck, each is held against the luckiest of each deal.

    Args:
        traits: By name, the values of a trait and who has it (a person, an interview), both
            one per segment. None is a value as well.
        groupings: Places of the segments of each grouping.
        seed: For the deals.

    Returns:
        By name, one per grouping: the share of deals in which some grouping repeats some
        trait as unlikely as this, from 0.001 to 1. None where a trait has fewer than four
        carriers or a single value: nothing can be told from chance then.

    References:
        Dealing out among carriers: Pitman, E. J. G. (1937). Supplement to the Journal of
        the Royal Statistical Society, 4, 119-130. The smallest of each deal: Westfall,
        P. H., & Young, S. S. (1993). Resampling-based multiple testing. Wiley. Never 0:
        Phipson, B., & Smyth, G. K. (2010). SAGMB, 9, article 39.
    """
    random = np.random.Generator(np.random.PCG64(seed))
    luck = {
        name: _luck(values, carriers, groupings, random)
        for name, (values, carriers) in sorted(traits.items())
        if groupings
    }
    known = [shares for shares in luck.values() if shares is not None]
    if not known:
        return {name: [None] * len(groupings) for name in traits}
    luckiest = np.hstack(known).min(axis=1)
    found: dict[str, list[float | None]] = {}
    for name in traits:
        shares = luck[name]
        found[name] = [None] * len(groupings)
        if shares is not None:
            found[name] = [
                round(float((luckiest <= each + _unsure(each)).mean()), 4) for each in shares[0]
            ]
    return found


def _unsure(share: float) -> float:
    """Within so much, two shares of the deals may be the same: two standard errors."""
    return float(2 * np.sqrt(share * (1 - share) / DRAWS))


def _luck(
    values: Sequence[Hashable | None],
    carriers: Sequence[Hashable],
    groupings: Sequence[Sequence[int]],
    random: np.random.Generator,
) -> Counts | None:
    """For each deal (the first is what was found) and grouping, how seldom it tells as much."""
    who = list(zip(carriers, values, strict=True))
    names = {name: place for place, name in enumerate(dict.fromkeys(who))}
    if len(names) < FEWEST_CARRIERS or len(set(values)) < 2:
        return None
    said = np.zeros((len(names), len(groupings) + 1))  # last: everything
    for number, places in enumerate([*groupings, range(len(values))]):
        for name, n in Counter(who[place] for place in places).items():
            said[names[name], number] = n
    kinds = {value: place for place, value in enumerate(dict.fromkeys(v for _, v in names))}
    own = np.array([kinds[value] for _, value in names])
    draws = random.random((DRAWS, len(names))).argsort(axis=1, kind="stable")
    dealt = np.vstack([own[None], own[draws]])
    told = np.vstack(
        [
            _information(dealt[begin : begin + _DRAWS_AT_ONCE], said, len(kinds))
            for begin in range(0, len(dealt), _DRAWS_AT_ONCE)
        ]
    )
    return np.stack([_share_as_large(column) for column in told.T], axis=1)


def _information(dealt: NDArray[np.int64], said: Counts, n_values: int) -> Counts:
    """Divergence of each grouping's values from those of all, in nats: (deals, groupings)."""
    has = (dealt[:, :, None] == np.arange(n_values)).astype(np.float64)
    counts = np.einsum("duv,ug->dgv", has, said)
    shares = counts / counts.sum(axis=2, keepdims=True)
    inside, everywhere = shares[:, :-1], shares[:, -1:]
    ratio = np.divide(inside, everywhere, out=np.ones_like(inside), where=inside > 0)
    found: Counts = np.round((inside * np.log(ratio)).sum(axis=2), 9)
    return found


def _share_as_large(found: Counts) -> Counts:
    """For each deal the share of all deals, itself included, that tell as much."""
    ranked = np.sort(found)
    share: Counts = 1 - np.searchsorted(ranked, found, side="left") / len(found)
    return share
