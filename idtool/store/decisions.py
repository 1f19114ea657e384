"""What the researcher decided once and is not asked again: speakers and allowed terms."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from idtool.model import Act
from idtool.store.tables import AllowedTermRow, SpeakerRow


class Decisions:
    """Remembered speaker labels and terms that may pass the privacy screen."""

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

    def allowed_terms(self) -> list[str]:
        """Terms the screen lets pass, sorted."""
        return list(
            self._session.scalars(select(AllowedTermRow.term).order_by(AllowedTermRow.term))
        )

    def allow_term(self, term: str, because: str) -> None:
        """Let a term pass from now on, with the reason."""
        if self._session.get(AllowedTermRow, term) is None:
            self._session.add(
                AllowedTermRow(term=term, because=because, by=self._act.by, at=self._act.at)
            )
            self._session.flush()
