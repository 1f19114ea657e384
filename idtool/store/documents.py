"""Member-check documents that were made, by person and round."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from idtool.model import Act
from idtool.store.tables import MemberDocumentRow


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """One document as it was made; ``form`` is what it said, as JSON (empty: not kept)."""

    id: int
    person: str
    round: int
    variant: str
    at: str
    form: str


class MemberDocuments:
    """One row per document that was made."""

    def __init__(self, session: Session, act: Act) -> None:
        self._session = session
        self._act = act

    def add(self, person: str, round_: int, variant: str, digest: str, form: str = "") -> None:
        """Remember that a document was made for ``person``, and what it said."""
        self._session.add(
            MemberDocumentRow(
                person=person,
                round=round_,
                variant=variant,
                at=self._act.at,
                hash=digest,
                form=form,
            )
        )
        self._session.flush()

    def all(self) -> list[KeptDocument]:
        """Every document made, oldest first."""
        rows = self._session.scalars(select(MemberDocumentRow).order_by(MemberDocumentRow.id))
        return [KeptDocument(r.id, r.person, r.round, r.variant, r.at, r.form) for r in rows]

    def made(self) -> list[tuple[str, int, str]]:
        """Documents made, as (person, round, at), in order."""
        rows = self._session.scalars(select(MemberDocumentRow).order_by(MemberDocumentRow.id))
        return [(row.person, row.round, row.at) for row in rows]
