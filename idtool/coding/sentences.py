"""Sentences and words of a passage, each with its positions, words with their lemmas.

spaCy's blank English pipeline cuts words and sentences; lemmas come from
simplemma's word list. Neither needs a model. Contractions are taken apart
(*don't* is *do not*, *I'd* is *I would*), hyphens and case do not count, and
remarks of the transcriber in brackets are no words. How that is done quickly
is told in ``lexicon.py`` and ``tokens.py``; here are the words as records.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from idtool.coding.lexicon import lexicon
from idtool.coding.tokens import Tokens, plain, tokens


@dataclass(frozen=True, slots=True)
class Word:
    """One word in small letters, its lemma, and its positions in the passage."""

    said: str
    lemma: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run of words up to a full stop or a line's end; positions within the passage."""

    start: int
    end: int
    words: tuple[Word, ...]


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of ``text`` that hold a word, in order."""
    found = tokens([text])
    return sentences_of(found, 0, len(found.sentence_end))


def sentences_of(found: Tokens, first: int, end: int) -> tuple[Sentence, ...]:
    """Sentences ``first`` to before ``end`` of a tokenized text, as records."""
    bounds = found.sentence_bounds[first : end + 1].tolist()
    words = words_of(found, bounds[0], bounds[-1])
    return tuple(
        Sentence(words[a - bounds[0]].start, stop, tuple(words[a - bounds[0] : b - bounds[0]]))
        for a, b, stop in zip(
            bounds, bounds[1:], found.sentence_end[first:end].tolist(), strict=False
        )
    )


def words_of(found: Tokens, first: int, end: int) -> list[Word]:
    """Words ``first`` to before ``end`` of a tokenized text, as records."""
    known = lexicon()
    part = slice(first, end)
    return [
        Word(known.said[word], known.lemmas[lemma], start, stop)
        for word, lemma, start, stop in zip(
            found.word[part].tolist(),
            found.lemma[part].tolist(),
            found.start[part].tolist(),
            found.end[part].tolist(),
            strict=True,
        )
    ]


@lru_cache(maxsize=16_384)
def lemmas(text: str) -> tuple[str, ...]:
    """The lemmas of ``text`` in order, as rules and codebook texts are compared."""
    spoken = lexicon().spoken
    return tuple(lemma for form in plain(text).split() for lemma in spoken(form))
