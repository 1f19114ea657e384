"""What participants said, held against what is written into the trail."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from idtool.errors import PrivacyStop
from idtool.model import INTERVIEWER
from idtool.privacy.leaks import shared_runs
from idtool.store.tables import TranscriptRow, TurnRow

RUN = 6
"""Words in a row that are somebody's own."""


class QuotesAParticipant(PrivacyStop):
    """Words for the trail repeat what a participant said."""

    def __init__(self) -> None:
        super().__init__(
            "The reason repeats a participant's words; the trail holds none of them. Nothing was "
            "stored.",
            "Say it in your own words, and point to the place: I03#t014.",
        )


def refuse_said(session: Session, words: str) -> None:
    """Refuse words that hold six in a row of a participant's turn, vignettes read out aside.

    Raises:
        QuotesAParticipant: They do.
    """
    if len(words.split()) < RUN:
        return
    turns = session.execute(
        select(TranscriptRow.text, TurnRow.start, TurnRow.end)
        .join(TurnRow, TurnRow.transcript_id == TranscriptRow.id)
        .where(TurnRow.speaker != INTERVIEWER, TurnRow.readout.is_(False))
    )
    said = {str(n): text[start:end] for n, (text, start, end) in enumerate(turns)}
    if shared_runs(words, said, words=RUN):
        raise QuotesAParticipant
