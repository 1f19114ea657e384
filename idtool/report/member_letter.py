"""The letter to participants on what became of their answers: you said, we did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from idtool.report.pages import Pages
from idtool.report.word_document import Strong

LETTER_TITLE = "You said, we did"


@dataclass(frozen=True, slots=True)
class LetterWords:
    """All that a letter says; what stands in ``answered`` a person wrote."""

    study_title: str
    opening: str
    answered: Sequence[tuple[str, str]]
    closing: str
    contact: str


def write_letter(pages: Pages, letter: LetterWords) -> bytes:
    """The letter, on whatever it is written on."""
    pages.title(LETTER_TITLE)
    pages.paragraph(
        f"Thank you for reading what we found in the study “{letter.study_title}”. Here is what "
        "you told us, and what we did about it."
    )
    if letter.opening:
        pages.paragraph(letter.opening)
    for number, (said, did) in enumerate(letter.answered, start=1):
        pages.heading(f"{number}.", 2)
        pages.paragraph(Strong("You said: "), said)
        pages.paragraph(Strong("We did: "), did)
    if letter.closing:
        pages.paragraph(letter.closing)
    pages.paragraph(
        "If we still have it wrong, tell us. "
        + (f"You can reach us here: {letter.contact}" if letter.contact else "")
    )
    return pages.to_bytes()
