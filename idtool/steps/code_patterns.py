"""Patterns of codes: which accepted codes meet, offered for a person to name or dismiss."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from idtool.model import Act
from idtool.steps.code_occasions import CodedOccasion, Meet, coded_occasions
from idtool.steps.contexts import StudyText, counted_codings, load_text
from idtool.steps.grouping_runs import (
    CODES,
    Run,
    decided_in_run,
    earlier_run,
    find_run,
)
from idtool.steps.grouping_views import RunComparison, carry_over, first_seen
from idtool.steps.kept_groupings import known_entries, read_echo
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile, open_study_file
from idtool.store.groupings import Dismissal
from idtool.store.kept_places import Place
from idtool.themes.codes_met import Pair, Pattern, PatternResult
from idtool.themes.joining import Join
from idtool.themes.matching import match_groupings
from idtool.themes.patterns import FEWEST_MEETINGS, find_patterns

Seen = Mapping[str, tuple[tuple[Place, ...], ...]]

_SEEN = ("central", "peripheral", "contrary")


@dataclass(frozen=True, slots=True)
class PatternReport:
    """A run of patterns with the words where codes meet, for the screen.

    ``segments`` are, by pattern, where its codes meet; ``seen`` are, by pattern and by
    ``central``, ``peripheral`` or ``contrary``, occasions to read, each as the pieces that carry
    its codes; ``quotes`` are the words of a piece, as they stand now. ``n_by_person``
    has, for each person and code compared, on how many occasions the person has it.
    """

    number: int
    at: str
    result: PatternResult
    segments: Mapping[str, tuple[Place, ...]]
    seen: Mapping[str, Seen]
    quotes: Mapping[Place, str]
    first: Mapping[str, str]
    n_by_person: Mapping[tuple[str, str], int]
    focus: str | None
    meet: Meet
    before: RunComparison | None
    asked_to_compare: bool
    themes: Mapping[str, tuple[str, ...]]
    dismissed: Mapping[str, tuple[Dismissal, ...]]


def find_code_patterns(
    study: LoadedStudy,
    act: Act,
    *,
    focus: str | None = None,
    meet: Meet = "answer",
    k: int | Literal["auto"] = "auto",
    seed: int = 7,
    minimum: int = FEWEST_MEETINGS,
    compare: int | None = None,
    keep_questions: bool = False,
) -> PatternReport:
    """Find which codes meet; the run is kept as runs of groupings are.

    Patterns are matched to those of an earlier run by their codes.

    Raises:
        InsufficientData: There are too few people, codes, or occasions with two codes.
        UsageProblem: There is no run ``compare``, or its patterns are not of this kind.
    """
    with open_study_file(study.folder, act, write=True) as store:
        text = load_text(study, store)
        codings = counted_codings(study, store)
        occasions = coded_occasions(
            study, text, codings, meet=meet, focus=focus, keep_questions=keep_questions
        )
        result = find_patterns(
            [each.occasion for each in occasions],
            seed=seed,
            k=k,
            minimum=minimum,
        )
        within = "person and interview" if keep_questions else "person, interview and question"
        within = "everybody" if meet == "person" else within
        result = replace(result, settings={**result.settings, "dealt_within": within})
        by_id = {each.occasion.id: each for each in occasions}
        segments = {p.id: tuple(_segments(p, by_id, meet)) for p in result.patterns}
        seen = {p.id: _seen(p, by_id) for p in result.patterns}
        earlier = earlier_run(store, compare, on=CODES, focus=focus, meet=meet)
        before = None if earlier is None else _compare(store, earlier, result, focus)
        compared = {c for p in result.patterns for c in p.codes} | set(result.unpatterned)
        counts = Counter(
            (each.occasion.person, code)
            for each in occasions
            for code in each.occasion.codes & compared
        )
        kept = _kept(result, segments, seen, counts, focus, meet, before)
        number = store.groupings.add(seed, kept)
        store.trail.add(
            "segments.group",
            f"run {number}",
            detail={
                "seed": seed,
                "n_segments": len(occasions),
                "n_groupings": len(result.patterns),
                "focus": focus or "all",
                "on": CODES,
            },
        )
        return _report(
            store, text, (number, act.at, kept), result, segments, seen, before, compare is not None
        )


def show_patterns(study: LoadedStudy, act: Act, run: int) -> PatternReport:
    """An earlier run's patterns, as they were offered, in the words as they stand now.

    Raises:
        UsageProblem: There is no such run.
    """
    with open_study_file(study.folder, act) as store:
        found = find_run(store, run)
        text = load_text(study, store)
        kept = found[2]
        segments = {g["id"]: tuple(map(_place, g["segments"])) for g in kept["groupings"]}
        seen = {
            g["id"]: {
                what: tuple(tuple(map(_place, pieces)) for pieces in g[what] if pieces)
                for what in _SEEN
            }
            for g in kept["groupings"]
        }
        result = PatternResult(
            tuple(_pattern(study, g) for g in kept["groupings"]),
            tuple(kept["unpatterned"]),
            tuple(kept["rare"]),
            tuple(Join(tuple(j["one"]), tuple(j["other"]), j["height"]) for j in kept["joins"]),
            kept["settings"],
            kept["seed"],
            tuple(kept["warnings"]),
        )
        return _report(store, text, found, result, segments, seen, None, False)


def _report(
    store: StudyFile,
    text: StudyText,
    run: Run,
    result: PatternResult,
    segments: Mapping[str, tuple[Place, ...]],
    seen: Mapping[str, Seen],
    before: RunComparison | None,
    asked: bool,
) -> PatternReport:
    number, at, kept = run
    return PatternReport(
        number,
        at,
        result,
        segments,
        seen,
        {
            place: text.transcripts[place[0]].text[place[2] : place[3]]
            for there in seen.values()
            for occasions in there.values()
            for pieces in occasions
            for place in pieces
        },
        {name: first_seen(there, text) for name, there in segments.items() if there},
        {
            (person, code): n
            for person, codes in kept["n_by_person"].items()
            for code, n in codes.items()
        },
        kept["focus"],
        kept["meet"],
        before,
        asked,
        *decided_in_run(store, run),
    )


def _segments(pattern: Pattern, by_id: Mapping[str, CodedOccasion], meet: Meet) -> Iterator[Place]:
    """Where the codes of a pattern meet: each answer, or the pieces of each person."""
    for each in (by_id[name] for name in pattern.occasions):
        pieces = each.pieces(pattern.codes)
        if meet == "person":
            yield from pieces
        else:
            yield (*pieces[0][:3], max(piece[3] for piece in pieces))


def _seen(pattern: Pattern, by_id: Mapping[str, CodedOccasion]) -> Seen:
    return {
        what: tuple(by_id[name].pieces(pattern.codes) for name in getattr(pattern, what))
        for what in _SEEN
    }


def _place(record: Sequence[Any]) -> Place:
    return (record[0], record[1], record[2], record[3])


def _compare(store: StudyFile, run: Run, result: PatternResult, focus: str | None) -> RunComparison:
    """Match patterns to those of an earlier run, by the codes both could hold."""
    kept = run[2]
    before = {g["id"]: frozenset(g["terms"]) for g in kept["groupings"]}
    matches = match_groupings(
        before,
        {p.id: frozenset(p.codes) for p in result.patterns},
        known_before=frozenset(kept["unpatterned"]).union(*before.values()),
    )
    return carry_over(store, run, matches, (CODES, focus))


def _kept(
    result: PatternResult,
    segments: Mapping[str, tuple[Place, ...]],
    seen: Mapping[str, Seen],
    counts: Mapping[tuple[str, str], int],
    focus: str | None,
    meet: Meet,
    before: RunComparison | None,
) -> dict[str, Any]:
    """What is kept of a run: places, codes and counts; no words of participants."""
    by_person: dict[str, dict[str, int]] = {}
    for (person, code), n in sorted(counts.items()):
        by_person.setdefault(person, {})[code] = n
    record = asdict(result)
    groupings = []
    for pattern in record.pop("patterns"):
        name = pattern["id"]
        del pattern["occasions"]
        groupings.append(
            {
                **pattern,
                "terms": list(pattern.pop("codes")),
                "segments": [list(place) for place in segments[name]],
                **{
                    what: [[list(place) for place in pieces] for pieces in there]
                    for what, there in seen[name].items()
                },
                "themes": list(before.themes.get(name, ())) if before else [],
                "dismissed": list(before.dismissed.get(name, ())) if before else [],
            }
        )
    return {
        **record,
        "on": CODES,
        "meet": meet,
        "focus": focus,
        "groupings": groupings,
        "n_by_person": by_person,
        "ungrouped": [],
    }


def _pattern(study: LoadedStudy, record: Mapping[str, Any]) -> Pattern:
    """A kept pattern; roles are counted anew, since somebody may have withdrawn."""
    people = tuple(record["people"])
    roles = Counter(study.people[p].role for p in people if p in study.people)
    return Pattern(
        **{
            **known_entries(Pattern, record),
            "codes": tuple(record["terms"]),
            "occasions": (),
            "people": people,
            "roles": dict(sorted(roles.items())),
            "pairs": tuple(
                Pair(**{**pair, "codes": (pair["codes"][0], pair["codes"][1])})
                for pair in record["pairs"]
            ),
            "central": (),
            "peripheral": (),
            "contrary": (),
            "echo": read_echo(record["echo"]),
        }
    )
