"""Packets that went to the mentor, and what the mentor said about them."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from idtool.errors import UsageProblem
from idtool.model import Act, MentorItem
from idtool.store.tables import MentorItemRow, MentorPacketRow


class NoSuchItem(UsageProblem):
    """There is no item with this number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no item {number}.", "List them: idtool mentor list")


@dataclass(frozen=True, slots=True)
class KeptPacket:
    """A packet as it was sent: ``words`` by tag; ``told_until`` is an event of the trail."""

    number: int
    at: str
    told_until: int
    words: Mapping[str, str]


class Mentoring:
    """One row per packet, one per item."""

    def __init__(self, session: Session, act: Act) -> None:
        self._session = session
        self._act = act

    def add_packet(self, number: int, told_until: int, words: Mapping[str, str]) -> None:
        """Remember what a packet said; one built again takes its own place."""
        self._session.merge(
            MentorPacketRow(
                number=number,
                at=self._act.at,
                by=self._act.by,
                told_until=told_until,
                words=json.dumps(dict(words), ensure_ascii=False, sort_keys=True),
            )
        )
        self._session.flush()

    def packets(self) -> list[KeptPacket]:
        """Every packet, oldest first."""
        rows = self._session.scalars(select(MentorPacketRow).order_by(MentorPacketRow.number))
        return [KeptPacket(r.number, r.at, r.told_until, json.loads(r.words)) for r in rows]

    def add(
        self,
        kind: str,
        text: str,
        *,
        by: str,
        at: str,
        about: str = "",
        quoted: str = "",
        packet: int | None = None,
        parent: int | None = None,
    ) -> tuple[int, bool]:
        """Keep an item; its number, and whether it is new.

        The same words at the same place of the same packet are one item, however
        often the file is taken in.
        """
        identity = json.dumps([packet, kind, about, quoted, text, at], ensure_ascii=False)
        key = hashlib.sha256(identity.encode()).hexdigest()
        known = self._session.scalars(
            select(MentorItemRow.id).where(MentorItemRow.key == key)
        ).first()
        if known is not None:
            return known, False
        number = (self._session.scalar(select(func.max(MentorItemRow.id))) or 0) + 1
        self._session.add(
            MentorItemRow(
                id=number,
                uuid=str(uuid.uuid4()),
                key=key,
                packet=packet,
                kind=kind,
                about=about,
                quoted=quoted,
                text=text,
                by=by,
                at=at,
                parent=parent,
                status="open",
                answer="",
                changed="",
                answered_by="",
                answered_at="",
                told_in=None,
            )
        )
        self._session.flush()
        return number, True

    def answer(self, number: int, status: str, because: str, changed: str) -> None:
        """Say what became of an item; the answer is told in the next packet."""
        row = self._row(number)
        row.status = status
        row.answer = because
        row.changed = changed
        row.answered_by = self._act.by
        row.answered_at = self._act.at
        row.told_in = None

    def set_about(self, number: int, about: str) -> None:
        """Say anew what an item is about."""
        self._row(number).about = about

    def mark_told(self, number: int, packet: int) -> None:
        """Remember that a packet has told an item's answer, or asked a question."""
        self._row(number).told_in = packet

    def all(self) -> list[MentorItem]:
        """Every item, in order."""
        rows = self._session.scalars(select(MentorItemRow).order_by(MentorItemRow.id))
        return [_record(row) for row in rows]

    def get(self, number: int) -> MentorItem:
        """One item."""
        return _record(self._row(number))

    def _row(self, number: int) -> MentorItemRow:
        row = self._session.get(MentorItemRow, number)
        if row is None:
            raise NoSuchItem(number)
        return row


def _record(row: MentorItemRow) -> MentorItem:
    return MentorItem(
        row.id,
        row.kind,
        row.about,
        row.quoted,
        row.text,
        row.by,
        row.at,
        row.packet,
        row.parent,
        row.status,
        row.answer,
        row.changed,
        row.answered_at,
        row.told_in,
    )
