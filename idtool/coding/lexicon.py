"""Lexicon: every different word form met so far, taken apart once and numbered.

What stands between two spaces, such as *don't,* or *(laughing)well*, is one
*form*. spaCy's tokenizer cuts a form into tokens, simplemma's word list gives
their lemmas; both are asked once per form, however often it is said. After
that a text is a row of numbers (``tokens.py``), and everything that is counted
or matched is counted and matched on numbers.

Numbers hold within one process only; what is kept beyond it are the forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from idtool.coding.everyday import COMMON

WORD, STOP, MARK = 0, 1, 2
"""Kinds of piece: a word or symbol, a mark that may end a sentence, another mark."""

_IRREGULAR = {"ca": "can", "wo": "will", "sha": "shall", "ai": "be", "n't": "not"}
_ENDINGS = {"'s": "be", "'d": "would", "'ll": "will", "'re": "be", "'ve": "have", "'m": "be"}
_RUN_TOGETHER = {
    "gonna": ("go", "to"),
    "wanna": ("want", "to"),
    "gotta": ("get", "to"),
    "kinda": ("kind", "of"),
    "sorta": ("sort", "of"),
    "lemme": ("let", "me"),
    "gimme": ("give", "me"),
    "dunno": ("do", "not", "know"),
    "y'know": ("you", "know"),
    "cannot": ("can", "not"),
}
_OWN_LEMMAS = {
    **{
        word: word
        for word in ("me", "us", "him", "them", "mine", "better", "best", "worse", "worst", "did")
    },
    "gone": "go",
    "broke": "break",
    "felt": "feel",
    "thought": "think",
    "left": "leave",
    "shook": "shake",
    "shot": "shoot",
    "rose": "rise",
    "swore": "swear",
    "won": "win",
    "wives": "wife",
}
"""Where the word list errs for talk, or its lemma would blur a difference that matters."""

_NOUNS_IN_ING = frozenset(
    {
        *("thing", "nothing", "something", "anything", "everything", "morning", "evening"),
        *("during", "ceiling", "building", "housing", "wedding", "clothing", "sibling", "spring"),
        *("string", "bring", "pudding", "darling", "lightning", "offspring", "shilling", "herring"),
    }
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One lemma of a form, or one mark; positions within the form, ``said`` in small letters.

    A mark, or a symbol that is no word, has no lemma.
    """

    start: int
    end: int
    kind: int
    said: str = ""
    lemma: str = ""


class Lexicon:
    """Forms, words (pairs of what was said and its lemma) and lemmas, each by its number.

    ``first`` and ``n_pieces`` say where the pieces of a form stand in the arrays
    ``start``, ``end``, ``kind`` and ``word``; ``word`` is -1 for what is no word.
    """

    def __init__(self) -> None:
        self.form_number: dict[str, int] = {}
        self.lemma_number: dict[str, int] = {}
        self.lemmas: list[str] = []
        self.said: list[str] = []
        self.lemma_of_word = Growing(np.int32)
        self.is_common = Growing(np.bool_)
        self.first, self.n_pieces = Growing(np.int32), Growing(np.int32)
        self.start, self.end = Growing(np.int32), Growing(np.int32)
        self.kind, self.word = Growing(np.int8), Growing(np.int32)
        self._word_number: dict[tuple[str, str], int] = {}
        self._spoken: dict[str, tuple[str, ...]] = {}
        self.gap = self.learn(" ", (Piece(0, 0, WORD),))

    def numbers(self, forms: Sequence[str]) -> Any:
        """The numbers of forms; new ones are taken apart."""
        known = self.form_number
        try:
            return np.fromiter(map(known.__getitem__, forms), np.int32, len(forms))
        except KeyError:
            for form in dict.fromkeys(forms):
                if form not in known:
                    self.learn(form, pieces(form))
            return np.fromiter(map(known.__getitem__, forms), np.int32, len(forms))

    def spoken(self, form: str) -> tuple[str, ...]:
        """The lemmas of one form."""
        found = self._spoken.get(form)
        if found is None:
            if form not in self.form_number:
                self.learn(form, pieces(form))
            found = tuple(piece.lemma for piece in self.pieces_of(form) if piece.lemma)
            self._spoken[form] = found
        return found

    def learn(self, form: str, found: Iterable[Piece]) -> int:
        """Take in a form whose pieces are known; its number."""
        number = self.form_number[form] = len(self.form_number)
        listed = list(found)
        self.first.append(len(self.start))
        self.n_pieces.append(len(listed))
        for piece in listed:
            self.start.append(piece.start)
            self.end.append(piece.end)
            self.kind.append(piece.kind)
            self.word.append(self.word_of(piece.said, piece.lemma) if piece.lemma else -1)
        return number

    def word_of(self, said: str, lemma: str) -> int:
        """The number of a word."""
        number = self._word_number.get((said, lemma))
        if number is None:
            number = self._word_number[said, lemma] = len(self.said)
            self.said.append(said)
            self.lemma_of_word.append(self.lemma(lemma))
        return number

    def lemma(self, lemma: str) -> int:
        """The number of a lemma."""
        number = self.lemma_number.get(lemma)
        if number is None:
            number = self.lemma_number[lemma] = len(self.lemmas)
            self.lemmas.append(lemma)
            self.is_common.append(lemma in COMMON)
        return number

    def pieces_of(self, form: str) -> list[Piece]:
        """The pieces of a known form."""
        number = self.form_number[form]
        first = int(self.first.array[number])
        found = []
        for place in range(first, first + int(self.n_pieces.array[number])):
            word = int(self.word.array[place])
            said, lemma = "", ""
            if word >= 0:
                said, lemma = self.said[word], self.lemmas[int(self.lemma_of_word.array[word])]
            found.append(
                Piece(
                    int(self.start.array[place]),
                    int(self.end.array[place]),
                    int(self.kind.array[place]),
                    said,
                    lemma,
                )
            )
        return found


