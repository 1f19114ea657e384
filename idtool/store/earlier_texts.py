"""Texts that transcripts had before they were corrected."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from idtool.model import Act, Transcript
from idtool.store.tables import EarlierTextRow, TranscriptRow

_WITHDRAWN = "[withdrawn]"


@dataclass(frozen=True, slots=True)
class EarlierText:
    """A transcript's text before a correction, without the words. Version 1 is the oldest."""

    transcript: str
    version: int
    n_turns: int
    n_words: int
    source_format: str
    ingested_at: str
    ingested_by: str
    replaced_at: str
    replaced_by: str


class EarlierTexts:
    """One row per version that was replaced; version 1 is the oldest."""

    def __init__(self, session: Session, act: Act) -> None:
        self._session = session
        self._act = act

    def keep(self, old: Transcript) -> int:
        """Keep the text as it is now as an earlier version; returns the version's number."""
        row = self._session.scalars(select(TranscriptRow).where(TranscriptRow.id == old.id)).one()
        version = 1 + (
            self._session.scalar(
                select(func.max(EarlierTextRow.version)).where(
                    EarlierTextRow.transcript_id == old.id
                )
            )
            or 0
        )
        turns = [[t.number, t.start, t.end, t.speaker, t.person, t.role] for t in old.turns]
        self._session.add(
            EarlierTextRow(
                transcript_id=old.id,
                version=version,
                text=row.text,
                turns=json.dumps(turns),
                text_hash=row.text_hash,
                source_hash=row.source_hash,
                source_format=row.source_format,
                ingested_at=row.ingested_at,
                ingested_by=row.ingested_by,
                replaced_at=self._act.at,
                replaced_by=self._act.by,
            )
        )
        self._session.flush()
        return version

    def of(self, transcript: str) -> list[EarlierText]:
        """The earlier versions of a transcript, oldest first."""
        rows = self._session.scalars(
            select(EarlierTextRow)
            .where(EarlierTextRow.transcript_id == transcript)
            .order_by(EarlierTextRow.version)
        )
        return [
            EarlierText(
                row.transcript_id,
                row.version,
                len(json.loads(row.turns)),
                len(row.text.split()),
                row.source_format,
                row.ingested_at,
                row.ingested_by,
                row.replaced_at,
                row.replaced_by,
            )
            for row in rows
        ]

    def forget(self, transcript: str) -> int:
        """Take the earlier texts of a transcript out; how many there were.

        For a correction that took out what should never have been there.
        """
        texts = self._session.scalars(
            select(EarlierTextRow).where(EarlierTextRow.transcript_id == transcript)
        ).all()
        for row in texts:
            self._session.delete(row)
        self._session.flush()
        return len(texts)

    def forget_person(self, person: str) -> frozenset[str]:
        """Take one person's words out of every version; the transcripts they stood in."""
        heard: set[str] = set()
        for row in self._session.scalars(select(EarlierTextRow)):
            turns, text, at = [], [], 0
            for number, start, end, speaker, who, role in json.loads(row.turns):
                words = _WITHDRAWN if who == person else row.text[start:end]
                turns.append([number, at, at + len(words), speaker, who, role])
                text.append(words)
                at += len(words) + 1
            if any(turn[4] == person for turn in turns):
                heard.add(row.transcript_id)
                row.turns, row.text = json.dumps(turns), "\n".join(text)
                row.text_hash = hashlib.sha256(row.text.encode()).hexdigest()
        self._session.flush()
        return frozenset(heard)
