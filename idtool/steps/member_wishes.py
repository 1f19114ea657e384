"""What participants asked to be done with their words; everything that quotes asks here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from idtool.model import MemberAnswer, MemberReturn, Transcript, Turn

Wish = Literal["remove", "alter"]

LEFT_OUT = "[…]"
ASKED_OUT = "not quoted: this person asked us to take these words out"
ASKED_NEVER = "not quoted: this person asked us not to use their words word for word"

_PLACE = re.compile(r"^(?P<transcript>[^.]+)\.(?P<start>\d+)-(?P<end>\d+)$")
_ORDER = ("remove", "gone", "alter", "keep")
"""Of contradictory choices in one return, the one that protects most holds."""


@dataclass(frozen=True, slots=True)
class HeldPassage:
    """Words a participant altered (``wording`` is theirs) or removed (it is empty)."""

    person: str
    transcript: str
    start: int
    end: int
    wish: Wish
    wording: str = ""

    def touches(self, start: int, end: int) -> bool:
        """Whether it shares a position with a stretch of its transcript."""
        return self.start < end and start < self.end


@dataclass(frozen=True)
class Wishes:
    """Everything participants asked for; by default nothing.

    ``silent`` are people who asked not to be quoted word for word at all.
    """

    silent: frozenset[str] = frozenset()
    passages: tuple[HeldPassage, ...] = ()
    _by_transcript: dict[str, list[HeldPassage]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_transcript: dict[str, list[HeldPassage]] = {}
        for passage in sorted(self.passages, key=lambda p: (p.transcript, p.start, p.end)):
            by_transcript.setdefault(passage.transcript, []).append(passage)
        object.__setattr__(self, "_by_transcript", by_transcript)

    def touching(self, transcript: str, start: int, end: int) -> list[HeldPassage]:
        """Passages that share a position with a stretch, in order."""
        return [p for p in self._by_transcript.get(transcript, ()) if p.touches(start, end)]

    def wish_at(self, transcript: str, start: int, end: int, people: Sequence[str] = ()) -> str:
        """What holds for a stretch, in a word for a table: removed, altered, or nothing."""
        found = self.touching(transcript, start, end)
        if any(person in self.silent for person in people):
            return "not to be quoted"
        if any(passage.wish == "remove" for passage in found):
            return "removed"
        return "altered" if found else ""

    def shown(self, turn: Turn, start: int | None = None, end: int | None = None) -> str:
        """A turn's words (or those between two positions) as their speaker wants them.

        What was removed is ``[…]``; what was altered stands in the speaker's words.
        """
        at = turn.start if start is None else start
        end = turn.end if end is None else end
        parts: list[str] = []
        for passage in self.touching(turn.transcript, at, end):
            if passage.person != turn.person:
                continue
            if passage.start > at:
                parts.append(turn.text[at - turn.start : passage.start - turn.start])
            if passage.end > at:
                parts.append(passage.wording or LEFT_OUT)
                at = min(passage.end, end)
        parts.append(turn.text[at - turn.start : end - turn.start])
        return "".join(parts)

    def reworded(self, turns: Sequence[Turn]) -> list[Turn]:
        """Turns with altered passages in their speakers' words; positions stay."""
        return [
            replace(turn, text=self.shown(turn))
            if self.touching(turn.transcript, turn.start, turn.end)
            else turn
            for turn in turns
        ]


NOTHING_ASKED = Wishes()


def wishes_in(returns: Sequence[MemberReturn], transcripts: Mapping[str, Transcript]) -> Wishes:
    """What holds now: of several returns, the newest that says something about a place.

    Quotations are found again by their words where a corrected transcript has
    moved them. Those that cannot be found are held by nothing but their words.
    """
    decided: dict[tuple[str, str], list[MemberAnswer]] = {}
    silent: set[str] = set()
    for back in sorted(returns, key=lambda each: (each.at, each.id)):
        mine: dict[str, list[MemberAnswer]] = {}
        for answer in back.answers:
            if answer.part in _ORDER and answer.place:
                mine.setdefault(answer.place, []).append(answer)
        for place, answers in mine.items():
            decided[back.person, place] = answers
        parts = {answer.part for answer in back.answers}
        if "withdraw" in parts:
            silent.add(back.person)
        elif "allow" in parts:
            silent.discard(back.person)
    passages = [
        passage
        for (person, _), answers in decided.items()
        for passage in _held(person, answers, transcripts)
    ]
    return Wishes(frozenset(silent), tuple(passages))


def _held(
    person: str, answers: Sequence[MemberAnswer], transcripts: Mapping[str, Transcript]
) -> Iterator[HeldPassage]:
    answer = min(answers, key=lambda each: (_ORDER.index(each.part), not each.text))
    if answer.part == "keep":
        return
    wording = " ".join(answer.text.split()) if answer.part == "alter" else ""
    # Somebody who wants other words and does not say which does not want these.
    wish: Wish = "alter" if wording else "remove"
    for name, start, end in _where(person, answer, transcripts):
        yield HeldPassage(person, name, start, end, wish, wording)


def _where(
    person: str, answer: MemberAnswer, transcripts: Mapping[str, Transcript]
) -> Iterator[tuple[str, int, int]]:
    found = _PLACE.match(answer.place)
    if found is None:
        return
    name, start, end = found["transcript"], int(found["start"]), int(found["end"])
    transcript = transcripts.get(name)
    if transcript is None:
        return
    if not answer.was or _same(transcript.text[start:end], answer.was):
        yield name, start, end
        return
    pattern = re.compile(r"\s+".join(map(re.escape, answer.was.split())))
    for turn in transcript.turns:
        if turn.person == person and (match := pattern.search(turn.text)):
            yield name, turn.start + match.start(), turn.start + match.end()
            return
    # The words were shown with something hidden, or the transcript was corrected inside
    # them: hold whatever of this person stands there.
    for turn in transcript.turns:
        if turn.person == person and turn.start < end and start < turn.end:
            yield name, max(start, turn.start), min(end, turn.end)


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()
