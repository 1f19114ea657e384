"""The papers of an audit: files by Halpern's six classes, without participants' words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from idtool.exchange.sheets import write_csv
from idtool.privacy.leaks import Leak, shared_runs
from idtool.steps.acts import AuditClass
from idtool.steps.own_words import RUN
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile

LEFT_OUT = "[a participant's words]"

FOLDERS = {
    AuditClass.raw: "1-raw-data",
    AuditClass.reduction: "2-reduction-and-analysis",
    AuditClass.reconstruction: "3-reconstruction-and-synthesis",
    AuditClass.process: "4-process-notes",
    AuditClass.intentions: "5-intentions-and-dispositions",
    AuditClass.instruments: "6-instrument-development",
}

_PROCESS_MEMOS = frozenset({"method", "mentor", "member_check"})


@dataclass
class Papers:
    """Files to be written, with what each is."""

    with_words: bool
    said: Mapping[str, str]
    files: dict[str, tuple[AuditClass, str, str]] = field(default_factory=dict)

    def add(self, kind: AuditClass, name: str, text: str, what: str) -> None:
        """Put a file into a class."""
        self.files[f"{FOLDERS[kind]}/{name}"] = (kind, text, what)

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
        """Put a table into a class."""
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


def write_memos(papers: Papers, store: StudyFile, kind: AuditClass) -> None:
    """The memos of a class, a file each."""
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


def file_text(study: LoadedStudy, name: str) -> str:
    """One of the study's own files, as it is."""
    return (study.folder / name).read_text(encoding="utf-8-sig")
