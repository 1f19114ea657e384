"""The trail shown and proved, and a study's papers in the order an auditor asks for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from idtool.errors import Conflict, UsageProblem
from idtool.exchange.sheets import write_csv
from idtool.model import Act, MemberAnswer, Theme, TrailEvent
from idtool.privacy.leaks import Leak, shared_runs
from idtool.steps.acts import AuditClass, class_of, in_words
from idtool.steps.coding_tables import COLUMNS, coding_rows
from idtool.steps.contexts import StudyText, load_text
from idtool.steps.own_words import RUN
from idtool.steps.study_folder import (
    GUIDE_FILE,
    MEMBERCHECK_FILE,
    ROSTER_FILE,
    STUDY_FILE,
    LoadedStudy,
)
from idtool.store import StudyFile, open_study_file
from idtool.written import write_text_atomically

LEFT_OUT = "[a participant's words]"

_FOLDERS = {
    AuditClass.raw: "1-raw-data",
    AuditClass.reduction: "2-reduction-and-analysis",
    AuditClass.reconstruction: "3-reconstruction-and-synthesis",
    AuditClass.process: "4-process-notes",
    AuditClass.intentions: "5-intentions-and-dispositions",
    AuditClass.instruments: "6-instrument-development",
}
_PROCESS_MEMOS = frozenset({"method", "mentor", "member_check"})


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One event with its words and its class."""

    event: TrailEvent
    what: str
    kind: AuditClass


@dataclass(frozen=True, slots=True)
class TrailProof:
    """Whether the trail is whole.

    ``broken_at`` is the first event that does not fit, or ``None``; ``lost`` are
    sentences on what does not agree with the last command's seal. ``head`` is the
    hash of the last event; ``head_known`` tells whether a head kept outside the
    study stands in the trail (``None``: none was given).
    """

    n_events: int
    broken_at: int | None
    lost: tuple[str, ...]
    head: str
    head_known: bool | None

    @property
    def whole(self) -> bool:
        """Whether nothing speaks against the trail."""
        return self.broken_at is None and not self.lost and self.head_known is not False


class FolderNotEmpty(Conflict):
    """An audit folder is written anew, never over something else."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} is not empty.", "Give a new folder, or empty this one yourself first."
        )


def audit_entries(
    study: LoadedStudy,
    act: Act,
    *,
    about: str = "",
    kind: AuditClass | None = None,
) -> list[AuditEntry]:
    """Events of the trail, in order.

    Args:
        about: Only what was done to this id, or names it: a theme, an interview, a code.
        kind: Only one class.
    """
    with open_study_file(study.folder, act) as store:
        entries = [
            AuditEntry(event, in_words(event), class_of(event.act))
            for event in store.trail.events()
        ]
    return [
        entry
        for entry in entries
        if (not about or _is_about(entry.event, about)) and (kind is None or entry.kind is kind)
    ]


def _is_about(event: TrailEvent, name: str) -> bool:
    return event.about.split("#")[0] == name or event.about == name or _names(event.detail, name)


def _names(detail: str, name: str) -> bool:
    def holds(value: object) -> bool:
        if isinstance(value, str):
            return value == name or value.split("#")[0] == name
        if isinstance(value, list):
            return any(holds(each) for each in value)
        return isinstance(value, dict) and any(map(holds, [*value, *value.values()]))

    return holds(json.loads(detail))


def prove_trail(study: LoadedStudy, act: Act, *, head: str = "") -> TrailProof:
    """Follow the chain of hashes, and hold the study against the last seal.

    Args:
        head: A head that was kept outside the study. Whoever can write to
            ``study.db`` could make a new chain; they cannot make an old head fit it.

    Raises:
        UsageProblem: What is given has not the form of a head.
    """
    if head and (len(head) < 12 or not set(head.lower()) <= set("0123456789abcdef")):
        raise UsageProblem(
            f"“{head}” is not the head of a trail.",
            "Give at least twelve characters of the one printed by idtool audit verify.",
        )
    with open_study_file(study.folder, act) as store:
        events = store.trail.events()
        return TrailProof(
            len(events),
            store.trail.first_break(),
            tuple(store.broken_seals()),
            events[-1].hash if events else "",
            any(event.hash.startswith(head.lower()) for event in events) if head else None,
        )


@dataclass
class _Papers:
    """Files to be written, with what each is."""

    with_words: bool
    said: Mapping[str, str]
    files: dict[str, tuple[AuditClass, str, str]] = field(default_factory=dict)

    def add(self, kind: AuditClass, name: str, text: str, what: str) -> None:
        self.files[f"{_FOLDERS[kind]}/{name}"] = (kind, text, what)

    def own(self, words: str) -> str:
        """The researcher's words; runs that repeat what participants said are taken out."""
        if self.with_words:
            return words
        for leak in reversed(_merged(shared_runs(words, self.said, words=RUN))):
            words = f"{words[: leak[0]]}{LEFT_OUT}{words[leak[1] :]}"
        return words

    def table(
        self,
        kind: AuditClass,
        name: str,
        columns: Sequence[str],
        rows: Collection[Mapping[str, object]],
        what: str,
    ) -> None:
        self.add(kind, name, write_csv(columns, rows), f"{what} ({len(rows)} rows)")


