"""What the researcher decided once and is not asked again about speakers."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from idtool.model import Act
from idtool.store.tables import SpeakerRow


class Decisions:
    """Remembered speaker labels."""

    def __init__(self, session: Session, act: Act) -> None:
        self._session = session
        self._act = act

    def speakers(self, interview: str) -> dict[str, str]:
        """Remembered labels for ``interview``: person id or ``INT`` by label.

        Labels that mean the same everywhere come first; those explained for
        this interview override them.
        """
        rows = self._session.scalars(
            select(SpeakerRow)
            .where(SpeakerRow.interview.in_(["", interview]))
            .order_by(SpeakerRow.interview, SpeakerRow.label)
        )
        return {row.label: row.person for row in rows}

    def remember_speaker(self, interview: str, label: str, person: str) -> None:
        """Remember what a label means (``interview`` empty: in every transcript)."""
        row = self._session.scalars(
            select(SpeakerRow).where(SpeakerRow.interview == interview, SpeakerRow.label == label)
        ).first()
        if row is None:
            self._session.add(SpeakerRow(interview=interview, label=label, person=person))
        else:
            row.person = person
        self._session.flush()
