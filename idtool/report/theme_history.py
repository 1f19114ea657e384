"""One page on how a theme came to be: from what, by whom, on which grounds."""

from __future__ import annotations

from dataclasses import dataclass

from idtool.report.word_document import Strong, WordDocument
from idtool.report.word_package import DocumentFacts


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """One step: the day, who took it, what was done, and why."""

    day: str
    by: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class ThemeHistory:
    """How a theme came to be and where it stands.

    ``stands`` are label and words, such as ``("For", "7 places")``. ``dropped`` says
    what was set aside on the way; empty fields are said to be empty.
    """

    id: str
    name: str
    status: str
    claim: str
    came_from: str
    steps: tuple[HistoryStep, ...]
    stands: tuple[tuple[str, str], ...]
    dropped: tuple[str, ...]


def history_document(history: ThemeHistory, facts: DocumentFacts) -> bytes:
    """The page as a Word file."""
    document = WordDocument(facts)
    document.title("How we got here", f"{history.id}: {history.name}")
    document.paragraph(Strong("Claim. "), history.claim or "Not written yet.")
    document.paragraph(Strong("It came from "), f"{history.came_from or 'nothing on record'}.")
    document.heading("Step by step", 2)
    document.table(
        ["When", "Who", "What", "Why, or the note's first words"],
        [(step.day, step.by, step.what, step.why) for step in history.steps],
        [1.1, 0.7, 3.2, 4.0],
        about="What was done with the theme: when, by whom, what, and why",
    )
    document.heading("Where it stands", 2)
    document.bullets([(Strong(f"{label}: "), words) for label, words in history.stands])
    document.heading("What was dropped", 2)
    if history.dropped:
        document.bullets([(words,) for words in history.dropped])
    else:
        document.paragraph("Nothing on record.")
    return document.to_bytes()
