"""Marks: which turns answer which question or vignette stage, and who read a vignette out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from idtool.errors import UsageProblem
from idtool.ingest.structure import find_marks
from idtool.model import Act, Mark, Transcript
from idtool.steps.contexts import StudyText, load_text
from idtool.steps.exposure import Exposure, exposures
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile, open_study_file
from idtool.store.statuses import SaidStatus

_RUN = re.compile(r"^(\d{1,4})(?:-(\d{1,4}))?$")
ALL = "all"


@dataclass(frozen=True, slots=True)
class MarkedTranscript:
    """One transcript's structure: marks, turns that read out, statuses and exposures."""

    interview: str
    status: str
    n_turns: int
    marks: tuple[Mark, ...]
    readouts: tuple[int, ...]
    exposures: tuple[Exposure, ...]
    statuses: tuple[SaidStatus, ...]


def marked_transcript(study: LoadedStudy, interview: str, act: Act) -> MarkedTranscript:
    """What is marked in one transcript."""
    with open_study_file(study.folder, act) as store:
        text = load_text(study, store)
        transcript = _transcript(text, interview)
        return MarkedTranscript(
            interview=interview,
            status=transcript.interview.status,
            n_turns=len(transcript.turns),
            marks=tuple(text.marks.get(interview, ())),
            readouts=tuple(sorted(text.readouts.get(interview, ()))),
            exposures=tuple(e for e in exposures(text) if e.interview == interview),
            statuses=tuple(store.statuses.all().get(interview, ())),
        )


def remove_mark(study: LoadedStudy, interview: str, ref: str, act: Act, *, turns: str = "") -> Mark:
    """Take a mark away; its turns then answer nothing.

    Raises:
        UsageProblem: There is no such mark, or several.
    """
    with open_study_file(study.folder, act, write=True) as store:
        marks, chosen = _chosen(store, study, interview, ref, turns)
        store.transcripts.set_marks(interview, [mark for mark in marks if mark != chosen])
        _trail(store, interview, "remove", chosen)
    return chosen


def move_mark(study: LoadedStudy, interview: str, ref: str, turns: str, act: Act) -> Mark:
    """Give a mark another run of turns; it is then by hand."""
    first, last = read_run(turns)
    with open_study_file(study.folder, act, write=True) as store:
        marks, chosen = _chosen(store, study, interview, ref, "")
        _check_run(_transcript(load_text(study, store), interview), first, last)
        moved = replace(chosen, first_turn=first, last_turn=last, source="hand")
        others = [mark for mark in marks if mark != chosen]
        store.transcripts.set_marks(interview, _with_mark(others, moved))
        _trail(store, interview, "move", moved)
    return moved


def accept_marks(study: LoadedStudy, interview: str, refs: Collection[str], act: Act) -> list[Mark]:
    """Say that marks found by likeness are right: they are by hand from now on.

    Raises:
        UsageProblem: A ref has no mark here.
    """
    with open_study_file(study.folder, act, write=True) as store:
        marks = _marks(store, study, interview)
        _check_refs(interview, marks, [ref for ref in refs if ref != ALL])
        accepted = [
            mark for mark in marks if mark.source == "likeness" and {mark.ref, ALL} & set(refs)
        ]
        store.transcripts.set_marks(
            interview,
            [replace(mark, source="hand") if mark in accepted else mark for mark in marks],
        )
        for mark in accepted:
            _trail(store, interview, "accept", mark)
    return accepted


def find_again(study: LoadedStudy, interview: str, act: Act) -> list[Mark]:
    """Look for questions and stages anew; marks by hand stay and are not overlaid."""
    with open_study_file(study.folder, act, write=True) as store:
        text = load_text(study, store)
        transcript = _transcript(text, interview)
        by_hand = [mark for mark in text.marks.get(interview, ()) if mark.source == "hand"]
        kind = transcript.interview.setting
        found = find_marks(
            transcript.turns,
            study.questions_for(kind),
            study.stage_texts,
            order=study.guide_order(kind),
            cast=study.cast,
            openings=study.openings,
        )
        marks = [mark for mark in found if mark.ref not in {hand.ref for hand in by_hand}]
        for hand in by_hand:
            marks = _with_mark(marks, hand)
        store.transcripts.set_marks(interview, marks)
        store.trail.add("transcript.marks.find", interview, detail={"n_marks": len(marks)})
    return marks


def set_readout(study: LoadedStudy, interview: str, turns: str, act: Act, *, reads: bool) -> int:
    """Say that turns read a vignette out, or that they do not; how many turns changed."""
    first, last = read_run(turns)
    with open_study_file(study.folder, act, write=True) as store:
        _check_run(_transcript(load_text(study, store), interview), first, last)
        known = set(store.transcripts.readouts().get(interview, ()))
        run = set(range(first, last + 1))
        now = known | run if reads else known - run
        store.transcripts.set_readouts(interview, now)
        store.trail.add(
            "transcript.readout", interview, detail={"turns": [first, last], "reads": reads}
        )
    return len(now ^ known)


