"""What a run of pseudonymise is asked, what it gives back, and why it may refuse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from idtool.errors import Conflict, PrivacyStop, UsageProblem
from idtool.privacy.keybox import KeyContent
from idtool.pseudonyms.containers import Container
from idtool.pseudonyms.generalize import Dates
from idtool.pseudonyms.replacing import Placed


@dataclass(frozen=True, slots=True)
class PseudonymRequest:
    """What was said about the files beside their paths.

    ``keep``, ``same`` and ``call`` name entities by their number in the list.
    ``seed`` draws the numbers at random; without one they follow first appearance.
    """

    roles: bool = False
    dates: Dates = "numbered"
    seed: int | None = None
    keep: tuple[int, ...] = ()
    same: Mapping[int, int] = field(default_factory=dict)
    call: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Named:
    """One entity with what stands in for it. ``forms`` stay in memory."""

    number: int
    placeholder: str
    type: str
    tier: str
    rules: tuple[str, ...]
    masked: str
    forms: tuple[str, ...] = field(repr=False)
    count: int
    n_files: int
    perhaps: tuple[int, ...]
    kept: bool
    known: bool


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Something the screen still sees in the new text."""

    type: str
    tier: str
    rule: str
    masked: str
    count: int


@dataclass(frozen=True, slots=True)
class NewFile:
    """One file written anew: its new name, what was put where, and what is still to look at."""

    number: int
    name: str
    n_changes: int
    left: tuple[LeftOver, ...]
    notes: tuple[str, ...]
    placed: tuple[Placed, ...] = field(repr=False)
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Pseudonymised:
    """All files of one run. ``key`` is the key's content with what is new in it."""

    entities: tuple[Named, ...]
    files: tuple[NewFile, ...]
    key: KeyContent | None = field(repr=False)

    @property
    def n_left(self) -> int:
        """How many places still wait for a decision."""
        return sum(left.count for file in self.files for left in file.left)


class StillThere(PrivacyStop):
    """A form that has a placeholder would remain in a file; nothing is written."""

    def __init__(self, number: int, places: Sequence[str]) -> None:
        super().__init__(
            f"File {number}: {len(places)} places would still hold what has a placeholder "
            f"({', '.join(sorted(set(places))[:5])}); nothing was written.",
            "Open the file, look there (styles, properties, drawings), clean it by hand, and run "
            "this again.",
        )


class OutIsThere(Conflict):
    """A file of this name is in the folder already; originals are never overwritten."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is in the folder already; nothing was written.", "Give an empty --out DIR."
        )


class NoSuchEntity(UsageProblem):
    """A number that is not in the list."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"There is no number {number} in the list.",
            "See the numbers: idtool pseudonymise FILE… --out DIR --dry-run",
        )


@dataclass(frozen=True)
class Source:
    """One file: its container, its pieces as one text, and where each piece begins."""

    path: Path
    container: Container
    text: str
    starts: Sequence[int]
