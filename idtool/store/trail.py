"""The trail: an append-only, hash-chained record of every act on the study."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from idtool.model import Act, TrailEvent
from idtool.store.said import refuse_said
from idtool.store.tables import TrailRow


def event_hash(event: TrailEvent) -> str:
    """SHA-256 over everything in the event except the hash itself."""
    parts = [event.n, event.at, event.by, event.act, event.about, event.why, event.detail]
    words = json.dumps([*parts, event.prev], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(words.encode("utf-8")).hexdigest()


class Trail:
    """Who did what, when, to what, and why. No participant's words."""

    def __init__(self, session: Session, act: Act) -> None:
        self._session = session
        self._act = act

    def add(
        self, act: str, about: str, *, why: str = "", detail: Mapping[str, object] | None = None
    ) -> None:
        """Append one event.

        Args:
            act: A verb of the subject, such as ``transcript.ingest``.
            about: The id of what it was done to, such as ``I03``.
            why: The researcher's reason.
            detail: Counts, versions, settings; never a participant's words.

        Raises:
            QuotesAParticipant: The reason repeats what somebody said.
        """
        session = self._session
        refuse_said(session, why)
        session.flush()
        last = session.scalars(select(TrailRow).order_by(TrailRow.n.desc()).limit(1)).first()
        event = TrailEvent(
            n=last.n + 1 if last else 1,
            at=self._act.at,
            by=self._act.by,
            act=act,
            about=about,
            why=why,
            detail=json.dumps(detail or {}, ensure_ascii=False, sort_keys=True),
            prev=last.hash if last else "",
            hash="",
        )
        session.add(
            TrailRow(
                n=event.n,
                at=event.at,
                by=event.by,
                act=event.act,
                about=event.about,
                why=event.why,
                detail=event.detail,
                prev=event.prev,
                hash=event_hash(event),
            )
        )
        session.flush()

    def refuse_said(self, words: str) -> None:
        """Refuse words for a detail that repeat what a participant said."""
        refuse_said(self._session, words)

    def events(self) -> list[TrailEvent]:
        """Every event, in order."""
        rows = self._session.scalars(select(TrailRow).order_by(TrailRow.n))
        return [
            TrailEvent(r.n, r.at, r.by, r.act, r.about, r.why, r.detail, r.prev, r.hash)
            for r in rows
        ]

    def count(self) -> int:
        """How many events there are."""
        return self._session.scalar(select(func.count()).select_from(TrailRow)) or 0

    def first_break(self) -> int | None:
        """The number of the first event that does not fit the chain, or ``None``."""
        prev = ""
        for expected, event in enumerate(self.events(), start=1):
            if event.n != expected or event.prev != prev or event.hash != event_hash(event):
                return expected
            prev = event.hash
        return None
