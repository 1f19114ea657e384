"""Cluster: candidate groupings of segments, offered for a person to name or drop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from idtool.errors import InsufficientData
from idtool.model import Act
from idtool.steps.applying import passages_of
from idtool.steps.contexts import StudyText, counted_codings, load_text
from idtool.steps.grouping_meanings import find_meanings
from idtool.steps.grouping_views import (
    CodeOverlap,
    RunComparison,
    compare_with_run,
    first_seen,
    overlap_with_codes,
)
from idtool.steps.study_folder import LoadedStudy
from idtool.store import open_study_file
from idtool.themes.grouping import GroupableSegment, GroupingResult, group_segments
from idtool.themes.words import vignette_words

On = Literal["coded", "uncoded", "all"]


@dataclass(frozen=True, slots=True)
class GroupingReport:
    """A grouping run with the words of its segments, for the screen."""

    number: int
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
    ``compare`` (the newest one if ``None``), whose themes it keeps. A sentence model
    that study.yaml names is joined to the words, unless ``use_model`` is false.

    Raises:
        InsufficientData: There are fewer than ``minimum`` segments.
        NoModel: The model that study.yaml names cannot be read.
        UsageProblem: There is no run ``compare``.
    """
    with open_study_file(study.folder, act, write=True) as store:
        text = load_text(study, store)
        codings = counted_codings(study, store)
        segments, quotes, places = _segments(study, codings, text, focus, on)
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
        result = group_segments(
            segments,
            k=k,
            seed=seed,
            stop_words=stop_words,
            minimum=minimum,
            meanings=meanings.vectors if meanings else None,
        )
        model = meanings.model if meanings else "none"
        result = replace(result, settings={**result.settings, "model": model})
        content = [c for c in codings if study.codes[c.code].kind == "content"]
        inside = {g.id: [places[segment] for segment in g.segments] for g in result.groupings}
        codes = {name: overlap_with_codes(there, content) for name, there in inside.items()}
        before = compare_with_run(store, inside, compare)
        number = store.groupings.add(seed, _kept(result, places, focus, on, before))
        store.trail.add(
            "segments.group",
            f"run {number}",
            detail={
                "seed": seed,
                "n_segments": len(segments),
                "n_groupings": len(result.groupings),
                "focus": focus or "all",
                "on": on,
            },
        )
    return GroupingReport(
        number,
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
    )


def _segments(
    study: LoadedStudy,
    codings: Sequence[Any],
    text: StudyText,
    focus: str | None,
    on: On,
) -> tuple[list[GroupableSegment], dict[str, str], dict[str, tuple[str, int, int, int]]]:
    """Coded segments (each place once), or the participants' turns that carry no coding."""
    if on == "coded":
        chosen = {
            (c.segment.transcript, c.turn, c.segment.start, c.segment.end)
            for c in codings
            if study.codes[c.code].kind == "content" and (focus is None or c.focus == focus)
        }
    else:
        covered = [(c.segment.transcript, c.segment.start, c.segment.end) for c in codings]
        chosen = {
            (name, passage.turn, passage.start, passage.start + len(passage.text))
            for name in text.transcripts
            for passage in passages_of(text, name)
            if on == "all"
            or not any(
                place == name and a < passage.start + len(passage.text) and passage.start < b
                for place, a, b in covered
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
        if len(words.split()) < 4 or not spoken:
            continue
        by = coders.get((name, start, end), set())
        segment_id = f"{name}#t{turn:03d}:{start}-{end}"
        mark = ""
        for candidate in text.marks.get(name, ()):
            if candidate.first_turn <= turn <= candidate.last_turn:
                mark = candidate.ref
        vignette = mark.split(".")[0] if mark.split(".")[0] in study.vignette_areas else None
        segments.append(
            GroupableSegment(
                id=segment_id,
                text=" ".join(t.text[max(0, start - t.start) : end - t.start] for t in spoken),
                interview=name,
                people=tuple(dict.fromkeys(t.person for t in spoken if t.person)),
                role=spoken[0].role or "",
                question=mark if mark and vignette is None else None,
                vignette=vignette,
                kind=transcript.interview.kind,
                coder=next(iter(by)) if len(by) == 1 else None,
            )
        )
        quotes[segment_id] = words
        places[segment_id] = (name, turn, start, end)
    return segments, quotes, places


def _kept(
    result: GroupingResult,
    places: dict[str, tuple[str, int, int, int]],
    focus: str | None,
    on: On,
    before: RunComparison | None,
) -> dict[str, Any]:
    """What is kept of a run: places and counts, no words of participants but the terms."""
    return {
        "focus": focus,
        "on": on,
        "seed": result.seed,
        "k": result.k,
        "settings": dict(result.settings),
        "ungrouped": [list(places[segment]) for segment in result.ungrouped],
        "groupings": [
            {
                "id": grouping.id,
                "segments": [list(places[segment]) for segment in grouping.segments],
                "firm": [list(places[segment]) for segment in grouping.firm],
                "people": list(grouping.people),
                "terms": list(grouping.terms),
                "stability": grouping.stability,
                "themes": list(before.themes.get(grouping.id, ())) if before else [],
            }
            for grouping in result.groupings
        ],
    }
