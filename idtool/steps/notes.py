"""Readings and memos: what a researcher notes while reading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from idtool.errors import InvalidInput, UsageProblem
from idtool.model import Act, Mark, Memo, Transcript
from idtool.steps.contexts import StudyText, load_text
from idtool.steps.study_folder import LoadedStudy
from idtool.steps.subjects import subjects_named
from idtool.store import open_study_file

MEMO_KINDS = ("reading", "code", "theme", "method", "comparison", "mentor", "member_check")
_FRONT = re.compile(r"\A---\n(?P<front>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reading:
    """A transcript to be read, with its marks by turn."""

    transcript: Transcript
    marks: tuple[Mark, ...]


def open_transcript(study: LoadedStudy, interview: str, act: Act) -> Reading:
    """One transcript for reading.

    Raises:
        UsageProblem: It is not in the study.
    """
    with open_study_file(study.folder, act) as store:
        text = load_text(study, store)
        return Reading(_transcript(text, interview), tuple(text.marks.get(interview, ())))


def log_reading(
    study: LoadedStudy, interview: str, act: Act, *, note: str = "", code: str = ""
) -> str | None:
    """Log that a transcript was read whole (for ``code``); returns the note's memo id."""
    if code and code not in study.codes:
        raise UsageProblem(f"No codebook has the code “{code}”.", "Correct the code.")
    with open_study_file(study.folder, act, write=True) as store:
        _transcript(load_text(study, store), interview)
        store.transcripts.add_reading(interview, code=code)
        memo_id = store.memos.add(note, kind="reading", on=(interview,)) if note else None
        store.trail.add("transcript.read", interview, detail={"for": code, "memo": memo_id or ""})
    return memo_id


def add_memo(study: LoadedStudy, text: str, act: Act, *, kind: str, on: Sequence[str]) -> str:
    """Keep one memo; returns its id.

    Args:
        on: What it is about: ids of the study, places such as ``I03#t014``, or topics.

    Raises:
        UsageProblem: Nothing is written, or it is about something that is not there.
    """
    if kind not in MEMO_KINDS:
        raise UsageProblem(f"There is no memo type “{kind}”.", f"Use: {', '.join(MEMO_KINDS)}.")
    if not text.strip():
        raise UsageProblem("The memo is empty.", "Write it with --text, or in a file.")
    with open_study_file(study.folder, act, write=True) as store:
        about = subjects_named(study, store, on)
        memo_id = store.memos.add(text.strip(), kind=kind, on=about)
        store.trail.add("memo.add", memo_id, detail={"kind": kind, "on": list(about)})
    return memo_id


def all_memos(study: LoadedStudy, act: Act) -> list[Memo]:
    """Every memo, in order."""
    with open_study_file(study.folder, act) as store:
        return store.memos.all()


def import_memos(study: LoadedStudy, folder: Path, act: Act) -> list[str]:
    """Read memos from Markdown files with front matter; all are kept, or none.

    Raises:
        InvalidInput: A file has no front matter, or its type is unknown.
    """
    paths = sorted(folder.glob("*.md")) if folder.is_dir() else [folder]
    read = [(path, *_front_matter(path)) for path in paths]
    with open_study_file(study.folder, act, write=True) as store:
        known = {memo.id for memo in store.memos.all()}
        made = []
        for _, front, body in read:
            memo_id = store.memos.add(
                body.strip(),
                kind=str(front.get("kind", "reading")),
                on=_items(front.get("on")),
                memo_id=str(front.get("id", "")),
                by=str(front.get("by", "")),
            )
            if memo_id not in known:
                made.append(memo_id)
                store.trail.add("memo.import", memo_id)
    return made


def _items(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _front_matter(path: Path) -> tuple[Mapping[str, object], str]:
    from idtool.written import read_yaml

    found = _FRONT.match(path.read_text(encoding="utf-8-sig").replace("\r\n", "\n"))
    if not found:
        raise InvalidInput(
            f"{path.name}, line 1: a memo begins with front matter between two lines of ---.",
            "Compare with the memos of: idtool demo",
        )
    front = read_yaml(found["front"], path.name).data
    if not isinstance(front, dict) or front.get("kind", "reading") not in MEMO_KINDS:
        raise InvalidInput(
            f"{path.name}: the kind is missing or unknown.", f"Use: {', '.join(MEMO_KINDS)}."
        )
    return front, found["body"]


def _transcript(text: StudyText, interview: str) -> Transcript:
    if interview not in text.transcripts:
        raise UsageProblem(
            f"There is no transcript {interview}.",
            f"Transcripts: {', '.join(text.transcripts) or 'none'}.",
        )
    return text.transcripts[interview]
