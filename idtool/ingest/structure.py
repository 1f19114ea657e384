"""Where in the talk the guide's questions are asked and the vignettes read out.

What is found is a proposal: marks from here have the source ``likeness``, and a
researcher corrects them. A wrong mark costs more than a missing one. Likeness is
counted in words, in plain Python, so that anyone can see why a place was found: see
``wording.py`` for the words, ``told_stages.py`` and ``asked_questions.py`` for what
habits of interviews add to them.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from idtool.ingest.asked_questions import Between, find_questions
from idtool.ingest.told_stages import ASIDE, find_stages, reads
from idtool.ingest.wording import Sought, Weights, prepare, read_spans, spoken_words
from idtool.model import Mark, Turn


def find_marks(
    turns: Sequence[Turn],
    questions: Mapping[str, str],
    stages: Mapping[str, str],
    *,
    order: Sequence[str] = (),
    cast: Collection[str] = (),
    openings: Collection[str] = (),
) -> list[Mark]:
    """Questions and vignette stages, where they are asked, told or read out.

    One mark per question or stage that is found, in the order of the talk; a mark runs
    until the turn before the next one. Nothing is marked where nothing is like enough.

    Args:
        turns: The turns of one transcript, in order.
        questions: Guide questions by ref, such as ``q2``, in the guide's order.
        stages: Vignette stages by ref, such as ``dv.1``, in order; ``{…}`` in them
            stands for words that differ by role.
        order: Refs of questions and stages as the guide has them. Without it, nothing
            is known about which questions come before the vignettes and which after.
        cast: Names of the people in the vignettes.
        openings: Words before a first stage that differ by role.
    """
    sought_questions = {ref: prepare(text) for ref, text in questions.items()}
    sought_stages = {ref: prepare(text) for ref, text in stages.items()}
    weights = Weights(
        [turn.text for turn in turns], [*sought_questions.values(), *sought_stages.values()]
    )
    asked = [turn for turn in turns if turn.is_interviewer]
    readings = reads(asked, sought_stages)
    opened = find_stages(
        turns, sought_stages, readings, cast=cast, openings=[prepare(text) for text in openings]
    )
    free = [turn for turn in asked if turn.number not in {*readings, *opened}]
    between = {ref: _between(ref, order, opened) for ref in questions}
    found = {**find_questions(free, sought_questions, between, weights), **opened}
    starts = sorted(found)
    ends = [number - 1 for number in starts[1:]] + [turn.number for turn in turns[-1:]]
    return [
        Mark(
            transcript=turns[0].transcript,
            first_turn=first,
            last_turn=last,
            kind="vignette" if first in opened else "question",
            ref=found[first],
            source="likeness",
        )
        for first, last in zip(starts, ends, strict=False)
    ]


def readouts(turns: Sequence[Turn], stages: Mapping[str, str]) -> frozenset[int]:
    """Numbers of turns, whoever speaks, that read a vignette out.

    A turn reads a stage out if at least half of its words stand in the stage in runs of
    three or more, or if it holds a large part of the stage that way.
    """
    return frozenset(reads(turns, {ref: prepare(text) for ref, text in stages.items()}))


def own_words(text: str, stages: Mapping[str, str]) -> list[tuple[int, int]]:
    """The parts of a turn that are the speaker's own, where it also reads a vignette out.

    Positions within the turn, in order. A participant who reads a story aloud and then
    answers it keeps the answer; two or three words between readings are no answer.
    """
    read = sorted(
        span for stage in stages.values() for span in read_spans(text, prepare_once(stage))
    )
    parts, at = [], 0
    for start, end in [*read, (len(text), len(text))]:
        part = text[at:start]
        if len(spoken_words(part)) > ASIDE:
            lead = len(part) - len(part.lstrip(" \n\t\u00a0.,;:!?…”\"')"))
            parts.append((at + lead, at + len(part.rstrip())))
        at = max(at, end)
    return parts


@lru_cache(maxsize=256)
def prepare_once(text: str) -> Sought:
    """What to seek of a stage, kept for the next turn."""
    return prepare(text)


def _between(ref: str, order: Sequence[str], opened: Mapping[int, str]) -> Between:
    """The turns of the stages before and after a question, as the guide has them."""
    if ref not in order:
        return (-math.inf, math.inf)
    here = order.index(ref)
    before = [number for number, stage in opened.items() if stage in order[:here]]
    after = [number for number, stage in opened.items() if stage in order[here:]]
    return (max(before, default=-math.inf), min(after, default=math.inf))
