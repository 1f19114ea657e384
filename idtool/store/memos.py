"""Memos: dated notes, linked to what they are about."""

from __future__ import annotations

import uuid

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from idtool.errors import Conflict
from idtool.model import Act, Memo
from idtool.store.tables import MemoRow


class MemoExists(Conflict):
    """A memo with this id is in the study, with other words."""

    def __init__(self, memo_id: str) -> None:
        super().__init__(
            f"Memo {memo_id} is already in the study, with other words.",
            "Give the new memo another id.",
        )


class Memos:
    """One row per memo."""

    def __init__(self, session: Session, act: Act) -> None:
        self._session = session
        self._act = act

    def add(
        self, text: str, *, kind: str, on: tuple[str, ...] = (), memo_id: str = "", by: str = ""
    ) -> str:
        """Store a memo and return its id; the same memo again changes nothing."""
        memo_id = memo_id or self._next_id()
        known = self._session.get(MemoRow, memo_id)
        if known is not None:
            if known.text == text:
                return memo_id
            raise MemoExists(memo_id)
        self._session.add(
            MemoRow(
                id=memo_id,
                uuid=str(uuid.uuid4()),
                kind=kind,
                on=" ".join(on),
                by=by or self._act.by,
                at=self._act.at,
                text=text,
            )
        )
        self._session.flush()
        return memo_id

    def all(self) -> list[Memo]:
        """Every memo, in order of id."""
        rows = self._session.scalars(select(MemoRow).order_by(MemoRow.id))
        return [
            Memo(row.id, row.uuid, row.kind, tuple(row.on.split()), row.by, row.at, row.text)
            for row in rows
        ]

    def _next_id(self) -> str:
        count = self._session.scalar(select(func.count()).select_from(MemoRow)) or 0
        while True:
            count += 1
            memo_id = f"m{count:04d}"
            if self._session.get(MemoRow, memo_id) is None:
                return memo_id
