"""A study's papers in the order an auditor asks for, with a list of checksums."""

from __future__ import annotations

import hashlib
from pathlib import Path

from idtool.errors import Conflict
from idtool.exchange.sheets import write_csv
from idtool.model import Act
from idtool.steps.acts import AuditClass
from idtool.steps.audit_claims import write_process, write_reconstruction
from idtool.steps.audit_papers import FOLDERS, LEFT_OUT, Papers, file_text, write_memos
from idtool.steps.coding_tables import COLUMNS, coding_rows
from idtool.steps.contexts import StudyText, load_text
from idtool.steps.study_folder import (
    GUIDE_FILE,
    MEMBERCHECK_FILE,
    ROSTER_FILE,
    STUDY_FILE,
    LoadedStudy,
)
from idtool.store import StudyFile, open_study_file
from idtool.written import write_text_atomically


class FolderNotEmpty(Conflict):
    """An audit folder is written anew, never over something else."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} is not empty.", "Give a new folder, or empty this one yourself first."
        )


def export_audit(
    study: LoadedStudy, folder: Path, act: Act, *, with_words: bool = False
) -> list[Path]:
    """Write the study's papers in Halpern's six classes, with a list of checksums.

    Without ``with_words`` the folder holds no run of six words from a transcript:
    codings come without quotations, and such runs are taken out of notes.

    Raises:
        FolderNotEmpty: The folder holds something already.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FolderNotEmpty(folder)
    with open_study_file(study.folder, act) as store:
        text = load_text(study, store)
        said = {
            name: "\n".join(t.text for t in transcript.turns if not t.is_interviewer)
            for name, transcript in text.transcripts.items()
        }
        papers = Papers(with_words, said)
        _raw_data(papers, study, store, text)
        _reduction(papers, study, store, text)
        write_reconstruction(papers, store)
        write_process(papers, store)
        _intentions(papers, study, store)
        _instruments(papers, study)
    rows = [
        {
            "class": kind.value,
            "file": name,
            "sha256": hashlib.sha256(words.encode()).hexdigest(),
            "what": what,
        }
        for name, (kind, words, what) in sorted(papers.files.items())
    ]
    papers.files["index.csv"] = (
        AuditClass.process,
        write_csv(("class", "file", "sha256", "what"), rows),
        "",
    )
    papers.files["README.md"] = (AuditClass.process, _readme(study, with_words=with_words), "")
    for name, (_, words, _) in papers.files.items():
        write_text_atomically(folder / name, words)
    return [folder / name for name in sorted(papers.files)]


def _readme(study: LoadedStudy, *, with_words: bool) -> str:
    held = (
        "It holds participants' words: keep it with the study."
        if with_words
        else f"It holds no participants' words: “{LEFT_OUT}” stands where a note quotes them."
    )
    classes = "\n".join(f"- `{FOLDERS[kind]}`: {kind.value}" for kind in AuditClass)
    return (
        f"# Audit trail: {study.settings.title}\n\n"
        "For whoever checks how this study went from what was said to what it claims. The order "
        "is Halpern's six classes, after Lincoln and Guba (1985).\n\n"
        f"{classes}\n\n{held} `index.csv` names every file with its SHA-256. The events of the "
        "trail are in `4-process-notes/trail.csv`; each holds the hash of the one before it, "
        "and `idtool audit verify` follows the chain in the study.\n"
    )


