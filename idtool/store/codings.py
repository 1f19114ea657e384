"""Codings and proposals, and what people decided about them."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from idtool.errors import UsageProblem
from idtool.model import Act, Coding, CodingSource, CodingStatus, Segment, Strength
from idtool.store.tables import CodingRow

MACHINE = "idtool"
"""The coder of a proposal nobody has decided about."""

CONTEXT = 32
"""Code points kept before and after a quotation, to find it again in a corrected text."""

_MOST_NAMED = 5
"""Ids named where several begin alike."""


class NoSuchCoding(UsageProblem):
    """No coding has this id."""

    def __init__(self, coding_id: str) -> None:
        super().__init__(
            f"There is no coding {coding_id}.", "List codings and their ids with: idtool code list"
        )


class SeveralCodings(UsageProblem):
    """More than one coding has an id that begins so."""

    def __init__(self, start: str, ids: Sequence[str]) -> None:
        longest = max(map(len, ids))
        enough = next(
            (n for n in range(len(start) + 1, longest) if len({i[:n] for i in ids}) == len(ids)),
            longest,
        )
        named = ", ".join(each[: max(enough, 8)] for each in ids[:_MOST_NAMED])
        super().__init__(
            f"{len(ids)} codings have an id that begins with “{start}”.",
            f"Give more of it: {named}{', …' if len(ids) > _MOST_NAMED else '.'}",
        )


@dataclass(frozen=True, slots=True)
class NewCoding:
    """A coding to be stored: where, what, from whom, and why."""

    segment: Segment
    turn: int
    code: str
    focus: str
    source: CodingSource
    status: CodingStatus
    coder: str
    codebook_version: str
    evidence: str = ""
    strength: Strength | None = None
    memo: str = ""
    uuid: str = ""
    score: float | None = None


class Codings:
    """One row per segment, code and coder."""

    def __init__(self, session: Session, act: Act) -> None:
        self._session = session
        self._act = act

    def add(self, new: Iterable[NewCoding], texts: Mapping[str, str]) -> list[str]:
        """Store codings; one that is already there is updated. Returns their ids.

        Args:
            new: What to store.
            texts: Canonical text by transcript, for the quotations.
        """
        known = {
            (row.transcript_id, row.start, row.end, row.code, row.coder): row.id
            for row in self._session.execute(
                select(
                    CodingRow.id,
                    CodingRow.transcript_id,
                    CodingRow.start,
                    CodingRow.end,
                    CodingRow.code,
                    CodingRow.coder,
                )
            )
        }
        fresh: dict[tuple[str, int, int, str, str], dict[str, Any]] = {}
        added = []
        for item in new:
            segment = item.segment
            key = (segment.transcript, segment.start, segment.end, item.code, item.coder)
            if key in known:
                added.append(self._update(known[key], item))
                continue
            if key not in fresh:
                fresh[key] = _columns(item, texts[segment.transcript], self._act.at)
            elif fresh[key]["status"] != item.status or item.memo:
                fresh[key].update(
                    status=item.status,
                    source=item.source,
                    memo=item.memo or fresh[key]["memo"],
                    decided_at=self._act.at,
                )
            added.append(fresh[key]["uuid"])
        if fresh:
            self._session.execute(insert(CodingRow), list(fresh.values()))
        self._session.flush()
        return added

    def _update(self, row_id: int, item: NewCoding) -> str:
        """Bring a coding that is there already up to date; its id."""
        row = self._session.get_one(CodingRow, row_id)
        if row.status != item.status or item.memo:
            row.status, row.source = item.status, item.source
            row.memo = item.memo or row.memo
            row.decided_at = self._act.at
        return row.uuid

    def decide(self, coding_id: str, status: CodingStatus, *, because: str = "") -> None:
        """Accept or reject a proposal (or take a decision back) as the acting coder."""
        row = self._find(coding_id)
        coder = MACHINE if status == "proposed" else self._act.by
        self._make_way(row, coder)
        row.coder, row.decided_at = coder, None if coder == MACHINE else self._act.at
        row.status, row.because = status, because
        self._session.flush()

    def _make_way(self, row: CodingRow, coder: str) -> None:
        """Another row of ``coder`` at the very same place gives way to the decision."""
        self._session.execute(
            delete(CodingRow).where(
                CodingRow.transcript_id == row.transcript_id,
                CodingRow.start == row.start,
                CodingRow.end == row.end,
                CodingRow.code == row.code,
                CodingRow.coder == coder,
                CodingRow.id != row.id,
            )
        )

    def remove(self, coding_id: str) -> Coding:
        """Take a coding out for good; returns what it was."""
        row = self._find(coding_id)
        coding = _record(row)
        self._session.delete(row)
        self._session.flush()
        return coding

    def clear_proposals(self, transcripts: Collection[str], codes: Collection[str]) -> int:
        """Drop undecided proposals of these codes in these transcripts; how many."""
        result: Any = self._session.execute(
            delete(CodingRow).where(
                CodingRow.status == "proposed",
                CodingRow.transcript_id.in_(transcripts),
                CodingRow.code.in_(codes),
            )
        )
        return int(result.rowcount)

    def all(
        self,
        *,
        status: Collection[str] = ("accepted",),
        transcripts: Collection[str] | None = None,
        coders: Collection[str] | None = None,
    ) -> list[Coding]:
        """Codings in order of transcript, place, code and coder."""
        query = select(CodingRow).where(CodingRow.status.in_(status))
        if transcripts is not None:
            query = query.where(CodingRow.transcript_id.in_(transcripts))
        if coders is not None:
            query = query.where(CodingRow.coder.in_(coders))
        rows = self._session.scalars(
            query.order_by(
                CodingRow.transcript_id,
                CodingRow.start,
                CodingRow.end,
                CodingRow.code,
                CodingRow.coder,
            )
        )
        return [_record(row) for row in rows]

    def find(self, coding_id: str) -> Coding:
        """One coding by its id, or by the first characters of it."""
        return _record(self._find(coding_id))

    def counts(self) -> dict[tuple[str, str], int]:
        """How many codings there are by (status, source)."""
        rows = self._session.execute(
            select(CodingRow.status, CodingRow.source, func.count().label("number")).group_by(
                CodingRow.status, CodingRow.source
            )
        )
        return {(row.status, row.source): row.number for row in rows}

    def _find(self, coding_id: str) -> CodingRow:
        start = coding_id.strip()
        rows: Sequence[CodingRow] = self._session.scalars(
            select(CodingRow)
            .where(CodingRow.uuid.startswith(start, autoescape=True))
            .order_by(CodingRow.uuid)
        ).all()
        if not rows or not start:
            raise NoSuchCoding(coding_id)
        whole = [row for row in rows if row.uuid == start]
        if len(rows) > 1 and not whole:
            raise SeveralCodings(start, [row.uuid for row in rows])
        return (whole or rows)[0]


def _columns(item: NewCoding, text: str, at: str) -> dict[str, Any]:
    return {
        "uuid": item.uuid or str(uuid.uuid4()),
        "transcript_id": item.segment.transcript,
        "code": item.code,
        "focus": item.focus,
        "status": item.status,
        "source": item.source,
        "coder": item.coder,
        "evidence": item.evidence,
        "strength": item.strength,
        "score": item.score,
        "codebook_version": item.codebook_version,
        "memo": item.memo,
        "because": "",
        "created_at": at,
        "decided_at": None if item.status == "proposed" else at,
        **_place(item.segment, item.turn, text),
    }


def set_place(row: CodingRow, segment: Segment, turn: int, text: str) -> None:
    """Put a coding on words of a text, with what stands around them."""
    for column, value in _place(segment, turn, text).items():
        setattr(row, column, value)


def _place(segment: Segment, turn: int, text: str) -> dict[str, Any]:
    return {
        "start": segment.start,
        "end": segment.end,
        "turn": turn,
        "quote": text[segment.start : segment.end],
        "before": text[max(0, segment.start - CONTEXT) : segment.start],
        "after": text[segment.end : segment.end + CONTEXT],
    }


def _record(row: CodingRow) -> Coding:
    strengths: dict[str, Strength] = {"strong": "strong", "fair": "fair", "faint": "faint"}
    statuses: dict[str, CodingStatus] = {
        "proposed": "proposed",
        "accepted": "accepted",
        "rejected": "rejected",
    }
    sources: dict[str, CodingSource] = {
        "hand": "hand",
        "rule": "rule",
        "likeness": "likeness",
        "learned": "learned",
        "import": "import",
    }
    return Coding(
        uuid=row.uuid,
        segment=Segment(row.transcript_id, row.start, row.end),
        turn=row.turn,
        code=row.code,
        focus=row.focus,
        status=statuses[row.status],
        source=sources[row.source],
        coder=row.coder,
        quote=row.quote,
        evidence=row.evidence,
        strength=strengths.get(row.strength or ""),
        codebook_version=row.codebook_version,
        memo=row.memo,
        score=row.score,
    )
