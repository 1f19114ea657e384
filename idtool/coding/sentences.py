"""Sentences and words of a passage, each with its positions, words with their lemmas.

spaCy's blank English pipeline cuts words and sentences; lemmas come from
simplemma's word list. Neither needs a model. Contractions are taken apart
(*don't* is *do not*, *I'd* is *I would*), hyphens and case do not count, and
remarks of the transcriber in brackets are no words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_REMARK = re.compile(
    r"\[[^\]\n]{0,60}\]"
    r"|\((?:laugh|chuckl|sigh|paus|cough|cry|cri|inaudible|unintelligible|crosstalk|snort|sniff)"
    r"[^)\n]{0,40}\)",
    re.IGNORECASE,
)
_SAME_LENGTH = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "‑": "-", "‐": "-", "/": " ", "\u00a0": " "}
)
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
    found = []
    plain = _plain(text)
    for line in re.finditer(r"[^\n]+", plain):
        for span in _pipeline()(line.group()).sents:
            words = tuple(_words(span, line.start()))
            if words:
                end = line.start() + len(line.group()[: span.end_char].rstrip())
                found.append(Sentence(words[0].start, end, words))
    return tuple(found)


@lru_cache(maxsize=16_384)
def lemmas(text: str) -> tuple[str, ...]:
    """The lemmas of ``text`` in order, as rules and codebook texts are compared."""
    return tuple(word.lemma for sentence in sentences(text) for word in sentence.words)


def _plain(text: str) -> str:
    """``text`` with plain quotes and hyphens and without remarks, at the same length."""
    plain = text.translate(_SAME_LENGTH)
    return _REMARK.sub(lambda found: " " * len(found.group()), plain)


def _words(span: Any, offset: int) -> Iterator[Word]:
    for token in span:
        if token.is_punct or token.is_space:
            continue
        said = token.lower_
        start = offset + token.idx
        end = start + len(token)
        for lemma in _RUN_TOGETHER.get(said) or (_lemma_of(said, token.norm_),):
            if any(letter.isalnum() for letter in lemma):
                yield Word(said, lemma, start, end)


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
def _pipeline() -> Any:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp
