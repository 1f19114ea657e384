"""Taking one person's words out of everything that is stored, for good."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, delete, select, update
from sqlalchemy.orm import Session

from idtool.model import Act
from idtool.store.kept_places import Place, follow_places
from idtool.store.tables import (
    CodingRow,
    EvidenceRow,
    GroupingRunRow,
    KeptPlaceRow,
    MemberAnswerRow,
    MemberDocumentRow,
    MemberReturnRow,
    ScreeningRow,
    SpeakerRow,
    Table,
    TrailRow,
    TranscriptRow,
    TurnRow,
)

WITHDRAWN = "[withdrawn]"
"""Stands for a turn whose speaker withdrew; the turn keeps its number."""
NOBODY = "WITHDRAWN"
"""The speaker of such a turn."""

_STRUCTURE = frozenset(
    {"id", "uuid", "code", "coder", "focus", "status", "source", "strength", "kind", "at", "by"}
    | {"text_hash", "source_hash", "hash", "transcript_id", "theme_id", "speaker", "person"}
    | {"role", "fingerprint", "salt", "key_id", "ref", "key", "about"}
)
"""Columns that hold ids, states and fingerprints, never somebody's words."""


@dataclass(frozen=True, slots=True)
class Blanked:
    """What became of one transcript in which others speak, too."""

    n_turns: int
    n_codings: int
    n_kept: int


class Withdrawals:
    """Removes and rewrites rows; nothing here can be undone."""

    def __init__(self, session: Session, act: Act) -> None:
        self._session = session
        self._act = act

    def remove_transcript(self, transcript: str) -> None:
        """Take a transcript out with everything that hangs on it."""
        self._session.execute(delete(EvidenceRow).where(EvidenceRow.transcript_id == transcript))
        self._session.execute(delete(TranscriptRow).where(TranscriptRow.id == transcript))
        for row in self._session.scalars(select(GroupingRunRow)):
            row.result = _without_transcript(row.result, transcript)
        self._session.flush()

    def forget_answers(self, person: str) -> None:
        """Take out what a person answered to the member check, and what their forms said."""
        self._session.execute(delete(MemberReturnRow).where(MemberReturnRow.person == person))
        self._session.execute(
            update(MemberDocumentRow).where(MemberDocumentRow.person == person).values(form="")
        )

    def forget_labels(self, person: str) -> None:
        """Forget which speaker labels meant a person, and that a grouping held them."""
        self._session.execute(delete(SpeakerRow).where(SpeakerRow.person == person))
        for row in self._session.scalars(select(GroupingRunRow)):
            forgotten = _without_person(json.loads(row.result), person)
            row.result = json.dumps(forgotten, ensure_ascii=False, sort_keys=True)

    def blank_turns(self, transcript: str, person: str) -> Blanked:
        """Put :data:`WITHDRAWN` in place of a person's turns; what others said stays.

        Codings and evidence on the person's words alone go; the others follow their
        words to where these stand now.
        """
        row = self._session.scalars(
            select(TranscriptRow).where(TranscriptRow.id == transcript)
        ).one()
        turns = self._session.scalars(
            select(TurnRow).where(TurnRow.transcript_id == transcript).order_by(TurnRow.number)
        ).all()
        moved, pieces, at = [], [], 0
        own = {turn.number for turn in turns if turn.person == person}
        for turn in turns:
            words = WITHDRAWN if turn.number in own else row.text[turn.start : turn.end]
            moved.append((turn.number, turn.start, turn.end, at, at + len(words)))
            pieces.append(words)
            at += len(words) + 1
        places = _Places(moved, own)
        row.text = "\n".join(pieces)
        row.text_hash = hashlib.sha256(row.text.encode()).hexdigest()
        asked = {turn.number for turn in turns if turn.speaker == "INT"}
        for turn, (_, _, _, start, end) in zip(turns, moved, strict=True):
            turn.start, turn.end = start, end
            if turn.number in own:
                turn.speaker, turn.person, turn.role = NOBODY, None, None
        gone, kept = self._follow(transcript, places, row.text, own | asked)
        self._thin_evidence(transcript, own | asked)
        self._follow_screening(transcript, places, row.text_hash)
        self._follow_groupings(transcript, places, own | asked)
        self._follow_answers(transcript, places)
        self._session.flush()
        return Blanked(len(own), gone, kept)

    def redact(self, cleaned: Callable[[str], str]) -> dict[str, int]:
        """Put every stored text through ``cleaned``; how many cells changed, by table.

        Transcripts were rewritten before; the trail holds no words of participants.
        """
        changed: dict[str, int] = {}
        for table in Table.__subclasses__():
            if table in {TrailRow, TranscriptRow, TurnRow}:
                continue
            columns = [
                column.key
                for column in table.__mapper__.column_attrs
                if isinstance(column.columns[0].type, String) and column.key not in _STRUCTURE
            ]
            if not columns:
                continue
            for row in self._session.scalars(select(table)):
                for name in columns:
                    before = getattr(row, name)
                    after = _cleaned(before, cleaned) if before else before
                    if after != before:
                        setattr(row, name, after)
                        changed[table.__tablename__] = changed.get(table.__tablename__, 0) + 1
        self._session.flush()
        return changed

    def _follow(
        self, transcript: str, places: _Places, text: str, silent: set[int]
    ) -> tuple[int, int]:
        gone = kept = 0
        for row in self._session.scalars(
            select(CodingRow).where(CodingRow.transcript_id == transcript)
        ).all():
            span = places.now(row.start, row.end, silent)
            if span is None:
                self._session.delete(row)
                gone += 1
                continue
            row.turn, row.start, row.end = span
            row.quote = text[row.start : row.end]
            row.before = text[max(0, row.start - len(row.before)) : row.start]
            row.after = text[row.end : row.end + len(row.after)]
            kept += 1
        return gone, kept

    def _thin_evidence(self, transcript: str, silent: set[int]) -> None:
        for row in self._session.scalars(
            select(EvidenceRow).where(EvidenceRow.transcript_id == transcript)
        ).all():
            if set(range(row.first_turn, row.last_turn + 1)) <= silent:
                self._session.delete(row)

    def _follow_screening(self, transcript: str, places: _Places, text_hash: str) -> None:
        """What was let stay in others' words stays let; the text that counts is the new one."""
        for row in self._session.scalars(
            select(KeptPlaceRow).where(KeptPlaceRow.transcript_id == transcript)
        ).all():
            span = places.now(row.start, row.end, set())
            if span is None:
                self._session.delete(row)
            else:
                _, row.start, row.end = span
        screening = self._session.get(ScreeningRow, transcript)
        if screening is not None:
            screening.text_hash = text_hash

    def _follow_answers(self, transcript: str, places: _Places) -> None:
        """Quotations that others altered or took back are known by their place."""
        for row in self._session.scalars(
            select(MemberAnswerRow).where(MemberAnswerRow.place.startswith(f"{transcript}."))
        ):
            start, _, end = row.place.removeprefix(f"{transcript}.").partition("-")
            if start.isdigit() and end.isdigit():
                span = places.now(int(start), int(end), set())
                if span is not None:
                    row.place = f"{transcript}.{span[1]}-{span[2]}"

    def _follow_groupings(self, transcript: str, places: _Places, silent: set[int]) -> None:
        def now(place: Place) -> Place | None:
            if place[0] != transcript:
                return place
            span = places.now(place[2], place[3], silent)
            return None if span is None else (transcript, *span)

        for row in self._session.scalars(select(GroupingRunRow)):
            followed = follow_places(json.loads(row.result), now)
            row.result = json.dumps(followed, ensure_ascii=False, sort_keys=True)


