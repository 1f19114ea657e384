"""``check``: schemas, links, privacy, trail and positions of a whole study."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from idtool.codebook.lint import lint_codebook
from idtool.errors import Fault, IdtoolError
from idtool.model import Act
from idtool.privacy.keyfiles import suspicious_file
from idtool.steps.screenings import screening_faults
from idtool.steps.speakers_file import SPEAKERS_FILE, speakers_faults
from idtool.steps.study_folder import (
    GUIDE_FILE,
    MEMBERCHECK_FILE,
    ROSTER_FILE,
    STUDY_FILE,
    LoadedStudy,
    read_study,
)
from idtool.steps.transcript_status import unsigned
from idtool.store import StudyFile, open_study_file

_HEAD_OF_A_FILE = 4096
_TEXT_FILES = frozenset({".csv", ".tsv", ".txt", ".md", ".yaml", ".yml", ".json"})
_SHEETS = frozenset({".xlsx", ".xls", ".ods", ".numbers"})
_OWN_FILES = frozenset({STUDY_FILE, ROSTER_FILE, GUIDE_FILE, MEMBERCHECK_FILE, SPEAKERS_FILE})
_OWN_FOLDERS = frozenset({"out", "codebooks", "vignettes", ".git"})


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What ``check`` found: faults stop, remarks do not.

    ``exit_code`` is 0, or the highest reason to stop: 3 privacy, 4 files, 5 trail.
    """

    faults: tuple[Fault, ...]
    remarks: tuple[Fault, ...]
    n_trail: int
    exit_code: int


def check_study(folder: Path, act: Act) -> CheckReport:
    """Look at everything in a study; changes nothing."""
    study, faults = read_study(folder)
    remarks: list[Fault] = []
    faults += _suspicious_files(folder)
    faults += speakers_faults(folder)
    broken: list[Fault] = []
    n_trail = 0
    if study is not None:
        remarks += _lint(study)
        remarks += _unused(study)
        try:
            with open_study_file(folder, act) as store:
                n_trail = store.trail.count()
                broken += _check_trail(store)
                faults += _check_store(study, store)
                remarks += _check_transcripts(study, store)
                open_finds, due = screening_faults(store)
                faults += open_finds
                remarks += due
        except IdtoolError as error:
            faults.append(Fault("study.db", 0, error.problem, error.remedy))
    code = 0
    if any(fault.privacy for fault in faults):
        code = 3
    elif faults:
        code = 4
    elif broken:
        code = 5
    return CheckReport((*faults, *broken), tuple(remarks), n_trail, code)


def _suspicious_files(folder: Path) -> list[Fault]:
    """Files that pair ids with what identifies a person have no place in a study."""
    faults = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if not path.is_file() or name.parts[0] in _OWN_FOLDERS or str(name) in _OWN_FILES:
            continue
        if path.suffix.lower() in _SHEETS:
            head = ""
        elif path.suffix.lower() in _TEXT_FILES:
            with path.open("rb") as file:
                head = file.read(_HEAD_OF_A_FILE).decode("utf-8", errors="replace")
        else:
            continue
        reason = suspicious_file(path.name, head)
        if reason:
            faults.append(
                Fault(
                    str(name),
                    0,
                    reason,
                    "Move it out of the study folder: the participant key stays apart.",
                    privacy=True,
                )
            )
    return faults


def _lint(study: LoadedStudy) -> list[Fault]:
    return [
        Fault(f"codebooks ({book.id})", 0, f"{found.code}: {found.message}", "")
        for book in study.codebooks.values()
        for found in lint_codebook(
            book,
            set(study.codes),
            others=[other for other in study.codebooks.values() if other is not book],
        )
    ]


def _unused(study: LoadedStudy) -> list[Fault]:
    """Codebooks that no focus asks for, and files whose ending keeps them from being read."""
    unused = [
        Fault(
            f"codebooks ({book})",
            0,
            "No focus asks for this codebook, so nothing is coded with it.",
            f"Put {book} under foci: in study.yaml, or take the file away.",
        )
        for book in study.unused_codebooks
    ]
    return unused + [
        Fault(
            f"{path.parent.name}/{path.name}",
            0,
            "A file with this ending is not read.",
            f"Call it {path.stem}.yaml.",
        )
        for folder in ("codebooks", "vignettes")
        for path in sorted((study.folder / folder).glob("*.yml"))
    ]


def _check_trail(store: StudyFile) -> list[Fault]:
    lost = [
        Fault(
            "study.db",
            0,
            sentence,
            "Something other than idtool changed the file; compare with a backup.",
        )
        for sentence in store.broken_seals()
    ]
    number = store.trail.first_break()
    if number is None:
        return lost
    return [
        *lost,
        Fault(
            "study.db",
            number,
            f"The trail does not fit from event {number} on: something was changed or removed.",
            "Compare with a backup; the trail cannot be mended.",
        ),
    ]


def _check_store(study: LoadedStudy, store: StudyFile) -> list[Fault]:
    """Transcripts and codings against the roster, the codebooks and each other."""
    faults = [
        Fault(
            "roster.yaml",
            0,
            f"{transcript_id} has a transcript but is not in the roster.",
            f"Add {transcript_id} under interviews:.",
        )
        for transcript_id in store.transcripts.ids()
        if transcript_id not in study.interviews
    ]
    texts = {t.id: t.text for t in store.transcripts.load(study.interviews.values())}
    unknown: dict[str, int] = {}
    for coding in store.codings.all(status=("accepted", "proposed", "rejected")):
        if coding.code not in study.codes:
            unknown[coding.code] = unknown.get(coding.code, 0) + 1
        text = texts.get(coding.segment.transcript)
        if text is not None and text[coding.segment.start : coding.segment.end] != coding.quote:
            faults.append(
                Fault(
                    "study.db",
                    0,
                    f"Coding {coding.uuid[:8]} in {coding.segment.transcript} has lost its place.",
                    "Restore a backup made before the text changed.",
                )
            )
    faults += [
        Fault(
            "study.db",
            0,
            f"{count} codings use {code}, which no codebook defines.",
            "Put the code back into its codebook (it may be marked retired).",
        )
        for code, count in sorted(unknown.items())
    ]
    return faults


def _check_transcripts(study: LoadedStudy, store: StudyFile) -> list[Fault]:
    raw = [
        Fault(
            "roster.yaml",
            0,
            f"{transcript_id} is coded from a raw transcript.",
            f"Check it against the audio, then: idtool mark {transcript_id} --status checked",
        )
        for transcript_id in sorted({c.segment.transcript for c in store.codings.all()})
        if study.interviews.get(transcript_id) and study.interviews[transcript_id].status == "raw"
    ]
    alone = unsigned(study, store)
    nobody = [
        Fault(
            "roster.yaml",
            0,
            f"Only the roster says that these are checked or de-identified: {', '.join(alone)}.",
            "Whoever did it says so, and it is kept with the date: "
            f"idtool --as ID mark {alone[0]} --status {study.interviews[alone[0]].status}",
        )
        for _ in alone[:1]
    ]
    lost: dict[str, int] = {}
    for orphan in store.orphans.all():
        lost[orphan.transcript] = lost.get(orphan.transcript, 0) + 1
    orphans = [
        Fault(
            "study.db",
            0,
            f"{count} in {name} {'has' if count == 1 else 'have'} no place since a correction.",
            f"Put them back or let them go: idtool correct {name} --orphans",
        )
        for name, count in sorted(lost.items())
    ]
    return [*raw, *nobody, *orphans]
