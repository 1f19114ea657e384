"""What a grouping is beside the rest of a study: its codes, its first interview, its past."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from idtool.errors import UsageProblem
from idtool.model import Coding, Theme
from idtool.steps.contexts import StudyText
from idtool.store import StudyFile
from idtool.themes.matching import Match, match_groupings

Place = tuple[str, int, int, int]
"""Interview, turn, and start and end in characters of the transcript."""

NEARLY_ALL = 0.5  # of a grouping's segments under one code: it is that code, not something new
HARDLY_ANY = 0.2  # under any code


@dataclass(frozen=True, slots=True)
class CodeOverlap:
    """How much of a grouping is coded already.

    ``shares`` has, for each code on any of its segments, the share of segments it
    touches, largest first; ``covered`` is the share touched by any code.
    """

    shares: tuple[tuple[str, float], ...]
    covered: float

    @property
    def sentence(self) -> str:
        """What this means for whether the grouping is something new."""
        if self.covered < HARDLY_ANY:
            return f"no code covers this ({self.covered:.0%} of its segments are coded)"
        code, share = self.shares[0]
        if share >= NEARLY_ALL:
            return f"{share:.0%} already {code}"
        return f"{self.covered:.0%} coded, most often {code} ({share:.0%})"


def overlap_with_codes(places: Sequence[Place], codings: Sequence[Coding]) -> CodeOverlap:
    """Which codes touch a grouping's segments, each segment counted once per code."""
    by_interview: dict[str, list[Coding]] = {}
    for coding in codings:
        by_interview.setdefault(coding.segment.transcript, []).append(coding)
    counts: Counter[str] = Counter()
    covered = 0
    for interview, _, start, end in places:
        codes = {
            c.code
            for c in by_interview.get(interview, ())
            if c.segment.start < end and start < c.segment.end
        }
        counts.update(codes)
        covered += bool(codes)
    n = max(len(places), 1)
    ordered = sorted(counts, key=lambda code: (-counts[code], code))
    return CodeOverlap(
        tuple((code, round(counts[code] / n, 4)) for code in ordered), round(covered / n, 4)
    )


def first_seen(places: Sequence[Place], text: StudyText) -> str:
    """The earliest interview, by week, with a segment of a grouping."""
    order = {name: number for number, name in enumerate(text.transcripts)}
    return min(
        {place[0] for place in places},
        key=lambda name: (text.transcripts[name].interview.week or "", order[name]),
    )


@dataclass(frozen=True, slots=True)
class RunComparison:
    """Two runs set against each other; ``themes`` are those that carry over, by grouping."""

    run: int
    at: str
    matches: tuple[Match, ...]
    themes: Mapping[str, tuple[str, ...]]


def compare_with_run(
    store: StudyFile, groupings: Mapping[str, Sequence[Place]], number: int | None
) -> RunComparison | None:
    """Match groupings to an earlier run; ``None`` where there is no earlier one.

    Args:
        store: The study file.
        groupings: Places of the segments of each grouping.
        number: The run to compare with; the newest one if ``None``.

    Raises:
        UsageProblem: There is no run of that number.
    """
    found = store.groupings.last() if number is None else store.groupings.get(number)
    if found is None:
        if number is None:
            return None
        known = ", ".join(str(run) for run, *_ in store.groupings.all()) or "none"
        raise UsageProblem(f"There is no run {number}.", f"Runs so far: {known}.")
    run, at, kept = found
    before = {
        g["id"]: frozenset(_bare(place) for place in g["segments"]) for g in kept["groupings"]
    }
    left_over = {_bare(place) for place in kept.get("ungrouped", ())}
    matches = match_groupings(
        before,
        {name: frozenset(_bare(p) for p in places) for name, places in groupings.items()},
        known_before=left_over.union(*before.values()),
    )
    named = themes_of_run(run, kept, store.themes.all())
    return RunComparison(
        run,
        at,
        matches,
        {
            match.now[0]: tuple(dict.fromkeys(t for old in match.before for t in named[old]))
            for match in matches
            if match.fate in {"kept", "grown", "merged"}
        },
    )


def themes_of_run(
    run: int, kept: Mapping[str, Any], themes: Sequence[Theme]
) -> dict[str, tuple[str, ...]]:
    """Themes a person made of a run's groupings, in that run or in one it continues."""
    return {
        g["id"]: tuple(
            dict.fromkeys(
                (
                    *g.get("themes", ()),
                    *(t.id for t in themes if t.came_from == f"grouping {g['id']} of run {run}"),
                )
            )
        )
        for g in kept["groupings"]
    }


def _bare(place: Sequence[Any]) -> tuple[Any, ...]:
    """A place without its turn, which may be renumbered when a transcript is corrected."""
    return (place[0], place[2], place[3])
