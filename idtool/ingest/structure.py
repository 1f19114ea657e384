"""Where in the talk the guide's questions are asked and the vignettes read out.

Likeness is the share of a question's (or stage's) telling words that a turn holds,
each word weighing the more the fewer of the texts to be found, and of the turns,
hold it. It is found by words alone, in plain Python, so that a researcher can see
why. What is found is a proposal: marks from here have the source ``likeness``.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from idtool.ingest.word_lists import COMMON
from idtool.model import Mark, Turn

QUESTION_LIKENESS = 0.55
"""Least weighted share of a question's words for a mark."""
STAGE_LIKENESS = 0.45
"""The same for a vignette stage, which is longer and read out nearly word for word."""
_PARTLY = 0.22
"""Least share of a stage for a turn that is nothing but a part of it."""
_LEAST_WORDS = 8
"""Read-out words below which a turn is an allusion, not a reading."""
_RUN = 3
"""Words in a row that count as read from the page."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ENDINGS = ("ingly", "edly", "ings", "ing", "ies", "ied", "ely", "ed", "es", "ly", "s", "e")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class _Sought:
    """A question or stage: its telling words, and its runs of words."""

    kind: Literal["question", "vignette"]
    ref: str
    words: frozenset[str]
    runs: frozenset[tuple[str, ...]]


def find_marks(
    turns: Sequence[Turn],
    questions: Mapping[str, str],
    stages: Mapping[str, str],
) -> list[Mark]:
    """Questions and vignette stages that the interviewer's turns open.

    One mark per place where one is found, in order; a mark runs until the turn before
    the next one. A turn opens what it is most like, if it is like enough; the words of
    one question are sought in a stretch of a turn no longer than three times the
    question. Where two questions fit a turn equally well, it opens neither.

    Args:
        turns: The turns of one transcript, in order.
        questions: Guide questions by ref, such as ``q2``.
        stages: Vignette stages by ref, such as ``dv.1``; ``{…}`` in them stands for
            words that differ by role.
    """
    sought = [_prepare("question", ref, text) for ref, text in questions.items()]
    sought += [_prepare("vignette", ref, text) for ref, text in stages.items()]
    asked = [turn for turn in turns if turn.is_interviewer]
    weights = _weights([each.words for each in sought], [set(_tokens(t.text)) for t in asked])
    opened: list[tuple[int, _Sought]] = []
    for turn in asked:
        best = _best(turn.text, sought, weights)
        if best is not None and not (opened and opened[-1][1].ref == best.ref):
            opened.append((turn.number, best))
    if not opened:
        return []
    last = turns[-1].number
    ends = [number - 1 for number, _ in opened[1:]] + [last]
    return [
        Mark(turns[0].transcript, first, end, each.kind, each.ref, "likeness")
        for (first, each), end in zip(opened, ends, strict=True)
    ]


def readouts(turns: Sequence[Turn], stages: Mapping[str, str]) -> frozenset[int]:
    """Numbers of turns, whoever speaks, that read a vignette out.

    A turn reads a stage out if at least half of its words stand in the stage in runs of
    three or more, or if it holds a large part of the stage that way.
    """
    sought = [_prepare("vignette", ref, text) for ref, text in stages.items()]
    return frozenset(
        turn.number for turn in turns if any(_reads(turn.text, each) for each in sought)
    )


def _best(text: str, sought: Sequence[_Sought], weights: Mapping[str, float]) -> _Sought | None:
    scored = sorted(
        ((_score(text, each, weights), each) for each in sought),
        key=lambda pair: pair[0],
        reverse=True,
    )
    if not scored or scored[0][0] < 1.0:
        return None
    if (
        len(scored) > 1
        and scored[0][0] - scored[1][0] < 0.05
        and scored[0][1].kind == scored[1][1].kind == "question"
    ):
        return None
    return scored[0][1]


def _score(text: str, sought: _Sought, weights: Mapping[str, float]) -> float:
    """Likeness over what is needed: 1 and more is a mark."""
    if not sought.words:
        return 0.0
    if sought.kind == "vignette":
        if _reads(text, sought):
            return 2.0 + _held(set(_tokens(text)), sought, weights)
        return _held(set(_tokens(text)), sought, weights) / STAGE_LIKENESS
    tokens = _tokens(text)
    width = max(12, 3 * len(sought.words))
    step = max(1, width // 4)
    best = 0.0
    for start in range(0, max(1, len(tokens) - width + step), step):
        here = set(tokens[start : start + width])
        if len(here & sought.words) >= min(3, len(sought.words)):
            best = max(best, _held(here, sought, weights))
    return best / QUESTION_LIKENESS


def _held(tokens: set[str], sought: _Sought, weights: Mapping[str, float]) -> float:
    total = sum(weights[word] for word in sought.words)
    return sum(weights[word] for word in sought.words & tokens) / total if total else 0.0


def _reads(text: str, sought: _Sought) -> bool:
    spoken = _spoken(text)
    covered = [False] * len(spoken)
    for at in range(len(spoken) - _RUN + 1):
        if tuple(spoken[at : at + _RUN]) in sought.runs:
            covered[at : at + _RUN] = [True] * _RUN
    read = sum(covered)
    if read < _LEAST_WORDS or not spoken:
        return False
    of_stage = read / (len(sought.runs) + _RUN - 1)
    return of_stage >= STAGE_LIKENESS or (read >= 0.5 * len(spoken) and of_stage >= _PARTLY)


def _weights(texts: Sequence[frozenset[str]], turns: Sequence[set[str]]) -> dict[str, float]:
    """Weight of each sought word: rarer among the texts and among the turns, heavier."""
    among_texts = Counter(word for words in texts for word in words)
    among_turns = Counter(word for words in turns for word in words)
    return {
        word: math.log(1 + len(texts) / count)
        + math.log((1 + len(turns)) / (1 + among_turns[word])) / 2
        for word, count in among_texts.items()
    }


def _prepare(kind: Literal["question", "vignette"], ref: str, text: str) -> _Sought:
    pieces = _PLACEHOLDER.split(text)
    runs: set[tuple[str, ...]] = set()
    for piece in pieces:
        spoken = _spoken(piece)
        runs.update(tuple(spoken[at : at + _RUN]) for at in range(len(spoken) - _RUN + 1))
    words = frozenset(_tokens(" ".join(pieces)))
    return _Sought(kind, ref, words, frozenset(runs))


def _spoken(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return [word.replace("’", "'") for word in _WORD.findall(plain)]


def _tokens(text: str) -> list[str]:
    return [_stem(word) for word in _spoken(text) if word not in COMMON and len(word) > 1]


def _stem(word: str) -> str:
    """A word without its commonest endings, enough to match *helps* with *helped*."""
    word = word.removesuffix("'s")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl" else word


def turns_between(marks: Iterable[Mark], ref: str) -> list[int]:
    """Turn numbers under the marks of one ref."""
    return sorted(
        {n for mark in marks if mark.ref == ref for n in range(mark.first_turn, mark.last_turn + 1)}
    )
