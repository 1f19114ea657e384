"""Tables of interpretation: candidate groupings, themes with evidence, matrices, memos."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from idtool.store.tables.base import Table


class GroupingRunRow(Table):
    """One run of ``cluster``: settings and result as JSON, places instead of words."""

    __tablename__ = "grouping_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    by: Mapped[str]
    seed: Mapped[int]
    result: Mapped[str]


class DismissedGroupingRow(Table):
    """A grouping of a run that a person found to be nothing to follow, and why."""

    __tablename__ = "dismissed_grouping"
    __table_args__ = (UniqueConstraint("run", "grouping"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run: Mapped[int] = mapped_column(ForeignKey("grouping_run.id", ondelete="CASCADE"))
    grouping: Mapped[str]
    why: Mapped[str]
    by: Mapped[str]
    at: Mapped[str]


class ThemeRow(Table):
    """One theme: a claim a person made."""

    __tablename__ = "theme"
    __table_args__ = (
        CheckConstraint(
            "status IN ('candidate', 'developing', 'settled', 'set_aside')", name="status"
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    focus: Mapped[str]
    name: Mapped[str]
    status: Mapped[str]
    claim: Mapped[str] = mapped_column(default="")
    not_a_topic_because: Mapped[str] = mapped_column(default="")
    so_what: Mapped[str] = mapped_column(default="")
    came_from: Mapped[str] = mapped_column(default="")
    codes: Mapped[str] = mapped_column(default="")
    memos: Mapped[str] = mapped_column(default="")
    searched_against: Mapped[str] = mapped_column(default="")


class EvidenceRow(Table):
    """A place for or against a theme, in the order it was linked."""

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint("side IN ('for', 'against')", name="side"),
        CheckConstraint("first_turn <= last_turn", name="order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    theme_id: Mapped[str] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), index=True)
    transcript_id: Mapped[str] = mapped_column(ForeignKey("transcript.id", ondelete="CASCADE"))
    side: Mapped[str]
    first_turn: Mapped[int]
    last_turn: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
    quote_ok: Mapped[bool] = mapped_column(default=False)


class MatrixRow(Table):
    """One framework matrix as laid out; ``columns`` are separated by line feeds."""

    __tablename__ = "matrix"

    name: Mapped[str] = mapped_column(primary_key=True)
    rows: Mapped[str]
    columns: Mapped[str]
    by: Mapped[str]
    at: Mapped[str]


class MatrixCellRow(Table):
    """One version of what a person wrote into a cell; the newest counts."""

    __tablename__ = "matrix_cell"

    id: Mapped[int] = mapped_column(primary_key=True)
    matrix: Mapped[str] = mapped_column(index=True)
    row: Mapped[str]
    column: Mapped[str]
    text: Mapped[str]
    by: Mapped[str]
    at: Mapped[str]


class MemoRow(Table):
    """One dated note; ``on`` holds ids separated by spaces."""

    __tablename__ = "memo"

    id: Mapped[str] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    on: Mapped[str] = mapped_column(default="")
    by: Mapped[str]
    at: Mapped[str]
    text: Mapped[str]
