"""``correct``: corrected words in place of the old ones, and everything that hangs on them follows.

Nothing moves silently: each coding, place of a theme, mark and memo is in the report with
what became of it; what finds no place is kept aside with its words, and counts nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from idtool.errors import UsageProblem
from idtool.ingest.reading import ReadTranscript
from idtool.ingest.structure import readouts
from idtool.model import Act, Mark, Transcript
from idtool.steps.contexts import StudyText, load_text
from idtool.steps.embeddings import forget_vectors
from idtool.steps.followed import AskPlace, Followed, Plan
from idtool.steps.following import plan_correction, segment_of
from idtool.steps.grouped_files import single_source
from idtool.steps.ingest_records import AskSpeaker, IngestReport, IngestRequest, PrivacyHold
from idtool.steps.ingesting import Prepared, prepare, remember_speakers
from idtool.steps.roster_changes import set_statuses
from idtool.steps.screenings import record_screening
from idtool.steps.speakers_file import with_speakers_file
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile, open_study_file
from idtool.store.orphans import NewOrphan, OrphanKind

_STATUSES = ("accepted", "rejected", "proposed")


class NothingToCorrect(UsageProblem):
    """The interview has no transcript yet."""

    def __init__(self, interview: str) -> None:
        super().__init__(
            f"There is no transcript {interview} to correct.",
            f"Put it into the study first: idtool ingest FILE --id {interview}",
        )


@dataclass(frozen=True, slots=True)
class CorrectionReport:
    """One correction: what the file holds, how the turns differ, and what followed.

    ``version`` is the number under which the old text is kept, 0 if nothing was stored.
    """

    interview: str
    read: IngestReport
    plan: Plan | None
    outcome: str
    version: int

    @property
    def items(self) -> tuple[Followed, ...]:
        """Everything that hangs on the transcript; nothing if the words are the same."""
        return self.plan.items if self.plan is not None else ()


def correct_transcript(
    study: LoadedStudy,
    interview: str,
    path: Path,
    request: IngestRequest,
    act: Act,
    *,
    accept_likely: bool = False,
    ask_speaker: AskSpeaker | None = None,
    ask_place: AskPlace | None = None,
) -> CorrectionReport:
    """Read a corrected transcript and let everything follow, in one transaction.

    Args:
        study: The study.
        interview: The interview whose transcript it is.
        path: The corrected file.
        request: What was said about the file; its ``dry_run`` changes nothing.
        act: Who acts, and when.
        accept_likely: Doubtful places follow too, where nobody is asked.
        ask_speaker: Asks who an unknown label is.
        ask_place: Asks whether a changed or doubtful place shall follow.

    Raises:
        NothingToCorrect: The interview has no transcript.
        PrivacyHold: The corrected file holds something identifying.
    """
    request = replace(request, interview=interview, correct=True)
    request = with_speakers_file(study, request)
    source = single_source(path, request)
    if ask_place is not None and not request.dry_run:
        # Whoever is asked may take their time: no other command waits meanwhile.
        said = _Said(ask_speaker, ask_place)
        ask_speaker, ask_place = said.speaker, said.place
        with open_study_file(study.folder, act) as store:
            text = load_text(study, store)
            if interview in text.transcripts:
                job = prepare(study, store, source, request, ask_speaker)
                if not job.report.held.stops and job.transcript is not None:
                    old = text.transcripts[interview]
                    _plan(store, text, old, job.transcript, accept_likely, ask_place)
    with open_study_file(study.folder, act, write=not request.dry_run) as store:
        text = load_text(study, store)
        if interview not in text.transcripts:
            raise NothingToCorrect(interview)
        old = text.transcripts[interview]
        job = prepare(study, store, source, request, ask_speaker)
        if job.report.held.stops and not request.dry_run:
            raise PrivacyHold([job.report])
        new = job.transcript
        if new is None or _is_same(old, new):
            return CorrectionReport(
                interview, replace(job.report, outcome="unchanged"), None, "unchanged", 0
            )
        plan = _plan(store, text, old, new, accept_likely, None if request.dry_run else ask_place)
        if request.dry_run:
            report = replace(job.report, outcome="previewed")
            return CorrectionReport(interview, report, plan, "previewed", 0)
        version = _carry_out(study, store, text, job, old, new, plan, request)
        report = replace(job.report, outcome="replaced")
    return CorrectionReport(interview, report, plan, "corrected", version)


class _Said:
    """Answers, each asked for once."""

    def __init__(self, ask_speaker: AskSpeaker | None, ask_place: AskPlace) -> None:
        self._ask_speaker, self._ask_place = ask_speaker, ask_place
        self._speakers: dict[str, str | None] = {}
        self._places: dict[tuple[str, str, str], bool] = {}

    def speaker(self, label: str, read: ReadTranscript) -> str | None:
        if label not in self._speakers and self._ask_speaker is not None:
            self._speakers[label] = self._ask_speaker(label, read)
        return self._speakers.get(label)

    def place(self, item: Followed) -> bool:
        key = (item.kind, item.id, item.new_words)
        if key not in self._places:
            self._places[key] = self._ask_place(item)
        return self._places[key]


def _is_same(old: Transcript, new: Transcript) -> bool:
    return old.text == new.text and [(t.start, t.speaker) for t in old.turns] == [
        (t.start, t.speaker) for t in new.turns
    ]


def _plan(
    store: StudyFile,
    text: StudyText,
    old: Transcript,
    new: Transcript,
    accept_likely: bool,
    ask: AskPlace | None,
) -> Plan:
    return plan_correction(
        old,
        new,
        codings=store.codings.all(status=_STATUSES, transcripts=[old.id]),
        evidence=store.corrections.evidence(old.id),
        marks=text.marks.get(old.id, ()),
        memos=store.memos.all(),
        mentor_items=store.mentoring.all(),
        segments=sorted(store.corrections.grouped_segments(old.id)),
        accept_likely=accept_likely,
        ask=ask,
    )


def _carry_out(
    study: LoadedStudy,
    store: StudyFile,
    text: StudyText,
    job: Prepared,
    old: Transcript,
    new: Transcript,
    plan: Plan,
    request: IngestRequest,
) -> int:
    forget_vectors(study, old.id)  # made of words that may not stay
    version = store.earlier_texts.keep(old)
    for item in plan.items:
        if item.outcome == "orphaned" and item.kind != "mentor":
            _orphan(store, old, version, item, item.kind)
    store.corrections.drop_codings([item.id for item in plan.items if item.outcome == "dropped"])
    store.corrections.put_text(
        new,
        source_hash=job.source_hash,
        source_format=job.report.source_format,
        encoding=job.report.encoding,
        readouts=_readouts(study, text, job, old, plan),
        findings=job.report.findings,
    )
    record_screening(store, new.id, job.report.held, request.key, request.attest)
    staying = [item for item in plan.items if item.outcome in {"kept", "moved", "changed"}]
    store.corrections.move_codings(
        old.id,
        {i.id: (segment_of(i, old.id), i.turn) for i in staying if i.kind == "coding"},
    )
    for item in staying:
        if item.kind == "evidence":
            approved = item.approved and item.outcome != "changed"
            store.corrections.move_evidence(int(item.id), *item.new, quote_ok=approved)
    _move_marks(store, text, old.id, staying)
    _move_memos(store, old.id, plan.items)
    for item in staying:
        if item.kind == "mentor" and item.to != item.at:
            store.mentoring.set_about(int(item.id.removeprefix("item ")), item.to)
    store.corrections.move_groupings(old.id, plan.segments)
    remember_speakers(store, old.id, job.remembered)
    if request.status:
        store.statuses.say(old.id, request.status)
        set_statuses(study, {old.id: request.status})
    store.trail.add(
        "transcript.correct", old.id, why=request.attest, detail=_detail(job, plan, version)
    )
    return version


def _readouts(
    study: LoadedStudy, text: StudyText, job: Prepared, old: Transcript, plan: Plan
) -> frozenset[int]:
    """Turns that read out, as found anew; what a person said otherwise of a turn follows it."""
    flagged = text.readouts.get(old.id, frozenset())
    found = readouts(old.turns, study.stage_texts)

    def now(numbers: frozenset[int]) -> set[int]:
        return {new for number in numbers for new in plan.turns.links.get(number, ())}

    return frozenset((job.readouts | now(flagged - found)) - now(found - flagged))


def _orphan(
    store: StudyFile, old: Transcript, version: int, item: Followed, kind: OrphanKind
) -> None:
    """Keep aside what finds no place, with the words it stood on."""
    record: dict[str, Any] = {}
    if kind == "coding":
        start, end = item.old
        record = store.corrections.take_coding(item.id)
    else:
        start, end = old.turns[item.old[0] - 1].start, old.turns[item.old[1] - 1].end
    if kind == "evidence":
        theme, side, place = store.corrections.evidence(old.id)[int(item.id)]
        record = {"theme": theme, "side": side, "note": place.note, "quote_ok": place.quote_ok}
        store.corrections.take_evidence(int(item.id))
    people = dict.fromkeys(
        turn.person for turn in old.turns if turn.person and turn.start < end and start < turn.end
    )
    # The words of a whole run of turns stay in the earlier version; a mark needs none of its own.
    end = start if kind == "mark" else end
    store.orphans.add(
        old,
        version,
        NewOrphan(kind, item.about, item.at, " ".join(p for p in people if p), start, end, record),
    )


def _move_marks(
    store: StudyFile, text: StudyText, interview: str, staying: Sequence[Followed]
) -> None:
    marks = text.marks.get(interview, ())
    store.transcripts.set_marks(
        interview,
        [
            Mark(interview, *item.new, kind=mark.kind, ref=mark.ref, source=mark.source)
            for item in staying
            if item.kind == "mark"
            for mark in [marks[int(item.id)]]
        ],
    )


def _move_memos(store: StudyFile, interview: str, items: Sequence[Followed]) -> None:
    """Memos point to the turns as they are numbered now; where none is left, to the interview."""
    moved = {(item.id, item.at): item.to or interview for item in items if item.kind == "memo"}
    for memo in store.memos.all():
        places = [moved.get((memo.id, place), place) for place in memo.on]
        if tuple(places) != memo.on:
            store.corrections.set_memo_places(memo.id, places)


def _detail(job: Prepared, plan: Plan, version: int) -> dict[str, Any]:
    """What the trail keeps: numbers, ids and places, no words."""
    turns = plan.turns
    return {
        "version_kept": version,
        "source_sha256": job.source_hash,
        "privacy": job.report.held.counts(),
        "turns": {
            "added": list(turns.added),
            "removed": list(turns.removed),
            "changed": turns.n_changed,
        },
        "codings": plan.counts("coding"),
        "evidence": plan.counts("evidence"),
        "marks": plan.counts("mark"),
        "memos": plan.counts("memo"),
        "mentor_items": plan.counts("mentor"),
        "changed": [
            [item.id, item.at, item.to, item.n_before, item.n_after]
            for item in plan.items
            if item.outcome == "changed"
        ],
        "orphaned": [[item.id, item.at] for item in plan.items if item.outcome == "orphaned"],
    }
