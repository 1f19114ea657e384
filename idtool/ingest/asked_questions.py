"""Which of the interviewer's turns ask which of the guide's questions.

The best chain of turns and questions in the guide's order is sought, as sentences of
two languages are aligned (Gale and Church 1993): gaps cost nothing, and what is not
like enough makes no link. Within the chain a weak likeness is enough, if it stands out
among the turns around it, if telling words have a part in it, and if half of the guide
is found. A question out of order must be plain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from idtool.ingest.wording import Sought, Weights, stretches, telling_stems
from idtool.model import Turn

IN_ORDER = 0.2
"""Least likeness to a question that is asked where the guide's order has it."""
PLAIN = 0.4
"""Likeness that is enough in order, and out of order for a turn that stands out."""
STANDS_OUT = 1.4
"""How many times as like as the others a turn must be to stand out."""
COMPANY = 0.5
"""Least share of the guide's questions in the chain, for weak ones to count."""

_STRETCH = 30
"""Words of a turn that are compared at once; twice the question's, if they are more."""

Between = tuple[float, float]
"""Turn numbers between which the guide has a question, both exclusive."""


def find_questions(
    turns: Sequence[Turn],
    questions: Mapping[str, Sought],
    between: Mapping[str, Between],
    weights: Weights,
) -> dict[int, str]:
    """Question by number of the turn that asks it, each question at most once.

    Args:
        turns: The interviewer's turns that open no vignette, in order.
        questions: Questions by ref, in the guide's order.
        between: Where the guide has each question, as far as is known.
        weights: How much words tell.
    """
    refs = list(questions)
    table = [[_likeness(turn, questions[ref], weights) for ref in refs] for turn in turns]
    fits = [[between[ref][0] < turn.number < between[ref][1] for ref in refs] for turn in turns]
    gains = [
        [like - IN_ORDER if fit else 0.0 for like, fit in zip(*rows, strict=True)]
        for rows in zip(table, fits, strict=True)
    ]
    chain = _best_chain(gains, len(refs))
    company = len(chain) >= max(2, COMPANY * len(refs))
    found: dict[int, int] = {}
    for (row, column), neighbors in zip(chain, _neighbors(chain, len(turns)), strict=True):
        around = [at for at in neighbors if at != row and fits[at][column]]
        telling = questions[refs[column]].telling & telling_stems(turns[row].text)
        weak_but_apt = (
            company
            and telling
            and table[row][column] == max(table[row])
            and _stands_out(table, row, column, around)
        )
        if table[row][column] >= PLAIN or weak_but_apt:
            found[row] = column
    for row, line in enumerate(table):
        if row in found or max(line, default=0.0) < PLAIN:
            continue
        column = line.index(max(line))
        others = [at for at in range(len(table)) if at != row]
        if column not in found.values() and _stands_out(table, row, column, others):
            found[row] = column
    return {turns[row].number: refs[column] for row, column in found.items()}


def _neighbors(chain: Sequence[tuple[int, int]], n_turns: int) -> list[range]:
    """For each link the rows between the links before and after it."""
    rows = [-1, *(row for row, _ in chain), n_turns]
    return [range(before + 1, after) for before, after in zip(rows, rows[2:], strict=False)]


def _stands_out(
    table: Sequence[Sequence[float]], row: int, column: int, others: Sequence[int]
) -> bool:
    return table[row][column] >= STANDS_OUT * max((table[at][column] for at in others), default=0.0)


def _likeness(turn: Turn, question: Sought, weights: Weights) -> float:
    """Likeness of a turn's best stretch to a question, 0 to 1."""
    length = max(_STRETCH, 2 * len(question.words))
    return max(
        weights.share(question.features, stretch)
        for stretch in stretches(turn.text, length, length // 2)
    )


def _best_chain(gains: Sequence[Sequence[float]], n_questions: int) -> list[tuple[int, int]]:
    """Rows and columns, both rising, with the highest sum of gains; none below 0.

    ``best[c]`` is the best chain among the rows so far whose last column is before
    ``c``, with its sum.
    """
    best: list[tuple[float, list[tuple[int, int]]]] = [(0.0, [])] * (n_questions + 1)
    for row, line in enumerate(gains):
        for column in reversed(range(n_questions)):
            if line[column] <= 0:
                continue
            total, chain = max(best[: column + 1], key=lambda pair: pair[0])
            if total + line[column] > best[column + 1][0]:
                best[column + 1] = (total + line[column], [*chain, (row, column)])
    return max(best, key=lambda pair: pair[0])[1]
