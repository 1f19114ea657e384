"""A run's result as it is kept, in places and counts, and read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from idtool.steps.contexts import StudyText
from idtool.steps.grouping_runs import Run
from idtool.store.kept_places import Place, is_place
from idtool.themes.candidates import Choice, Grouping, GroupingResult, Part
from idtool.themes.echo import Echo
from idtool.themes.joining import Join


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
                "k_choice": tuple(
                    Choice(**each) for each in record.get("k_choice", ()) if isinstance(each, dict)
                ),
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
        return Echo()
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
