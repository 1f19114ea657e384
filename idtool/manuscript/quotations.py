"""Quotations in a manuscript: where they stand, their parts, and what was put in brackets.

Quotation marks of any style count, and paragraphs set apart as block quotations.
An ellipsis parts a quotation; square brackets hold the author's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from idtool.manuscript.letters import WORD, Letters, letters_of
from idtool.manuscript.records import Paragraph
from idtool.manuscript.speech import NOTE

ELLIPSIS = re.compile(r"[\[(]\s*(?:…|\.(?:\s?\.){1,3})\s*[\])]|…|\.(?:[ \u00a0]?\.){2,3}")
_BRACKET = re.compile(r"\[([^\[\]]{0,120})\]")
_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "‟": "”", "＂": "＂"}
_SINGLE = re.compile(r"(?<![\w’'])‘(?=\S)|(?<![\w'])'(?=[\w\[…])")
_SINGLE_END = re.compile(r"(?<=\S)[’'](?!\w)")
_FEWEST_DOUBLE = 5
_ATTRIBUTION_AFTER = re.compile(
    r"(?:\s*(?:\((?![^()]*\b(?:laugh|pause|crosstalk|inaudible))[^()]*\)|\{[^{}]*\})"
    r"|\s*[—–-]{1,2}\s*[^.]{2,60}$)+[\s.]*$"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that must stand in a row.

    ``gap`` tells that brackets stand before them, so that words of the source may
    be missing there. ``open_start`` and ``open_end`` tell that a bracket has
    replaced the beginning or the ending of the first or last word.
    """

    letters: Letters
    n_words: int
    gap: bool = False
    open_start: bool = False
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation of a manuscript.

    ``start`` and ``end`` are positions of the quoted words in the paragraph, marks
    left out; ``outer_end`` is past the closing mark. ``parts`` are what ellipses
    part, each a run of pieces between brackets. ``more_ends`` are other places at
    which a quotation in single marks may end, since apostrophes look alike.
    """

    paragraph: Paragraph
    start: int
    end: int
    outer_start: int
    outer_end: int
    block: bool
    parts: tuple[tuple[Piece, ...], ...]
    more_ends: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The words as the manuscript has them."""
        return self.paragraph.text[self.start : self.end]

    @property
    def n_words(self) -> int:
        """Words that must be found."""
        return sum(piece.n_words for part in self.parts for piece in part)


def find_quotations(paragraphs: Sequence[Paragraph]) -> list[Quotation]:
    """Every quotation of a manuscript, in order.

    Single marks count only in a manuscript that has no longer quotation in
    double marks; otherwise they are quotations inside quotations, or apostrophes.
    """
    doubles = [quote for each in paragraphs for quote in _in_double_marks(each)]
    long_ones = any(quote.n_words >= _FEWEST_DOUBLE for quote in doubles)
    found = list(doubles)
    if not long_ones:
        found += [quote for each in paragraphs for quote in _in_single_marks(each)]
    covered = {id(quote.paragraph) for quote in found}
    for paragraph in paragraphs:
        if paragraph.kind == "block" and id(paragraph) not in covered:
            found += _block(paragraph)
    order = {id(paragraph): n for n, paragraph in enumerate(paragraphs)}
    kept = [quote for quote in found if quote.parts]
    return sorted(kept, key=lambda quote: (order[id(quote.paragraph)], quote.start))


def _in_double_marks(paragraph: Paragraph) -> Iterator[Quotation]:
    """Quotations between double marks; one left open ends with its paragraph."""
    text = paragraph.text
    at = 0
    while at < len(text):
        mark = text[at]
        closing = _PAIRS.get(mark) or (mark if mark == '"' else "")
        if not closing or (mark == '"' and _is_inch(text, at)):
            at += 1
            continue
        end = _closing(text, at, mark, closing)
        outer = len(text) if end is None else end + 1
        yield _quotation(paragraph, at + 1, len(text) if end is None else end, at, outer)
        at = outer


