"""Runs of ``cluster``: what was offered, so that a theme can say where it came from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from idtool.model import Act
from idtool.store.tables import DismissedGroupingRow, GroupingRunRow


@dataclass(frozen=True, slots=True)
class KeptRun:
    """One run: who asked for it, when, with which seed, and what came out, as JSON."""

    number: int
    at: str
    by: str
    seed: int
    result: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A person's decision that a grouping of a run is nothing to follow, and why."""

    id: int
    run: int
    grouping: str
    why: str
    by: str
    at: str


class GroupingRuns:
    """One row per run, as JSON of places and counts; one per grouping that was dismissed."""

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
        return [(run.number, run.at, run.result) for run in self.runs()]

    def runs(self) -> list[KeptRun]:
        """Every run with who asked for it, oldest first."""
        rows = self._session.scalars(select(GroupingRunRow).order_by(GroupingRunRow.id))
        return [KeptRun(row.id, row.at, row.by, row.seed, json.loads(row.result)) for row in rows]

    def dismiss(self, run: int, grouping: str, why: str) -> int:
        """Keep that a grouping of a run was dismissed; said again, the newer reason stays."""
        self._session.execute(
            delete(DismissedGroupingRow).where(
                DismissedGroupingRow.run == run, DismissedGroupingRow.grouping == grouping
            )
        )
        row = DismissedGroupingRow(
            run=run, grouping=grouping, why=why, by=self._act.by, at=self._act.at
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def restore(self, dismissal: int) -> None:
        """Take a dismissal back."""
        self._session.execute(
            delete(DismissedGroupingRow).where(DismissedGroupingRow.id == dismissal)
        )
        self._session.flush()

    def dismissals(self) -> list[Dismissal]:
        """Every dismissal that stands, oldest first."""
        rows = self._session.scalars(select(DismissedGroupingRow).order_by(DismissedGroupingRow.id))
        return [Dismissal(r.id, r.run, r.grouping, r.why, r.by, r.at) for r in rows]
