"""Runs of ``cluster``: what was offered, so that a theme can say where it came from."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from idtool.model import Act
from idtool.store.tables import GroupingRunRow


class GroupingRuns:
    """One row per run, as JSON of places and counts."""

    def __init__(self, session: Session, act: Act) -> None:
        self._session = session
        self._act = act

    def add(self, seed: int, result: dict[str, Any]) -> int:
        """Keep a run and return its number."""
        row = GroupingRunRow(
            at=self._act.at,
            by=self._act.by,
            seed=seed,
            result=json.dumps(result, ensure_ascii=False, sort_keys=True),
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def last(self) -> tuple[int, str, dict[str, Any]] | None:
        """The newest run as (number, at, result), or ``None``."""
        row = self._session.scalars(
            select(GroupingRunRow).order_by(GroupingRunRow.id.desc()).limit(1)
        ).first()
        return (row.id, row.at, json.loads(row.result)) if row else None

    def get(self, number: int) -> tuple[int, str, dict[str, Any]] | None:
        """A run by its number, or ``None``."""
        row = self._session.get(GroupingRunRow, number)
        return (row.id, row.at, json.loads(row.result)) if row else None

    def all(self) -> list[tuple[int, str, dict[str, Any]]]:
        """Every run as (number, at, result), oldest first."""
        rows = self._session.scalars(select(GroupingRunRow).order_by(GroupingRunRow.id))
        return [(row.id, row.at, json.loads(row.result)) for row in rows]
