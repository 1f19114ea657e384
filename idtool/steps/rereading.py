"""The re-read backlog: interviews read before a code existed, and not read for it since.

A code that enters the codebook at interview 6 looks new at 6, whatever the first
five interviews held. Until they are read again for it, a curve is provisional.
"""

from __future__ import annotations

from dataclasses import dataclass

from idtool.model import Act
from idtool.steps.contexts import StudyText, load_text
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile, open_study_file


@dataclass(frozen=True, slots=True)
class Backlog:
    """One late code and the interviews to read again for it."""

    code: str
    came_with: str
    interviews: tuple[str, ...]


def reread_backlog(study: LoadedStudy, store: StudyFile, text: StudyText) -> list[Backlog]:
    """Late codes with interviews still to be read for them, in order of the codebooks.

    A code is late for an interview if the codebook's ``changes:`` give the version
    it was ``added:`` in a later ``from_interview:`` (by week). Reading it again is
    logged with ``idtool read I01 --for CODE``.
    """
    order = list(text.transcripts)
    readings = store.transcripts.readings()
    waiting = []
    for code, since in _late_codes(study):
        if since not in order:
            continue
        earlier = order[: order.index(since)]
        unread = tuple(
            name
            for name in earlier
            if not any(for_code == code for _, _, for_code in readings.get(name, ()))
        )
        if unread:
            waiting.append(Backlog(code, since, unread))
    return waiting


def _late_codes(study: LoadedStudy) -> list[tuple[str, str]]:
    """Codes that came after the first interview, with the interview they came with."""
    found = []
    for book in study.codebooks.values():
        came_with = {change.version: change.from_interview for change in book.changes}
        for code in book.all_codes:
            since = came_with.get(code.added) if code.added else None
            if since:
                found.append((code.id, since))
    return found


def study_backlog(study: LoadedStudy, act: Act) -> list[Backlog]:
    """The backlog of a study."""
    with open_study_file(study.folder, act) as store:
        return reread_backlog(study, store, load_text(study, store))
