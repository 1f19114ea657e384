"""Word forms that were taken apart earlier, kept beside the text they were said in.

They are a convenience: every command works without them. A row goes, by a
trigger, in the very transaction that changes or removes its transcript's text.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from idtool.model import Act
from idtool.store.tables import KeptFormsRow

CODEBOOKS = "*"
"""Stands for the study's codebooks, guide and vignettes, where a transcript's id stands else."""


class KeptForms:
    """One row per transcript, and one for the codebooks."""

    def __init__(self, session: Session, _act: Act) -> None:
        self._session = session

    def of(self, hashes: Mapping[str, str]) -> dict[str, bytes]:
        """Packed forms of texts that are as they were, by transcript.

        Args:
            hashes: The fingerprint of each text as it is now.
        """
        rows = self._session.execute(
            select(KeptFormsRow.about, KeptFormsRow.text_hash, KeptFormsRow.packed)
        )
        return {row.about: row.packed for row in rows if hashes.get(row.about) == row.text_hash}

    def keep(self, about: str, text_hash: str, packed: bytes) -> None:
        """Keep the packed forms of one text instead of earlier ones."""
        self._session.merge(KeptFormsRow(about=about, text_hash=text_hash, packed=packed))
        self._session.flush()

    def forget(self) -> None:
        """Take out everything."""
        self._session.execute(delete(KeptFormsRow))
