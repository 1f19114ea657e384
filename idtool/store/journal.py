"""The researcher's own journal."""

from __future__ import annotations

import uuid

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from idtool.errors import UsageProblem
from idtool.model import Act, JournalEntry
from idtool.store.tables import JournalRow


class NoSuchEntry(UsageProblem):
    """The journal has no entry with this id."""

    def __init__(self, entry: str) -> None:
        super().__init__(f"The journal has no entry {entry}.", "List them: idtool journal list")


class Journal:
    """One row per entry; nothing reads it but the journal's own commands, until it is shared."""

    def __init__(self, session: Session, act: Act) -> None:
        self._session = session
        self._act = act

    def add(self, text: str) -> str:
        """Keep an entry and return its id."""
        count = self._session.scalar(select(func.count()).select_from(JournalRow)) or 0
        row = JournalRow(
            id=f"j{count + 1:04d}",
            uuid=str(uuid.uuid4()),
            by=self._act.by,
            at=self._act.at,
            text=text,
            shared_at="",
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def share(self, entry: str) -> None:
        """Let an entry be shown from now on."""
        row = self._session.get(JournalRow, entry)
        if row is None:
            raise NoSuchEntry(entry)
        row.shared_at = row.shared_at or self._act.at

    def all(self, *, shared: bool = False) -> list[JournalEntry]:
        """Every entry, or the shared ones, in order."""
        rows = self._session.scalars(select(JournalRow).order_by(JournalRow.id))
        return [
            JournalEntry(row.id, row.by, row.at, row.text, row.shared_at)
            for row in rows
            if row.shared_at or not shared
        ]
