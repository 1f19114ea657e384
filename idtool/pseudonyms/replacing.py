"""Replacing by position: every mention in one pass, the longest first, nothing else touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """``text[start:end]`` becomes ``placeholder``; positions in the text before."""

    start: int
    end: int
    placeholder: str
    type: str = "OTHER"
    layer: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A placeholder where it stands in the new text."""

    start: int
    end: int
    placeholder: str
    type: str
    layer: str


def settle_changes(text: str, wanted: Sequence[Change]) -> list[Change]:
    """Changes in order, none overlapping another, no letter of any of them left over.

    The longest wins; what another has beyond it becomes a change of its own.
    """
    taken: list[Change] = []
    for change in sorted(wanted, key=lambda c: (c.start - c.end, c.start, c.placeholder)):
        pieces = [(change.start, change.end)]
        for other in taken:
            pieces = [
                part
                for start, end in pieces
                for part in ((start, min(end, other.start)), (max(start, other.end), end))
                if part[0] < part[1]
            ]
        whole = pieces == [(change.start, change.end)]
        for start, end in pieces:
            start, end = (start, end) if whole else _trimmed(text, start, end)
            if start < end:
                taken.append(Change(start, end, change.placeholder, change.type, change.layer))
    return sorted(taken, key=lambda c: c.start)


def replaced(text: str, changes: Sequence[Change]) -> tuple[str, list[Placed]]:
    """The new text and where each placeholder stands in it; ``changes`` are settled."""
    pieces, placed, at, length = [], [], 0, 0
    for change in changes:
        before = text[at : change.start]
        start = length + len(before)
        length = start + len(change.placeholder)
        pieces += [before, change.placeholder]
        placed.append(Placed(start, length, change.placeholder, change.type, change.layer))
        at = change.end
    return "".join((*pieces, text[at:])), placed


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A leftover without the marks at its ends."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end
