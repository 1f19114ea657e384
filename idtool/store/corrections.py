"""A corrected transcript in place of the old one: earlier texts, and what lost its place."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from idtool.errors import Conflict, UsageProblem
from idtool.model import Act, Evidence, Finding, Segment, Transcript
from idtool.store.kept_places import Place, follow_places, places_in
from idtool.store.tables import (
    CodingRow,
    EarlierTextRow,
    EvidenceRow,
    FindingRow,
    GroupingRunRow,
    MemoRow,
    OrphanRow,
    TranscriptRow,
    TurnRow,
)

OrphanKind = Literal["coding", "evidence", "mark", "memo"]
_CONTEXT = 32
_FAR_AWAY = 1_000_000_000
"""Added to positions while codings change places, so that none meets another on its way."""
_WITHDRAWN = "[withdrawn]"


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
class EarlierText:
    """A transcript's text before a correction, without the words. Version 1 is the oldest."""

    transcript: str
    version: int
    n_turns: int
    n_words: int
    source_format: str
    ingested_at: str
    ingested_by: str
    replaced_at: str
    replaced_by: str


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


class Corrections:
    """What happens when a transcript's words change."""

    def __init__(self, session: Session, act: Act) -> None:
        self._session = session
        self._act = act

    def keep_earlier(self, old: Transcript) -> int:
        """Keep the text as it is now as an earlier version; returns the version's number."""
        row = self._transcript(old.id)
        version = 1 + (
            self._session.scalar(
                select(func.max(EarlierTextRow.version)).where(
                    EarlierTextRow.transcript_id == old.id
                )
            )
            or 0
        )
        turns = [[t.number, t.start, t.end, t.speaker, t.person, t.role] for t in old.turns]
        self._session.add(
            EarlierTextRow(
                transcript_id=old.id,
                version=version,
                text=row.text,
                turns=json.dumps(turns),
                text_hash=row.text_hash,
                source_hash=row.source_hash,
                source_format=row.source_format,
                ingested_at=row.ingested_at,
                ingested_by=row.ingested_by,
                replaced_at=self._act.at,
                replaced_by=self._act.by,
            )
        )
        self._session.flush()
        return version

    def put_text(
        self,
        new: Transcript,
        *,
        source_hash: str,
        source_format: str,
        encoding: str,
        readouts: Collection[int],
        findings: Sequence[Finding],
    ) -> None:
        """Put the corrected text in place; what hangs on the transcript stays."""
        row = self._transcript(new.id)
        row.text, row.text_hash = new.text, hashlib.sha256(new.text.encode()).hexdigest()
        row.source_hash, row.source_format, row.encoding = source_hash, source_format, encoding
        row.ingested_at, row.ingested_by = self._act.at, self._act.by
        for table in (TurnRow, FindingRow):
            self._session.execute(delete(table).where(table.transcript_id == new.id))
        self._session.add_all(
            TurnRow(
                transcript_id=new.id,
                number=turn.number,
                start=turn.start,
                end=turn.end,
                speaker=turn.speaker,
                person=turn.person,
                role=turn.role,
                start_seconds=turn.start_seconds,
                end_seconds=turn.end_seconds,
                readout=turn.number in readouts,
            )
            for turn in new.turns
        )
        self._session.add_all(
            FindingRow(transcript_id=new.id, line=item.line, rule=item.rule, message=item.message)
            for item in findings
        )
        self._session.flush()

    def move_codings(self, transcript: str, places: Mapping[str, tuple[Segment, int]]) -> None:
        """Give codings, by id, their new segment and first turn; the text must be in place."""
        text = self._transcript(transcript).text
        self._session.execute(
            update(CodingRow)
            .where(CodingRow.transcript_id == transcript)
            .values(start=CodingRow.start + _FAR_AWAY, end=CodingRow.end + _FAR_AWAY)
        )
        self._session.expire_all()
        rows = self._session.scalars(
            select(CodingRow).where(CodingRow.transcript_id == transcript)
        ).all()
        for row in rows:
            segment, turn = places[row.uuid]
            _place(row, segment, turn, text)
        self._session.flush()

    def take_coding(self, coding_id: str) -> dict[str, Any]:
        """Take a coding out of the count; returns all that is needed to put it back."""
        row = self._session.scalars(select(CodingRow).where(CodingRow.uuid == coding_id)).one()
        record = {
            column.name: getattr(row, column.name)
            for column in CodingRow.__table__.columns
            if column.name not in {"id", "quote", "before", "after", "start", "end", "turn"}
        }
        self._session.delete(row)
        self._session.flush()
        return record

    def drop_codings(self, ids: Collection[str]) -> None:
        """Drop undecided proposals that no longer fit."""
        for coding_id in ids:
            self._session.execute(
                delete(CodingRow).where(CodingRow.uuid == coding_id, CodingRow.status == "proposed")
            )
        self._session.flush()

    def evidence(self, transcript: str) -> dict[int, tuple[str, str, Evidence]]:
        """Places of themes in a transcript by row, with theme and side."""
        rows = self._session.scalars(
            select(EvidenceRow)
            .where(EvidenceRow.transcript_id == transcript)
            .order_by(EvidenceRow.id)
        )
        return {
            e.id: (
                e.theme_id,
                e.side,
                Evidence(e.transcript_id, e.first_turn, e.last_turn, e.note, e.quote_ok),
            )
            for e in rows
        }

    def move_evidence(self, row_id: int, first: int, last: int, *, quote_ok: bool) -> None:
        """Give a theme's place its new turns."""
        self._session.execute(
            update(EvidenceRow)
            .where(EvidenceRow.id == row_id)
            .values(first_turn=first, last_turn=last, quote_ok=quote_ok)
        )

    def take_evidence(self, row_id: int) -> None:
        """Take a theme's place out."""
        self._session.execute(delete(EvidenceRow).where(EvidenceRow.id == row_id))

    def set_memo_places(self, memo_id: str, on: Sequence[str]) -> None:
        """Say anew what a memo is about."""
        self._session.execute(
            update(MemoRow).where(MemoRow.id == memo_id).values(on=" ".join(dict.fromkeys(on)))
        )

    def move_groupings(
        self, transcript: str, places: Mapping[tuple[int, int], tuple[int, int, int]]
    ) -> None:
        """Kept runs of ``cluster`` follow too; a segment without a place is left out.

        Args:
            transcript: The transcript.
            places: Turn, start and end now, by start and end before.
        """

        def now(place: Place) -> Place | None:
            if place[0] != transcript:
                return place
            found = places.get((place[2], place[3]))
            return None if found is None else (transcript, *found)

        for row in self._session.scalars(select(GroupingRunRow)):
            followed = follow_places(json.loads(row.result), now)
            row.result = json.dumps(followed, ensure_ascii=False, sort_keys=True)
        self._session.flush()

    def grouped_segments(self, transcript: str) -> set[tuple[int, int]]:
        """Start and end of the segments that kept runs of ``cluster`` have in a transcript."""
        return {
            (start, end)
            for row in self._session.scalars(select(GroupingRunRow))
            for name, _, start, end in places_in(json.loads(row.result))
            if name == transcript
        }

    def add_orphan(self, old: Transcript, version: int, new: NewOrphan) -> str:
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
                before=old.text[max(0, new.start - _CONTEXT) : new.start],
                after=old.text[new.end : new.end + _CONTEXT],
                orphaned_at=self._act.at,
                orphaned_by=self._act.by,
            )
        )
        self._session.flush()
        return orphan_id

    def orphans(self, transcript: str | None = None) -> list[Orphan]:
        """What has no place, in the order in which it was lost."""
        query = select(OrphanRow).order_by(OrphanRow.transcript_id, OrphanRow.id)
        if transcript is not None:
            query = query.where(OrphanRow.transcript_id == transcript)
        return [_orphan(row) for row in self._session.scalars(query)]

    def orphan(self, transcript: str, orphan_id: str) -> Orphan:
        """One orphan by its id, or by the first characters of it."""
        found = [each for each in self.orphans(transcript) if each.uuid.startswith(orphan_id)]
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
        _place(row, segment, turn, self._transcript(segment.transcript).text)
        self._session.add(row)
        self.let_go(orphan)

    def earlier(self, transcript: str) -> list[EarlierText]:
        """The earlier versions of a transcript, oldest first."""
        rows = self._session.scalars(
            select(EarlierTextRow)
            .where(EarlierTextRow.transcript_id == transcript)
            .order_by(EarlierTextRow.version)
        )
        return [
            EarlierText(
                row.transcript_id,
                row.version,
                len(json.loads(row.turns)),
                len(row.text.split()),
                row.source_format,
                row.ingested_at,
                row.ingested_by,
                row.replaced_at,
                row.replaced_by,
            )
            for row in rows
        ]

    def forget_earlier(self, transcript: str) -> int:
        """Take the earlier texts of a transcript out, and the words of its orphans; how many texts.

        For a correction that took out what should never have been there.
        """
        texts = self._session.scalars(
            select(EarlierTextRow).where(EarlierTextRow.transcript_id == transcript)
        ).all()
        for row in texts:
            self._session.delete(row)
        for orphan in self._session.scalars(
            select(OrphanRow).where(OrphanRow.transcript_id == transcript)
        ):
            orphan.quote = orphan.before = orphan.after = ""
        self._session.flush()
        return len(texts)

    def forget(self, person: str) -> None:
        """Take one person's words out of earlier versions and orphans, for good.

        An orphan of several people's words goes with any of them; of the others in the same
        transcripts, what stood around the words goes, since it may be the person's.
        """
        heard: set[str] = set()
        for row in self._session.scalars(select(EarlierTextRow)):
            turns, text, at = [], [], 0
            for number, start, end, speaker, who, role in json.loads(row.turns):
                words = _WITHDRAWN if who == person else row.text[start:end]
                turns.append([number, at, at + len(words), speaker, who, role])
                text.append(words)
                at += len(words) + 1
            if any(turn[4] == person for turn in turns):
                heard.add(row.transcript_id)
                row.turns, row.text = json.dumps(turns), "\n".join(text)
                row.text_hash = hashlib.sha256(row.text.encode()).hexdigest()
        for orphan in self._session.scalars(select(OrphanRow)).all():
            if person in orphan.person.split():
                self._session.delete(orphan)
            elif orphan.transcript_id in heard:
                orphan.before = orphan.after = ""
        self._session.flush()

    def _transcript(self, transcript: str) -> TranscriptRow:
        return self._session.scalars(
            select(TranscriptRow).where(TranscriptRow.id == transcript)
        ).one()


def _place(row: CodingRow, segment: Segment, turn: int, text: str) -> None:
    row.start, row.end, row.turn = segment.start, segment.end, turn
    row.quote = text[segment.start : segment.end]
    row.before = text[max(0, segment.start - _CONTEXT) : segment.start]
    row.after = text[segment.end : segment.end + _CONTEXT]


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
