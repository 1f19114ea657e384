"""The tables of ``study.db``, in the words of :mod:`idtool.model`, a module per subject.

Rows never leave this room. Rules the database can hold are held here, as
checks, unique constraints and foreign keys, each with a predictable name.
"""

from idtool.store.tables.base import Table
from idtool.store.tables.codings import CodebookVersionRow, CodingRow, KeptFormsRow
from idtool.store.tables.corrections import EarlierTextRow, OrphanRow
from idtool.store.tables.members import (
    MemberAnswerRow,
    MemberDocumentRow,
    MemberItemRow,
    MemberReturnRow,
)
from idtool.store.tables.mentoring import JournalRow, MentorItemRow, MentorPacketRow
from idtool.store.tables.screenings import (
    KeptPlaceRow,
    PrivacyDecisionRow,
    PrivacySaltRow,
    ScreeningRow,
)
from idtool.store.tables.themes import (
    DismissedGroupingRow,
    EvidenceRow,
    GroupingRunRow,
    MatrixCellRow,
    MatrixRow,
    MemoRow,
    ThemeRow,
)
from idtool.store.tables.trail import SealRow, TrailRow
from idtool.store.tables.transcripts import (
    FindingRow,
    MarkRow,
    ReadingRow,
    SpeakerRow,
    TranscriptRow,
    TranscriptStatusRow,
    TurnRow,
)

__all__ = [
    "CodebookVersionRow",
    "CodingRow",
    "DismissedGroupingRow",
    "EarlierTextRow",
    "EvidenceRow",
    "FindingRow",
    "GroupingRunRow",
    "JournalRow",
    "KeptFormsRow",
    "KeptPlaceRow",
    "MarkRow",
    "MatrixCellRow",
    "MatrixRow",
    "MemberAnswerRow",
    "MemberDocumentRow",
    "MemberItemRow",
    "MemberReturnRow",
    "MemoRow",
    "MentorItemRow",
    "MentorPacketRow",
    "OrphanRow",
    "PrivacyDecisionRow",
    "PrivacySaltRow",
    "ReadingRow",
    "ScreeningRow",
    "SealRow",
    "SpeakerRow",
    "Table",
    "ThemeRow",
    "TrailRow",
    "TranscriptRow",
    "TranscriptStatusRow",
    "TurnRow",
]
