"""Whether, and where, a quotation stands in what somebody said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from idtool.manuscript.letters import JOINED, letters_of, occurrences
from idtool.manuscript.quotations import Piece, Quotation
from idtool.manuscript.speech import Speech

MOST_REPLACED = 8
"""Words of the source that a bracket may stand for."""
MOST_APART = 10
"""Turns of the interview over which the parts of one quotation may be spread."""
_MOST_BEGINNINGS = 60


@dataclass(frozen=True, slots=True)
class Found:
    """One part of a quotation (or all of it) in a speech; positions in the speech's text."""

    speech: Speech
    start: int
    end: int

    @property
    def at(self) -> str:
        """Its address."""
        return self.speech.address(self.start, self.end)

    @property
    def runs_on(self) -> bool:
        """Whether the words were said without more than a word or two in between."""
        return not self.speech.crosses(self.start, self.end)


def find_part(part: Sequence[Piece], speech: Speech, first: int = 0) -> Iterator[Found]:
    """Where a part stands in a speech, from letter ``first`` on, in order."""
    letters = speech.letters
    for start, end in _piece_at(part[0], speech, first):
        last = _rest_after(part[1:], speech, end)
        if last is not None:
            yield Found(speech, letters.positions[start], letters.positions[last - 1] + 1)


def _piece_at(piece: Piece, speech: Speech, first: int) -> Iterator[tuple[int, int]]:
    """Letter spans of a piece; a bracket at a word's edge leaves that edge open."""
    hay = speech.letters
    if not (piece.open_start or piece.open_end):
        yield from occurrences(piece.letters, hay, first)
        return
    wanted = piece.letters.letters
    at = hay.letters.find(wanted, first)
    while at >= 0:
        end = at + len(wanted)
        if (piece.open_start or hay.begins_word(at)) and (piece.open_end or hay.begins_word(end)):
            while piece.open_end and not hay.begins_word(end):
                end += 1
            yield at, end
        at = hay.letters.find(wanted, at + 1)


def _rest_after(pieces: Sequence[Piece], speech: Speech, end: int) -> int | None:
    """The letter past the last of the pieces that follow, each within a bracket's reach."""
    for piece in pieces:
        limit = _words_on(speech, end, MOST_REPLACED)
        following = next((span for span in _piece_at(piece, speech, end) if span[0] <= limit), None)
        if following is None:
            return None
        end = following[1]
    return end


def _words_on(speech: Speech, letter: int, words: int) -> int:
    """The first letter of the word so many words further on."""
    joins = speech.letters.joins
    at = letter
    while at < len(joins) and words >= 0:
        if joins[at] != JOINED:
            words -= 1
            if words < 0:
                break
        at += 1
    return at


def find_whole(quotation: Quotation, speech: Speech) -> Iterator[tuple[Found, ...]]:
    """Every way in which all parts stand in a speech in their order, near each other."""
    first, *others = quotation.parts
    for number, beginning in enumerate(find_part(first, speech)):
        if number == _MOST_BEGINNINGS:
            return
        chain = [beginning]
        for part in others:
            following = next(find_part(part, speech, _letter_past(chain[-1])), None)
            if following is None:
                return
            chain.append(following)
        if _near(chain):
            yield tuple(chain)


def _letter_past(found: Found) -> int:
    """The first letter at or after the end of what was found."""
    positions = found.speech.letters.positions
    low, high = 0, len(positions)
    while low < high:
        middle = (low + high) // 2
        if positions[middle] < found.end:
            low = middle + 1
        else:
            high = middle
    return low


def _near(chain: Sequence[Found]) -> bool:
    speech = chain[0].speech
    first, last = speech.turn_at(chain[0].start), speech.turn_at(chain[-1].end - 1)
    return last - first <= MOST_APART


def stands_in(quotation: Quotation, text: str) -> bool:
    """Whether all parts stand in a plain text, in order (a vignette, a guide question)."""
    letters = letters_of(text)
    at = 0
    for part in quotation.parts:
        for piece in part:
            span = next(occurrences(piece.letters, letters, at), None)
            if span is None:
                return False
            at = span[1]
    return bool(quotation.parts)
