"""Cluster: candidate groupings of segments, offered for a person to name or drop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from idtool.errors import InsufficientData
from idtool.ingest.records import counted
from idtool.model import Act
from idtool.steps.applying import passages_of
from idtool.steps.contexts import StudyText, counted_codings, load_text
from idtool.steps.grouping_meanings import find_meanings
from idtool.steps.grouping_runs import (
    decided_in_run,
    earlier_run,
    find_run,
)
from idtool.steps.grouping_views import (
    CodeOverlap,
    RunComparison,
    compare_with_run,
    first_seen,
    overlap_with_codes,
)
from idtool.steps.kept_groupings import keep_result, read_result, segment_id
from idtool.steps.study_folder import LoadedStudy
from idtool.steps.unexplained import find_least_explained
from idtool.store import StudyFile, open_study_file
from idtool.store.groupings import Dismissal
from idtool.store.kept_places import Place
from idtool.themes.grouping import GroupableSegment, GroupingResult, group_segments
from idtool.themes.words import vignette_words

On = Literal["coded", "uncoded", "all", "unexplained"]
FEWEST_SAID = 4  # words of a segment


@dataclass(frozen=True, slots=True)
class GroupingReport:
    """A grouping run with the words of its segments, for the screen.

    ``themes`` are those a person made of a grouping, in this run or in one it continues,
    ``dismissed`` what was dismissed of it. ``before`` is missing for a run shown again;
    ``basis`` says what was grouped where that needs saying.
    """

    number: int
    at: str
    result: GroupingResult
    quotes: dict[str, str]
    places: dict[str, tuple[str, int, int, int]]
    focus: str | None
    on: On
    codes: dict[str, CodeOverlap]
    first: dict[str, str]
    before: RunComparison | None
    speakers: dict[str, tuple[str, ...]]
    asked_to_compare: bool
    themes: Mapping[str, tuple[str, ...]]
    dismissed: Mapping[str, tuple[Dismissal, ...]]
    basis: str


def group_study(
    study: LoadedStudy,
    act: Act,
    *,
    focus: str | None = None,
    on: On = "coded",
    k: int | Literal["auto"] = "auto",
    seed: int = 7,
    keep_vignette_words: bool = False,
    minimum: int = 40,
    compare: int | None = None,
    use_model: bool = True,
) -> GroupingReport:
    """Group segments; the run is kept so that a theme can say where it came from.

    Each grouping is set beside the codes on its segments and matched to the run
    ``compare`` (if ``None``, the newest on the same material), whose themes and
    dismissals it keeps. A sentence model that study.yaml names is joined to the words,
    unless ``use_model`` is false.

    Raises:
        InsufficientData: There are fewer than ``minimum`` segments.
        NoModel: The model that study.yaml names cannot be read.
        UsageProblem: There is no run ``compare``.
    """
    with open_study_file(study.folder, act, write=True) as store:
        earlier = earlier_run(store, compare, on=on, focus=focus)
        text = load_text(study, store)
        codings = counted_codings(study, store)
        least = find_least_explained(study, store, text, codings) if on == "unexplained" else None
        segments, quotes, places = _segments(
            study, codings, text, focus, on, only=least.places if least else ()
        )
        stop_words = (
            frozenset()
            if keep_vignette_words
            else vignette_words(study.stage_texts.values(), study.question_texts.values())
        )
        if not segments and on == "coded":
            raise InsufficientData(
                "No segment is coded yet" + (f" under {focus}." if focus else "."),
                "Code first (idtool apply, then idtool review), or group everything with --on all.",
            )
        meanings = find_meanings(study, segments) if use_model else None
        try:
            result = group_segments(
                segments,
                k=k,
                seed=seed,
                stop_words=stop_words,
                minimum=minimum,
                meanings=meanings.vectors if meanings else None,
            )
        except InsufficientData as error:
            n_all = len(_segments(study, codings, text, None, "all")[0])
            remedy = _more_material(on, focus, n_all, minimum)
            raise InsufficientData(error.problem, remedy) from error
        model = meanings.model if meanings else "none"
        result = replace(result, settings={**result.settings, "model": model})
        content = [c for c in codings if study.codes[c.code].kind == "content"]
        inside = {g.id: [places[segment] for segment in g.segments] for g in result.groupings}
        codes = {name: overlap_with_codes(there, content) for name, there in inside.items()}
        before = None if earlier is None else compare_with_run(store, earlier, inside, (on, focus))
        kept = _kept(result, places, codes, focus, on, before)
        kept["basis"] = least.sentence if least else ""
        number = store.groupings.add(seed, kept)
        store.trail.add(
            "segments.group",
            f"run {number}",
            detail={
                "seed": seed,
                "n_segments": len(segments),
                "n_groupings": len(result.groupings),
                "focus": focus or "all",
                "on": on,
                **({"model": asdict(meanings.used)} if meanings and meanings.used else {}),
            },
        )
        return GroupingReport(
            number,
            act.at,
            result,
            quotes,
            places,
            focus,
            on,
            codes,
            {name: first_seen(there, text) for name, there in inside.items()},
            before,
            {segment.id: segment.people for segment in segments},
            compare is not None,
            *decided_in_run(store, (number, act.at, kept)),
            kept["basis"],
        )


def show_run(study: LoadedStudy, act: Act, run: int) -> GroupingReport:
    """An earlier run's groupings, as they were offered, in the words as they stand now.

    Raises:
        UsageProblem: There is no such run, or it is one of patterns of codes.
    """
    with open_study_file(study.folder, act) as store:
        number, at, kept = found = find_run(store, run)
        text = load_text(study, store)
        result, places, speakers = read_result(found, text)
        groupings = [g for g in kept["groupings"] if g["segments"]]
        return GroupingReport(
            number,
            at,
            result,
            {
                name: text.transcripts[place[0]].text[place[2] : place[3]]
                for name, place in places.items()
                if place[0] in text.transcripts
            },
            places,
            kept.get("focus"),
            kept.get("on", "coded"),
            {g["id"]: _codes_of(study, store, g) for g in kept["groupings"]},
            {g["id"]: first_seen([tuple(p) for p in g["segments"]], text) for g in groupings},
            None,
            speakers,
            False,
            *decided_in_run(store, found),
            kept.get("basis", ""),
        )


def _codes_of(study: LoadedStudy, store: StudyFile, kept: Mapping[str, Any]) -> CodeOverlap:
    """The codes on a kept grouping at its run; those of today if it was not kept."""
    if "codes" in kept:
        shares = tuple((code, share) for code, share in kept["codes"])
        return CodeOverlap(shares, kept["covered_by_codes"])
    content = [c for c in counted_codings(study, store) if study.codes[c.code].kind == "content"]
    return overlap_with_codes([(p[0], p[1], p[2], p[3]) for p in kept["segments"]], content)


def _more_material(on: On, focus: str | None, n_all: int, minimum: int) -> str:
    """What else could be grouped where there is too little."""
    if on == "all" or n_all < minimum:
        return (
            f"All that was said comes to {counted(n_all, 'turn')} of {FEWEST_SAID} words or more: "
            "ingest more interviews first. With --min N less is grouped; what comes of little "
            "seldom holds."
        )
    wider = "all focuses (without --focus), or " if on == "coded" and focus else ""
    return f"Group more of the material: {wider}every turn, coded or not, with --on all."


def _segments(
    study: LoadedStudy,
    codings: Sequence[Any],
    text: StudyText,
    focus: str | None,
    on: On,
    *,
    only: Sequence[Place] = (),
) -> tuple[list[GroupableSegment], dict[str, str], dict[str, tuple[str, int, int, int]]]:
    """Coded segments (each place once), turns that carry no coding, all turns, or some ``only``."""
    touched: dict[str, list[tuple[int, int]]] = {}
    for c in codings:
        touched.setdefault(c.segment.transcript, []).append((c.segment.start, c.segment.end))
    if on == "coded":
        chosen = {
            (c.segment.transcript, c.turn, c.segment.start, c.segment.end)
            for c in codings
            if study.codes[c.code].kind == "content" and (focus is None or c.focus == focus)
        }
    elif on == "unexplained":
        chosen = set(only)
    else:
        chosen = {
            (name, passage.turn, passage.start, passage.start + len(passage.text))
            for name in text.transcripts
            for passage in passages_of(text, name)
            if on == "all"
            or not any(
                a < passage.start + len(passage.text) and passage.start < b
                for a, b in touched.get(name, ())
            )
        }
    order = {name: number for number, name in enumerate(text.transcripts)}
    coders: dict[tuple[str, int, int], set[str]] = {}
    for c in codings:
        coders.setdefault((c.segment.transcript, c.segment.start, c.segment.end), set()).add(
            c.coder
        )
    segments, quotes, places = [], {}, {}
    for name, turn, start, end in sorted(chosen, key=lambda c: (order[c[0]], c[2], c[3])):
        transcript = text.transcripts[name]
        spoken = [
            t
            for t in transcript.turns
            if t.start < end and start < t.end and not t.is_interviewer and t.person
        ]
        words = transcript.text[start:end]
        if len(words.split()) < FEWEST_SAID or not spoken:
            continue
        by = coders.get((name, start, end), set())
        at = segment_id((name, turn, start, end))
        mark = ""
        for candidate in text.marks.get(name, ()):
            if candidate.first_turn <= turn <= candidate.last_turn:
                mark = candidate.ref
        vignette = mark.split(".")[0] if mark.split(".")[0] in study.vignette_areas else None
        segments.append(
            GroupableSegment(
                id=at,
                text=" ".join(t.text[max(0, start - t.start) : end - t.start] for t in spoken),
                interview=name,
                people=tuple(dict.fromkeys(t.person for t in spoken if t.person)),
                role=spoken[0].role or "",
                question=mark if mark and vignette is None else None,
                vignette=vignette,
                kind=transcript.interview.kind,
                coder=next(iter(by)) if len(by) == 1 else None,
                coded=any(a < end and start < b for a, b in touched.get(name, ())),
            )
        )
        quotes[at] = words
        places[at] = (name, turn, start, end)
    return segments, quotes, places


def _kept(
    result: GroupingResult,
    places: dict[str, tuple[str, int, int, int]],
    codes: Mapping[str, CodeOverlap],
    focus: str | None,
    on: On,
    before: RunComparison | None,
) -> dict[str, Any]:
    """What is kept of a run: places and counts, no words of participants but the terms."""
    kept = {"focus": focus, "on": on, **keep_result(result, places)}
    for grouping in kept["groupings"]:
        name = grouping["id"]
        grouping["themes"] = list(before.themes.get(name, ())) if before else []
        grouping["dismissed"] = list(before.dismissed.get(name, ())) if before else []
        grouping["codes"] = [list(share) for share in codes[name].shares]
        grouping["covered_by_codes"] = codes[name].covered
    return kept
