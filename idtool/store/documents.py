"""Member-check documents that were made, by person and round."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from idtool.model import Act
from idtool.store.tables import MemberDocumentRow


class MemberDocuments:
    """One row per document that was made."""

    def __init__(self, session: Session, act: Act) -> None:
        self._session = session
        self._act = act

    def add(self, person: str, round_: int, variant: str, digest: str) -> None:
        """Remember that a document was made for ``person``."""
        self._session.add(
            MemberDocumentRow(
                person=person, round=round_, variant=variant, at=self._act.at, hash=digest
            )
        )
        self._session.flush()

    def made(self) -> list[tuple[str, int, str]]:
        """Documents made, as (person, round, at), in order."""
        rows = self._session.scalars(select(MemberDocumentRow).order_by(MemberDocumentRow.id))
        return [(row.person, row.round, row.at) for row in rows]
