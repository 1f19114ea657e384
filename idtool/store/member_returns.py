"""What participants sent back or said about their forms; nothing here is ever overwritten."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import astuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from idtool.errors import UsageProblem
from idtool.model import Act, MemberAnswer, MemberItem, MemberReturn
from idtool.store.tables import MemberAnswerRow, MemberItemRow, MemberReturnRow, MemoRow


class NoSuchMemberItem(UsageProblem):
    """There is no item with this name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The member check has no item {name}.", "List them: idtool membercheck items"
        )


class MemberReturns:
    """One row per return, per answer, and per thing left to answer."""

    def __init__(self, session: Session, act: Act) -> None:
        self._session = session
        self._act = act

    def add(
        self,
        person: str,
        round_: int,
        variant: str,
        way: str,
        answers: Sequence[MemberAnswer],
        *,
        document: int | None = None,
    ) -> tuple[int, bool]:
        """Keep a return; its number, and whether it is new.

        The same answers of the same person in the same way are one return,
        however often they are taken in.
        """
        said = [list(astuple(answer)) for answer in answers]
        identity = json.dumps([person, round_, variant, way, said], ensure_ascii=False)
        key = hashlib.sha256(identity.encode()).hexdigest()
        known = self._session.scalars(
            select(MemberReturnRow.id).where(MemberReturnRow.key == key)
        ).first()
        if known is not None:
            return known, False
        number = (self._session.scalar(select(func.max(MemberReturnRow.id))) or 0) + 1
        self._session.add(
            MemberReturnRow(
                id=number,
                uuid=str(uuid.uuid4()),
                key=key,
                person=person,
                round=round_,
                variant=variant,
                document=document,
                way=way,
                at=self._act.at,
                by=self._act.by,
            )
        )
        self._session.flush()
        for answer in answers:
            self._session.add(
                MemberAnswerRow(
                    return_id=number,
                    statement=answer.statement,
                    part=answer.part,
                    place=answer.place,
                    text=answer.text,
                    was=answer.was,
                    how=answer.how,
                )
            )
        self._session.flush()
        return number, True

    def all(self) -> list[MemberReturn]:
        """Every return with its answers, oldest first."""
        answers: dict[int, list[MemberAnswer]] = {}
        for row in self._session.scalars(select(MemberAnswerRow).order_by(MemberAnswerRow.id)):
            answers.setdefault(row.return_id, []).append(
                MemberAnswer(row.statement, row.part, row.text, row.place, row.was, row.how)
            )
        rows = self._session.scalars(select(MemberReturnRow).order_by(MemberReturnRow.id))
        return [
            MemberReturn(
                row.id,
                row.person,
                row.round,
                row.variant,
                row.way,
                row.at,
                row.by,
                tuple(answers.get(row.id, ())),
                row.document,
            )
            for row in rows
        ]

    def open_item(self, number: int, statement: str, theme: str, kind: str) -> int:
        """Leave something of return ``number`` to be answered; the item's number."""
        item = (self._session.scalar(select(func.max(MemberItemRow.id))) or 0) + 1
        self._session.add(
            MemberItemRow(
                id=item,
                uuid=str(uuid.uuid4()),
                return_id=number,
                statement=statement,
                theme=theme,
                kind=kind,
                memo="",
                answered_by="",
                answered_at="",
            )
        )
        self._session.flush()
        return item

    def answer_item(self, name: str, memo: str) -> None:
        """Say which memo answers an item."""
        row = self._session.get(MemberItemRow, _number(name))
        if row is None:
            raise NoSuchMemberItem(name)
        row.memo, row.answered_by, row.answered_at = memo, self._act.by, self._act.at

    def items(self) -> list[MemberItem]:
        """Every item; a memo on its name answers it as well."""
        linked: dict[str, str] = {}
        for memo in self._session.scalars(select(MemoRow).order_by(MemoRow.at, MemoRow.id)):
            for name in memo.on.split():
                linked.setdefault(name.lower(), memo.id)
        rows = self._session.execute(
            select(MemberItemRow, MemberReturnRow)
            .join(MemberReturnRow, MemberItemRow.return_id == MemberReturnRow.id)
            .order_by(MemberItemRow.id)
        )
        return [
            MemberItem(
                item.id,
                back.person,
                back.round,
                item.statement,
                item.theme,
                item.kind,
                back.at,
                item.memo or linked.get(f"mc{item.id}", ""),
            )
            for item, back in rows
        ]


def _number(name: str) -> int:
    digits = name.lower().removeprefix("mc")
    if not digits.isdigit():
        raise NoSuchMemberItem(name)
    return int(digits)
