"""Ingest: read files, find out who speaks, screen, and store - or store nothing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from idtool.errors import UsageProblem
from idtool.ingest.canonical import build_turns, label_counts, legend_of
from idtool.ingest.label_words import key_of
from idtool.ingest.language import language_findings
from idtool.ingest.reading import ReadTranscript
from idtool.ingest.speaker_words import UNLABELLED
from idtool.ingest.speakers import SpeakerMapping, map_speakers
from idtool.ingest.structure import find_marks, readouts
from idtool.ingest.word_ledger import word_ledger
from idtool.model import INTERVIEWER, Act, Interview, Mark, Transcript, Turn
from idtool.steps.grouped_files import Source, sources, with_new_people
from idtool.steps.ingest_records import (
    AskSpeaker,
    IngestReport,
    IngestRequest,
    Outcome,
    PrivacyHold,
    SameWordsTwice,
    SpeakerLine,
    TooManyFilesForOneId,
    TranscriptChanged,
    UnknownSpeakers,
)
from idtool.steps.interview_of_file import (
    check_people,
    given_speakers,
    interview_of_file,
    new_interview,
    with_people,
)
from idtool.steps.roster_changes import Newcomer, add_to_roster, set_statuses
from idtool.steps.screen_memory import (
    allow_terms,
    refuse_repetition,
    screen_memory,
    with_replacements,
)
from idtool.steps.screening import Held, may_name, screen_for_study
from idtool.steps.screenings import record_screening
from idtool.steps.speakers_file import with_speakers_file
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile, open_study_file


def ingest_files(
    study: LoadedStudy | None,
    paths: Sequence[Path],
    request: IngestRequest,
    act: Act,
    *,
    ask: AskSpeaker | None = None,
    step: Callable[[], object] = lambda: None,
) -> list[IngestReport]:
    """Read, screen and store files; all of them are stored, or none is.

    Args:
        study: The study; ``None`` previews files outside any study.
        paths: The files.
        request: What was said about them.
        act: Who acts, and when.
        ask: Asks who an unknown label is; ``None`` if nobody can be asked.
        step: Called after each file.

    Raises:
        PrivacyHold: Something identifying was found; the reports are in it.
        InvalidInput: A file cannot be read.
        UsageProblem: An interview or a speaker is unknown.
        Conflict: Other words are already there under this id.
    """
    if request.interview and len(paths) > 1:
        raise TooManyFilesForOneId
    if study is None:
        return [_preview_alone(source, request, step) for source in sources(paths, request)]
    request = with_speakers_file(study, request)
    found = sources(paths, request)
    with open_study_file(study.folder, act, write=not request.dry_run) as store:
        _allow(study, store, request)
        jobs: list[Prepared] = []
        for source in found:
            newcomers = [person for job in jobs for person in job.newcomers]
            jobs.append(prepare(study, store, source, request, ask, newcomers))
            step()
        reports = [job.report for job in jobs]
        if any(job.report.held.stops for job in jobs):
            if request.dry_run:
                return reports
            raise PrivacyHold(reports)
        if not request.dry_run:
            newcomers = list(dict.fromkeys(person for job in jobs for person in job.newcomers))
            interviews = [job.interview for job in jobs if job.interview is not None]
            for job in jobs:
                _store(store, job, request)
            add_to_roster(study, newcomers, interviews)
            if request.status:
                set_statuses(study, {entry.id: request.status for entry in interviews})
    return reports


@dataclass(frozen=True, slots=True)
class Prepared:
    """One file, read, screened and ready to be stored."""

    report: IngestReport
    interview: Interview | None
    newcomers: tuple[Newcomer, ...]
    transcript: Transcript | None
    read: ReadTranscript
    source_hash: str
    readouts: frozenset[int]
    remembered: Mapping[str, str]


def _preview_alone(
    source: Source, request: IngestRequest, step: Callable[[], object]
) -> IngestReport:
    """An interview outside any study: read and screened, never stored."""
    read = source.read
    named = source.interview or request.interview
    interview = Interview(named or "I00", request.kind or "individual", ())
    mapping = map_speakers(
        label_counts(read),
        interview,
        {},
        {},
        {},
        request.interviewer,
        legend=legend_of(read),
    )
    text, turns = build_turns(read, mapping, interview.id, {})
    held = screen_for_study((), read, text, turns, request.attest)
    step()
    return replace(
        _report(source, interview, read, mapping, turns, held, ()),
        interview=named,
        kind=request.kind,
    )


def prepare(
    study: LoadedStudy,
    store: StudyFile,
    source: Source,
    request: IngestRequest,
    ask: AskSpeaker | None,
    earlier: Sequence[Newcomer] = (),
) -> Prepared:
    """Find out who speaks in an interview that was read, and screen it; stores nothing.

    ``earlier`` are people whom interviews before it, in the same call, have added.
    """
    path, digest, read = source.path, source.digest, source.read
    interview_id = source.interview or interview_of_file(
        study, Path(source.group) if source.group else path, read, request
    )
    here = {key_of(label) for label in label_counts(read)}
    words = request.said_of(interview_id).items()
    said = {label: who for label, who in words if key_of(label) in here}
    known = {*study.people, *(entry.id for entry in earlier)}
    said = with_new_people(said, known, again=interview_id in study.interviews)
    given, newcomers = given_speakers(study, said)
    people = study.people | {entry.id: entry.as_person() for entry in (*earlier, *newcomers)}
    interview = study.interviews.get(interview_id)
    if interview is None:
        interview = new_interview(interview_id, request, given)
    if request.status:
        interview = replace(interview, status=request.status)
    remembered = store.decisions.speakers(interview.id)

    def identify(meeting: Interview) -> SpeakerMapping:
        return map_speakers(
            label_counts(read),
            meeting,
            people,
            given,
            remembered,
            request.interviewer,
            legend=legend_of(read),
        )

    mapping = identify(interview)
    if mapping.unresolved and ask is not None and not request.dry_run:
        for label in mapping.unresolved:
            answer = ask(label, read)
            if answer:
                more, new = given_speakers(study, {label: answer})
                given, newcomers = {**given, **more}, (*newcomers, *new)
                people = people | {entry.id: entry.as_person() for entry in new}
        interview = with_people(study, interview, given)
        mapping = identify(interview)
    if mapping.unresolved and not request.dry_run:
        raise UnknownSpeakers(
            path.name,
            mapping.unresolved,
            study.interviews.get(interview_id),
            next(iter(study.settings.roles)),
        )
    interview = with_people(study, interview, mapping.assigned)
    check_people(study, interview, mapping, people, path.name, request)
    roles = {person.id: person.role for person in people.values()}
    text, turns = build_turns(read, mapping, interview.id, roles)
    memory = screen_memory(store, request.key)
    scopes = [memory.book.scope("file", path.stem), memory.book.scope("interview", interview.id)]
    text, turns, n_replaced = with_replacements(study, memory, text, turns, scopes)
    marks = find_marks(
        turns,
        study.questions_for(interview.setting),
        study.stage_texts,
        order=study.guide_order(interview.setting),
        cast=study.cast,
        openings=study.openings,
    )
    held = screen_for_study(
        [*study.cast, *study.settings.privacy.allow_terms, *request.allow],
        read,
        text,
        turns,
        request.attest,
        memory=memory,
        scopes=scopes,
    )
    held = replace(held, n_replaced=n_replaced)
    refuse_repetition(request.attest, [text[kept.start : kept.end] for kept in held.kept])
    report = _report(source, interview, read, mapping, turns, held, tuple(marks))
    outcome: Outcome = _outcome(store, interview.id, digest, text, path.name, request)
    if outcome == "stored" and request.dry_run:
        outcome = "previewed"
    return Prepared(
        report=replace(report, outcome=outcome, status=request.status),
        interview=interview,
        newcomers=tuple(newcomers),
        transcript=Transcript(interview, text, tuple(turns)),
        read=read,
        source_hash=digest,
        readouts=frozenset(readouts(turns, study.stage_texts)),
        remembered=mapping.assigned,
    )


def _allow(study: LoadedStudy, store: StudyFile, request: IngestRequest) -> None:
    if request.allow and not request.because:
        raise UsageProblem(
            "--allow needs a reason.", 'Add: --because "why this term identifies nobody"'
        )
    if not request.dry_run and request.allow:
        allow_terms(store, request.key, request.allow, request.because)
        store.trail.add(
            "privacy.allow",
            study.settings.id,
            why=request.because,
            detail={"n_terms": len(request.allow)},
        )


def _outcome(
    store: StudyFile, interview: str, digest: str, text: str, file: str, request: IngestRequest
) -> Outcome:
    facts = store.transcripts.facts()
    text_hash = hashlib.sha256(text.encode()).hexdigest()
    for other in facts.values():
        if other.transcript != interview and text_hash == other.text_hash:
            raise SameWordsTwice(file, other.transcript)
    known = facts.get(interview)
    if known is None:
        return "stored"
    if digest == known.source_hash or text_hash == known.text_hash:
        return "unchanged"
    if request.correct:
        return "replaced"
    codings = store.codings.all(status=("accepted", "rejected"), transcripts=[interview])
    if not request.replace or codings:
        if request.dry_run:
            return "stored"
        raise TranscriptChanged(interview, len(codings))
    return "replaced"


def _store(store: StudyFile, job: Prepared, request: IngestRequest) -> None:
    report, transcript = job.report, job.transcript
    if transcript is None or report.outcome == "unchanged":
        return
    if report.outcome == "replaced":
        store.transcripts.remove(transcript.id)
    store.transcripts.add(
        transcript,
        source_hash=job.source_hash,
        source_format=report.source_format,
        encoding=report.encoding,
        readouts=job.readouts,
        findings=report.findings,
        marks=report.marks,
    )
    record_screening(store, transcript.id, report.held, request.key, request.attest)
    remember_speakers(store, transcript.id, job.remembered)
    if report.status:
        store.statuses.say(transcript.id, report.status)
    store.trail.add(
        "transcript.ingest" if report.outcome == "stored" else "transcript.replace",
        transcript.id,
        why=request.attest,
        detail={
            "format": report.source_format,
            "n_turns": report.n_turns,
            "n_words": report.n_words,
            "source_sha256": job.source_hash,
            "privacy": report.held.counts(),
        },
    )


def remember_speakers(store: StudyFile, interview: str, assigned: Mapping[str, str]) -> None:
    """Keep who the labels are, except labels that may be names."""
    for label, person in assigned.items():
        if may_name(label):
            continue
        everywhere = person == INTERVIEWER and not re.search(r"\d", label)
        store.decisions.remember_speaker("" if everywhere else interview, label, person)


def _report(
    source: Source,
    interview: Interview,
    read: ReadTranscript,
    mapping: SpeakerMapping,
    turns: Sequence[Turn],
    held: Held,
    marks: tuple[Mark, ...],
) -> IngestReport:
    turns_of: dict[str, int] = {}
    words_of: dict[str, int] = {}
    for spoken in read.turns:
        label = spoken.label or UNLABELLED
        turns_of[label] = turns_of.get(label, 0) + 1
        words_of[label] = words_of.get(label, 0) + len(spoken.text.split())
    roles = {turn.person: turn.role for turn in turns if turn.person}
    speakers = tuple(
        SpeakerLine(
            label=label,
            person=mapping.assigned.get(label),
            role=roles.get(mapping.assigned.get(label, "")),
            n_turns=count,
            n_words=words_of[label],
            why=mapping.reasons.get(label, ""),
        )
        for label, count in turns_of.items()
    )
    return IngestReport(
        file=source.path.name,
        group=source.group,
        interview=interview.id,
        kind=interview.kind,
        source_format=read.source_format,
        encoding=read.encoding,
        n_turns=len(turns),
        n_words=sum(len(turn.text.split()) for turn in turns),
        speakers=speakers,
        findings=(
            *language_findings(source.path.name, (turn.text for turn in read.turns)),
            *read.findings,
            *mapping.findings,
        ),
        held=held,
        marks=marks,
        first_turns=tuple(turns[:10]),
        ledger=word_ledger(read),
        outcome="previewed",
    )
