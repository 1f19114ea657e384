"""Tokens: the words of a text as numbers, with their positions and sentences.

A text is cut at its spaces; the forms between them are looked up in the
lexicon, and all their pieces are laid out with a few operations on arrays. A
sentence ends where spaCy's sentencizer would end it: at the first word after a
mark such as a full stop, and at a line's end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from idtool.coding.lexicon import STOP, WORD, Lexicon, lexicon

_REMARK = re.compile(
    r"\[[^\]\n]{0,60}\]"
    r"|\((?:laugh|chuckl|sigh|paus|cough|cry|cri|inaudible|unintelligible|crosstalk|snort|sniff)"
    r"[^)\n]{0,40}\)",
    re.IGNORECASE,
)
_SAME_LENGTH = {
    **dict.fromkeys("’‘ʼ", "'"),
    **dict.fromkeys("“”", '"'),
    **dict.fromkeys("‑‐", "-"),
    **dict.fromkeys("/\u00a0", " "),
}
_BETWEEN_TEXTS = "\n"
_CLAUSE_MARKS = ",;—–-"

_LAST_SPACE = 0x3001
_SPACES = np.array([chr(code).isspace() for code in range(_LAST_SPACE)])
"""For each code point whether it is a space; there are none above."""


@dataclass(frozen=True)
class Tokens:
    """The words of one or several texts; every array but the last two has one entry per word.

    ``word`` and ``lemma`` are numbers of the lexicon; ``start`` and ``end`` positions in
    the word's own text; ``sentence`` counts sentences that hold a word, over all texts.
    ``after_mark`` says whether a comma, semicolon or dash stands right before a word.
    ``sentence_end`` and ``text_of_sentence`` have one entry per sentence.
    """

    word: Any
    lemma: Any
    start: Any
    end: Any
    sentence: Any
    after_mark: Any
    sentence_end: Any
    text_of_sentence: Any

    def __len__(self) -> int:
        return len(self.word)

    @cached_property
    def sentence_bounds(self) -> Any:
        """For each sentence the place of its first word; at the end the number of words."""
        return np.searchsorted(self.sentence, np.arange(len(self.sentence_end) + 1))


def tokens(texts: Sequence[str]) -> Tokens:
    """The words of ``texts``, in order; no sentence reaches from one text into the next."""
    return _laid_out(texts, lexicon())


def plain(text: str) -> str:
    """``text`` with plain quotes and hyphens and without remarks, at the same length."""
    for mark, same in _SAME_LENGTH.items():
        text = text.replace(mark, same)
    return _REMARK.sub(lambda found: " " * len(found.group()), text)


def _laid_out(texts: Sequence[str], known: Lexicon) -> Tokens:
    """All texts laid out in one go, as lines of one long text."""
    joined = _BETWEEN_TEXTS.join(texts)
    clean = plain(joined)
    letters = np.frombuffer(clean.encode("utf-32-le", "surrogatepass"), np.uint32)
    is_space = np.zeros(len(letters) + 2, dtype=bool)
    is_space[0] = is_space[-1] = True
    low = letters < _LAST_SPACE
    is_space[1:-1][low] = _SPACES[letters[low]]
    edges = np.flatnonzero(is_space[1:] != is_space[:-1])
    begins, ends = edges[::2], edges[1::2]
    forms = known.numbers(clean.split())
    lines = np.flatnonzero(letters == ord("\n"))
    line = np.searchsorted(lines, begins)
    forms, begins, line = _with_gaps(forms, begins, ends, line, letters, known)

    counts = known.n_pieces.array[forms]
    owner = np.repeat(np.arange(len(forms)), counts)
    piece = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    piece = known.first.array[forms][owner] + piece
    start = begins[owner] + known.start.array[piece]
    end = begins[owner] + known.end.array[piece]
    sentence = _sentences(known.kind.array[piece], line[owner])
    word = known.word.array[piece]

    spoken = np.flatnonzero(word >= 0)
    # A sentence ends with its last piece; sentences without a word are no sentences.
    of_word = sentence[spoken]
    begins_one = np.append(True, of_word[1:] != of_word[:-1])[: len(of_word)]
    held, number = of_word[begins_one], np.cumsum(begins_one) - 1
    reach = np.zeros(sentence[-1] + 1 if len(sentence) else 0, dtype=np.int64)
    real = end > start
    reach[sentence[real]] = end[real]
    offsets = np.cumsum([0, *(len(text) + 1 for text in texts)])
    text_of = np.searchsorted(offsets, start[spoken][begins_one], side="right") - 1
    shift = offsets[text_of][number]
    return Tokens(
        word[spoken],
        known.lemma_of_word.array[word[spoken]],
        (start[spoken] - shift).astype(np.int32),
        (end[spoken] - shift).astype(np.int32),
        number.astype(np.int32),
        _after_mark(joined, start[spoken], end[spoken]),
        (reach[held] - offsets[text_of]).astype(np.int32),
        text_of.astype(np.int32),
    )


def _with_gaps(
    forms: Any, begins: Any, ends: Any, line: Any, letters: Any, known: Lexicon
) -> tuple[Any, Any, Any]:
    """Forms with what spaCy makes a token of: spaces between two forms that are not just one."""
    if len(forms) < 2:
        return forms, begins, line
    after = ends[:-1]
    wide = (begins[1:] - after > 1) | (letters[np.minimum(after, len(letters) - 1)] != ord(" "))
    places = np.flatnonzero(wide & (line[1:] == line[:-1])) + 1
    return (
        np.insert(forms, places, known.gap),
        np.insert(begins, places, ends[places - 1]),
        np.insert(line, places, line[places]),
    )


def _sentences(kind: Any, line: Any) -> Any:
    """For each piece the number of its sentence."""
    if not len(kind):
        return np.zeros(0, dtype=np.int64)
    stops = np.cumsum(kind == STOP)
    begins = np.zeros(len(kind), dtype=bool)
    begins[1:] = line[1:] != line[:-1]
    words = np.flatnonzero(kind == WORD)
    before = np.concatenate([[-1], words[:-1]])
    line_start = np.maximum.accumulate(np.where(begins, np.arange(len(kind)), 0))[words]
    stops_before = np.concatenate([[0], stops])
    since = np.maximum(before + 1, line_start)
    begins[words[stops[words] > stops_before[since]]] = True
    begins[0] = True
    return np.cumsum(begins) - 1


def _after_mark(text: str, start: Any, end: Any) -> Any:
    """Whether a mark that may end a clause stands between a word and the one before."""
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    marks = np.zeros(len(letters) + 1, dtype=np.int32)
    marks[1:] = np.cumsum(np.isin(letters, np.array([ord(m) for m in _CLAUSE_MARKS], np.uint32)))
    found = np.zeros(len(start), dtype=bool)
    found[1:] = marks[start[1:]] > marks[np.minimum(end[:-1], start[1:])]
    return found
