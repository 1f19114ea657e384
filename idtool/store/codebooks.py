"""Every version of a codebook that was ever used, word for word."""

from __future__ import annotations

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from idtool.model import Act
from idtool.store.tables import CodebookVersionRow


class CodebookVersions:
    """Codebook files as they stood when they were used."""

    def __init__(self, session: Session, act: Act) -> None:
        self._session = session
        self._act = act

    def keep(self, codebook: str, version: str, text: str) -> bool:
        """Store this version unless it is there already; whether it was new."""
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        known = self._session.scalars(
            select(CodebookVersionRow.id).where(
                CodebookVersionRow.codebook == codebook, CodebookVersionRow.hash == digest
            )
        ).first()
        if known is not None:
            return False
        self._session.add(
            CodebookVersionRow(
                codebook=codebook, version=version, hash=digest, text=text, at=self._act.at
            )
        )
        self._session.flush()
        return True

    def versions(self, codebook: str) -> list[tuple[str, str, str, str]]:
        """Versions of one codebook as (version, hash, at, text), oldest first."""
        rows = self._session.scalars(
            select(CodebookVersionRow)
            .where(CodebookVersionRow.codebook == codebook)
            .order_by(CodebookVersionRow.id)
        )
        return [(row.version, row.hash, row.at, row.text) for row in rows]
