"""The content words of what people said, folded to their lemmas."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import cache

import simplemma

from idtool.themes.function_words import EVERYDAY_WORDS, FUNCTION_WORDS

Content = tuple[tuple[str, str], ...]
"""The content words of one segment in order, as pairs of word and lemma."""

SHORTEST = 3  # letters

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NOTE = re.compile(r"\[[^\]\n]*\]|\((?:[^()\n]{1,20})\)|\{[^}\n]*\}")
_POSSESSIVE = re.compile(r"'s?$")


@cache
def lemma(word: str) -> str:
    """The dictionary form of a lower-cased English word, or the word itself."""
    return str(simplemma.lemmatize(word, lang="en")).lower()


def split_words(text: str) -> list[str]:
    """The words of a text in order, lower-cased.

    Typographic apostrophes become plain ones; notes of the transcriber in
    brackets, such as ``[inaudible 00:12:33]`` or ``(laughs)``, are left out.
    """
    plain = unicodedata.normalize("NFC", text).replace("’", "'").lower()
    return _WORD.findall(_NOTE.sub(" ", plain))


def content_words(text: str, *, without: Collection[str] = frozenset()) -> Content:
    """The words that carry a subject, in order, as pairs of word and lemma.

    Args:
        text: What was said.
        without: Lemmas to leave out beside the function words.
    """
    kept: list[tuple[str, str]] = []
    for word in split_words(text):
        if word in FUNCTION_WORDS:
            continue
        bare = _POSSESSIVE.sub("", word)
        folded = lemma(bare)
        if len(folded) < SHORTEST or bare in FUNCTION_WORDS or folded in FUNCTION_WORDS:
            continue
        if folded not in without and bare not in without:
            kept.append((bare, folded))
    return tuple(kept)


def fold_words(words: Iterable[str]) -> frozenset[str]:
    """Words with their lemmas, so that either form is recognized."""
    folded: set[str] = set()
    for entry in words:
        for word in split_words(entry):
            bare = _POSSESSIVE.sub("", word)
            folded |= {bare, lemma(bare)}
    return frozenset(folded)


def vignette_words(stage_texts: Iterable[str], question_texts: Iterable[str]) -> frozenset[str]:
    """Words that the interviewer put into the room: of vignettes as read out, and of questions.

    Grouping without them keeps segments from being grouped by what was asked.

    Args:
        stage_texts: The stages of the vignettes as printed, titles and cast too.
        question_texts: Questions and probes of the guide and of the vignettes.

    Returns:
        Content words and their lemmas, without words said about anything, such
        as *night* or *ask*: taken out, they would empty short answers.
    """
    pairs = (pair for text in (*stage_texts, *question_texts) for pair in content_words(text))
    return frozenset(form for pair in pairs if pair[1] not in EVERYDAY_WORDS for form in pair)
