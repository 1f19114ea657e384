"""Which turns of a corrected transcript are which turns of the old one."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from idtool.coding.alignment import tokens_of
from idtool.coding.anchors import Follower
from idtool.model import Turn

_SAME = 0.5
"""Least share of the words of the shorter of two turns that makes them the same turn."""


@dataclass(frozen=True, slots=True)
class TurnChanges:
    """Numbers of turns that are not what they were.

    ``added`` are numbers in the new text, ``removed`` in the old one; ``reworded`` and
    ``respoken`` (another speaker has them) are pairs of the old and the new number,
    ``split`` old numbers that became several turns, ``merged`` new ones that were several.
    ``links`` has the new numbers of each old turn that is still there.
    """

    added: tuple[int, ...]
    removed: tuple[int, ...]
    reworded: tuple[tuple[int, int], ...]
    respoken: tuple[tuple[int, int], ...]
    split: tuple[int, ...]
    merged: tuple[int, ...]
    links: dict[int, tuple[int, ...]]

    @property
    def n_changed(self) -> int:
        """How many old turns have other words, another speaker or other borders now."""
        touched = {old for old, _ in (*self.reworded, *self.respoken)} | set(self.split)
        joined = {old for old, new in self.links.items() if set(new) & set(self.merged)}
        return len(touched | joined)

    def run(self, first: int, last: int) -> tuple[int, int] | None:
        """The new run of turns that an old run has become; ``None`` if none of it is there."""
        found = [new for old in range(first, last + 1) for new in self.links.get(old, ())]
        return (min(found), max(found)) if found else None


def compare_turns(old: Sequence[Turn], new: Sequence[Turn], follower: Follower) -> TurnChanges:
    """Hold two versions of a transcript's turns against each other."""
    links = _links(old, new, follower)
    sources: dict[int, list[int]] = {}
    for number, targets in links.items():
        for target in targets:
            sources.setdefault(target, []).append(number)
    before = {turn.number: turn for turn in old}
    after = {turn.number: turn for turn in new}
    one_to_one = [
        (number, targets[0])
        for number, targets in links.items()
        if len(targets) == 1 and len(sources[targets[0]]) == 1
    ]
    return TurnChanges(
        added=tuple(number for number in after if number not in sources),
        removed=tuple(number for number in before if number not in links),
        reworded=tuple(
            (a, b) for a, b in one_to_one if before[a].text.split() != after[b].text.split()
        ),
        respoken=tuple(
            (a, b)
            for a, targets in links.items()
            for b in targets
            if before[a].speaker != after[b].speaker
        ),
        split=tuple(number for number, targets in links.items() if len(targets) > 1),
        merged=tuple(number for number, each in sorted(sources.items()) if len(each) > 1),
        links=links,
    )


def _links(
    old: Sequence[Turn], new: Sequence[Turn], follower: Follower
) -> dict[int, tuple[int, ...]]:
    starts = [turn.start for turn in new]
    lengths = {turn.number: len(tokens_of(turn.text)) for turn in new}
    links: dict[int, tuple[int, ...]] = {}
    for turn in old:
        shared: Counter[int] = Counter()
        for position in follower.landing(turn.start, turn.end):
            shared[new[bisect_right(starts, position) - 1].number] += 1
        length = len(tokens_of(turn.text))
        kept = sorted(
            number
            for number, count in shared.items()
            if count >= _SAME * max(1, min(length, lengths[number]))
        )
        if kept:
            links[turn.number] = tuple(kept)
    return links
