"""The privacy screen's memory: decisions as fingerprints, their salt, what was screened."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from idtool.model import Act
from idtool.privacy.decided import Decision, How, KeptPlace, Kind
from idtool.store.tables import (
    KeptPlaceRow,
    PrivacyDecisionRow,
    PrivacySaltRow,
    ScreeningRow,
    TranscriptRow,
)

_STUDY_WIDE = frozenset({"allow", "keep", "false_alarm"})


@dataclass(frozen=True, slots=True)
class Screening:
    """One transcript's last screening. ``text_hash`` is of the text that was screened."""

    transcript: str
    text_hash: str
    detector: str
    known_digest: str = ""
    attested_by: str = ""
    attested_because: str = ""
    open_block: int = 0
    open_review: int = 0
    notes: int = 0
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class SaltPlace:
    """Where the salt is: here, or in the key file ``key_id`` (then ``salt`` is empty)."""

    salt: bytes = b""
    key_id: str = ""
    known_digest: str = ""


class Screenings:
    """Decisions about finds, the salt they are kept under, and what was screened when."""

    def __init__(self, session: Session, act: Act) -> None:
        self._session = session
        self._act = act

    def salt_place(self) -> SaltPlace:
        """Where the salt of the fingerprints is."""
        row = self._session.get(PrivacySaltRow, 1)
        if row is None:
            return SaltPlace()
        return SaltPlace(bytes.fromhex(row.salt), row.key_id, row.known_digest)

    def make_salt(self) -> bytes:
        """The study's own salt; a random one is made on first need."""
        place = self.salt_place()
        if place.salt or place.key_id:
            return place.salt
        salt = secrets.token_bytes(32)
        self.put_salt(SaltPlace(salt, "", place.known_digest))
        return salt

    def put_salt(self, place: SaltPlace) -> None:
        """Say where the salt is from now on."""
        row = self._session.get(PrivacySaltRow, 1)
        if row is None:
            row = PrivacySaltRow(id=1, salt="", key_id="", known_digest="")
            self._session.add(row)
        row.salt, row.key_id, row.known_digest = place.salt.hex(), place.key_id, place.known_digest
        self._session.flush()

    def decisions(self) -> dict[tuple[str, str], Decision]:
        """Every decision, by fingerprint and scope."""
        rows = self._session.scalars(select(PrivacyDecisionRow).order_by(PrivacyDecisionRow.id))
        return {
            (row.fingerprint, row.scope): Decision(
                row.fingerprint,
                cast("Kind", row.decision),
                row.type,
                row.scope,
                row.placeholder,
                row.because,
                row.by,
                row.at,
                row.detector,
            )
            for row in rows
        }

    def decide(self, decision: Decision) -> Decision | None:
        """Keep a decision in place of an older one, which is returned."""
        key = (decision.fingerprint, decision.scope)
        old = self.decisions().get(key)
        self.undecide(*key)
        self._session.add(
            PrivacyDecisionRow(
                fingerprint=decision.fingerprint,
                scope=decision.scope,
                decision=decision.kind,
                type=decision.type,
                placeholder=decision.placeholder,
                because=decision.because,
                by=decision.by or self._act.by,
                at=decision.at or self._act.at,
                detector=decision.detector,
            )
        )
        self._session.flush()
        return old

    def undecide(self, fingerprint: str, scope: str) -> None:
        """Take a decision back."""
        self._session.execute(
            delete(PrivacyDecisionRow).where(
                PrivacyDecisionRow.fingerprint == fingerprint, PrivacyDecisionRow.scope == scope
            )
        )
        self._session.flush()

    def forget_decisions(self) -> int:
        """Take every decision out, and say how many there were."""
        number = len(self.decisions())
        self._session.execute(delete(PrivacyDecisionRow))
        self._session.flush()
        return number

    def all(self) -> dict[str, Screening]:
        """The last screening of each transcript that has one, by id."""
        rows = self._session.scalars(select(ScreeningRow).order_by(ScreeningRow.transcript_id))
        return {
            row.transcript_id: Screening(
                row.transcript_id,
                row.text_hash,
                row.detector,
                row.known_digest,
                row.attested_by,
                row.attested_because,
                row.open_block,
                row.open_review,
                row.notes,
                row.by,
                row.at,
            )
            for row in rows
        }

    def put(self, screening: Screening, kept: Iterable[KeptPlace]) -> None:
        """Record a screening in place of the transcript's last one, with what stays."""
        key = screening.transcript
        self._session.execute(delete(ScreeningRow).where(ScreeningRow.transcript_id == key))
        self._session.execute(delete(KeptPlaceRow).where(KeptPlaceRow.transcript_id == key))
        self._session.add(
            ScreeningRow(
                transcript_id=key,
                text_hash=screening.text_hash,
                detector=screening.detector,
                known_digest=screening.known_digest,
                attested_by=screening.attested_by,
                attested_because=screening.attested_because,
                open_block=screening.open_block,
                open_review=screening.open_review,
                notes=screening.notes,
                by=self._act.by,
                at=self._act.at,
            )
        )
        self._session.add_all(
            KeptPlaceRow(transcript_id=key, start=k.start, end=k.end, type=k.type, how=k.how)
            for k in sorted(set(kept), key=lambda k: (k.start, k.end))
        )
        self._session.flush()

    def kept(self, transcripts: Collection[str] = ()) -> Mapping[str, list[KeptPlace]]:
        """Places that stay, by transcript; those of a text that has changed are left out."""
        rows = self._session.scalars(
            select(KeptPlaceRow)
            .join(TranscriptRow, TranscriptRow.id == KeptPlaceRow.transcript_id)
            .join(ScreeningRow, ScreeningRow.transcript_id == KeptPlaceRow.transcript_id)
            .where(ScreeningRow.text_hash == TranscriptRow.text_hash)
            .order_by(KeptPlaceRow.transcript_id, KeptPlaceRow.start)
        )
        found: dict[str, list[KeptPlace]] = {}
        for row in rows:
            if not transcripts or row.transcript_id in transcripts:
                place = KeptPlace(row.start, row.end, row.type, cast("How", row.how))
                found.setdefault(row.transcript_id, []).append(place)
        return found

    def allowed_terms(self) -> list[str]:
        """What people let stay in the whole study, as transcripts have it, sorted.

        Needs no salt. What was kept for one file or attested as a whole is not in it.
        """
        kept = self.kept()
        rows = self._session.execute(
            select(TranscriptRow.id, TranscriptRow.text).where(TranscriptRow.id.in_(kept))
        )
        return sorted(
            {
                row.text[k.start : k.end]
                for row in rows
                for k in kept[row.id]
                if k.how in _STUDY_WIDE
            }
        )
