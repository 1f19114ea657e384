"""German talk: its common nouns begin with a capital, and are nobody's name for that."""

from __future__ import annotations

import re
from collections.abc import Iterable

from idtool.privacy.lexicon import lexicon, word_lists
from idtool.privacy.sighting import NAME_TYPES, Sighting

LEAST_SHARE = 0.2
"""Of words that are German ones no sentence does without; German talk has a third to a half."""
FEWEST_WORDS = 12

_BY_CAPITAL = frozenset(
    {
        "capital-at-start",
        "capital-mid-sentence",
        "capital-on-a-word",
        "name-and-word",
        "name-at-start",
        "name-list",
    }
)
"""Rules that see a name in a capital letter; a title or an introduction says more."""
_SUFFIX = re.compile(
    r".{3,}(?:(?:ung|heit|keit|schaft|tion|ität)(?:en)?|ismus)(?:s)?$", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")


def is_german(lowered: str) -> bool:
    """Whether a text reads as German, by the commonest words of German."""
    if " und " not in lowered and " ich " not in lowered:
        return False
    words = _WORD.findall(lowered)
    n_german = sum(word in word_lists().german_words for word in words)
    return len(words) >= FEWEST_WORDS and n_german >= LEAST_SHARE * len(words)


def is_noun(word: str) -> bool:
    """Whether a word in lower case is a common noun of German that names nobody."""
    lists = word_lists()
    if word in lists.german_nouns:
        return True
    if lexicon().is_name(word) or word in lists.given_names:
        return False
    if _SUFFIX.match(word):
        return True
    return any(len(word) > len(head) + 2 and word.endswith(head) for head in lists.german_heads)


def without_nouns(lowered: str, found: Iterable[Sighting]) -> list[Sighting]:
    """Sightings without those of one common noun, perhaps behind words that open a sentence.

    Two nouns in a row stay, such as a rank and a name, or a first and a last name.
    """
    return [seen for seen in found if not _is_noun_alone(lowered[seen.start : seen.end], seen)]


def _is_noun_alone(words: str, seen: Sighting) -> bool:
    if seen.type not in NAME_TYPES:
        return False
    *openers, last = _WORD.findall(words) or [""]
    german = word_lists().german_words
    if not all(word in german for word in openers):
        return False
    if seen.rule == "seen-elsewhere":  # a noun may be the name of somebody seen elsewhere
        return last in german
    return seen.rule in _BY_CAPITAL and (last in german or is_noun(last))
