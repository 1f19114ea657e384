"""Tables of the trail and of the seal that each writing command leaves."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from idtool.store.tables.base import Table


class TrailRow(Table):
    """The append-only trail; each event carries the hash of the one before."""

    __tablename__ = "trail"

    n: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    by: Mapped[str]
    act: Mapped[str]
    about: Mapped[str]
    why: Mapped[str]
    detail: Mapped[str]
    prev: Mapped[str]
    hash: Mapped[str] = mapped_column(unique=True)


class SealRow(Table):
    """One row: the head of the trail and the counts that the last command left."""

    __tablename__ = "seal"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    head: Mapped[str]
    counts: Mapped[str]
