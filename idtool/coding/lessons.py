"""Lessons: what people accepted and rejected, as texts a classifier can learn from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from idtool.coding.passages import Passage
from idtool.coding.sentences import Sentence
from idtool.coding.stretches import clauses
from idtool.model import Coding

FEWEST = 5
"""Accepted places from which a code is learned; below that, it says so."""

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
        turns = passages.get(name, ())
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


def _taught(codings: Sequence[Coding], passages: Sequence[Passage]) -> Iterable[Lesson]:
    places: dict[tuple[int, int], list[Coding]] = {}
    for coding in codings:
        places.setdefault((coding.segment.start, coding.segment.end), []).append(coding)
    accepted = [c for c in codings if c.status == "accepted"]
    for (start, end), here in sorted(places.items()):
        codes = {c.code for c in here if c.status == "accepted"}
        codes |= {c.code for c in accepted if _covers(c, start, end)}
        refused = {c.code for c in here if c.status == "rejected"} - codes
        first = here[0]
        before, after = _around(start, end, passages)
        yield Lesson(
            first.quote,
            frozenset(codes),
            frozenset(refused),
            first.segment.transcript,
            f"{first.segment.transcript}#t{first.turn:03d}",
            start,
            end,
            f"{before} {after}".strip(),
        )


def _covers(coding: Coding, start: int, end: int) -> bool:
    shared = min(coding.segment.end, end) - max(coding.segment.start, start)
    return shared > _MOSTLY * (end - start)


def _around(start: int, end: int, passages: Sequence[Passage]) -> tuple[str, str]:
    """The sentences right before and after a place, within the same turns."""
    before = after = ""
    for passage in passages:
        stop = passage.start + len(passage.text)
        if passage.start <= start < stop:
            before = _last(passage.text[: start - passage.start])
        if passage.start < end <= stop:
            after = _first(passage.text[end - passage.start :])
    return before, after


def _last(text: str) -> str:
    found = clauses(_cut(text), text)
    return text[found[-1].start :].strip() if found else ""


def _first(text: str) -> str:
    text = text[:600]
    found = [s for s in clauses(_cut(text), text) if len(s.words) > 1]
    return text[found[0].start : found[0].end].strip() if found else ""


def _cut(text: str) -> Sequence[Sentence]:
    from idtool.coding.sentences import sentences

    return sentences(text)


def _quiet(
    name: str,
    codings: Sequence[Coding],
    passages: Sequence[Passage],
    reach: tuple[int, int],
) -> Iterable[Lesson]:
    """Sentences of a coded transcript that nobody put a code on, run by run."""
    taken = [(c.segment.start, c.segment.end) for c in codings]
    for passage in passages:
        run: list[Sentence] = []
        for sentence in [*_cut(passage.text), None]:
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
                        f"{name}#t{passage.turn:03d}",
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
