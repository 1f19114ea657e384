"""What a transcript is - raw, checked, de-identified - by whom and when it was said."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from idtool.model import Act
from idtool.store.tables import TranscriptStatusRow


@dataclass(frozen=True, slots=True)
class SaidStatus:
    """One thing said of a transcript; the last one holds."""

    transcript: str
    status: str
    by: str
    at: str
    why: str


class Statuses:
    """One row each time somebody says it."""

    def __init__(self, session: Session, act: Act) -> None:
        self._session = session
        self._act = act

    def say(self, transcript: str, status: str, *, why: str = "") -> SaidStatus:
        """The acting person says what a transcript is from now on."""
        row = TranscriptStatusRow(
            transcript_id=transcript, status=status, by=self._act.by, at=self._act.at, why=why
        )
        self._session.add(row)
        self._session.flush()
        return SaidStatus(transcript, status, row.by, row.at, why)

    def all(self) -> dict[str, list[SaidStatus]]:
        """What was said of each transcript, in order."""
        found: dict[str, list[SaidStatus]] = {}
        rows = self._session.scalars(select(TranscriptStatusRow).order_by(TranscriptStatusRow.id))
        for row in rows:
            found.setdefault(row.transcript_id, []).append(
                SaidStatus(row.transcript_id, row.status, row.by, row.at, row.why)
            )
        return found

    def last(self) -> dict[str, SaidStatus]:
        """What was said of each transcript last."""
        return {name: said[-1] for name, said in self.all().items()}
