"""Tables of coding: versions of codebooks, codings and proposals, kept word forms."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from idtool.store.tables.base import Table


class CodebookVersionRow(Table):
    """One version of a codebook file, stored when it was first used."""

    __tablename__ = "codebook_version"
    __table_args__ = (UniqueConstraint("codebook", "hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    codebook: Mapped[str] = mapped_column(index=True)
    version: Mapped[str]
    hash: Mapped[str]
    text: Mapped[str]
    at: Mapped[str]


class CodingRow(Table):
    """One coder's application of one code to one segment, or a proposal of it.

    Proposals carry the coder ``idtool`` until a person decides.
    """

    __tablename__ = "coding"
    __table_args__ = (
        CheckConstraint('start < "end"', name="segment_not_empty"),
        CheckConstraint("status IN ('proposed', 'accepted', 'rejected')", name="status"),
        CheckConstraint(
            "source IN ('hand', 'rule', 'likeness', 'learned', 'import')", name="source"
        ),
        CheckConstraint("status != 'accepted' OR coder != 'idtool'", name="accepted_by_a_person"),
        UniqueConstraint("transcript_id", "start", "end", "code", "coder"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    transcript_id: Mapped[str] = mapped_column(
        ForeignKey("transcript.id", ondelete="CASCADE"), index=True
    )
    start: Mapped[int]
    end: Mapped[int]
    turn: Mapped[int]
    code: Mapped[str] = mapped_column(index=True)
    focus: Mapped[str]
    status: Mapped[str] = mapped_column(index=True)
    source: Mapped[str]
    coder: Mapped[str]
    evidence: Mapped[str] = mapped_column(default="")
    strength: Mapped[str | None]
    score: Mapped[float | None]
    codebook_version: Mapped[str] = mapped_column(default="")
    memo: Mapped[str] = mapped_column(default="")
    because: Mapped[str] = mapped_column(default="")
    quote: Mapped[str]
    before: Mapped[str] = mapped_column(default="")
    after: Mapped[str] = mapped_column(default="")
    created_at: Mapped[str]
    decided_at: Mapped[str | None]


class KeptFormsRow(Table):
    """The word forms of one transcript (``about`` is its id), or of the codebooks (``*``), packed.

    Triggers take a row out with its transcript, and whenever the text changes.
    """

    __tablename__ = "kept_forms"

    about: Mapped[str] = mapped_column(primary_key=True)
    text_hash: Mapped[str]
    packed: Mapped[bytes]