def _merged(leaks: Sequence[Leak]) -> list[tuple[int, int]]:
    """Positions of leaks, those that touch as one."""
    spans: list[tuple[int, int]] = []
    for leak in sorted(leaks, key=lambda each: each.start):
        if spans and leak.start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], leak.end))
        else:
            spans.append((leak.start, leak.end))
    return spans


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
        papers = _Papers(with_words, said)
        _raw_data(papers, study, store, text)
        _reduction(papers, study, store, text)
        _reconstruction(papers, store)
        _process(papers, store)
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
    classes = "\n".join(f"- `{_FOLDERS[kind]}`: {kind.value}" for kind in AuditClass)
    return (
        f"# Audit trail: {study.settings.title}\n\n"
        "For whoever checks how this study went from what was said to what it claims. The order "
        "is Halpern's six classes, after Lincoln and Guba (1985).\n\n"
        f"{classes}\n\n{held} `index.csv` names every file with its SHA-256. The events of the "
        "trail are in `4-process-notes/trail.csv`; each holds the hash of the one before it, "
        "and `idtool audit verify` follows the chain in the study.\n"
    )


def _raw_data(papers: _Papers, study: LoadedStudy, store: StudyFile, text: StudyText) -> None:
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
    papers.add(AuditClass.raw, ROSTER_FILE, _file(study, ROSTER_FILE), "People and interviews")
    if papers.with_words:
        for name, words in papers.said.items():
            papers.add(AuditClass.raw, f"participants/{name}.txt", words, "What was said")


def _reduction(papers: _Papers, study: LoadedStudy, store: StudyFile, text: StudyText) -> None:
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
    _memos(papers, store, AuditClass.reduction)


def _reconstruction(papers: _Papers, store: StudyFile) -> None:
    themes = store.themes.all()
    columns = (
        "theme", "focus", "status", "name", "claim", "not_a_topic_because", "so_what",
        "searched_against", "came_from", "codes",
    )  # fmt: skip
    rows = [
        {
            "theme": theme.id,
            "codes": " ".join(theme.codes),
            **{
                name: papers.own(str(getattr(theme, name)))
                for name in columns
                if name not in {"theme", "codes"}
            },
        }
        for theme in themes
    ]
    papers.table(AuditClass.reconstruction, "themes.csv", columns, rows, "Themes with claims")
    papers.table(
        AuditClass.reconstruction,
        "evidence.csv",
        ("theme", "side", "at", "note"),
        list(_evidence(papers, themes)),
        "Places for and against each theme",
    )
    last = store.groupings.last()
    if last is not None:
        number, at, result = last
        summary = [
            {
                "run": number,
                "at": at,
                "grouping": each["id"],
                "people": " ".join(each["people"]),
                "terms": ", ".join(each["terms"]),
            }
            for each in result["groupings"]
        ]
        papers.table(
            AuditClass.reconstruction,
            "groupings.csv",
            ("run", "at", "grouping", "people", "terms"),
            summary,
            "Candidate groupings of the last run",
        )


def _evidence(papers: _Papers, themes: Sequence[Theme]) -> Iterator[dict[str, object]]:
    for theme in themes:
        for side, places in (("for", theme.evidence_for), ("against", theme.evidence_against)):
            for place in places:
                yield {
                    "theme": theme.id,
                    "side": side,
                    "at": place.at,
                    "note": papers.own(place.note),
                }


