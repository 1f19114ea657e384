"""Echoes: words that are read out, or repeated from the question, and say nothing new."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from idtool.coding.lexicon import lexicon
from idtool.coding.tokens import Tokens, tokens

RUN = 5
"""Words in a row shared with a read-out text from which they count as read out."""

QUESTION_RUN = 4
"""The same for the interviewer's preceding turn."""

LONG_RUN = 8
"""Words in a row that count even if all of them are everyday."""

_ASKED_BACK, _MOST_TELLING, _MOSTLY = 4, 3, 0.75

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_BITS = 18
_SHIFT = np.uint64(64 - _BITS)


def echoes(
    lemma: Any, sentence: Any, text_of_sentence: Any, *, questions: Tokens, avoid: tuple[str, ...]
) -> Any:
    """For each word of several passages, whether it is only read out or repeated.

    A run counts when it is ``RUN`` words long (``QUESTION_RUN`` for the question)
    and holds a word that is not everyday, or when it is ``LONG_RUN`` words long. A
    sentence asked back, three quarters of whose words were in the question, is
    repeated as a whole.

    Args:
        lemma: Numbers of the words' lemmas.
        sentence: For each word the number of its sentence.
        text_of_sentence: For each sentence the number of its passage.
        questions: The interviewer's turn before each passage, one text per passage.
        avoid: Vignette stages and guide questions.
    """
    marks = np.zeros(len(lemma), dtype=bool)
    is_common = lexicon().is_common.array[lemma]
    passage = text_of_sentence[sentence]
    asked = questions.text_of_sentence[questions.sentence]
    read_out, text = _read_out(avoid)
    for size in (RUN, LONG_RUN):
        mine = _Runs(lemma, sentence, np.zeros_like(passage), size)
        theirs = _Runs(read_out, text, np.zeros_like(text), size)
        _mark(marks, mine.shared_with(theirs), size, is_common)
    for size in (QUESTION_RUN, LONG_RUN):
        mine = _Runs(lemma, sentence, passage, size)
        theirs = _Runs(questions.lemma, asked, asked, size)
        _mark(marks, mine.shared_with(theirs), size, is_common)
    marks[_asked_back(lemma, sentence, passage, is_common, (questions.lemma, asked))] = True
    return marks


class _Runs:
    """Every run of ``size`` words within one unit (a sentence, or a text), with its owner."""

    def __init__(self, lemma: Any, unit: Any, owner: Any, size: int) -> None:
        self._lemma, self._owner, self._size = lemma, owner, size
        n_runs = max(len(lemma) - size + 1, 0)
        self.places = np.flatnonzero(unit[len(unit) - n_runs :] == unit[:n_runs])
        number = lemma.astype(np.uint64) + np.uint64(1)
        mixed = owner[:n_runs].astype(np.uint64)
        for step in range(size):
            mixed = mixed * _FACTOR + number[step : step + n_runs]
        self.hashes = ((mixed * _FACTOR) >> _SHIFT)[self.places]

    def shared_with(self, other: _Runs) -> Any:
        """Places of runs that the other holds, too, under the same owner.

        Hashes leave few to compare word by word.
        """
        mine = self.places[_marked(other.hashes)[self.hashes]]
        theirs = other.places[_marked(self.hashes)[other.hashes]]
        known = set(other.spelled(theirs))
        return mine[[run in known for run in self.spelled(mine)]] if len(mine) else mine

    def spelled(self, places: Any) -> list[tuple[int, ...]]:
        """The owner and the words of runs."""
        table = self._lemma[places[:, None] + np.arange(self._size)]
        return list(map(tuple, np.column_stack([self._owner[places], table]).tolist()))


def _marked(hashes: Any) -> Any:
    table = np.zeros(1 << _BITS, dtype=bool)
    table[hashes] = True
    return table


def _mark(marks: Any, places: Any, size: int, is_common: Any) -> None:
    """Mark the runs that begin at ``places``, short ones only if a word tells something."""
    for place in places.tolist():
        if size >= LONG_RUN or not is_common[place : place + size].all():
            marks[place : place + size] = True


def _asked_back(
    lemma: Any, sentence: Any, passage: Any, is_common: Any, asked: tuple[Any, Any]
) -> Any:
    """Places of the words of sentences that only ask back."""
    n_words = np.bincount(sentence)
    short = np.flatnonzero(n_words[sentence] <= _ASKED_BACK)
    question, text = asked
    size = int(max(lemma.max(initial=0), question.max(initial=0))) + 1
    heard = np.isin(passage[short] * size + lemma[short], text * size + question)
    tells = ~is_common[short]
    owner = sentence[short]
    n_sentences = len(n_words)
    n_telling = np.bincount(owner, weights=tells, minlength=n_sentences)
    n_new = np.bincount(owner, weights=tells & ~heard, minlength=n_sentences)
    n_heard = np.bincount(owner, weights=heard, minlength=n_sentences)
    back = (n_telling > 0) & (n_telling <= _MOST_TELLING) & (n_new == 0)
    back &= n_heard >= _MOSTLY * n_words
    return short[back[owner]]


@lru_cache(maxsize=8)
def _read_out(texts: tuple[str, ...]) -> tuple[Any, Any]:
    """The lemmas of texts that are read out, and for each the number of its text."""
    found = tokens(texts)
    return found.lemma, found.text_of_sentence[found.sentence]
