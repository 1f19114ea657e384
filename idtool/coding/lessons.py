"""Lessons: what people accepted and rejected, as texts a classifier can learn from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from idtool.coding.passages import Passage
from idtool.coding.sentences import Sentence, sentences
from idtool.model import Coding

FEWEST = 5
"""Accepted places from which a code is learned; below that, it says so."""

Cut = tuple[Passage, Sequence[Sentence]]
"""A participant's turn with its sentences."""

_MOSTLY = 0.5
_QUIET_WORTH = 0.3
_QUIET_WORDS = (8, 60)


@dataclass(frozen=True, slots=True)
class Lesson:
    """One stretch of talk with what people said about it.

    ``codes`` were accepted there, ``refused`` were proposed and rejected. A stretch
    without any code, in a transcript that a person coded, teaches what no code
    covers. ``group`` is the transcript; ``at`` the address people read; ``around``
    the talk on both sides. ``worth`` is the weight of the lesson.
    """

    text: str
    codes: frozenset[str]
    refused: frozenset[str]
    group: str
    at: str
    start: int
    end: int
    around: str = ""
    worth: float = 1.0


def address(transcript: str, turn: int) -> str:
    """A turn's address as people read it."""
    return f"{transcript}#t{turn:03d}"


def lessons(codings: Iterable[Coding], passages: Mapping[str, Sequence[Passage]]) -> list[Lesson]:
    """Every place people decided about, once, then what they left uncoded.

    Codings of any length teach: a whole turn as well as half a sentence. A code
    accepted on words that lie mostly within the place holds there too. Proposals
    nobody has decided about teach nothing, not even that no code holds. Words are
    taken as left uncoded only between a transcript's first and last decision.

    Args:
        codings: Codings of every coder that counts.
        passages: Participants' turns by transcript.
    """
    found: list[Lesson] = []
    for name, here in _by_transcript(codings).items():
        turns = [(passage, sentences(passage.text)) for passage in passages.get(name, ())]
        found += _taught(here, turns)
        if sum(c.status == "accepted" for c in here) >= FEWEST:
            reach = (
                min(c.segment.start for c in here),
                max(c.segment.end for c in here),
            )
            found += _quiet(name, here, turns, reach)
    return found


def decided_places(codings: Iterable[Coding]) -> list[Lesson]:
    """Every place people decided about, once; neither the talk around it nor what was left."""
    return [lesson for here in _by_transcript(codings).values() for lesson in _taught(here, ())]


def _by_transcript(codings: Iterable[Coding]) -> dict[str, list[Coding]]:
    """Decided codings by transcript, in order of their names."""
    found: dict[str, list[Coding]] = {}
    for coding in codings:
        if coding.status != "proposed":
            found.setdefault(coding.segment.transcript, []).append(coding)
    return dict(sorted(found.items()))


def _taught(codings: Sequence[Coding], turns: Sequence[Cut]) -> Iterable[Lesson]:
    places: dict[tuple[int, int], list[Coding]] = {}
    for coding in codings:
        places.setdefault((coding.segment.start, coding.segment.end), []).append(coding)
    accepted = [c for c in codings if c.status == "accepted"]
    for (start, end), here in sorted(places.items()):
        codes = {c.code for c in here if c.status == "accepted"}
        codes |= {c.code for c in accepted if _covers(c, start, end)}
        refused = {c.code for c in here if c.status == "rejected"} - codes
        first = here[0]
        before, after = _around(start, end, turns)
        yield Lesson(
            first.quote,
            frozenset(codes),
            frozenset(refused),
            first.segment.transcript,
            address(first.segment.transcript, first.turn),
            start,
            end,
            f"{before} {after}".strip(),
        )


def _covers(coding: Coding, start: int, end: int) -> bool:
    shared = min(coding.segment.end, end) - max(coding.segment.start, start)
    return shared > _MOSTLY * (end - start)


def _around(start: int, end: int, turns: Sequence[Cut]) -> tuple[str, str]:
    """What stands before and after a place in its own sentence, or else the sentences beside it."""
    before = after = ""
    for passage, found in turns:
        stop = passage.start + len(passage.text)
        if passage.start <= start < stop:
            place = start - passage.start
            ahead = [s for s in found if s.words[0].start < place]
            before = passage.text[ahead[-1].start : place].strip() if ahead else ""
        if passage.start < end <= stop:
            place = end - passage.start
            left = [s for s in found if sum(w.start >= place for w in s.words) > 1]
            after = passage.text[max(place, left[0].start) : left[0].end].strip() if left else ""
    return before, after


def _quiet(
    name: str,
    codings: Sequence[Coding],
    turns: Sequence[Cut],
    reach: tuple[int, int],
) -> Iterable[Lesson]:
    """Sentences of a coded transcript that nobody put a code on, run by run."""
    taken = [(c.segment.start, c.segment.end) for c in codings]
    for passage, found in turns:
        run: list[Sentence] = []
        for sentence in [*found, None]:
            free = sentence is not None and _is_free(passage, sentence, taken, reach)
            if free and sentence is not None:
                run.append(sentence)
            size = sum(len(s.words) for s in run)
            if run and (not free or size >= _QUIET_WORDS[1] // 2):
                if size >= _QUIET_WORDS[0]:
                    first, last = run[0].start, run[-1].end
                    yield Lesson(
                        passage.text[first:last],
                        frozenset(),
                        frozenset(),
                        name,
                        address(name, passage.turn),
                        passage.start + first,
                        passage.start + last,
                        worth=_QUIET_WORTH,
                    )
                run = []


def _is_free(
    passage: Passage,
    sentence: Sentence,
    taken: Sequence[tuple[int, int]],
    reach: tuple[int, int],
) -> bool:
    first, last = passage.start + sentence.start, passage.start + sentence.end
    return (
        reach[0] <= first
        and last <= reach[1]
        and not any(start < last and first < end for start, end in taken)
    )


def examples_of(taught: Sequence[Lesson]) -> dict[str, int]:
    """How many accepted places each code has."""
    counts: dict[str, int] = {}
    for lesson in taught:
        for code in sorted(lesson.codes):
            counts[code] = counts.get(code, 0) + 1
    return counts
