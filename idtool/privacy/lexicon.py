"""What is known of words: which are ordinary, which are names, which pass.

Two files lie in this folder. ``lexicon.txt.gz`` is derived by
``scripts/make_lexicon.py`` (see ``LEXICON.md``); ``word_lists.txt`` is written
by hand. Both hold lower-case words in named sections.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sections of ``lexicon.txt.gz``: how words are usually written.

    ``common``: the words speech is mostly made of. ``ordinary``: other words in
    lower case, ``common`` included. ``mixed``: written both ways. ``proper``:
    with a capital. ``first``, ``last``: names that are no ordinary words.
    ``both``: names that are ordinary words too, such as "brown"; ``given``: first
    names among them, such as "grace".
    """

    common: frozenset[str]
    ordinary: frozenset[str]
    mixed: frozenset[str]
    proper: frozenset[str]
    first: frozenset[str]
    last: frozenset[str]
    both: frozenset[str]
    given: frozenset[str]

    def is_name(self, word: str) -> bool:
        """Whether a lower-case word is on a list of names and no ordinary word."""
        return word in self.first or word in self.last

    def is_ordinary(self, word: str) -> bool:
        """Whether a lower-case word, or the word it is a form of, is ordinary."""
        if word in self.ordinary:
            return True
        for ending in ("ing", "ed", "er", "ers", "es", "s", "ly", "y", "n't", "in", "ness", "less"):
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                stem = word[: -len(ending)]
                if stem in self.ordinary or stem + "e" in self.ordinary:
                    return word not in self.proper and not self.is_name(word)
        for beginning in ("un", "re", "non", "pre", "over", "mis", "dis", "anti", "sub", "under"):
            if word.startswith(beginning) and word[len(beginning) :] in self.ordinary:
                return len(word) - len(beginning) >= 4 and not self.is_name(word)
        return False


@dataclass(frozen=True, slots=True)
class WordLists:
    """Sections of ``word_lists.txt``; the file says what each is for."""

    speech: frozenset[str]
    people: frozenset[str]
    given_names: frozenset[str]
    titles: frozenset[str]
    faith: frozenset[str]
    weekdays: frozenset[str]
    months: frozenset[str]
    holidays: frozenset[str]
    identity: frozenset[str]
    countries: frozenset[str]
    states: frozenset[str]
    cities: frozenset[str]
    companies: frozenset[str]
    things: frozenset[str]
    acronyms: frozenset[str]
    institutions: frozenset[str]
    phrases: frozenset[str]
    organization_endings: frozenset[str]
    organization_heads: frozenset[str]
    place_endings: frozenset[str]
    place_beginnings: frozenset[str]
    territories: frozenset[str]
    not_in_street_names: frozenset[str]
    epithets: frozenset[str]
    everywhere: frozenset[str]
    family_firms: frozenset[str]
    common_street_names: frozenset[str]
    abbreviations: frozenset[str]
    study_material: frozenset[str]
    words_in_lower_case: frozenset[str]
    german_words: frozenset[str]
    german_nouns: frozenset[str]
    german_heads: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The derived word list, read once."""
    packed = files(__package__).joinpath("lexicon.txt.gz").read_bytes()
    sections: dict[str, frozenset[str]] = {}
    for line in gzip.decompress(packed).decode("utf-8").split("\n"):
        name, *words = line.split(" ")
        sections[name] = frozenset(words)
    sections["ordinary"] |= sections["common"]
    return Lexicon(**sections)


@cache
def word_lists() -> WordLists:
    """The hand-written word list, read once."""
    text = files(__package__).joinpath("word_lists.txt").read_text(encoding="utf-8")
    sections: dict[str, frozenset[str]] = {}
    for block in text.split("\n= ")[1:]:
        name, _, body = block.partition("\n")
        entries = (entry.strip() for entry in body.replace("\n", " ").split(","))
        sections[name.strip()] = frozenset(entry for entry in entries if entry)
    return WordLists(**sections)
