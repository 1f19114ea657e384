"""Tables of the member check: what was sent to whom, and what came back."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from idtool.store.tables.base import Table


class MemberDocumentRow(Table):
    """One member-check document that was made: for whom, in which round.

    ``form`` is what it said and where it can be filled in, as JSON; empty for
    documents of an idtool that did not keep it.
    """

    __tablename__ = "member_document"

    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str]
    round: Mapped[int]
    variant: Mapped[str]
    at: Mapped[str]
    hash: Mapped[str]
    form: Mapped[str] = mapped_column(default="")


class MemberReturnRow(Table):
    """One time a participant answered, in whatever way; ``key`` keeps it from counting twice.

    ``document`` is the member_document it answers. No row is ever changed.
    """

    __tablename__ = "member_return"

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    key: Mapped[str] = mapped_column(unique=True)
    person: Mapped[str] = mapped_column(index=True)
    round: Mapped[int]
    variant: Mapped[str]
    document: Mapped[int | None]
    way: Mapped[str]
    at: Mapped[str]
    by: Mapped[str]


class MemberAnswerRow(Table):
    """One thing said in one return: a choice, words in a box, an altered quotation."""

    __tablename__ = "member_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    return_id: Mapped[int] = mapped_column(
        ForeignKey("member_return.id", ondelete="CASCADE"), index=True
    )
    statement: Mapped[str] = mapped_column(default="")
    part: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    was: Mapped[str] = mapped_column(default="")
    how: Mapped[str] = mapped_column(default="")


class MemberItemRow(Table):
    """One thing a return leaves the researcher to answer; ``memo`` is what answers it."""

    __tablename__ = "member_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    return_id: Mapped[int] = mapped_column(
        ForeignKey("member_return.id", ondelete="CASCADE"), index=True
    )
    statement: Mapped[str] = mapped_column(default="")
    theme: Mapped[str] = mapped_column(default="")
    kind: Mapped[str]
    memo: Mapped[str] = mapped_column(default="")
    answered_by: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[str] = mapped_column(default="")
