"""What lost its place in a correction: kept with its words until somebody puts it back."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from idtool.errors import Conflict, UsageProblem
from idtool.model import Act, Segment, Transcript
from idtool.store.codings import CONTEXT, set_place
from idtool.store.tables import CodingRow, OrphanRow, TranscriptRow

OrphanKind = Literal["coding", "evidence", "mark", "memo"]


class NoSuchOrphan(UsageProblem):
    """Nothing that lost its place has this id."""

    def __init__(self, orphan_id: str, transcript_id: str) -> None:
        super().__init__(
            f"Nothing in {transcript_id} that lost its place has the id {orphan_id}.",
            f"List it with: idtool correct {transcript_id} --orphans",
        )


class PlaceTaken(Conflict):
    """The coder has given this code to these words already."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"These words carry {code} by the same coder already.",
            "Let the orphan go (--let-go), or put it on other words.",
        )


@dataclass(frozen=True, slots=True)
class Orphan:
    """Something without a place since a correction, with the words it stood on.

    ``at`` is its old address, ``about`` its code, theme, stage or memo, ``person`` whose
    words they were (ids separated by spaces).
    """

    uuid: str
    transcript: str
    version: int
    kind: OrphanKind
    about: str
    at: str
    person: str
    quote: str
    before: str
    after: str
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NewOrphan:
    """An orphan to be stored; ``start`` and ``end`` are positions in the old text."""

    kind: OrphanKind
    about: str
    at: str
    person: str
    start: int
    end: int
    record: Mapping[str, Any]


class Orphans:
    """One row per thing without a place."""

    def __init__(self, session: Session, act: Act) -> None:
        self._session = session
        self._act = act

    def add(self, old: Transcript, version: int, new: NewOrphan) -> str:
        """Keep something that lost its place, with its words; returns its id."""
        orphan_id = str(new.record.get("uuid") or uuid.uuid4())
        self._session.add(
            OrphanRow(
                uuid=orphan_id,
                transcript_id=old.id,
                version=version,
                kind=new.kind,
                about=new.about,
                at=new.at,
                person=new.person,
                record=json.dumps(dict(new.record), ensure_ascii=False, sort_keys=True),
                quote=old.text[new.start : new.end],
                before=old.text[max(0, new.start - CONTEXT) : new.start],
                after=old.text[new.end : new.end + CONTEXT],
                orphaned_at=self._act.at,
                orphaned_by=self._act.by,
            )
        )
        self._session.flush()
        return orphan_id

    def all(self, transcript: str | None = None) -> list[Orphan]:
        """What has no place, in the order in which it was lost."""
        query = select(OrphanRow).order_by(OrphanRow.transcript_id, OrphanRow.id)
        if transcript is not None:
            query = query.where(OrphanRow.transcript_id == transcript)
        return [_orphan(row) for row in self._session.scalars(query)]

    def find(self, transcript: str, orphan_id: str) -> Orphan:
        """One orphan by its id, or by the first characters of it."""
        found = [each for each in self.all(transcript) if each.uuid.startswith(orphan_id)]
        if len(found) != 1 or not orphan_id:
            raise NoSuchOrphan(orphan_id, transcript)
        return found[0]

    def let_go(self, orphan: Orphan) -> None:
        """Forget an orphan: it was put back, or nobody needs it."""
        self._session.execute(delete(OrphanRow).where(OrphanRow.uuid == orphan.uuid))
        self._session.flush()

    def put_back(self, orphan: Orphan, segment: Segment, turn: int) -> None:
        """Put a coding back on words of the text as it is now, with all that was said of it.

        Raises:
            PlaceTaken: The same coder has coded these words so already.
        """
        record = dict(orphan.record)
        there = self._session.scalars(
            select(CodingRow).where(
                CodingRow.transcript_id == segment.transcript,
                CodingRow.start == segment.start,
                CodingRow.end == segment.end,
                CodingRow.code == record["code"],
                CodingRow.coder == record["coder"],
            )
        ).first()
        if there is not None:
            raise PlaceTaken(record["code"])
        row = CodingRow(**record)
        text = self._session.scalars(
            select(TranscriptRow.text).where(TranscriptRow.id == segment.transcript)
        ).one()
        set_place(row, segment, turn, text)
        self._session.add(row)
        self.let_go(orphan)

    def forget_words(self, transcript: str) -> None:
        """Take the words of a transcript's orphans out; what they are stays."""
        for orphan in self._session.scalars(
            select(OrphanRow).where(OrphanRow.transcript_id == transcript)
        ):
            orphan.quote = orphan.before = orphan.after = ""
        self._session.flush()

    def forget_person(self, person: str, heard: Collection[str]) -> None:
        """Take one person's words out for good.

        An orphan of several people's words goes with any of them; of the others in the
        transcripts the person was ``heard`` in, what stood around the words goes, since it
        may be the person's.
        """
        for orphan in self._session.scalars(select(OrphanRow)).all():
            if person in orphan.person.split():
                self._session.delete(orphan)
            elif orphan.transcript_id in heard:
                orphan.before = orphan.after = ""
        self._session.flush()


def _orphan(row: OrphanRow) -> Orphan:
    kinds: dict[str, OrphanKind] = {
        "coding": "coding",
        "evidence": "evidence",
        "mark": "mark",
        "memo": "memo",
    }
    return Orphan(
        uuid=row.uuid,
        transcript=row.transcript_id,
        version=row.version,
        kind=kinds[row.kind],
        about=row.about,
        at=row.at,
        person=row.person,
        quote=row.quote,
        before=row.before,
        after=row.after,
        record=json.loads(row.record),
    )
