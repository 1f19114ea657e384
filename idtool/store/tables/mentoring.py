"""Tables of what is told to a mentor, what the mentor says, and the researcher's journal."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from idtool.store.tables.base import Table


class MentorPacketRow(Table):
    """One packet for the mentor: up to which event it tells, and its words by tag, as JSON."""

    __tablename__ = "mentor_packet"

    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    by: Mapped[str]
    told_until: Mapped[int]
    words: Mapped[str]


class MentorItemRow(Table):
    """One thing the mentor said, or was asked; ``key`` keeps it from being taken in twice.

    ``at`` is when it was said, as the file has it; no author's name is kept.
    """

    __tablename__ = "mentor_item"
    __table_args__ = (
        CheckConstraint("status IN ('open', 'done', 'not_done', 'later')", name="status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    key: Mapped[str] = mapped_column(unique=True)
    packet: Mapped[int | None]
    kind: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    quoted: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    by: Mapped[str]
    at: Mapped[str]
    parent: Mapped[int | None]
    status: Mapped[str] = mapped_column(default="open")
    answer: Mapped[str] = mapped_column(default="")
    changed: Mapped[str] = mapped_column(default="")
    answered_by: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[str] = mapped_column(default="")
    told_in: Mapped[int | None]


class JournalRow(Table):
    """One entry of the researcher's own journal; shown to nobody until it is shared."""

    __tablename__ = "journal_entry"

    id: Mapped[str] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    by: Mapped[str]
    at: Mapped[str]
    text: Mapped[str]
    shared_at: Mapped[str] = mapped_column(default="")
