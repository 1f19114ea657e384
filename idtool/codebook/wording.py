"""Wording compared on lemmas: what a phrase, a near pair and an ``unless`` mean.

The codebook's own idea of a match, without a language pipeline, so that a
codebook can be held against its own examples while it is written. Case and
hyphens are ignored, contractions are taken apart (*don't* is *do not*), and
nothing reaches beyond a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from idtool.codebook.schema import Indicators, NearWords

_SENTENCE = re.compile(r"[.?!]+(?:\s|$)|\n+")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*'?\*?")
_NOT = re.compile(r"^(\w+)n't$")
_ENDINGS = {"re": "be", "ve": "have", "ll": "will", "m": "be", "s": "'s", "d": "'d"}
_IRREGULAR = {"ca": "can", "wo": "will", "sha": "shall", "ai": "be"}
_RUN_TOGETHER = {
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "kinda": "kind of",
    "sorta": "sort of",
    "lemme": "let me",
    "gimme": "give me",
    "dunno": "do not know",
}
_PAST = {"felt": "feel", "left": "leave"}
_NO_VERB = frozenset({"during", "morning", "evening", "ceiling", "sibling"})
_SHORTEST = 6  # letters of a verb in -ing: "thing" and "king" are none
_IS = frozenset({"be", "'s"})


@dataclass(frozen=True, slots=True)
class Word:
    """One word as said, in small letters, and its dictionary form."""

    said: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Hit:
    """An indicator that fits a sentence; ``rule`` is the indicator as written."""

    rule: str
    first: int
    last: int


def sentences(text: str) -> list[tuple[Word, ...]]:
    """The words of each sentence of ``text``."""
    return [found for part in _SENTENCE.split(text) if (found := words(part))]


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[Word, ...]:
    """The words of ``text`` in order, contractions taken apart."""
    plain = text.replace("’", "'").lower()
    return tuple(word for found in _WORD.findall(plain) for word in _split(found))


def hits(indicators: Indicators, text: str) -> list[Hit]:
    """Indicators that fit somewhere in ``text`` and are not canceled by an ``unless``."""
    found: list[Hit] = []
    for sentence in sentences(text):
        heard = _vocabulary(sentence)
        if any(_places(words(phrase), sentence, heard) for phrase in indicators.unless):
            continue
        for phrase in indicators.phrases:
            wanted = words(phrase)
            found += [
                Hit(phrase, place, place + len(wanted) - 1)
                for place in _places(wanted, sentence, heard)
            ]
        for near in indicators.near:
            found += _near_places(near, sentence, heard)
    return found


def same_wording(phrase: str) -> tuple[str, ...]:
    """What two spellings of one phrase have in common: its lemmas."""
    return tuple("be" if word.lemma in _IS else word.lemma for word in words(phrase))


def near_name(near: NearWords) -> str:
    """A near pair as people read it, such as ``near:[safe*, first]/8``."""
    return f"near:[{', '.join(near.words)}]/{near.within}"


def contains(phrase: str, part: str) -> bool:
    """Whether ``part`` fits inside ``phrase``."""
    inside = words(phrase)
    return bool(_places(words(part), inside, _vocabulary(inside)))


def _vocabulary(sentence: Sequence[Word]) -> frozenset[str]:
    return frozenset(form for word in sentence for form in (word.said, word.lemma))


def _all_heard(wanted: Sequence[Word], heard: frozenset[str]) -> bool:
    """Whether each wanted word is somewhere in the sentence; quick, and settles most cases."""
    return all(
        word.said in heard
        or word.lemma in heard
        or word.said.endswith("*")
        or (word.lemma in _IS and not heard.isdisjoint(_IS))
        for word in wanted
    )


def _places(wanted: Sequence[Word], sentence: Sequence[Word], heard: frozenset[str]) -> list[int]:
    if not wanted or not _all_heard(wanted, heard):
        return []
    return [
        start
        for start in range(len(sentence) - len(wanted) + 1)
        if all(_fits(want, have) for want, have in zip(wanted, sentence[start:], strict=False))
    ]


def _near_places(near: NearWords, sentence: Sequence[Word], heard: frozenset[str]) -> Iterator[Hit]:
    wanted = [words(word)[0] for word in near.words]
    if not _all_heard(wanted, heard):
        return
    last_end = -1
    for start in range(len(sentence)):
        window = sentence[start : start + near.within + 1]
        used: set[int] = set()
        for want in wanted:
            place = next(
                (i for i, have in enumerate(window) if i not in used and _fits(want, have)), None
            )
            if place is None:
                break
            used.add(place)
        else:
            first, last = start + min(used), start + max(used)
            if first == start and first > last_end:
                last_end = last
                yield Hit(near_name(near), first, last)


def _fits(want: Word, have: Word) -> bool:
    if want.said.endswith("*"):
        stem = want.said[:-1]
        return have.said.startswith(stem) or have.lemma.startswith(stem)
    if want.lemma in _IS and have.lemma in _IS:
        return True
    return want.said == have.said or want.lemma == have.lemma


def _split(found: str) -> Iterator[Word]:
    if found.endswith("*"):
        yield Word(found, found)
        return
    found = found.strip("'")
    if found in _RUN_TOGETHER:
        for part in _RUN_TOGETHER[found].split():
            yield Word(part, _lemma(part))
        return
    negated = _NOT.match(found)
    if negated:
        stem = _IRREGULAR.get(negated[1], negated[1])
        yield Word(stem, _lemma(stem))
        yield Word("not", "not")
        return
    head, *endings = found.split("'")
    if head:
        yield Word(head, _lemma(head))
    for ending in endings:
        lemma = _ENDINGS.get(ending, ending)
        yield Word(f"'{ending}" if ending in _ENDINGS else ending, lemma)


@lru_cache(maxsize=50_000)
def _lemma(word: str) -> str:
    """The dictionary form; verbs in -ing and two past forms that the word list leaves alone."""
    from simplemma import is_known, lemmatize

    if word in _PAST:
        return _PAST[word]
    lemma = str(lemmatize(word, lang="en")).lower()
    if lemma != word or not word.endswith("ing") or word in _NO_VERB or len(word) < _SHORTEST:
        return lemma
    stem = word[:-3]
    single = stem[:-1] if stem[-1] == stem[-2] else stem
    for verb in (stem, f"{stem}e", single):
        if is_known(verb, lang="en"):
            return str(lemmatize(verb, lang="en")).lower()
    return lemma
