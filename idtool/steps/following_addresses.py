"""Addresses of turns that notes are about: memos, and what the mentor said, follow them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from idtool.coding.turn_changes import TurnChanges
from idtool.model import Evidence, Memo, MentorItem, Transcript
from idtool.steps.followed import Followed, Kind
from idtool.steps.hand_coding import ADDRESS


def follow_memos(memos: Sequence[Memo], old: Transcript, turns: TurnChanges) -> Iterator[Followed]:
    """Where the turns that memos are about are now; an address without a turn is an orphan."""
    for memo in memos:
        for address in memo.on:
            if found := _followed("memo", memo.id, address, old, turns):
                yield replace(found, by=memo.by)


def follow_mentor_items(
    items: Sequence[MentorItem], old: Transcript, turns: TurnChanges
) -> Iterator[Followed]:
    """Where the turns that items are about are now.

    None is an orphan: an item whose turn is gone is about the interview as a whole.
    """
    for item in items:
        found = _followed("mentor", f"item {item.id}", item.about, old, turns)
        if found is None:
            continue
        if found.outcome == "orphaned":
            found = replace(found, outcome="moved", to=old.id)
        yield replace(found, by=item.by)


def _followed(
    kind: Kind, name: str, address: str, old: Transcript, turns: TurnChanges
) -> Followed | None:
    """What becomes of one address; ``None`` if it is not one of this transcript."""
    found = ADDRESS.match(address)
    if not found or found[1] != old.id:
        return None
    run = int(found[2]), int(found[3] or found[2])
    now = turns.run(*run)
    return Followed(
        kind=kind,
        id=name,
        about=name,
        by="",
        status="",
        at=address,
        to=Evidence(old.id, *now).at if now else "",
        outcome="orphaned" if now is None else "kept" if now == run else "moved",
        likeness=0.0,
        n_before=0,
        n_after=0,
        old=run,
        new=now or (0, 0),
        why="its turn is not there any more" if now is None else "its turn",
    )
