"""How like a turn's words are to a question, or to a text that is read out.

A guide's question is seldom asked as it is written. What stays of it are some of its
telling words and some pairs of words in a row ("in the way", "trying to"). Both are
weighed by how rare they are in the talk itself (inverse document frequency, Spärck
Jones 1972), so that no list of synonyms is needed and other languages work as well:
what everybody says all the time weighs little, whatever the language.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from idtool.ingest.word_lists import COMMON

Feature = str | tuple[str, str]
"""A stem, or two stems in a row."""

_PIECE = 25
"""Words in a piece of talk, the unit in which rare and common are counted."""
_IMAGINED = 40
"""Imagined pieces beside the talk's own, so that short talk has weights as well."""
_COMMON_STEM, _COMMON_PAIR = 0.4, 0.1
"""Share of the imagined pieces that hold a common word, or a given pair of such words."""
_PAIR = 0.5
"""Weight of a pair against a stem that is as rare."""
_RUN = 3
"""Words in a row that count as read from the page."""
_LEAST_READ = 8
"""Read-out words below which a turn is an allusion, not a reading."""
_SLIP = 2
"""Words that a reader may put in or change within one stretch of reading."""
_OF_STAGE, _OF_TURN, _PARTLY = 0.45, 0.5, 0.22
"""Shares that make a reading: of the stage alone, or of the turn and a part of the stage."""