def _raw_data(papers: Papers, study: LoadedStudy, store: StudyFile, text: StudyText) -> None:
    facts = store.transcripts.facts()
    rows = [
        {
            "interview": name,
            "kind": transcript.interview.kind,
            "people": " ".join(transcript.interview.people),
            "week": transcript.interview.week,
            "status": transcript.interview.status,
            "n_turns": len(transcript.turns),
            "n_words": sum(len(turn.text.split()) for turn in transcript.turns),
            "format": facts[name].source_format,
            "text_sha256": facts[name].text_hash,
            "source_sha256": facts[name].source_hash,
            "at": facts[name].ingested_at,
            "by": facts[name].ingested_by,
        }
        for name, transcript in text.transcripts.items()
    ]
    columns = (
        "interview", "kind", "people", "week", "status", "n_turns", "n_words", "format",
        "text_sha256", "source_sha256", "at", "by",
    )  # fmt: skip
    papers.table(AuditClass.raw, "transcripts.csv", columns, rows, "Transcripts with checksums")
    findings = [
        {"interview": name, "line": each.line, "rule": each.rule, "message": each.message}
        for name, found in store.transcripts.findings().items()
        for each in found
    ]
    papers.table(
        AuditClass.raw,
        "findings.csv",
        ("interview", "line", "rule", "message"),
        findings,
        "What was noticed when the files were read",
    )
    papers.add(AuditClass.raw, ROSTER_FILE, file_text(study, ROSTER_FILE), "People and interviews")
    if papers.with_words:
        for name, words in papers.said.items():
            papers.add(AuditClass.raw, f"participants/{name}.txt", words, "What was said")


def _reduction(papers: Papers, study: LoadedStudy, store: StudyFile, text: StudyText) -> None:
    codings = store.codings.all(status=("accepted", "rejected"))
    wordy = {"quote", "evidence"}
    columns = [name for name in (*COLUMNS, "wish") if papers.with_words or name not in wordy]
    papers.table(
        AuditClass.reduction,
        "codings.csv",
        columns,
        list(coding_rows(text, codings)),
        "Codings accepted and rejected",
    )
    for book in study.codebooks:
        for number, (version, _, at, words) in enumerate(store.codebooks.versions(book), start=1):
            papers.add(
                AuditClass.reduction,
                f"codebooks/{book}-{number:02d}-{version}.yaml",
                papers.own(words),
                f"Codebook as it was used from {at}",
            )
        if not store.codebooks.versions(book):
            papers.add(
                AuditClass.reduction,
                f"codebooks/{book}.yaml",
                papers.own(study.codebook_texts[book]),
                "Codebook, not used yet",
            )
    readings = [
        {"interview": name, "by": by, "at": at, "for": code}
        for name, read in store.transcripts.readings().items()
        for by, at, code in read
    ]
    papers.table(
        AuditClass.reduction,
        "readings.csv",
        ("interview", "by", "at", "for"),
        readings,
        "Who read which transcript whole, and for which code",
    )
    write_memos(papers, store, AuditClass.reduction)


def _intentions(papers: Papers, study: LoadedStudy, store: StudyFile) -> None:
    for entry in store.journal.all(shared=True):
        papers.add(
            AuditClass.intentions,
            f"journal/{entry.id}.md",
            f"---\nid: {entry.id}\nby: {entry.by}\nat: {entry.at}\nshared: {entry.shared_at}\n"
            f"---\n\n{papers.own(entry.text)}\n",
            "Journal entry, as shared",
        )
    papers.add(
        AuditClass.intentions,
        STUDY_FILE,
        file_text(study, STUDY_FILE),
        "Question, roles, targets, rules of saturation and wording",
    )


def _instruments(papers: Papers, study: LoadedStudy) -> None:
    for name, what in ((GUIDE_FILE, "Interview guide with its changes"),
                       (MEMBERCHECK_FILE, "Statements shown to participants")):  # fmt: skip
        if (study.folder / name).is_file():
            papers.add(AuditClass.instruments, name, file_text(study, name), what)
    for path in sorted((study.folder / "vignettes").glob("*.yaml")):
        papers.add(
            AuditClass.instruments,
            f"vignettes/{path.name}",
            path.read_text(encoding="utf-8-sig"),
            "Vignettes",
        )
    if not any(kind is AuditClass.instruments for kind, _, _ in papers.files.values()):
        papers.add(AuditClass.instruments, "none.txt", "The study has no guide.\n", "Nothing yet")
