"""Tables of what a correction leaves behind: the earlier text, and what has no place."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from idtool.store.tables.base import Table


class EarlierTextRow(Table):
    """A transcript as it was before a correction; ``turns`` is JSON, one list for each turn."""

    __tablename__ = "earlier_text"
    __table_args__ = (UniqueConstraint("transcript_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    transcript_id: Mapped[str] = mapped_column(
        ForeignKey("transcript.id", ondelete="CASCADE"), index=True
    )
    version: Mapped[int]
    text: Mapped[str]
    turns: Mapped[str]
    text_hash: Mapped[str]
    source_hash: Mapped[str]
    source_format: Mapped[str]
    ingested_at: Mapped[str]
    ingested_by: Mapped[str]
    replaced_at: Mapped[str]
    replaced_by: Mapped[str]


class OrphanRow(Table):
    """Something a correction left without a place: it counts nowhere and can be put back.

    ``record`` is JSON of all that is needed to put it back; ``quote`` the words it stood
    on, with what was around them.
    """

    __tablename__ = "orphan"
    __table_args__ = (
        CheckConstraint("kind IN ('coding', 'evidence', 'mark', 'memo')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    transcript_id: Mapped[str] = mapped_column(
        ForeignKey("transcript.id", ondelete="CASCADE"), index=True
    )
    version: Mapped[int]
    kind: Mapped[str]
    about: Mapped[str]
    at: Mapped[str]
    person: Mapped[str]
    record: Mapped[str]
    quote: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    orphaned_at: Mapped[str]
    orphaned_by: Mapped[str]
