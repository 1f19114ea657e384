"""Tables of the privacy screen: what was decided, never the words it was decided about."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from idtool.store.tables.base import Table


class PrivacyDecisionRow(Table):
    """What a person decided about one string the screen saw: its fingerprint, never the string.

    ``scope`` is empty where it holds for the whole study, else the fingerprint of a
    file's name or an interview's id.
    """

    __tablename__ = "privacy_decision"
    __table_args__ = (
        UniqueConstraint("fingerprint", "scope"),
        CheckConstraint(
            "decision IN ('allow', 'keep', 'keep_once', 'false_alarm', 'replace')",
            name="decision",
        ),
        CheckConstraint("decision != 'replace' OR placeholder != ''", name="replaced_by_something"),
        CheckConstraint("(decision = 'keep_once') = (scope != '')", name="once_has_a_scope"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    scope: Mapped[str]
    decision: Mapped[str]
    type: Mapped[str]
    placeholder: Mapped[str]
    because: Mapped[str]
    by: Mapped[str]
    at: Mapped[str]
    detector: Mapped[str]


class PrivacySaltRow(Table):
    """One row: the salt of the fingerprints, or which key file holds it.

    ``known_digest`` is a keyed digest of the researcher's list of known names, so
    that a longer list is noticed; it is empty where there is none.
    """

    __tablename__ = "privacy_salt"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    salt: Mapped[str]
    key_id: Mapped[str]
    known_digest: Mapped[str]


class ScreeningRow(Table):
    """The last screening of one transcript: of which text, by which rules, with what left open."""

    __tablename__ = "screening"

    transcript_id: Mapped[str] = mapped_column(
        ForeignKey("transcript.id", ondelete="CASCADE"), primary_key=True
    )
    text_hash: Mapped[str]
    detector: Mapped[str]
    known_digest: Mapped[str]
    attested_by: Mapped[str]
    attested_because: Mapped[str]
    open_block: Mapped[int]
    open_review: Mapped[int]
    notes: Mapped[int]
    by: Mapped[str]
    at: Mapped[str]


class KeptPlaceRow(Table):
    """A find that stays in a transcript because a person said so; ``how`` is the decision."""

    __tablename__ = "kept_place"
    __table_args__ = (
        CheckConstraint('start < "end"', name="order"),
        CheckConstraint(
            "how IN ('allow', 'keep', 'keep_once', 'false_alarm', 'attest')", name="how"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    transcript_id: Mapped[str] = mapped_column(
        ForeignKey("transcript.id", ondelete="CASCADE"), index=True
    )
    start: Mapped[int]
    end: Mapped[int]
    type: Mapped[str]
    how: Mapped[str]
