"""Tables of transcripts: text, turns, what was marked, noticed, and who speaks."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from idtool.store.tables.base import Table


class TranscriptRow(Table):
    """One interview's canonical text. ``source_hash`` is of the file's bytes."""

    __tablename__ = "transcript"

    id: Mapped[str] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    text: Mapped[str]
    text_hash: Mapped[str]
    source_hash: Mapped[str]
    source_format: Mapped[str]
    encoding: Mapped[str]
    ingested_at: Mapped[str]
    ingested_by: Mapped[str]


class TurnRow(Table):
    """One turn; positions count code points of the transcript's text."""

    __tablename__ = "turn"
    __table_args__ = (CheckConstraint('start <= "end"', name="order"),)

    transcript_id: Mapped[str] = mapped_column(
        ForeignKey("transcript.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]
    speaker: Mapped[str]
    person: Mapped[str | None]
    role: Mapped[str | None]
    start_seconds: Mapped[float | None]
    end_seconds: Mapped[float | None]
    readout: Mapped[bool] = mapped_column(default=False)


class TranscriptStatusRow(Table):
    """Somebody said what a transcript is: raw, checked against the audio, or de-identified."""

    __tablename__ = "transcript_status"
    __table_args__ = (
        CheckConstraint("status IN ('raw', 'checked', 'de-identified')", name="status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    transcript_id: Mapped[str] = mapped_column(
        ForeignKey("transcript.id", ondelete="CASCADE"), index=True
    )
    status: Mapped[str]
    by: Mapped[str]
    at: Mapped[str]
    why: Mapped[str] = mapped_column(default="")


class ReadingRow(Table):
    """Somebody read a whole transcript, once, perhaps for one code."""

    __tablename__ = "reading"

    id: Mapped[int] = mapped_column(primary_key=True)
    transcript_id: Mapped[str] = mapped_column(
        ForeignKey("transcript.id", ondelete="CASCADE"), index=True
    )
    by: Mapped[str]
    at: Mapped[str]
    code: Mapped[str] = mapped_column(default="")


class FindingRow(Table):
    """One thing ingest noticed about a source; no participant's words."""

    __tablename__ = "finding"

    id: Mapped[int] = mapped_column(primary_key=True)
    transcript_id: Mapped[str] = mapped_column(
        ForeignKey("transcript.id", ondelete="CASCADE"), index=True
    )
    line: Mapped[int]
    rule: Mapped[str]
    message: Mapped[str]


class MarkRow(Table):
    """A run of turns that answers a question or a vignette stage."""

    __tablename__ = "mark"
    __table_args__ = (
        CheckConstraint("first_turn <= last_turn", name="order"),
        CheckConstraint("kind IN ('question', 'vignette')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    transcript_id: Mapped[str] = mapped_column(
        ForeignKey("transcript.id", ondelete="CASCADE"), index=True
    )
    first_turn: Mapped[int]
    last_turn: Mapped[int]
    kind: Mapped[str]
    ref: Mapped[str]
    source: Mapped[str]


class SpeakerRow(Table):
    """A speaker label the researcher has explained once.

    ``interview`` is empty where the label means the same in every transcript
    (such as the interviewer's).
    """

    __tablename__ = "speaker"
    __table_args__ = (UniqueConstraint("interview", "label"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    interview: Mapped[str]
    label: Mapped[str]
    person: Mapped[str]
