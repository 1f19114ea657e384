"""Runs of ``cluster`` kept and read again: places and counts, what a person made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from idtool.errors import UsageProblem
from idtool.model import Act, Theme
from idtool.steps.contexts import StudyText
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile, open_study_file
from idtool.store.groupings import Dismissal
from idtool.store.kept_places import Place, is_place
from idtool.themes.candidates import Grouping, GroupingResult, Part
from idtool.themes.echo import Echo
from idtool.themes.joining import Join

CODES = "codes"
"""What a run of patterns of codes is on; all others group segments."""

Run = tuple[int, str, dict[str, Any]]
"""Number, time and what was kept."""


class NoSuchRun(UsageProblem):
    """There is no run of this number, or none at all."""

    def __init__(self, number: int | None, known: Sequence[int]) -> None:
        if number is None:
            super().__init__("There is no grouping yet.", "Make some with: idtool cluster")
        else:
            listed = ", ".join(map(str, known)) or "none"
            super().__init__(
                f"There is no run {number}.", f"Runs so far: {listed}. See: idtool cluster --runs"
            )


@dataclass(frozen=True, slots=True)
class RunEntry:
    """A line of the list of runs.

    ``n_segments`` are segments grouped, or occasions with codes; ``themes`` those a person
    made of its groupings, in it or in a run it continues; ``n_dismissed`` counts groupings.
    """

    run: int
    at: str
    by: str
    on: str
    focus: str | None
    seed: int
    n_segments: int | None
    n_groupings: int
    themes: tuple[str, ...]
    n_dismissed: int


def list_runs(study: LoadedStudy, act: Act) -> list[RunEntry]:
    """Every run, oldest first."""
    with open_study_file(study.folder, act) as store:
        themes, dismissals = store.themes.all(), store.groupings.dismissals()
        return [
            RunEntry(
                run.number,
                run.at,
                run.by,
                run.result.get("on", ""),
                run.result.get("focus"),
                run.seed,
                _n_grouped(run.result.get("settings", {})),
                len(run.result["groupings"]),
                tuple(
                    dict.fromkeys(
                        theme
                        for made in themes_of_run(run.number, run.result, themes).values()
                        for theme in made
                    )
                ),
                sum(map(bool, dismissed_in_run(run.number, run.result, dismissals).values())),
            )
            for run in store.groupings.runs()
        ]


def _n_grouped(settings: Mapping[str, Any]) -> int | None:
    """How many segments were grouped, or occasions with codes; ``None`` if it was not kept."""
    n = settings.get("n_segments", settings.get("n_occasions"))
    return None if n is None else int(n)


def find_run(store: StudyFile, number: int | None) -> Run:
    """A run by its number, the newest one if ``None``.

    Raises:
        NoSuchRun: There is none.
    """
    found = store.groupings.last() if number is None else store.groupings.get(number)
    if found is None:
        raise NoSuchRun(number, [run.number for run in store.groupings.runs()])
    return found


def is_of_codes(study: LoadedStudy, act: Act, run: int) -> bool:
    """Whether a run is one of patterns of codes.

    Raises:
        NoSuchRun: There is no such run.
    """
    with open_study_file(study.folder, act) as store:
        return bool(find_run(store, run)[2].get("on") == CODES)


def run_to_compare(store: StudyFile, number: int, *, on: str) -> Run:
    """The run a person asked to be set against.

    Raises:
        UsageProblem: There is no such run, or it grouped codes and this one segments.
    """
    found = find_run(store, number)
    if (found[2].get("on") == CODES) != (on == CODES):
        raise UsageProblem(
            f"Run {number} is on {found[2].get('on')}; patterns of codes and groupings of "
            "segments cannot be matched.",
            "Compare with a run of the same kind: idtool cluster --runs",
        )
    return found


def run_to_follow(store: StudyFile, *, on: str, focus: str | None) -> Run | None:
    """The run a new one continues: the newest on the same material, else on the same kind.

    Patterns of codes and groupings of segments are never set against each other.
    """
    alike = [run for run in store.groupings.all() if (run[2].get("on") == CODES) == (on == CODES)]
    same = [run for run in alike if (run[2].get("on"), run[2].get("focus")) == (on, focus)]
    found = same or alike
    return found[-1] if found else None


def find_grouping(run: Run, name: str) -> dict[str, Any]:
    """A grouping of a run by its name, or by its number alone.

    Raises:
        UsageProblem: The run has no such grouping.
    """
    wanted = name if name.lower().startswith("group") else f"Group {name}"
    for grouping in run[2]["groupings"]:
        if str(grouping["id"]).lower() == wanted.lower():
            return dict(grouping)
    listed = ", ".join(g["id"] for g in run[2]["groupings"]) or "none"
    raise UsageProblem(
        f"Run {run[0]} has no “{wanted}”.", f"It has: {listed}. See: idtool cluster --show {run[0]}"
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


def dismissed_in_run(
    run: int, kept: Mapping[str, Any], dismissals: Sequence[Dismissal]
) -> dict[str, tuple[Dismissal, ...]]:
    """What a person dismissed of a run's groupings, in that run or in one it continues."""
    return {
        g["id"]: tuple(
            d
            for d in dismissals
            if (d.run, d.grouping) == (run, g["id"]) or d.id in g.get("dismissed", ())
        )
        for g in kept["groupings"]
    }


