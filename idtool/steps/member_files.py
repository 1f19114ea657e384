"""Participants' documents on disk: put in place together, never over somebody's answers."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from idtool.errors import Conflict
from idtool.steps.member_sheets import Skipped
from idtool.store import StudyFile

BUILD = "membercheck.build"
"""The act in the trail; its detail holds each document's fingerprint."""

_UNFINISHED = ".member_check.part"


class DocumentHasChanged(Conflict):
    """A file in the way is not as idtool made it; it may hold somebody's answers."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is not as idtool made it; somebody may have answered in it. "
            "Nothing was written.",
            "Move it to a place of its own, then build again.",
        )


def left_over(out: Path, documents: Mapping[str, bytes], skipped: Sequence[Skipped]) -> list[str]:
    """Documents of an earlier build for people who must not get one now."""
    return [
        f"{item.person}.docx of an earlier build is still in {out}, and {item.person} "
        f"{item.reason}. Do not send it."
        for item in skipped
        if item.person not in documents and (out / f"{item.person}.docx").exists()
    ]


def check_in_the_way(out: Path, documents: Mapping[str, bytes], store: StudyFile) -> None:
    """Refuse to write over a document that is not exactly as some build left it."""
    known = {fingerprint(data) for data in documents.values()}
    for event in store.trail.events():
        if event.act == BUILD:
            known.update(json.loads(event.detail)["documents"].values())
    for person in documents:
        path = out / f"{person}.docx"
        if path.exists() and fingerprint(path.read_bytes()) not in known:
            raise DocumentHasChanged(path)


def put_in_place(out: Path, documents: Mapping[str, bytes]) -> None:
    """Write all documents beside their place, then move them there."""
    out.mkdir(parents=True, exist_ok=True)
    unfinished = out / _UNFINISHED
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    try:
        for person, data in documents.items():
            (unfinished / f"{person}.docx").write_bytes(data)
        for person in documents:
            (unfinished / f"{person}.docx").replace(out / f"{person}.docx")
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def fingerprint(data: bytes) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(data).hexdigest()
