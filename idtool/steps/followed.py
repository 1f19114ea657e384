"""What becomes of each thing that hangs on a transcript when its words are corrected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from idtool.coding.turn_changes import TurnChanges

Outcome = Literal["kept", "moved", "changed", "orphaned", "dropped"]
OUTCOMES: tuple[Outcome, ...] = ("kept", "moved", "changed", "orphaned", "dropped")
Kind = Literal["coding", "evidence", "mark", "memo", "mentor"]
AskPlace = Callable[["Followed"], bool]
"""Shows somebody what stood there and what stands there now; whether it shall follow."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What becomes of one coding, place of a theme, mark, or address of a memo or mentor's item.

    ``outcome`` is what is done if nobody says otherwise; ``doubtful`` that it rests on words
    that are only like the old ones. ``to`` is its new address, empty without a place.
    Lengths are in code points. ``voices`` says who spoke before and after, if that differs.
    ``old_words`` and ``new_words`` are for the eyes of whoever decides, never for a log.
    """

    kind: Kind
    id: str
    about: str
    by: str
    status: str
    at: str
    to: str
    outcome: Outcome
    likeness: float
    n_before: int
    n_after: int
    old: tuple[int, int]
    new: tuple[int, int]
    turn: int = 0
    doubtful: bool = False
    voices: str = ""
    why: str = ""
    approved: bool = False
    elsewhere: bool = False
    old_words: str = ""
    new_words: str = ""

    @property
    def is_question(self) -> bool:
        """Whether a person at the keyboard is asked about it."""
        return self.kind in {"coding", "evidence"} and (self.doubtful or self.outcome == "changed")


@dataclass(frozen=True)
class Plan:
    """All that follows, in the order of the old text, and how the turns differ."""

    turns: TurnChanges
    items: tuple[Followed, ...]
    segments: Mapping[tuple[int, int], tuple[int, int, int]]

    def counts(self, kind: Kind) -> dict[str, int]:
        """How many of a kind came out how."""
        found = Counter(item.outcome for item in self.items if item.kind == kind)
        return {name: found[name] for name in OUTCOMES}
