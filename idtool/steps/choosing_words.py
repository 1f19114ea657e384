"""Choosing words: which words of a turn a person means, by numbers or by saying them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from idtool.errors import UsageProblem
from idtool.model import Segment, Turn

_NUMBERS = re.compile(r"\s*(\d{1,3})\s*(?:(?:-|–|to)\s*(\d{1,3})\s*)?")
_GAP = re.compile(r"…|\.{3,}")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of a participant's turn, or a clause of a long one, with its words."""

    segment: Segment
    text: str


def units_of(turns: Sequence[Turn]) -> list[Unit]:
    """The units of participants' turns, in order."""
    from idtool.coding import stretches
    from idtool.coding.tokens import tokens

    said = [turn for turn in turns if not turn.is_interviewer]
    texts = [turn.text for turn in said]
    found = stretches.units_of(tokens(texts), texts)
    return [
        Unit(
            Segment(said[at].transcript, said[at].start + start, said[at].start + end),
            said[at].text[start:end],
        )
        for at, start, end in zip(
            found.passage.tolist(), found.start.tolist(), found.end.tolist(), strict=True
        )
    ]


def words_meant(answer: str, turns: Sequence[Turn], units: Sequence[Unit]) -> Segment:
    """The words meant by ``2``, ``2-4``, words of a turn, or its ``first … last`` words.

    Args:
        answer: What a person typed; case and punctuation do not count.
        turns: The turns that were shown.
        units: Their units, numbered from 1.

    Raises:
        UsageProblem: There is no such unit, or the words do not stand there exactly once.
    """
    numbers = _NUMBERS.fullmatch(answer)
    if numbers:
        first, last = int(numbers[1]), int(numbers[2] or numbers[1])
        if not 1 <= first <= last <= len(units):
            raise UsageProblem(
                f"“{answer.strip()}” is none of the numbers.", f"They run from 1 to {len(units)}."
            )
        begin, end = units[first - 1].segment, units[last - 1].segment
        return Segment(begin.transcript, begin.start, end.end)
    parts = [_said(part) for part in _GAP.split(answer)]
    parts = [part for part in parts if part]
    found = [
        Segment(turn.transcript, turn.start + start, turn.start + end)
        for turn in turns
        if parts and not turn.is_interviewer
        for start, end in _places(parts[0], parts[1:][-1:], turn.text)
    ]
    if len(found) != 1:
        raise UsageProblem(
            f"The words stand {len(found)} times there.",
            "Give a number, or enough words to be unique.",
        )
    return found[0]


def _said(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _places(
    first: Sequence[str], last: Sequence[Sequence[str]], text: str
) -> list[tuple[int, int]]:
    """Where ``first`` stands, up to the next ``last`` if there is one."""
    words = list(_WORD.finditer(text))
    said = [word[0].casefold() for word in words]
    places = []
    for begin in _runs(first, said, 0):
        end = begin + len(first)
        for more in last:
            ends = _runs(more, said, end)
            end = ends[0] + len(more) if ends else -1
        if end > 0:
            places.append((words[begin].start(), _closed(text, words[end - 1].end())))
    return places


def _runs(wanted: Sequence[str], said: Sequence[str], start: int) -> list[int]:
    size = len(wanted)
    return [n for n in range(start, len(said) - size + 1) if said[n : n + size] == list(wanted)]


def _closed(text: str, end: int) -> int:
    """The end with the full stop that follows, so that a whole sentence stays whole."""
    while end < len(text) and text[end] in ".!?…”’\"')":
        end += 1
    return end