class Growing:
    """An array that can be appended to; ``array`` is what is filled of it."""

    def __init__(self, dtype: Any) -> None:
        self._room = np.zeros(1024, dtype=dtype)
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def append(self, value: Any) -> None:
        """Add one value at the end."""
        if self._size == len(self._room):
            self._room = np.concatenate([self._room, np.zeros_like(self._room)])
        self._room[self._size] = value
        self._size += 1

    @property
    def array(self) -> Any:
        """The values so far; a view that later ones do not change."""
        return self._room[: self._size]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon of this process."""
    return Lexicon()


def pieces(form: str) -> tuple[Piece, ...]:
    """Take one form apart."""
    cut, ends_sentence = _tokenizer()
    found = []
    for token in cut(form):
        start, end = token.idx, token.idx + len(token)
        said = token.lower_
        if token.text in ends_sentence:
            found.append(Piece(start, end, STOP))
        if token.is_punct:
            if token.text not in ends_sentence:
                found.append(Piece(start, end, MARK))
            continue
        kind = STOP if token.text in ends_sentence else WORD
        lemmas = _RUN_TOGETHER.get(said) or (_lemma_of(said, token.norm_),)
        spoken = [lemma for lemma in lemmas if any(letter.isalnum() for letter in lemma)]
        found += [Piece(start, end, kind, said, lemma) for lemma in spoken]
        if not spoken and kind == WORD:
            found.append(Piece(start, end, WORD))
    return tuple(found)


def _lemma_of(said: str, norm: str) -> str:
    if said in _ENDINGS and norm != "us":
        return _ENDINGS[said]
    if said in _IRREGULAR:
        return _IRREGULAR[said]
    return _lemma(norm if "'" in said or norm in {"going", "to"} else said)


@lru_cache(maxsize=50_000)
def _lemma(word: str) -> str:
    from simplemma import lemmatize

    known = _OWN_LEMMAS.get(word) or str(lemmatize(word, lang="en")).lower()
    return _verb(word) if known == word and word.endswith("ing") else known


def _verb(word: str) -> str:
    """The verb of a form such as *following*, which the word list takes for a noun."""
    from simplemma import is_known

    stem = word[:-3]
    if word in _NOUNS_IN_ING or len(stem) < 3:
        return word
    single = stem[:-1] if stem[-1] == stem[-2] and stem[-1] not in "lsfz" else stem
    for verb in (single, f"{stem}e", stem) if single != stem else (f"{stem}e", stem):
        if is_known(verb, lang="en"):
            return verb
    return word


@lru_cache(maxsize=1)
def _tokenizer() -> tuple[Any, frozenset[str]]:
    """SpaCy's tokenizer for English, and the marks at which its sentencizer ends a sentence."""
    import spacy
    from spacy.pipeline import Sentencizer

    return spacy.blank("en").tokenizer, frozenset(Sentencizer.default_punct_chars)
