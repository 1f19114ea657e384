"""Transcripts, their turns, marks, findings and readings."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from idtool.model import Act, Finding, Interview, Mark, Transcript, Turn
from idtool.store.tables import FindingRow, MarkRow, ReadingRow, TranscriptRow, TurnRow


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is remembered of a transcript's file: never its name, only its fingerprint."""

    transcript: str
    source_hash: str
    source_format: str
    encoding: str
    text_hash: str
    ingested_at: str
    ingested_by: str


class Transcripts:
    """The interviews that are in the study as text."""

    def __init__(self, session: Session, act: Act) -> None:
        self._session = session
        self._act = act

    def ids(self) -> list[str]:
        """The ids of all transcripts, sorted."""
        return list(self._session.scalars(select(TranscriptRow.id).order_by(TranscriptRow.id)))

    def add(
        self,
        transcript: Transcript,
        *,
        source_hash: str,
        source_format: str,
        encoding: str,
        readouts: Collection[int] = (),
        findings: Sequence[Finding] = (),
        marks: Sequence[Mark] = (),
    ) -> None:
        """Store one transcript with its turns, findings and marks."""
        self._session.add(
            TranscriptRow(
                id=transcript.id,
                uuid=str(uuid.uuid4()),
                text=transcript.text,
                text_hash=hashlib.sha256(transcript.text.encode()).hexdigest(),
                source_hash=source_hash,
                source_format=source_format,
                encoding=encoding,
                ingested_at=self._act.at,
                ingested_by=self._act.by,
            )
        )
        self._session.flush()
        self._session.add_all(turn_rows(transcript, readouts))
        self._session.add_all(finding_rows(transcript.id, findings))
        self.set_marks(transcript.id, marks)

    def remove(self, transcript_id: str) -> None:
        """Take one transcript out, with everything that hangs on it."""
        self._session.execute(delete(TranscriptRow).where(TranscriptRow.id == transcript_id))
        self._session.flush()

    def facts(self) -> dict[str, SourceFacts]:
        """What is remembered of each transcript's file, by id."""
        rows = self._session.scalars(select(TranscriptRow).order_by(TranscriptRow.id))
        return {
            row.id: SourceFacts(
                row.id,
                row.source_hash,
                row.source_format,
                row.encoding,
                row.text_hash,
                row.ingested_at,
                row.ingested_by,
            )
            for row in rows
        }

    def load(self, interviews: Iterable[Interview]) -> list[Transcript]:
        """The transcripts of ``interviews`` that are in the study, in that order."""
        wanted = list(interviews)
        rows_of_text = self._session.execute(select(TranscriptRow.id, TranscriptRow.text))
        texts: dict[str, str] = {row.id: row.text for row in rows_of_text}
        turns: dict[str, list[Turn]] = {}
        columns = (
            TurnRow.transcript_id, TurnRow.number, TurnRow.start, TurnRow.end, TurnRow.speaker,
            TurnRow.person, TurnRow.role, TurnRow.start_seconds, TurnRow.end_seconds,
        )  # fmt: skip
        rows = self._session.execute(
            select(*columns).order_by(TurnRow.transcript_id, TurnRow.number)
        )
        for row in rows:  # plain columns: no object of the mapper for each row
            name, number, start, end, speaker, person, role, begins, ends = row
            words = texts[name][start:end]
            turns.setdefault(name, []).append(
                Turn(name, number, start, end, words, speaker, person, role, begins, ends)
            )
        return [
            Transcript(interview, texts[interview.id], tuple(turns.get(interview.id, ())))
            for interview in wanted
            if interview.id in texts
        ]

    def readouts(self) -> dict[str, frozenset[int]]:
        """Turns in which somebody reads a vignette out, by transcript."""
        found: dict[str, set[int]] = {}
        rows = self._session.execute(
            select(TurnRow.transcript_id, TurnRow.number).where(TurnRow.readout)
        )
        for row in rows:
            found.setdefault(row.transcript_id, set()).add(row.number)
        return {key: frozenset(value) for key, value in found.items()}

    def set_readouts(self, transcript_id: str, turns: Collection[int]) -> None:
        """Say which turns of a transcript read a vignette out, and that the others do not."""
        rows = self._session.scalars(select(TurnRow).where(TurnRow.transcript_id == transcript_id))
        for row in rows:
            row.readout = row.number in turns
        self._session.flush()

    def marks(self) -> dict[str, list[Mark]]:
        """All marks by transcript, in order of turns."""
        found: dict[str, list[Mark]] = {}
        rows = self._session.scalars(
            select(MarkRow).order_by(MarkRow.transcript_id, MarkRow.first_turn, MarkRow.id)
        )
        for row in rows:
            found.setdefault(row.transcript_id, []).append(
                Mark(
                    row.transcript_id,
                    row.first_turn,
                    row.last_turn,
                    "question" if row.kind == "question" else "vignette",
                    row.ref,
                    "hand" if row.source == "hand" else "likeness",
                )
            )
        return found

    def set_marks(self, transcript_id: str, marks: Sequence[Mark]) -> None:
        """Replace the marks of one transcript."""
        self._session.execute(delete(MarkRow).where(MarkRow.transcript_id == transcript_id))
        self._session.add_all(
            MarkRow(
                transcript_id=transcript_id,
                first_turn=mark.first_turn,
                last_turn=mark.last_turn,
                kind=mark.kind,
                ref=mark.ref,
                source=mark.source,
            )
            for mark in marks
        )
        self._session.flush()

    def findings(self) -> dict[str, list[Finding]]:
        """What ingest noticed, by transcript."""
        found: dict[str, list[Finding]] = {}
        rows = self._session.scalars(
            select(FindingRow).order_by(FindingRow.transcript_id, FindingRow.id)
        )
        for row in rows:
            found.setdefault(row.transcript_id, []).append(
                Finding(row.transcript_id, row.line, row.rule, row.message)
            )
        return found

    def add_reading(self, transcript_id: str, *, code: str = "") -> None:
        """Note that the acting person read a transcript whole (for ``code``, if given)."""
        self._session.add(
            ReadingRow(transcript_id=transcript_id, by=self._act.by, at=self._act.at, code=code)
        )
        self._session.flush()

    def readings(self) -> Mapping[str, list[tuple[str, str, str]]]:
        """Readings by transcript, as (by, at, code), in order."""
        found: dict[str, list[tuple[str, str, str]]] = {}
        for row in self._session.scalars(select(ReadingRow).order_by(ReadingRow.id)):
            found.setdefault(row.transcript_id, []).append((row.by, row.at, row.code))
        return found


def turn_rows(transcript: Transcript, readouts: Collection[int]) -> Iterator[TurnRow]:
    """A row for each turn; ``readouts`` are numbers of turns that read something out."""
    for turn in transcript.turns:
        yield TurnRow(
            transcript_id=transcript.id,
            number=turn.number,
            start=turn.start,
            end=turn.end,
            speaker=turn.speaker,
            person=turn.person,
            role=turn.role,
            start_seconds=turn.start_seconds,
            end_seconds=turn.end_seconds,
            readout=turn.number in readouts,
        )


def finding_rows(transcript: str, findings: Sequence[Finding]) -> Iterator[FindingRow]:
    """A row for each finding."""
    for each in findings:
        yield FindingRow(
            transcript_id=transcript, line=each.line, rule=each.rule, message=each.message
        )
