"""The seal: what the last command left behind, so that a later loss is noticed.

A hash chain cannot see that its end was cut off, nor that rows of other tables
vanished. Every command that writes leaves the head of the trail and the number
of rows of each table; ``check`` compares.
"""

from __future__ import annotations

import json

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from idtool.store.tables import (
    CodebookVersionRow,
    CodingRow,
    DismissedGroupingRow,
    EarlierTextRow,
    EvidenceRow,
    JournalRow,
    MatrixCellRow,
    MemberAnswerRow,
    MemberItemRow,
    MemberReturnRow,
    MemoRow,
    MentorItemRow,
    OrphanRow,
    PrivacyDecisionRow,
    SealRow,
    Table,
    ThemeRow,
    TrailRow,
    TranscriptRow,
    TurnRow,
)

_COUNTED: dict[str, type[Table]] = {
    "transcripts": TranscriptRow,
    "turns": TurnRow,
    "codings": CodingRow,
    "memos": MemoRow,
    "themes": ThemeRow,
    "cells of matrices": MatrixCellRow,
    "places of evidence": EvidenceRow,
    "earlier texts": EarlierTextRow,
    "orphans": OrphanRow,
    "codebook versions": CodebookVersionRow,
    "items of the mentor": MentorItemRow,
    "returns of participants": MemberReturnRow,
    "answers of participants": MemberAnswerRow,
    "items of the member check": MemberItemRow,
    "dismissed groupings": DismissedGroupingRow,
    "journal entries": JournalRow,
    "privacy decisions": PrivacyDecisionRow,
    "events of the trail": TrailRow,
}


def press_seal(session: Session) -> None:
    """Write down what the study holds now; part of the command's own transaction."""
    session.flush()
    row = session.get(SealRow, 1)
    if row is None:
        row = SealRow(id=1, head="", counts="{}")
        session.add(row)
    row.head = _head(session)
    row.counts = json.dumps(_counts(session), sort_keys=True)


def broken_seals(session: Session) -> list[str]:
    """What does not agree with the seal, as sentences; empty if all does."""
    row = session.get(SealRow, 1)
    if row is None:
        return ["study.db carries no seal of the last command."]
    left: dict[str, int] = json.loads(row.counts)
    found = [
        f"The last command left {left.get(name, 0)} {name}; now there are {number}."
        for name, number in _counts(session).items()
        if name in left and number != left[name]
    ]
    if row.head != _head(session) and not found:
        found.append("The last event of the trail is not the one the last command left.")
    return found


def _counts(session: Session) -> dict[str, int]:
    return {
        name: session.scalar(select(func.count()).select_from(table)) or 0
        for name, table in _COUNTED.items()
    }


def _head(session: Session) -> str:
    return session.scalar(select(TrailRow.hash).order_by(TrailRow.n.desc()).limit(1)) or ""
