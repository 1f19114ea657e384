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

from idtool.ingest.asked_questions import Between, find_questions
from idtool.ingest.told_stages import find_stages, reads
from idtool.ingest.wording import Weights, prepare
from idtool.model import Mark, Turn


def find_marks(
    turns: Sequence[Turn],
    questions: Mapping[str, str],
    stages: Mapping[str, str],
    *,
    order: Sequence[str] = (),
    cast: Collection[str] = (),
) -> list[Mark]:
    """Questions and vignette stages that the interviewer's turns open.

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
    """
    sought_questions = {ref: prepare(text) for ref, text in questions.items()}
    sought_stages = {ref: prepare(text) for ref, text in stages.items()}
    weights = Weights(
        [turn.text for turn in turns], [*sought_questions.values(), *sought_stages.values()]
    )
    asked = [turn for turn in turns if turn.is_interviewer]
    readings = reads(asked, sought_stages)
    opened = find_stages(turns, sought_stages, readings, cast=cast)
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


def _between(ref: str, order: Sequence[str], opened: Mapping[int, str]) -> Between:
    """The turns of the stages before and after a question, as the guide has them."""
    if ref not in order:
        return (-math.inf, math.inf)
    here = order.index(ref)
    before = [number for number, stage in opened.items() if stage in order[:here]]
    after = [number for number, stage in opened.items() if stage in order[here:]]
    return (max(before, default=-math.inf), min(after, default=math.inf))