def _closing(text: str, opened: int, mark: str, closing: str) -> int | None:
    """Where the mark opened at a position is closed; marks inside are counted."""
    depth = 0
    for at in range(opened + 1, len(text)):
        if text[at] in closing and not (text[at] == mark and mark not in {'"', "＂"} and depth):
            if depth == 0:
                return at
            depth -= 1
        elif text[at] == mark and mark != '"':
            depth += 1
    return None


def _is_inch(text: str, at: int) -> bool:
    """Whether a straight mark stands for inches or seconds: 5'10"."""
    return text[max(0, at - 1) : at].isdigit() and '"' not in text[:at]


def _in_single_marks(paragraph: Paragraph) -> Iterator[Quotation]:
    text = paragraph.text
    at = 0
    while match := _SINGLE.search(text, at):
        ends = [end.start() for end in _SINGLE_END.finditer(text, match.end())]
        if not ends:
            at = match.end()
            continue
        yield _quotation(
            paragraph, match.end(), ends[0], match.start(), ends[0] + 1, tuple(ends[1:4])
        )
        at = ends[0] + 1


def _block(paragraph: Paragraph) -> Iterator[Quotation]:
    """A paragraph set apart, without the attribution at its end."""
    text = paragraph.text
    end = len(text.rstrip())
    if match := _ATTRIBUTION_AFTER.search(text):
        end = match.start()
    if WORD.search(text, 0, end):
        yield _quotation(paragraph, 0, end, 0, end, block=True)


def ending_later(quotation: Quotation) -> Iterator[Quotation]:
    """The same quotation, ending at the next mark that may close it."""
    for n, end in enumerate(quotation.more_ends, start=1):
        yield _quotation(
            quotation.paragraph,
            quotation.start,
            end,
            quotation.outer_start,
            end + 1,
            quotation.more_ends[n:],
        )


def _quotation(
    paragraph: Paragraph,
    start: int,
    end: int,
    outer_start: int,
    outer_end: int,
    more_ends: tuple[int, ...] = (),
    *,
    block: bool = False,
) -> Quotation:
    parts = tuple(_parts(paragraph.text[start:end]))
    return Quotation(paragraph, start, end, outer_start, outer_end, block, parts, more_ends)


def _parts(text: str) -> Iterator[tuple[Piece, ...]]:
    """The parts of a quotation that hold words, each as pieces between brackets."""
    at = 0
    for ellipsis in [*ELLIPSIS.finditer(text), None]:
        pieces = tuple(_pieces(text[at : ellipsis.start() if ellipsis else len(text)]))
        if pieces:
            yield pieces
        at = ellipsis.end() if ellipsis else len(text)


def _pieces(text: str) -> Iterator[Piece]:
    text = _without_notes(_with_initials(text))
    gap = open_start = False
    at = 0
    for bracket in [*_BRACKET.finditer(text), None]:
        stop = bracket.start() if bracket else len(text)
        words = text[at:stop]
        letters = letters_of(words)
        holds = bool(letters.letters)
        sic = bracket is not None and bracket[1].strip().casefold() in {"sic", "sic!", "!", "?"}
        cut = bool(bracket) and not sic and words[-1:].isalnum()
        if holds:
            yield Piece(letters, len(WORD.findall(words)), gap, open_start, cut)
        if bracket is None:
            break
        at = bracket.end()
        follows = text[at : at + 1].isalnum()
        gap = not sic or (gap and not holds)
        open_start = follows and not sic


def _with_initials(text: str) -> str:
    """``[T]he`` as ``The``: a bracket around one letter only changes its case."""
    return re.sub(r"\[(\w)\](?=\w)", r"\1", text)


def _without_notes(text: str) -> str:
    """Transcribers' notes in round brackets taken out; those in square ones stay gaps."""
    return NOTE.sub(lambda note: note[0] if note[0].startswith("[") else " ", text)
