"""What one speaker said in one interview, ready to be searched.

Turns of the speaker are joined. Where somebody else says no more than a word or
two in between ("mm-hm", "right, okay") the speaker's words run on; where more was
said, they are two stretches, and a quotation that runs across them joins what
was not said in one go.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from idtool.manuscript.letters import WORD, Letters, letters_of
from idtool.model import Turn

MOST_IN_BETWEEN = 4
"""Words somebody else may put in without ending what a speaker is saying."""

NOTE = re.compile(
    r"\[[^\[\]]{0,80}\]"
    r"|\((?:[^()]{0,20}\b)?(?:laugh\w*|pause\w*|crosstalk|inaudible|unclear|unintelligible|sighs?"
    r"|chuckl\w*|cough\w*|silence|overlap\w*|crying|cries|gestur\w*|whisper\w*|nods?|nodding)"
    r"\b[^()]{0,20}\)"
    r"|\((?:\.+|\?+|\d+(?:\.\d+)?s?)\)",
    re.IGNORECASE,
)
"""A transcriber's note; it is nobody's word, so a quotation may leave it out."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One turn's place in a speech: positions in the speech's text, and in the transcript."""

    number: int
    start: int
    end: int
    at: int


@dataclass(frozen=True)
class Speech:
    """One speaker's words in one interview, in order.

    ``person`` is ``None`` for the interviewer and for somebody unknown;
    ``interviewer`` tells them apart. ``ends`` are positions in ``text`` after
    which more than a word or two was said by others.
    """

    interview: str
    person: str | None
    interviewer: bool
    text: str
    stretches: tuple[Stretch, ...]
    ends: tuple[int, ...]
    _starts: tuple[int, ...] = field(repr=False)

    @cached_property
    def letters(self) -> Letters:
        """Its letters, without transcribers' notes."""
        return letters_of(self.text, skip=NOTE)

    @cached_property
    def words(self) -> list[re.Match[str]]:
        """Its words, without transcribers' notes."""
        notes = [match.span() for match in NOTE.finditer(self.text)]
        starts = [start for start, _ in notes]
        kept = []
        for word in WORD.finditer(self.text):
            before = bisect_right(starts, word.start()) - 1
            if before < 0 or word.start() >= notes[before][1]:
                kept.append(word)
        return kept

    def turn_at(self, position: int) -> int:
        """The number of the turn at a position of the speech's text."""
        return self.stretches[bisect_right(self._starts, position) - 1].number

    def crosses(self, start: int, end: int) -> bool:
        """Whether others said more than a word or two between two positions."""
        return bisect_right(self.ends, start) != bisect_right(self.ends, end - 1)

    def address(self, start: int, end: int) -> str:
        """The place of positions, such as ``I03#t014`` or ``I03#t014-t016``."""
        first, last = self.turn_at(start), self.turn_at(max(start, end - 1))
        place = f"{self.interview}#t{first:03d}"
        return place if first == last else f"{place}-t{last:03d}"


def speeches(turns: Sequence[Turn], readouts: Collection[int] = ()) -> list[Speech]:
    """Everybody's words in one interview, a speech for each speaker.

    Args:
        turns: One interview's turns, in order.
        readouts: Numbers of turns in which a participant reads a vignette out;
            these words are nobody's own.
    """
    by_speaker: dict[tuple[str | None, str], list[Turn]] = {}
    for turn in turns:
        if turn.number not in readouts:
            by_speaker.setdefault((turn.person, turn.speaker), []).append(turn)
    merged: dict[tuple[str | None, bool, str], list[Turn]] = {}
    for (person, speaker), own in by_speaker.items():
        key = (person, own[0].is_interviewer, "" if person else speaker)
        merged.setdefault(key, []).extend(own)
    n_words = {turn.number: len(WORD.findall(turn.text)) for turn in turns}
    return [
        _speech(sorted(own, key=lambda turn: turn.number), person, interviewer, n_words)
        for (person, interviewer, _), own in merged.items()
    ]


def _speech(
    own: Sequence[Turn], person: str | None, interviewer: bool, n_words: dict[int, int]
) -> Speech:
    pieces: list[str] = []
    stretches: list[Stretch] = []
    ends: list[int] = []
    length = 0
    for turn in own:
        if stretches:
            between = range(stretches[-1].number + 1, turn.number)
            if _said(between, n_words) > MOST_IN_BETWEEN:
                ends.append(length)
            length += 1
        stretches.append(Stretch(turn.number, length, length + len(turn.text), turn.start))
        pieces.append(turn.text)
        length += len(turn.text)
    return Speech(
        own[0].transcript,
        person,
        interviewer,
        "\n".join(pieces),
        tuple(stretches),
        tuple(ends),
        tuple(stretch.start for stretch in stretches),
    )


def _said(numbers: Iterable[int], n_words: dict[int, int]) -> int:
    return sum(n_words.get(number, 0) for number in numbers)