def _member_check(papers: _Papers, store: StudyFile) -> None:
    """What participants sent back: how much of what, and the words only with words."""
    kept = [name for name in ("text", "was") if papers.with_words]
    rows = [
        {
            "return": back.id,
            "person": back.person,
            "round": back.round,
            "variant": back.variant,
            "way": back.way,
            "at": back.at,
            "by": back.by,
            "statement": answer.statement,
            "part": answer.part,
            "place": answer.place,
            "how": answer.how,
            "n_words": len(answer.text.split()),
            **{name: getattr(answer, name) for name in kept},
        }
        for back in store.member_returns.all()
        for answer in back.answers or (MemberAnswer("", "nothing"),)
    ]
    columns = (
        "return", "person", "round", "variant", "way", "at", "by", "statement", "part", "place",
        "how", "n_words", *kept,
    )  # fmt: skip
    what = "What participants answered in the member check"
    papers.table(AuditClass.process, "member-check-answers.csv", columns, rows, what)
    items = [
        {
            name: getattr(item, name)
            for name in ("id", "person", "round", "statement", "theme", "kind", "at", "memo")
        }
        for item in store.member_returns.items()
    ]
    papers.table(
        AuditClass.process,
        "member-check-items.csv",
        ("id", "person", "round", "statement", "theme", "kind", "at", "memo"),
        items,
        "What the answers left open, and the memo that answers it",
    )


def _process(papers: _Papers, store: StudyFile) -> None:
    rows = [
        {
            "n": event.n,
            "at": event.at,
            "by": event.by,
            "act": event.act,
            "what": in_words(event),
            "class": class_of(event.act).value,
            "about": event.about,
            "why": papers.own(event.why),
            "detail": event.detail,
            "prev": event.prev,
            "hash": event.hash,
        }
        for event in store.trail.events()
    ]
    columns = (
        "n", "at", "by", "act", "what", "class", "about", "why", "detail", "prev", "hash",
    )  # fmt: skip
    papers.table(AuditClass.process, "trail.csv", columns, rows, "Every act, chained by hash")
    _member_check(papers, store)
    items = [
        {
            "item": item.id,
            **{
                name: papers.own(str(getattr(item, name) or ""))
                for name in ("packet", "kind", "about", "text", "by", "at", "status", "answer",
                             "changed", "answered_at")
            },
        }
        for item in store.mentoring.all()
    ]  # fmt: skip
    papers.table(
        AuditClass.process,
        "mentor.csv",
        ("item", "packet", "kind", "about", "text", "by", "at", "status", "answer", "changed",
         "answered_at"),
        items,
        "What the mentor said and was asked, and what became of it",
    )  # fmt: skip
    decided = [row for row in rows if row["why"]]
    papers.table(
        AuditClass.process,
        "decisions.csv",
        ("n", "at", "by", "what", "about", "why"),
        decided,
        "Acts with their reasons",
    )
    _memos(papers, store, AuditClass.process)


def _memos(papers: _Papers, store: StudyFile, kind: AuditClass) -> None:
    wanted = [
        memo
        for memo in store.memos.all()
        if (memo.kind in _PROCESS_MEMOS) == (kind is AuditClass.process)
    ]
    for memo in wanted:
        head = f"---\nid: {memo.id}\ntype: {memo.kind}\non: {' '.join(memo.on)}\n"
        head += f"by: {memo.by}\nat: {memo.at}\n---\n\n"
        papers.add(
            kind,
            f"memos/{memo.id}.md",
            f"{head}{papers.own(memo.text)}\n",
            f"Memo ({memo.kind.replace('_', ' ')})",
        )


def _intentions(papers: _Papers, study: LoadedStudy, store: StudyFile) -> None:
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
        _file(study, STUDY_FILE),
        "Question, roles, targets, rules of saturation and wording",
    )


def _instruments(papers: _Papers, study: LoadedStudy) -> None:
    for name, what in ((GUIDE_FILE, "Interview guide with its changes"),
                       (MEMBERCHECK_FILE, "Statements shown to participants")):  # fmt: skip
        if (study.folder / name).is_file():
            papers.add(AuditClass.instruments, name, _file(study, name), what)
    for path in sorted((study.folder / "vignettes").glob("*.yaml")):
        papers.add(
            AuditClass.instruments,
            f"vignettes/{path.name}",
            path.read_text(encoding="utf-8-sig"),
            "Vignettes",
        )
    if not any(kind is AuditClass.instruments for kind, _, _ in papers.files.values()):
        papers.add(AuditClass.instruments, "none.txt", "The study has no guide.\n", "Nothing yet")


def _file(study: LoadedStudy, name: str) -> str:
    return (study.folder / name).read_text(encoding="utf-8-sig")
