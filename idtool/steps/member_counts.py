"""Counts of people in words that participants read; a small one can tell who is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from idtool.study import Study

_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
         "eleven", "twelve")
    )
}  # fmt: skip
_SPECIAL = {"a single": 1, "a couple of": 2, "both": 2, "neither": 2, "another": 1, "nobody but": 1}
_OTHERS = ("people", "person", "participants", "participant", "interviews", "interview", "pairs",
           "pair", "colleagues", "colleague", "men", "man", "women", "woman")  # fmt: skip


def counts_in(words: str, settings: Study) -> list[int]:
    """Numbers of people that some words name: of *k*, and of those left of *k of n*."""
    return [count for counts in _counts(words, settings) for count in counts]


def small_counts(words: str, settings: Study) -> list[int]:
    """Those that are too small to hide in, by the study's ``small_cell``."""
    least = settings.privacy.small_cell
    return [count for count in counts_in(words, settings) if 0 < count < least]


def _counts(words: str, settings: Study) -> Iterator[tuple[int, ...]]:
    numbers = "|".join([r"\d+", *_NUMBERS, *map(re.escape, _SPECIAL)])
    roles = {
        name
        for role in settings.roles.values()
        for label in (role.label, role.plural)
        for name in (label, label.split()[-1])
    }
    who = "|".join(re.escape(name) for name in sorted({*roles, *_OTHERS}, key=len, reverse=True))
    pattern = re.compile(
        rf"(?<![\w-])(?:(?P<but>all but|everyone but|everybody but)\s+)?(?P<k>{numbers})"
        rf"(?:\s+of\s+(?:the\s+|our\s+)?(?P<n>{numbers}))?"
        rf"(?:\s+of\s+(?:the|our|these|those))?\s+(?:[a-z]+\s+)?(?:{who})(?![\w-])",
        re.IGNORECASE,
    )
    for found in pattern.finditer(words):
        k = _value(found["k"])
        if found["n"]:
            yield k, _value(found["n"]) - k
        else:
            yield (k,)


def _value(word: str) -> int:
    word = word.lower()
    if word.isdigit():
        return int(word)
    return _NUMBERS.get(word, _SPECIAL.get(word, 0))
