"""A corrected transcript in place of the old one, and what follows it to its new places."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from idtool.model import Act, Evidence, Finding, Segment, Transcript
from idtool.store.codings import set_place
from idtool.store.kept_places import Place, follow_places, places_in
from idtool.store.tables import (
    CodingRow,
    EvidenceRow,
    FindingRow,
    GroupingRunRow,
    MemoRow,
    TranscriptRow,
    TurnRow,
)
from idtool.store.transcripts import finding_rows, turn_rows

_FAR_AWAY = 1_000_000_000
"""Added to positions while codings change places, so that none meets another on its way."""


class Corrections:
    """What happens when a transcript's words change."""

    def __init__(self, session: Session, act: Act) -> None:
        self._session = session
        self._act = act

    def put_text(
        self,
        new: Transcript,
        *,
        source_hash: str,
        source_format: str,
        encoding: str,
        readouts: Collection[int],
        findings: Sequence[Finding],
    ) -> None:
        """Put the corrected text in place; what hangs on the transcript stays."""
        row = self._transcript(new.id)
        row.text, row.text_hash = new.text, hashlib.sha256(new.text.encode()).hexdigest()
        row.source_hash, row.source_format, row.encoding = source_hash, source_format, encoding
        row.ingested_at, row.ingested_by = self._act.at, self._act.by
        for table in (TurnRow, FindingRow):
            self._session.execute(delete(table).where(table.transcript_id == new.id))
        self._session.add_all(turn_rows(new, readouts))
        self._session.add_all(finding_rows(new.id, findings))
        self._session.flush()

    def move_codings(self, transcript: str, places: Mapping[str, tuple[Segment, int]]) -> None:
        """Give codings, by id, their new segment and first turn; the text must be in place."""
        text = self._transcript(transcript).text
        self._session.execute(
            update(CodingRow)
            .where(CodingRow.transcript_id == transcript)
            .values(start=CodingRow.start + _FAR_AWAY, end=CodingRow.end + _FAR_AWAY)
        )
        self._session.expire_all()
        rows = self._session.scalars(
            select(CodingRow).where(CodingRow.transcript_id == transcript)
        ).all()
        for row in rows:
            segment, turn = places[row.uuid]
            set_place(row, segment, turn, text)
        self._session.flush()

    def take_coding(self, coding_id: str) -> dict[str, Any]:
        """Take a coding out of the count; returns all that is needed to put it back."""
        row = self._session.scalars(select(CodingRow).where(CodingRow.uuid == coding_id)).one()
        record = {
            column.name: getattr(row, column.name)
            for column in CodingRow.__table__.columns
            if column.name not in {"id", "quote", "before", "after", "start", "end", "turn"}
        }
        self._session.delete(row)
        self._session.flush()
        return record

    def drop_codings(self, ids: Collection[str]) -> None:
        """Drop undecided proposals that no longer fit."""
        for coding_id in ids:
            self._session.execute(
                delete(CodingRow).where(CodingRow.uuid == coding_id, CodingRow.status == "proposed")
            )
        self._session.flush()

    def evidence(self, transcript: str) -> dict[int, tuple[str, str, Evidence]]:
        """Places of themes in a transcript by row, with theme and side."""
        rows = self._session.scalars(
            select(EvidenceRow)
            .where(EvidenceRow.transcript_id == transcript)
            .order_by(EvidenceRow.id)
        )
        return {
            e.id: (
                e.theme_id,
                e.side,
                Evidence(e.transcript_id, e.first_turn, e.last_turn, e.note, e.quote_ok),
            )
            for e in rows
        }

    def move_evidence(self, row_id: int, first: int, last: int, *, quote_ok: bool) -> None:
        """Give a theme's place its new turns."""
        self._session.execute(
            update(EvidenceRow)
            .where(EvidenceRow.id == row_id)
            .values(first_turn=first, last_turn=last, quote_ok=quote_ok)
        )

    def take_evidence(self, row_id: int) -> None:
        """Take a theme's place out."""
        self._session.execute(delete(EvidenceRow).where(EvidenceRow.id == row_id))

    def set_memo_places(self, memo_id: str, on: Sequence[str]) -> None:
        """Say anew what a memo is about."""
        self._session.execute(
            update(MemoRow).where(MemoRow.id == memo_id).values(on=" ".join(dict.fromkeys(on)))
        )

    def move_groupings(
        self, transcript: str, places: Mapping[tuple[int, int], tuple[int, int, int]]
    ) -> None:
        """Kept runs of ``cluster`` follow too; a segment without a place is left out.

        Args:
            transcript: The transcript.
            places: Turn, start and end now, by start and end before.
        """

        def now(place: Place) -> Place | None:
            if place[0] != transcript:
                return place
            found = places.get((place[2], place[3]))
            return None if found is None else (transcript, *found)

        for row in self._session.scalars(select(GroupingRunRow)):
            followed = follow_places(json.loads(row.result), now)
            row.result = json.dumps(followed, ensure_ascii=False, sort_keys=True)
        self._session.flush()

    def grouped_segments(self, transcript: str) -> set[tuple[int, int]]:
        """Start and end of the segments that kept runs of ``cluster`` have in a transcript."""
        return {
            (start, end)
            for row in self._session.scalars(select(GroupingRunRow))
            for name, _, start, end in places_in(json.loads(row.result))
            if name == transcript
        }

    def _transcript(self, transcript: str) -> TranscriptRow:
        return self._session.scalars(
            select(TranscriptRow).where(TranscriptRow.id == transcript)
        ).one()
