"""What a grouping is beside the rest of a study: its codes, its first interview, its past."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from idtool.model import Coding
from idtool.steps.contexts import StudyText
from idtool.steps.grouping_runs import Run, decided_in_run
from idtool.store import StudyFile
from idtool.store.kept_places import Place
from idtool.themes.matching import Match, match_groupings

Material = tuple[str, str | None]
"""What a run is on, and the focus, ``None`` for all."""

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
    """Two runs set against each other, and what a person decided that carries over.

    ``themes`` and ``dismissed`` are, by grouping, themes and ids of dismissals; ``gone``
    are earlier groupings that are no more, each with the themes a person made of it.
    ``same_material`` is false where the earlier run grouped something else, so that what
    is new or gone says nothing.
    """

    run: int
    at: str
    matches: tuple[Match, ...]
    themes: Mapping[str, tuple[str, ...]]
    dismissed: Mapping[str, tuple[int, ...]]
    gone: Mapping[str, tuple[str, ...]]
    same_material: bool

    def fate_of(self, grouping: str) -> Match | None:
        """Where a grouping came from; ``None`` if it is told of no match."""
        return next((match for match in self.matches if grouping in match.now), None)


def compare_with_run(
    store: StudyFile, run: Run, groupings: Mapping[str, Sequence[Place]], material: Material
) -> RunComparison:
    """Match groupings to those of an earlier run, by the segments both could hold."""
    kept = run[2]
    before = {
        g["id"]: frozenset(_bare(place) for place in g["segments"]) for g in kept["groupings"]
    }
    left_over = {_bare(place) for place in kept.get("ungrouped", ())}
    matches = match_groupings(
        before,
        {name: frozenset(_bare(p) for p in places) for name, places in groupings.items()},
        known_before=left_over.union(*before.values()),
    )
    return carry_over(store, run, matches, material)


def carry_over(
    store: StudyFile, run: Run, matches: tuple[Match, ...], material: Material
) -> RunComparison:
    """What a person decided about the groupings of a run, by the groupings matched to them.

    A theme stays with a grouping that was kept or has grown, and with one that several
    were merged into. A dismissal stays where all that was merged had been dismissed:
    what is joined to something else may be worth another look. Pieces of what was split
    begin anew.
    """
    number, at, kept = run
    named, let_go = decided_in_run(store, run)
    stay = [match for match in matches if match.fate in {"kept", "grown", "merged"}]
    return RunComparison(
        number,
        at,
        matches,
        {
            match.now[0]: tuple(dict.fromkeys(t for old in match.before for t in named[old]))
            for match in stay
        },
        {
            match.now[0]: tuple(dict.fromkeys(d.id for old in match.before for d in let_go[old]))
            for match in stay
            if all(let_go[old] for old in match.before)
        },
        {match.before[0]: named[match.before[0]] for match in matches if match.fate == "gone"},
        material == (kept.get("on", ""), kept.get("focus")),
    )


def _bare(place: Sequence[Any]) -> tuple[Any, ...]:
    """A place without its turn, which may be renumbered when a transcript is corrected."""
    return (place[0], place[2], place[3])
