"""Which of the interviewer's turns read a vignette's stage out, or tell it freely.

Readings are plain from runs of words. A stage told in the interviewer's own words is
only looked for where it can be: a later stage after the stage before it and before the
next vignette, a first stage not in the midst of another vignette. To mention one thing
out of a stage is to probe; to tell several, from more than one sentence, is to open it.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping, Sequence

from idtool.ingest.word_lists import COMMON
from idtool.ingest.wording import (
    Sought,
    ends_reading,
    reads_out,
    reads_whole,
    spoken_words,
    stems_told,
)
from idtool.model import Turn

LATER_STAGE = 4
"""Least telling words of a later stage, in its place."""
FIRST_STAGE = 6
"""Least telling words of a first stage, which may come anywhere between vignettes."""
INTRODUCED = 3
"""The same if the turn is the first to name somebody of the vignette."""
ASIDE = 3
"""Most words of a listener's turn that only cuts the interviewer's in two."""


def reads(turns: Sequence[Turn], stages: Mapping[str, Sought]) -> dict[int, list[str]]:
    """Stages, in order, that a turn reads out, by turn number; only turns that read."""
    found = {
        turn.number: [ref for ref, stage in stages.items() if reads_out(turn.text, stage)]
        for turn in turns
    }
    return {number: refs for number, refs in found.items() if refs}


def find_stages(
    turns: Sequence[Turn],
    stages: Mapping[str, Sought],
    readings: Mapping[int, Sequence[str]],
    *,
    cast: Collection[str] = (),
    openings: Collection[Sought] = (),
) -> dict[int, str]:
    """Stage by number of the turn that opens it.

    A stage read twice, or in pieces with a listener's "mm-hm" between them, opens where
    its reading begins; of two stages read in one turn, the first has the turn. Of turns
    that tell a stage freely, the one that tells most of it opens it.

    Args:
        turns: The turns of one transcript, in order.
        stages: Stages by ref, in order.
        readings: What the interviewer's turns read out, from ``reads``.
        cast: Names of the people in the vignettes.
        openings: Words before a first stage that differ by role.
    """
    opened: dict[int, str] = {}
    covered: set[str] = set()
    for number in sorted(readings):
        fresh = [ref for ref in readings[number] if ref not in covered]
        if fresh:
            begun = _beginning(number, turns, [stages[fresh[0]], *openings], opened)
            opened[begun] = fresh[0]
            covered.update(fresh)
    for number, ref in _handed_over(turns, stages).items():
        if ref not in covered and number not in opened:
            opened[number] = ref
            covered.add(ref)
    introduced = _introduced(turns, stages, cast)
    free = [turn for turn in turns if turn.is_interviewer and turn.number not in readings]
    for ref, stage in stages.items():
        if ref in covered:
            continue
        earlier, later = _around(ref, stages)
        known = {stem for each in earlier for stem in stages[each].telling}
        least = LATER_STAGE if earlier else FIRST_STAGE
        best: tuple[int, int] = (0, 0)
        for turn in free:
            if turn.number in opened or not _fits(turn.number, earlier, later, opened):
                continue
            told = stems_told(turn.text, stage, known)
            needed = least
            if not earlier and introduced.get(_vignette(ref)) == turn.number:
                needed = INTRODUCED
            if told >= needed and told > best[0]:
                best = (told, turn.number)
        if best[0]:
            opened[best[1]] = ref
    return opened


def _handed_over(turns: Sequence[Turn], stages: Mapping[str, Sought]) -> dict[int, str]:
    """Stages that a participant reads aloud, after a word of the interviewer's."""
    found: dict[int, str] = {}
    for before, turn in itertools.pairwise(turns):
        if before.is_interviewer and not turn.is_interviewer:
            read = [ref for ref, stage in stages.items() if reads_whole(turn.text, stage)]
            if read and read[0] not in found.values():
                found[turn.number] = read[0]
    return found


def _beginning(
    number: int, turns: Sequence[Turn], read: Sequence[Sought], taken: Collection[int]
) -> int:
    """The turn where a reading begins that a listener's short turns cut into pieces."""
    at = next(place for place, turn in enumerate(turns) if turn.number == number)
    while at >= 2:
        earlier, between = turns[at - 2], turns[at - 1]
        cut = earlier.is_interviewer and len(spoken_words(between.text)) <= ASIDE
        reading = any(ends_reading(earlier.text, each) for each in read)
        if not cut or earlier.number in taken or not reading:
            break
        at -= 2
    return turns[at].number


def _vignette(ref: str) -> str:
    return ref.rpartition(".")[0] or ref


def _around(ref: str, stages: Collection[str]) -> tuple[list[str], list[str]]:
    """The stages of the same vignette before and after one."""
    own = [each for each in stages if _vignette(each) == _vignette(ref)]
    return own[: own.index(ref)], own[own.index(ref) + 1 :]


def _fits(
    number: int, earlier: Sequence[str], later: Sequence[str], opened: Mapping[int, str]
) -> bool:
    """Whether a stage between these can open at a turn, as far as is known."""
    before = max((each for each in opened if each < number), default=None)
    after = min((each for each in opened if each > number), default=None)
    if earlier:
        return before is not None and opened[before] == earlier[-1]
    if any(ref in later for ref in opened.values()):
        return after is not None and opened[after] in later
    if before is None or after is None:
        return True
    return _vignette(opened[before]) != _vignette(opened[after])


def _introduced(
    turns: Sequence[Turn], stages: Mapping[str, Sought], cast: Collection[str]
) -> dict[str, int]:
    """By vignette, the first turn, whoever speaks, that names people of it and of no other."""
    names = frozenset(word for name in cast for word in spoken_words(name)) - COMMON
    people: dict[str, frozenset[str]] = {}
    for ref, stage in stages.items():
        people[_vignette(ref)] = people.get(_vignette(ref), frozenset()) | names & {*stage.words}
    found: dict[str, int] = {}
    heard: set[str] = set()
    for turn in turns:
        words = {word.removesuffix("'s") for word in spoken_words(turn.text)}
        named = [vignette for vignette, cast_of in people.items() if words & cast_of]
        if len(named) == 1 and named[0] not in heard:
            found[named[0]] = turn.number
        heard.update(named)
    return found