_WHOLE = 0.7
"""Share of a stage that a participant reads who opens it; less may be an answer's echo."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_ENDINGS = ("ingly", "edly", "ings", "ing", "ies", "ied", "ely", "ed", "es", "ly", "s", "e")
_STEM_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Sought:
    """A question or stage as it is looked for.

    ``words`` are its words, folded; ``features`` its stems and pairs of stems;
    ``telling`` the stems of words that are not common, ``sentences`` the same for each
    sentence; ``runs`` the words in a row that show a reading.
    """

    words: tuple[str, ...]
    features: frozenset[Feature]
    telling: frozenset[str]
    sentences: tuple[frozenset[str], ...]
    runs: frozenset[tuple[str, ...]]


class Weights:
    """How much each stem and pair of stems tells: the rarer in the talk, the more.

    What stands in several of the sought texts tells them apart the less.
    """

    def __init__(self, talk: Iterable[str], sought: Iterable[Sought]) -> None:
        """Count the sought features in pieces of the talk, whoever speaks."""
        among = Counter(feature for each in sought for feature in each.features)
        pieces = _IMAGINED
        holding: Counter[Feature] = Counter()
        for text in talk:
            for piece in stretches(text, _PIECE, _PIECE):
                pieces += 1
                holding.update(among.keys() & piece)
        self._weights = {
            feature: (_PAIR if isinstance(feature, tuple) else 1.0)
            * math.log(1 + pieces / (1 + holding[feature] + _IMAGINED * _everyday(feature)))
            / math.sqrt(times)
            for feature, times in among.items()
        }

    def share(self, sought: Iterable[Feature], held: AbstractSet[Feature]) -> float:
        """Share, by weight, of what is sought that is held; 0 if nothing is sought."""
        total = found = 0.0
        for feature in sorted(sought, key=str):
            weight = self._weights[feature]
            total += weight
            if feature in held:
                found += weight
        return found / total if total else 0.0


def prepare(text: str) -> Sought:
    """What to seek of a question or stage; ``{…}`` in it is any words."""
    parts = _PLACEHOLDER.split(text)
    words = [spoken_words(part) for part in parts]
    sentences = [telling_stems(each) for part in parts for each in _SENTENCE_END.split(part)]
    return Sought(
        words=tuple(word for each in words for word in each),
        features=frozenset().union(*map(features_of, words)),
        telling=frozenset().union(*sentences),
        sentences=tuple(sentence for sentence in sentences if sentence),
        runs=frozenset(run for each in words for run in _runs(each)),
    )


def stretches(text: str, length: int, step: int) -> list[frozenset[Feature]]:
    """Features of the stretches of a text, ``length`` words long, ``step`` words apart."""
    words = spoken_words(text)
    last = max(1, len(words) - length + step)
    return [features_of(words[at : at + length]) for at in range(0, last, step)]


def features_of(words: Sequence[str]) -> frozenset[Feature]:
    """The stems of words, and the pairs of stems in a row."""
    stems = [_stem(word) for word in words]
    return frozenset([*stems, *pairwise(stems)])


def telling_stems(text: str) -> frozenset[str]:
    """Stems of the words of a text that are not common ones."""
    return frozenset(_stem(word) for word in spoken_words(text)) - _COMMON_STEMS


def stems_told(text: str, stage: Sought, known: AbstractSet[str]) -> int:
    """How many of a stage's telling stems a text holds, if from two sentences or more.

    Stems ``known`` from an earlier stage tell nothing. A stage of a single sentence is
    told by that.
    """
    held = telling_stems(text) - known
    told = [sentence & held for sentence in stage.sentences]
    if sum(map(bool, told)) < min(2, len(told)):
        return 0
    return len(frozenset().union(*told))


def reads_out(text: str, sought: Sought) -> bool:
    """Whether a text is a reading of what is sought, whole or in good part."""
    count, of_stage = _read(text, sought)
    if count < _LEAST_READ:
        return False
    most = count >= _OF_TURN * len(spoken_words(text))
    return of_stage >= _OF_STAGE or (most and of_stage >= _PARTLY)


def reads_whole(text: str, sought: Sought) -> bool:
    """Whether a text holds what is sought nearly whole, whatever else it holds."""
    count, of_stage = _read(text, sought)
    return count >= _LEAST_READ and of_stage >= _WHOLE


def _read(text: str, sought: Sought) -> tuple[int, float]:
    """How many words of a text are read from the page, and their share of the page."""
    words = spoken_words(text)
    read = [False] * len(words)
    for at, run in enumerate(_runs(words)):
        if run in sought.runs:
            read[at : at + _RUN] = [True] * _RUN
    return sum(read), sum(read) / (len(sought.runs) + _RUN - 1)


def read_spans(text: str, sought: Sought) -> list[tuple[int, int]]:
    """Where a text reads out what is sought: positions of its first and last read word.

    Runs of three or more words that stand in what is sought, with slips of at most two
    words between them, are one stretch; one of fewer than eight words is an allusion.
    """
    plain, places = _folded(text)
    found = list(_WORD.finditer(plain))
    words = [match[0] for match in found]
    read = [False] * len(words)
    for at, run in enumerate(_runs(words)):
        if run in sought.runs:
            read[at : at + _RUN] = [True] * _RUN
    stretches_read: list[list[int]] = []
    for at, is_read in enumerate(read):
        if not is_read:
            continue
        if stretches_read and at - stretches_read[-1][-1] <= _SLIP + 1:
            stretches_read[-1].append(at)
        else:
            stretches_read.append([at])
    return [
        (places[found[each[0]].start()], places[found[each[-1]].end() - 1] + 1)
        for each in stretches_read
        if len(each) >= _LEAST_READ
    ]


def _folded(text: str) -> tuple[str, list[int]]:
    """A text folded as ``spoken_words`` does it, with the place each letter came from."""
    letters: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        for folded in unicodedata.normalize("NFKD", sign.casefold().replace("’", "'")):
            if not unicodedata.combining(folded):
                letters.append(folded)
                places.append(at)
    return "".join(letters), places


def ends_reading(text: str, sought: Sought) -> bool:
    """Whether the last words of a text stand in a row in what is sought."""
    return spoken_words(text)[-_RUN:] in sought.runs


@lru_cache(maxsize=1024)
def spoken_words(text: str) -> tuple[str, ...]:
    """The words of a text, folded: no case, no accents, straight apostrophes."""
    plain = text.casefold().replace("’", "'")
    if not plain.isascii():
        letters = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return tuple(_WORD.findall(plain))


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)]


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    """A word without its commonest endings, cut after six letters.

    Enough to match *achieve* with *achieving* and *different* with *difference*; cutting
    works for most languages that have endings.
    """
    word = word.removesuffix("'s")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word[:_STEM_LENGTH]


_COMMON_STEMS = frozenset(_stem(word) for word in COMMON)


def _everyday(feature: Feature) -> float:
    """Share of everyday talk that holds a stem or a pair of stems."""
    if isinstance(feature, tuple):
        return _COMMON_PAIR if _COMMON_STEMS.issuperset(feature) else 0.0
    return _COMMON_STEM if feature in _COMMON_STEMS else 0.0
