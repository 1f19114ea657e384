"""What a report on themes is made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from idtool.model import Coding, Memo
from idtool.steps.contexts import StudyText
from idtool.steps.quote_tags import QuoteTags
from idtool.steps.status import StudyStatus
from idtool.steps.study_folder import LoadedStudy

ADEQUACY = frozenset({"saturation", "adequacy"})
"""A memo on one of these is the researcher's note on whether the data are enough."""


@dataclass(frozen=True, slots=True)
class ReportBasis:
    """What the report is made from; ``codings`` are proposals if nothing is accepted."""

    study: LoadedStudy
    text: StudyText
    codings: Sequence[Coding]
    tags: QuoteTags
    status: StudyStatus
    provisional: tuple[str, ...]
    as_of: str

    def of_role(self, people: set[str], role: str) -> set[str]:
        """Those of some people who have a role."""
        return {person for person in people if self.study.people[person].role == role}


def adequacy_note(memos: Sequence[Memo]) -> str:
    """The last note on whether the data are enough, or nothing."""
    return next((memo.text for memo in reversed(memos) if ADEQUACY & set(memo.on)), "")