class _Places:
    """Where positions of a transcript went: turn number, start and end before, and now."""

    def __init__(self, moved: list[tuple[int, int, int, int, int]], own: set[int]) -> None:
        self._moved = moved
        self._own = own

    def now(self, start: int, end: int, silent: set[int]) -> tuple[int, int, int] | None:
        """Turn, start and end of what is left of a segment, or ``None`` if nobody else speaks."""
        touched = [m for m in self._moved if m[1] < end and start < m[2]]
        left = [m for m in touched if m[0] not in self._own]
        if not [m for m in left if m[0] not in silent]:
            return None
        first, last = left[0], left[-1]
        begins = first[3] + max(0, start - first[1])
        ends = last[3] + min(end, last[2]) - last[1]
        return first[0], begins, ends


def _cleaned(text: str, cleaned: Callable[[str], str]) -> str:
    """A cell cleaned; in JSON each string by itself, so that it stays JSON."""
    if text[:1] in "{[":
        try:
            record = json.loads(text)
        except ValueError:
            return cleaned(text)
        new = _each(record, cleaned)
        return text if new == record else json.dumps(new, ensure_ascii=False, sort_keys=True)
    return cleaned(text)


def _each(record: Any, cleaned: Callable[[str], str]) -> Any:
    if isinstance(record, str):
        return cleaned(record)
    if isinstance(record, list):
        return [_each(item, cleaned) for item in record]
    if isinstance(record, Mapping):
        return {key: _each(item, cleaned) for key, item in record.items()}
    return record


def _without_person(record: Any, person: str) -> Any:
    """A kept run without a person, in lists and as a key; roles are counted when shown."""
    if isinstance(record, list):
        return [_without_person(item, person) for item in record if item != person]
    if isinstance(record, dict):
        return {key: _without_person(item, person) for key, item in record.items() if key != person}
    return record


def _without_transcript(result: str, transcript: str) -> str:
    def left(place: Place) -> Place | None:
        return None if place[0] == transcript else place

    return json.dumps(follow_places(json.loads(result), left), ensure_ascii=False, sort_keys=True)
