"""Where in the talk the guide's questions are asked and the vignettes read out.

What is found is a proposal: marks from here have the source ``likeness``, and a
researcher corrects them. Likeness is counted in words (``wording.py``), in plain
Python, so that anyone can see why a place was found.

Two habits of interviews are used. Questions are mostly asked in the guide's order, so
a weaker likeness is enough where it fits between the questions found around it. And a
vignette's later stages come after its first and before the next vignette.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal

from idtool.ingest.wording import Sought, Weights, likeness_of, prepare, reads_out
from idtool.model import Mark, Turn

IN_ORDER = 0.42
"""Least likeness to a question that is asked where the guide's order has it."""
ANYWHERE = 0.68
"""Least likeness to a question out of order, or asked again."""
STAGE = 0.45
"""Least likeness to a vignette's stage that is not read out word for word."""
LATER_STAGE = 0.27
"""The same for a later stage, between the stage before it and the next vignette."""

_Kind = Literal["question", "vignette"]


def find_marks(
    turns: Sequence[Turn],
    questions: Mapping[str, str],
    stages: Mapping[str, str],
) -> list[Mark]:
    """Questions and vignette stages that the interviewer's turns open.

    One mark per place where one is found, in order; a mark runs until the turn before
    the next one. Nothing is marked where nothing is like enough.

    Args:
        turns: The turns of one transcript, in order.
        questions: Guide questions by ref, such as ``q2``, in the guide's order.
        stages: Vignette stages by ref, such as ``dv.1``, in order; ``{…}`` in them
            stands for words that differ by role.
    """
    asked = [turn for turn in turns if turn.is_interviewer]
    sought = {ref: prepare(text) for ref, text in {**questions, **stages}.items()}
    weights = Weights(list(sought.values()), [turn.text for turn in asked])
    vignettes = _find_stages(asked, {ref: sought[ref] for ref in stages}, weights)
    free = [turn for turn in asked if turn.number not in vignettes]
    found: dict[int, tuple[_Kind, str]] = {
        number: ("question", ref)
        for number, ref in _find_questions(free, {ref: sought[ref] for ref in questions}, weights)
    }
    found.update({number: ("vignette", ref) for number, ref in vignettes.items()})
    opened = [(number, *found[number]) for number in sorted(found)]
    opened = [each for at, each in enumerate(opened) if not at or opened[at - 1][1:] != each[1:]]
    if not opened:
        return []
    ends = [number - 1 for number, _, _ in opened[1:]] + [turns[-1].number]
    return [
        Mark(turns[0].transcript, first, end, kind, ref, "likeness")
        for (first, kind, ref), end in zip(opened, ends, strict=True)
    ]


def readouts(turns: Sequence[Turn], stages: Mapping[str, str]) -> frozenset[int]:
    """Numbers of turns, whoever speaks, that read a vignette out.

    A turn reads a stage out if at least half of its words stand in the stage in runs of
    three or more, or if it holds a large part of the stage that way.
    """
    sought = [prepare(text) for text in stages.values()]
    return frozenset(
        turn.number for turn in turns if any(reads_out(turn.text, each) for each in sought)
    )


def _find_stages(
    asked: Sequence[Turn], stages: Mapping[str, Sought], weights: Weights
) -> dict[int, str]:
    """Stage by number of the turn that opens it."""
    found: dict[int, str] = {}
    for turn in asked:
        scores = {ref: _stage_likeness(turn.text, each, weights) for ref, each in stages.items()}
        ref = max(scores, key=lambda ref: scores[ref], default="")
        if ref and scores[ref] >= STAGE and ref not in found.values():
            found[turn.number] = ref
    order = list(stages)
    for before, ref in pairwise(order):
        if _vignette(before) != _vignette(ref) or ref in found.values():
            continue
        start = next((number for number, each in found.items() if each == before), None)
        if start is None:
            continue
        later = [number for number in found if number > start]
        end = min(later, default=asked[-1].number + 1)
        between = [turn for turn in asked if start < turn.number < end]
        scored = [(_stage_likeness(turn.text, stages[ref], weights), turn) for turn in between]
        best = max(scored, key=lambda pair: pair[0], default=None)
        if best is not None and best[0] >= LATER_STAGE:
            found[best[1].number] = ref
    return found


def _stage_likeness(text: str, stage: Sought, weights: Weights) -> float:
    if reads_out(text, stage):
        return 1.0 + likeness_of(text, stage, weights)
    return weights.held(text, stage)


def _find_questions(
    asked: Sequence[Turn], questions: Mapping[str, Sought], weights: Weights
) -> list[tuple[int, str]]:
    """Turn number and question, in the order of the turns.

    The best chain in the guide's order, by the sum of likeness above what is needed,
    and beside it what is alike enough anywhere.
    """
    refs = list(questions)
    scores = [[likeness_of(turn.text, questions[ref], weights) for ref in refs] for turn in asked]
    chain = _best_chain(scores, len(refs))
    found = {asked[row].number: refs[column] for row, column in chain}
    for turn, row in zip(asked, scores, strict=True):
        best = max(range(len(refs)), key=lambda column: row[column], default=None)
        if best is None or turn.number in found or row[best] < ANYWHERE:
            continue
        others = [score for column, score in enumerate(row) if column != best]
        if row[best] - max(others, default=0.0) >= 0.1 and refs[best] not in found.values():
            found[turn.number] = refs[best]
    return sorted(found.items())


def _best_chain(scores: Sequence[Sequence[float]], n_questions: int) -> list[tuple[int, int]]:
    """Rows and columns, both rising, whose scores sum highest above ``IN_ORDER``.

    ``best[c]`` is the best sum of a chain that ends at a question before ``c``, with
    the chain itself; a row is used once.
    """
    best: list[tuple[float, list[tuple[int, int]]]] = [(0.0, [])] * (n_questions + 1)
    for row, line in enumerate(scores):
        for column in range(n_questions - 1, -1, -1):
            gain = line[column] - IN_ORDER
            if gain <= 0:
                continue
            total, chain = max(best[: column + 1], key=lambda pair: pair[0])
            if total + gain > best[column + 1][0]:
                best[column + 1] = (total + gain, [*chain, (row, column)])
    return max(best, key=lambda pair: pair[0])[1]


def _vignette(ref: str) -> str:
    return ref.rpartition(".")[0]
