"""Lines of a returned form, matched with those of the form as it was sent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from idtool.ingest.returned_file import Piece, ReturnedFile, ReturnedParagraph
from idtool.report.word_fields import PLACEHOLDER
from idtool.steps.member_forms import BOXES, Place, SentForm, SentLine
from idtool.steps.member_ticks import plain

_LIKE = 0.6
"""Likeness from which a line is taken for one of the form that was changed."""


@dataclass(frozen=True, slots=True)
class Line:
    """One returned paragraph without the words in its boxes, as it is and as it was."""

    paragraph: ReturnedParagraph
    now: str
    then: str
    places: tuple[Place, ...]

    @property
    def tracked(self) -> bool:
        """Whether Track Changes made it another line."""
        return self.now != self.then


def line_of(paragraph: ReturnedParagraph, form: SentForm) -> Line:
    """A returned paragraph, with the places its controls and bookmarks name."""
    outside = [piece for piece in paragraph.pieces if not in_box(piece, form)]
    places = dict.fromkeys(
        place
        for piece in paragraph.pieces
        for place in (
            form.places.get(piece.field),
            *(form.by_mark.get(mark) for mark in sorted(piece.marks)),
        )
        if place is not None
    )
    return Line(
        paragraph,
        "".join(piece.text for piece in outside if piece.change != "deleted"),
        "".join(piece.text for piece in outside if piece.change != "inserted"),
        tuple(places),
    )


def in_box(piece: Piece, form: SentForm) -> bool:
    """Whether words stand in a box of the form."""
    place = form.places.get(piece.field)
    return place is not None and place.part in BOXES


def same_lines(lines: Sequence[Line], form: SentForm) -> dict[int, int]:
    """Lines that are, or were before they were tracked, lines of the form."""
    left: dict[tuple[bool, str], list[int]] = {}
    for number, sent in enumerate(form.lines):
        if plain(sent.text):
            left.setdefault(key_of(sent.part, sent.text), []).append(number)
    matched: dict[int, int] = {}
    for at, line in enumerate(lines):
        words = line.then if line.tracked else line.now
        numbers = left.get(key_of(line.paragraph.part, words))
        if plain(words) and numbers:
            matched[at] = numbers.pop(0)
    return matched


def line_changed(line: Line, form: SentForm, met: Collection[int]) -> SentLine | None:
    """The line of the form, not met elsewhere, that this one is most like."""
    words = plain(line.now) or plain(line.then)
    own = {place.tag for place in line.places}
    best, score = None, 0.0
    for number, sent in enumerate(form.lines):
        if number in met or is_body(sent.part) != is_body(line.paragraph.part):
            continue
        theirs = plain(sent.text)
        if own & set(sent.tags):
            alike = 1.0 if likeness(theirs, words) > 0.2 or not theirs else 0.61
        else:
            alike = 0.99 if len(theirs) > 11 and theirs in words else likeness(theirs, words)
        if theirs and alike > score:
            best, score = sent, alike
    return best if score >= _LIKE else None


def key_of(part: str, words: str) -> tuple[bool, str]:
    """What two lines must share to be the same; numbers of pages do not count."""
    if is_body(part):
        return True, plain(words)
    return False, re.sub(r"\d+", "0", plain(words))


def is_body(part: str) -> bool:
    """Whether a part is the body, and no head or foot of pages."""
    return part == "body"


def likeness(one: str, other: str) -> float:
    """How alike two lines are, from 0 to 1; unlike ones are 0 without being weighed."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < 0.2 or matcher.quick_ratio() < 0.2:
        return 0.0
    return matcher.ratio()


def words_added(before: str, after: str) -> str:
    """What was put into a line: all but the words it begins and ends with as before."""
    old, new = before.split(), after.split()
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return " ".join(new[start : len(new) - end])


def without_prompt(words: str) -> str:
    """Words without the box's own prompt at either end."""
    words = words.strip()
    while words.startswith(PLACEHOLDER):
        words = words[len(PLACEHOLDER) :].strip()
    while words.endswith(PLACEHOLDER):
        words = words[: -len(PLACEHOLDER)].strip()
    return words


def without_marks(words: str) -> str:
    """A quotation without its quotation marks."""
    return words.strip().removeprefix("“").removesuffix("”").strip()


def count_lines(form: SentForm, returned: ReturnedFile) -> int:
    """How many lines of a form stand in a returned file; to find out which form it is."""
    sent = Counter(plain(line.text) for line in form.lines if plain(line.text))
    here = Counter(plain(paragraph.original) for paragraph in returned.paragraphs)
    marks = sum(1 for mark in form.by_mark if mark in returned.marks)
    return sum((sent & here).values()) + marks
