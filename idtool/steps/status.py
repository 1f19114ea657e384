"""Where a study stands: people, interviews and transcripts counted apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from idtool.model import Act
from idtool.steps.contexts import counted_codings, load_text
from idtool.steps.exposure import exposures, second_vignettes
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile, open_study_file


@dataclass(frozen=True, slots=True)
class Target:
    """One stratum: how many of the planned interviews have a transcript."""

    stratum: str
    label: str
    reached: int
    planned: int

    @property
    def shortfall(self) -> int:
        """How many are missing; 0 says nothing about enough."""
        return max(0, self.planned - self.reached)


@dataclass(frozen=True, slots=True)
class TranscriptState:
    """What one transcript is; ``by`` and ``at`` are empty where only the roster says so."""

    interview: str
    status: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class StudyStatus:
    """The counts of a study, each of its own thing.

    ``n_people`` counts persons heard in at least one transcript; ``people_by_role``
    the same by role. Proposals are counted apart from codings a person accepted.
    ``second_exposures`` has the vignettes that somebody meets again, by interview;
    ``unaccepted_marks`` the transcripts with marks that nobody has looked at.
    """

    title: str
    n_people: int
    people_by_role: Mapping[str, int]
    n_interviews: int
    n_transcripts: int
    n_turns: int
    targets: tuple[Target, ...]
    raw_transcripts: tuple[str, ...]
    missing_transcripts: tuple[str, ...]
    transcripts: tuple[TranscriptState, ...]
    second_exposures: Mapping[str, tuple[str, ...]]
    n_orphans: int
    unaccepted_marks: tuple[str, ...]
    n_accepted: int
    n_second_reader: int
    n_proposed: int
    n_rejected: int
    n_themes: int
    n_memos: int
    n_trail: int
    next_command: str
    next_reason: str
    n_sent: int = 0
    n_returned: int = 0
    open_items: tuple[str, ...] = ()


def describe_status(study: LoadedStudy, act: Act) -> StudyStatus:
    """Count what there is and name the next sensible command."""
    with open_study_file(study.folder, act) as store:
        transcripts = store.transcripts.load(study.interviews.values())
        heard = {
            turn.person for transcript in transcripts for turn in transcript.turns if turn.person
        }
        counts = store.codings.counts()

        def count(status: str) -> int:
            return sum(number for (kind, _), number in counts.items() if kind == status)

        have = {transcript.id for transcript in transcripts}
        text = load_text(study, store)
        missing = tuple(name for name in study.interviews if name not in have)
        next_command, reason = _next(study, store, have, missing)
        return StudyStatus(
            title=study.settings.title,
            n_people=len(heard),
            people_by_role={
                role: sum(1 for person in heard if study.people[person].role == role)
                for role in study.settings.roles
            },
            n_interviews=len(study.interviews),
            n_transcripts=len(transcripts),
            n_turns=sum(len(transcript.turns) for transcript in transcripts),
            targets=_targets(study, have),
            raw_transcripts=tuple(
                name for name in sorted(have) if study.interviews[name].status == "raw"
            ),
            missing_transcripts=missing,
            transcripts=_states(study, store, have),
            second_exposures={
                name: tuple(again) for name, again in second_vignettes(exposures(text)).items()
            },
            n_orphans=len(store.orphans.all()),
            unaccepted_marks=tuple(
                name
                for name, marks in sorted(text.marks.items())
                if any(mark.source == "likeness" for mark in marks)
            ),
            n_accepted=len(counted_codings(study, store)),
            n_second_reader=count("accepted") - len(counted_codings(study, store)),
            n_proposed=count("proposed"),
            n_rejected=count("rejected"),
            n_themes=len(store.themes.all()),
            n_memos=len(store.memos.all()),
            n_trail=store.trail.count(),
            next_command=next_command,
            next_reason=reason,
            n_sent=len({person for person, _, _ in store.member_documents.made()}),
            n_returned=len(
                {
                    back.person
                    for back in store.member_returns.all()
                    if back.way not in {"declined", "no_answer"}
                }
            ),
            open_items=tuple(item.id for item in store.member_returns.items() if not item.memo),
        )


def _states(study: LoadedStudy, store: StudyFile, have: set[str]) -> tuple[TranscriptState, ...]:
    last = store.statuses.last()
    states = []
    for name in sorted(have):
        status, said = study.interviews[name].status, last.get(name)
        known = said if said is not None and said.status == status else None
        states.append(
            TranscriptState(name, status, known.by if known else "", known.at if known else "")
        )
    return tuple(states)


def _targets(study: LoadedStudy, have: set[str]) -> tuple[Target, ...]:
    """Targets count people for a role, interviews for pairs and groups."""
    targets = []
    interviews = [study.interviews[name] for name in sorted(have)]
    for role, planned in study.settings.targets.individual.items():
        people = {
            person
            for interview in interviews
            if interview.kind == "individual"
            for person in interview.people
            if study.people[person].role == role
        }
        label = f"{study.settings.roles[role].plural}, individual"
        targets.append(Target(role, label, len(people), planned))
    if study.settings.targets.paired:
        pairs = sum(1 for interview in interviews if interview.kind == "paired")
        targets.append(Target("paired", "paired interviews", pairs, study.settings.targets.paired))
    if study.settings.targets.group:
        groups = sum(1 for interview in interviews if interview.kind == "group")
        targets.append(Target("group", "group interviews", groups, study.settings.targets.group))
    return tuple(targets)


def _next(
    study: LoadedStudy, store: StudyFile, have: set[str], missing: tuple[str, ...]
) -> tuple[str, str]:
    """The next command, exactly as it can be typed, and why."""
    if not have:
        return (
            "idtool ingest PATH/TO/TRANSCRIPT.docx --dry-run",
            "No transcript is in the study yet; a dry run shows what would be read.",
        )
    accepted = counted_codings(study, store)
    proposed = store.codings.all(status=("proposed",))
    read = {name for name, readings in store.transcripts.readings().items() if readings}
    unread = sorted(have - read - {coding.segment.transcript for coding in accepted})
    if unread:
        return f"idtool read {unread[0]}", "It has neither been read whole nor coded."
    if not accepted and not proposed:
        return "idtool apply", "Nothing is coded yet; proposals wait for your decision."
    if proposed:
        first = proposed[0].segment.transcript
        return f"idtool review {first}", f"{len(proposed)} proposals wait for your decision."
    if missing:
        return f"idtool ingest PATH --id {missing[0]}", "The roster lists it without a transcript."
    if not store.groupings.last():
        return "idtool cluster", "Groupings of coded segments may suggest what belongs together."
    if not store.themes.all():
        return 'idtool theme new "NAME" --claim "…"', "No theme has been written yet."
    if study.form is None or not study.form.statements:
        return (
            "idtool report themes",
            "Write statements into membercheck.yaml when the themes are ready for participants.",
        )
    if not store.member_documents.made():
        return "idtool membercheck build", "The statements have not been sent to anybody yet."
    waiting = [item for item in store.member_returns.items() if not item.memo]
    if waiting:
        return (
            f'idtool memo new --type member_check --on {waiting[0].id} --text "…"',
            f"{len(waiting)} answers of participants wait for a memo.",
        )
    return "idtool report themes", "Bring the report up to date for the mentor."