def keep_result(result: GroupingResult, places: Mapping[str, Place]) -> dict[str, Any]:
    """What is kept of a result: places instead of segments, no words but terms and phrases."""
    record = _each(asdict(result), lambda name: list(places[name]) if name in places else name)
    record["nearest"] = [[*places[s], name] for s, name in sorted(result.nearest.items())]
    record["places"] = [[*places[s], x, y] for s, (x, y) in sorted(result.places.items())]
    return dict(record)


def read_result(
    run: Run, text: StudyText
) -> tuple[GroupingResult, dict[str, Place], dict[str, tuple[str, ...]]]:
    """A kept result, with the place and the people of each of its segments.

    People, roles and kinds are counted anew: somebody may have withdrawn since. A run of
    an older idtool kept less; what it did not keep is empty.
    """
    kept = run[2]
    places: dict[str, Place] = {}

    def named(place: Sequence[Any]) -> str:
        name = segment_id((place[0], place[1], place[2], place[3]))
        places[name] = (place[0], place[1], place[2], place[3])
        return name

    record = _segments_in(kept, named)
    speakers = {name: people_at(text, place) for name, place in places.items()}
    groupings = tuple(_grouping(each, text, speakers, places) for each in record["groupings"])
    return (
        GroupingResult(
            **{
                **known_entries(GroupingResult, record),
                "groupings": groupings,
                "ungrouped": tuple(record.get("ungrouped", ())),
                "echo": read_echo(record.get("echo")),
                "settings": record.get("settings", {}),
                "seed": record.get("seed", 0),
                "k": len(groupings),
                "k_choice": tuple((n, score) for n, score in record.get("k_choice", ())),
                "warnings": tuple(record.get("warnings", ())),
                "nearest": {named(row): row[4] for row in kept.get("nearest", ())},
                "places": {named(row): (row[4], row[5]) for row in kept.get("places", ())},
                "joins": tuple(
                    Join(tuple(j["one"]), tuple(j["other"]), j["height"])
                    for j in record.get("joins", ())
                ),
            }
        ),
        places,
        speakers,
    )


def segment_id(place: Place) -> str:
    """The id of a segment by its place."""
    name, turn, start, end = place
    return f"{name}#t{turn:03d}:{start}-{end}"


def people_at(text: StudyText, place: Place) -> tuple[str, ...]:
    """Who speaks at a place, each once."""
    transcript = text.transcripts.get(place[0])
    if transcript is None:
        return ()
    return tuple(
        dict.fromkeys(
            turn.person
            for turn in transcript.turns
            if turn.start < place[3] and place[2] < turn.end and turn.person
        )
    )


def _grouping(
    record: Mapping[str, Any],
    text: StudyText,
    speakers: Mapping[str, tuple[str, ...]],
    places: Mapping[str, Place],
) -> Grouping:
    segments = tuple(record["segments"])
    people = tuple(sorted({person for s in segments for person in speakers[s]}))
    known = text.study.people
    kinds: dict[str, set[str]] = {}
    for segment in segments:
        transcript = text.transcripts.get(places[segment][0])
        if transcript is not None:
            kinds.setdefault(transcript.interview.kind, set()).update(speakers[segment])
    return Grouping(
        **{
            **known_entries(Grouping, record),
            "segments": segments,
            "n_segments": len(segments),
            "people": people,
            "roles": dict(sorted(Counter(known[p].role for p in people if p in known).items())),
            "kinds": {kind: len(who) for kind, who in sorted(kinds.items())},
            "terms": tuple(record.get("terms", ())),
            "central": tuple(record.get("central", ())),
            "peripheral": tuple(record.get("peripheral", ())),
            "stability": record.get("stability"),
            "echo": read_echo(record.get("echo")),
            "parts": tuple(
                Part(
                    part["id"],
                    tuple(part["segments"]),
                    tuple(part["people"]),
                    tuple(part["terms"]),
                )
                for part in record.get("parts", ())
            ),
        }
    )


def known_entries(kind: type, record: Mapping[str, Any]) -> dict[str, Any]:
    """The entries of a kept record that the record's type has; lists become tuples."""
    names = {field.name for field in fields(kind)}
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in record.items()
        if name in names
    }


def read_echo(record: Mapping[str, Any] | None) -> Echo:
    """A kept echo; nothing is known where nothing was kept."""
    if not record:
        return Echo(None, None, None, None)
    return Echo(**{**known_entries(Echo, record), "warnings": tuple(record.get("warnings", ()))})


def _segments_in(record: Any, named: Callable[[Sequence[Any]], str]) -> Any:
    """A kept record with segments' ids where places stand."""
    if is_place(record):
        return named(record)
    if isinstance(record, list):
        return [_segments_in(item, named) for item in record]
    if isinstance(record, dict):
        return {key: _segments_in(item, named) for key, item in record.items()}
    return record


def _each(record: Any, kept: Callable[[str], Any]) -> Any:
    if isinstance(record, str):
        return kept(record)
    if isinstance(record, (list, tuple)):
        return [_each(item, kept) for item in record]
    if isinstance(record, dict):
        return {str(key): _each(item, kept) for key, item in record.items()}
    return record
