"""The researcher's journal and the register of decisions."""

from __future__ import annotations

from idtool.errors import UsageProblem
from idtool.model import Act, JournalEntry
from idtool.steps.study_folder import LoadedStudy
from idtool.store import open_study_file


def write_entry(study: LoadedStudy, text: str, act: Act) -> str:
    """Keep a journal entry; it is shown to nobody until it is shared."""
    if not text.strip():
        raise UsageProblem("The entry is empty.", "Write it with --text, or in standard input.")
    with open_study_file(study.folder, act, write=True) as store:
        entry = store.journal.add(text.strip())
        store.trail.add("journal.new", entry)
    return entry


def share_entry(study: LoadedStudy, entry: str, act: Act) -> None:
    """Let an entry be part of the next packet and of the audit export."""
    with open_study_file(study.folder, act, write=True) as store:
        store.journal.share(entry)
        store.trail.add("journal.share", entry)


def journal_entries(study: LoadedStudy, act: Act) -> list[JournalEntry]:
    """Every entry, in order."""
    with open_study_file(study.folder, act) as store:
        return store.journal.all()


def decide(study: LoadedStudy, what: str, because: str, act: Act, *, after: str = "") -> None:
    """Enter a decision into the trail.

    Args:
        after: What led to it: a memo, an item of the mentor, a theme.

    Raises:
        UsageProblem: The decision or its reason is empty.
        QuotesAParticipant: It holds six words in a row that somebody said.
    """
    if not what.strip() or not because.strip():
        raise UsageProblem(
            "A decision needs its reason.", 'Write: idtool decide "what" --because "why"'
        )
    with open_study_file(study.folder, act, write=True) as store:
        store.trail.refuse_said(what)
        store.trail.add(
            "study.decide", after or study.settings.id, why=because, detail={"what": what}
        )