def set_mark(
    study: LoadedStudy, interview: str, turns: str, act: Act, *, question: str, vignette: str
) -> Mark:
    """Mark a run of turns by hand; what the machine had found there gives way.

    Raises:
        UsageProblem: The turns, the question or the vignette stage do not exist.
    """
    if bool(question) == bool(vignette):
        raise UsageProblem(
            "Give either --question or --vignette.", "For example: --turns 14-32 --vignette dv.1"
        )
    first, last = read_run(turns)
    ref = question or vignette
    known = study.question_texts if question else study.stage_texts
    if ref not in known:
        raise UsageProblem(f"There is no “{ref}”.", f"Use one of: {', '.join(known)}.")
    with open_study_file(study.folder, act, write=True) as store:
        text = load_text(study, store)
        _check_run(_transcript(text, interview), first, last)
        mark = Mark(interview, first, last, "question" if question else "vignette", ref)
        store.transcripts.set_marks(interview, _with_mark(text.marks.get(interview, ()), mark))
        store.trail.add("transcript.mark", interview, detail={"turns": [first, last], "ref": ref})
    return mark


def _with_mark(marks: Sequence[Mark], new: Mark) -> list[Mark]:
    """The marks of a transcript with a new one laid over them."""
    kept: list[Mark] = []
    for mark in marks:
        if mark.last_turn < new.first_turn or mark.first_turn > new.last_turn:
            kept.append(mark)
            continue
        if mark.first_turn < new.first_turn:
            kept.append(_run(mark, mark.first_turn, new.first_turn - 1))
        if mark.last_turn > new.last_turn:
            kept.append(_run(mark, new.last_turn + 1, mark.last_turn))
    return sorted([*kept, new], key=lambda mark: mark.first_turn)


def _run(mark: Mark, first: int, last: int) -> Mark:
    return Mark(mark.transcript, first, last, mark.kind, mark.ref, mark.source)


def read_run(turns: str) -> tuple[int, int]:
    """The first and last turn of ``14-32`` or ``14``.

    Raises:
        UsageProblem: It is no run of turns.
    """
    found = _RUN.match(turns)
    if not found:
        raise UsageProblem(f"“{turns}” is no run of turns.", "Write it like 14-32, or 14.")
    first, last = int(found[1]), int(found[2] or found[1])
    if first > last:
        raise UsageProblem(
            f"The run {turns} is reversed: it ends before it begins.",
            f"Write it like {last}-{first}.",
        )
    return first, last


def _check_run(transcript: Transcript, first: int, last: int) -> None:
    n_turns = len(transcript.turns)
    if not 1 <= first <= last <= n_turns:
        raise UsageProblem(
            f"{transcript.id} has the turns 1 to {n_turns}.",
            f"Read it: idtool read {transcript.id}",
        )


def _marks(store: StudyFile, study: LoadedStudy, interview: str) -> list[Mark]:
    text = load_text(study, store)
    _transcript(text, interview)
    return list(text.marks.get(interview, ()))


def _check_refs(interview: str, marks: Sequence[Mark], refs: Sequence[str]) -> None:
    known = list(dict.fromkeys(mark.ref for mark in marks))
    for ref in refs:
        if ref not in known:
            raise UsageProblem(
                f"Nothing in {interview} is marked “{ref}”.",
                f"Marked are: {', '.join(known) or 'none'}. See: idtool mark {interview}",
            )


def _chosen(
    store: StudyFile, study: LoadedStudy, interview: str, ref: str, turns: str
) -> tuple[list[Mark], Mark]:
    marks = _marks(store, study, interview)
    _check_refs(interview, marks, [ref])
    found = [mark for mark in marks if mark.ref == ref]
    if turns:
        first, last = read_run(turns)
        found = [m for m in found if m.first_turn <= last and first <= m.last_turn]
    if len(found) != 1:
        raise UsageProblem(
            f"{len(found)} marks in {interview} are “{ref}” there.",
            "Say which with --turns, such as --turns 14-32.",
        )
    return marks, found[0]


def _trail(store: StudyFile, interview: str, what: str, mark: Mark) -> None:
    store.trail.add(
        f"transcript.mark.{what}",
        interview,
        detail={"turns": [mark.first_turn, mark.last_turn], "ref": mark.ref},
    )


def _transcript(text: StudyText, interview: str) -> Transcript:
    if interview not in text.transcripts:
        raise UsageProblem(
            f"There is no transcript {interview}.",
            f"Transcripts: {', '.join(text.transcripts) or 'none'}.",
        )
    return text.transcripts[interview]
