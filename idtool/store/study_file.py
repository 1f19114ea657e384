"""One study file, opened for one command: one transaction, kept whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from idtool.errors import Conflict
from idtool.model import Act
from idtool.store.codebooks import CodebookVersions
from idtool.store.codings import Codings
from idtool.store.corrections import Corrections
from idtool.store.decisions import Decisions
from idtool.store.documents import MemberDocuments
from idtool.store.earlier_texts import EarlierTexts
from idtool.store.engine import open_engine
from idtool.store.forms import KeptForms
from idtool.store.groupings import GroupingRuns
from idtool.store.journal import Journal
from idtool.store.matrices import Matrices
from idtool.store.member_returns import MemberReturns
from idtool.store.memos import Memos
from idtool.store.mentoring import Mentoring
from idtool.store.orphans import Orphans
from idtool.store.screenings import Screenings
from idtool.store.seal import broken_seals, press_seal
from idtool.store.statuses import Statuses
from idtool.store.themes import Themes
from idtool.store.trail import Trail
from idtool.store.transcripts import Transcripts
from idtool.store.withdrawals import Withdrawals

FILE_NAME = "study.db"


class StudyIsBusy(Conflict):
    """Another command is writing to the study."""

    def __init__(self) -> None:
        super().__init__(
            "Another idtool command is writing to this study.",
            "Wait until it has ended, then run the command again.",
        )


class StudyFile:
    """The nouns of a study, each with its own small module."""

    def __init__(self, session: Session, act: Act) -> None:
        self._session = session
        self.acting = act.by
        self.trail = Trail(session, act)
        self.transcripts = Transcripts(session, act)
        self.corrections = Corrections(session, act)
        self.earlier_texts = EarlierTexts(session, act)
        self.orphans = Orphans(session, act)
        self.withdrawals = Withdrawals(session, act)
        self.forms = KeptForms(session, act)
        self.statuses = Statuses(session, act)
        self.codings = Codings(session, act)
        self.codebooks = CodebookVersions(session, act)
        self.decisions = Decisions(session, act)
        self.screenings = Screenings(session, act)
        self.memos = Memos(session, act)
        self.matrices = Matrices(session, act)
        self.themes = Themes(session, act)
        self.groupings = GroupingRuns(session, act)
        self.member_documents = MemberDocuments(session, act)
        self.member_returns = MemberReturns(session, act)
        self.mentoring = Mentoring(session, act)
        self.journal = Journal(session, act)

    def broken_seals(self) -> list[str]:
        """What is not as the last command left it, as sentences."""
        return broken_seals(self._session)


@contextmanager
def open_study_file(folder: Path, act: Act, *, write: bool = False) -> Iterator[StudyFile]:
    """Open the study in ``folder``; changes are kept if the block ends well, else none are.

    Raises:
        NoStudyFile: There is no study.db.
        StudyIsBusy: Another command holds the write lock for too long.
    """
    engine = open_engine(folder / FILE_NAME)
    try:
        with Session(engine.execution_options(writes=write)) as session, session.begin():
            yield StudyFile(session, act)
            if write:
                press_seal(session)
    except OperationalError as error:
        if "locked" in str(error.orig):
            raise StudyIsBusy from error
        raise
    finally:
        engine.dispose()


def create_study_file(folder: Path) -> None:
    """A new, empty study.db in ``folder``."""
    open_engine(folder / FILE_NAME, create=True).dispose()
