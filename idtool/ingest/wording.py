"""How like a turn's words are to a question, or to a text that is read out.

People do not ask a guide's questions as they are written. So telling words count,
by their stems, the more the rarer they are; phrases of interview speech that mean
the same count as the same; and so do pairs of words in a row, which hold what is left
of a question when its telling words were swapped.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from idtool.ingest.word_lists import COMMON

_RUN = 3
"""Words in a row that count as read from the page."""
_LEAST_READ = 8
"""Read-out words below which a turn is an allusion, not a reading."""
_OF_STAGE, _OF_TURN, _PARTLY = 0.45, 0.5, 0.22
"""Shares that make a reading: of the stage alone, or of the turn and a part of the stage."""

_SAME = {  # phrases of interview speech, by the stem they count as
    "arriv": "(?:get|gets|getting|got) (?:there|out of the car)|pull(?:s|ing)? up|"
    "show(?:s|ing)? up|walk(?:ing)? up|arriv\\w+",
    "achiev": "(?:get|getting) done|going for|achiev\\w*|accomplish\\w*|aim(?:s|ing)? (?:for|at)|"
    "hop(?:e|es|ing) (?:for|to)|are you after|goals?",
    "hinder": "(?:in|into) (?:the|your|their|his|her) way|hinder\\w*|prevent\\w*|"
    "obstacles?|barriers?",
    "differ": "differen\\w+|chang(?:e|es|ed|ing)",
    "routin": "routin\\w*|regular(?:ly)?|matter of course|normal(?:ly)?|ordinar\\w+|always|"
    "every time|usual(?:ly)?",
    "togeth": "together|side by side|as a team|jointly",
    "walkthrough": "(?:walk|walking|take|taking|took|talk) (?:me|us) (?:\\w+ )?(?:through|over)",
    "agenc": "agenc(?:y|ies)|departments?|organi[sz]ations?",
    "help": "help\\w*|useful|support\\w*|assist\\w*",
    "benefit": "benefits?|advantages?|good (?:could|would|might) come|gain(?:s|ed)?",
    "stop": "stop(?:s|ped|ping)?|block(?:s|ed|ing)?",
}
_PHRASES = tuple((stem, re.compile(rf"\b(?:{shape})\b")) for stem, shape in _SAME.items())
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_ENDINGS = ("ingly", "edly", "ings", "ing", "ies", "ied", "ely", "ed", "es", "ly", "s", "e")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Sought:
    """A question or stage: its telling words, pairs of words, and runs of words."""

    words: frozenset[str]
    pairs: frozenset[tuple[str, ...]]
    runs: frozenset[tuple[str, ...]]


class Weights:
    """How much each telling word tells: rare among what is sought and asked, more."""

    def __init__(self, sought: Sequence[Sought], asked: Sequence[str]) -> None:
        among = Counter(word for each in sought for word in each.words)
        in_turns = Counter(word for text in asked for word in telling_words(text))
        self._weights = {
            word: math.log(1 + len(sought) / count)
            + 0.5 * math.log((1 + len(asked)) / (1 + in_turns[word]))
            for word, count in among.items()
        }

    def held(self, text: str, sought: Sought) -> float:
        """Share of what is sought that a text holds, by weight of its telling words."""
        words = telling_words(text)
        total = sum(self._weights[word] for word in sought.words)
        return sum(self._weights[w] for w in sought.words & words) / total if total else 0.0


def prepare(text: str) -> Sought:
    """What to seek of a question or stage; ``{…}`` in it is any words."""
    pairs: set[tuple[str, ...]] = set()
    runs: set[tuple[str, ...]] = set()
    pieces = _PLACEHOLDER.split(text)
    for piece in pieces:
        words = spoken_words(piece)
        pairs.update(_in_a_row(words, 2))
        runs.update(_in_a_row(words, _RUN))
    return Sought(telling_words(" ".join(pieces)), frozenset(pairs), frozenset(runs))


def likeness_of(text: str, sought: Sought, weights: Weights) -> float:
    """Likeness of the best stretch of a text to what is sought, 0 to 1.

    Stretches are three times as long as the sought words, at least 25, so that a long
    turn is not like everything. Seven tenths are telling words, three tenths pairs of
    words in a row, of which half are enough. A single telling word is never enough
    without pairs.
    """
    words = spoken_words(text)
    width = max(25, 3 * len(sought.pairs))
    best = 0.0
    for start in range(0, max(1, len(words) - width // 2), max(1, width // 2)):
        here = words[start : start + width]
        found = sum(pair in sought.pairs for pair in set(_in_a_row(here, 2)))
        paired = min(1.0, 2 * found / len(sought.pairs)) if sought.pairs else 0.0
        best = max(best, 0.7 * weights.held(" ".join(here), sought) + 0.3 * paired)
    return best


def reads_out(text: str, sought: Sought) -> bool:
    """Whether a text is a reading of what is sought, whole or in good part."""
    words = spoken_words(text)
    read = [False] * len(words)
    for at, run in enumerate(_in_a_row(words, _RUN)):
        if run in sought.runs:
            read[at : at + _RUN] = [True] * _RUN
    count = sum(read)
    if count < _LEAST_READ:
        return False
    of_stage = count / (len(sought.runs) + _RUN - 1)
    return of_stage >= _OF_STAGE or (count >= _OF_TURN * len(words) and of_stage >= _PARTLY)


def spoken_words(text: str) -> list[str]:
    """The words of a text, folded: no case, no accents, straight apostrophes."""
    folded = unicodedata.normalize("NFKD", text.casefold()).replace("’", "'")
    return _WORD.findall("".join(each for each in folded if not unicodedata.combining(each)))


def telling_words(text: str) -> frozenset[str]:
    """Stems of the words that tell one question from another; phrases as one stem."""
    plain = " ".join(spoken_words(text))
    stems: set[str] = set()
    for stem, phrase in _PHRASES:
        plain, found = phrase.subn(" ", plain)
        if found:
            stems.add(stem)
    stems.update(_stem(word) for word in plain.split() if word not in COMMON and len(word) > 1)
    return frozenset(stems)


def _in_a_row(words: Sequence[str], number: int) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + number]) for at in range(len(words) - number + 1)]


def _stem(word: str) -> str:
    """A word without its commonest endings, enough to match *answers* with *answered*."""
    word = word.removesuffix("'s")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl" else word
