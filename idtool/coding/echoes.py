"""Echoes: words that are read out, or repeated from the question, and say nothing new."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from idtool.coding.everyday import COMMON
from idtool.coding.sentences import Sentence, lemmas

RUN = 5
"""Words in a row shared with a read-out text from which they count as read out."""

QUESTION_RUN = 4
"""The same for the interviewer's preceding turn."""

LONG_RUN = 8
"""Words in a row that count even if all of them are everyday."""

_Grams = frozenset[tuple[str, ...]]


def echoed(
    found: Sequence[Sentence], *, question: str = "", avoid: Collection[str] = ()
) -> list[list[bool]]:
    """For each word of each sentence, whether it is only read out or repeated.

    A run counts when it is ``RUN`` words long (``QUESTION_RUN`` for the question)
    and holds a word that is not everyday, or when it is ``LONG_RUN`` words long. A
    sentence asked back, three quarters of whose words were in the question, is
    repeated as a whole.

    Args:
        found: The sentences of one passage.
        question: The interviewer's preceding turn.
        avoid: Vignette stages and guide questions.
    """
    read_out = [(size, _grams(tuple(avoid), size)) for size in (RUN, LONG_RUN)]
    asked = [(size, _grams((question,), size)) for size in (QUESTION_RUN, LONG_RUN)]
    asked_words = frozenset(lemmas(question)) if question else frozenset()
    marks = []
    for sentence in found:
        spoken = [word.lemma for word in sentence.words]
        mark = [False] * len(spoken)
        for size, known in (*read_out, *asked):
            for start in _shared(spoken, size, known):
                mark[start : start + size] = [True] * size
        if asked_words and _asked_back(spoken, asked_words):
            mark = [True] * len(spoken)
        marks.append(mark)
    return marks


def _shared(spoken: Sequence[str], size: int, known: _Grams) -> Iterator[int]:
    for start in range(len(spoken) - size + 1):
        gram = tuple(spoken[start : start + size])
        if gram in known and (size >= LONG_RUN or any(word not in COMMON for word in gram)):
            yield start


def _asked_back(spoken: Sequence[str], asked: Collection[str]) -> bool:
    telling = [word for word in spoken if word not in COMMON]
    return (
        0 < len(telling) <= 3
        and len(spoken) <= 4
        and all(word in asked for word in telling)
        and sum(word in asked for word in spoken) >= 0.75 * len(spoken)
    )


@lru_cache(maxsize=256)
def _grams(texts: tuple[str, ...], size: int) -> _Grams:
    found: set[tuple[str, ...]] = set()
    for text in texts:
        spoken = lemmas(text)
        found.update(tuple(spoken[i : i + size]) for i in range(len(spoken) - size + 1))
    return frozenset(found)
