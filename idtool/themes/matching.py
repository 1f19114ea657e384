"""Groupings of two runs set against each other: kept, grown, split, merged, new, gone."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Set
from dataclasses import dataclass
from typing import Literal

Fate = Literal["kept", "grown", "split", "merged", "new", "gone"]

SAME = 0.5  # Hennig 2008: at an overlap of 1/2 or less a grouping counts as dissolved
PART = 0.25  # of a grouping's segments, so that they count as a part of it
GROWN = 1.25


@dataclass(frozen=True, slots=True)
class Match:
    """What became of a grouping, or where one came from.

    ``before`` and ``now`` are names of groupings; one is empty for ``new`` and ``gone``.
    ``overlap`` is Jaccard's, among segments that could be grouped in both runs;
    0 where a side is empty. ``added`` counts segments that were not there before.
    """

    fate: Fate
    before: tuple[str, ...]
    now: tuple[str, ...]
    overlap: float
    added: int


def match_groupings(
    before: Mapping[str, Set[Hashable]],
    now: Mapping[str, Set[Hashable]],
    *,
    known_before: Set[Hashable],
) -> tuple[Match, ...]:
    """Tell for every grouping of either run what became of it or where it came from.

    Only segments that were there in the earlier run are compared, so that new
    interviews make a grouping grow and not another one.

    Args:
        before: Segments of each grouping of the earlier run.
        now: The same of the later one.
        known_before: All segments of the earlier run, those left over too.
    """
    old_part = {name: members & known_before for name, members in now.items()}
    into = {
        old: tuple(
            new
            for new, members in old_part.items()
            if before[old] and len(before[old] & members) >= PART * len(before[old])
        )
        for old in before
    }
    out_of = {
        new: tuple(
            old for old in before if members and len(before[old] & members) >= PART * len(members)
        )
        for new, members in old_part.items()
    }
    matches: list[Match] = []
    placed: set[str] = set()
    for new, members in now.items():
        olds = out_of[new]
        best = max(olds, key=lambda old: (_jaccard(before[old], old_part[new]), old), default=None)
        overlap = _jaccard(before[best], old_part[new]) if best else 0.0
        added = len(members - known_before)
        if best and overlap > SAME:
            grown = len(members) >= GROWN * len(before[best])
            matches.append(Match("grown" if grown else "kept", (best,), (new,), overlap, added))
            placed.add(best)
        elif len(whole := tuple(old for old in olds if _inside(before[old], members))) > 1:
            overlap = _jaccard(frozenset().union(*(before[o] for o in whole)), old_part[new])
            matches.append(Match("merged", whole, (new,), overlap, added))
            placed.update(whole)
    told = {new for match in matches for new in match.now}
    for old in before:
        pieces = tuple(new for new in into[old] if new not in told)
        if old not in placed and len(pieces) > 1:
            union = frozenset().union(*(old_part[new] for new in pieces))
            added = sum(len(now[new] - known_before) for new in pieces)
            matches.append(Match("split", (old,), pieces, _jaccard(before[old], union), added))
            placed.add(old)
            told.update(pieces)
    for new, members in now.items():
        if new not in told:
            matches.append(Match("new", (), (new,), 0.0, len(members - known_before)))
    matches += [Match("gone", (old,), (), 0.0, 0) for old in before if old not in placed]
    return tuple(matches)


def _inside(part: Set[Hashable], whole: Set[Hashable]) -> bool:
    """Whether more than half of a grouping lies in another."""
    return len(part & whole) > SAME * len(part)


def _jaccard(one: Set[Hashable], other: Set[Hashable]) -> float:
    together = len(one | other)
    return round(len(one & other) / together, 4) if together else 0.0
