"""What a capitalized word may be: nobody's name, a name, or unknown."""

from __future__ import annotations

from enum import Enum
from functools import cache

from idtool.privacy.lexicon import lexicon, word_lists
from idtool.privacy.words import Word


class Standing(Enum):
    """How far a capitalized word is explained without being somebody's name."""

    PASS = "pass"
    CALENDAR = "calendar"
    GENERIC = "generic"
    COMMON = "common"
    ORDINARY = "ordinary"
    IDENTITY = "identity"
    STATE = "state-or-country"
    COMPANY = "well-known-body"
    BOTH = "name-and-word"
    MIXED = "mixed"
    PLACE = "place"
    NAME = "name"
    PROPER = "proper"
    UNKNOWN = "unknown"
    ACRONYM = "acronym"

    @property
    def is_suspect(self) -> bool:
        """Whether the word by itself may name somebody or somewhere."""
        return self in _SUSPECT

    @property
    def is_plain(self) -> bool:
        """Whether the word is an ordinary word of the language."""
        return self in _PLAIN


_SUSPECT = frozenset(
    {
        Standing.BOTH,
        Standing.MIXED,
        Standing.PLACE,
        Standing.NAME,
        Standing.PROPER,
        Standing.UNKNOWN,
        Standing.ACRONYM,
    }
)
_PLAIN = frozenset({Standing.PASS, Standing.GENERIC, Standing.COMMON, Standing.ORDINARY})
_NOTED = frozenset({Standing.IDENTITY, Standing.STATE, Standing.COMPANY})
MULTIWORD_NOTES = {
    "identity": Standing.IDENTITY,
    "countries": Standing.STATE,
    "states": Standing.STATE,
    "cities": Standing.PLACE,
    "companies": Standing.COMPANY,
    "phrases": Standing.PASS,
    "things": Standing.PASS,
    "holidays": Standing.PASS,
    "institutions": Standing.PASS,
    "speech": Standing.PASS,
}


@cache
def phrases() -> dict[str, Standing]:
    """Known runs of two and more words, in lower case, with their standing."""
    found: dict[str, Standing] = {}
    for section, standing in MULTIWORD_NOTES.items():
        for entry in getattr(word_lists(), section):
            if " " in entry or "-" in entry:
                found[entry] = standing
    return found


@cache
def _listed(base: str) -> Standing | None:
    """Standing of a word by the hand-written list."""
    lists = word_lists()
    for section, standing in (
        ("speech", Standing.PASS),
        ("faith", Standing.PASS),
        ("things", Standing.PASS),
        ("holidays", Standing.PASS),
        ("weekdays", Standing.CALENDAR),
        ("months", Standing.CALENDAR),
        ("people", Standing.GENERIC),
        ("titles", Standing.GENERIC),
        ("institutions", Standing.GENERIC),
        ("identity", Standing.IDENTITY),
        ("countries", Standing.STATE),
        ("states", Standing.STATE),
        ("cities", Standing.PLACE),
        ("companies", Standing.COMPANY),
    ):
        if base in getattr(lists, section):
            return standing
    stem = base.rstrip("0123456789")
    if stem and stem != base and _listed(stem) in {Standing.PASS, Standing.GENERIC}:
        return _listed(stem)  # a speaker of a kind: Interviewer2, Officer1
    return None


def _is_a_name_taken_for_a_word(base: str) -> bool:
    """Whether people are called so though English text has it as a word or fragment."""
    known = lexicon()
    return base in word_lists().given_names and base not in known.common | known.first | known.last


@cache
def _by_lexicon(base: str) -> Standing:
    """Standing of a word by how it is usually written."""
    known = lexicon()
    if base.endswith("'t") or len(base) == 1:
        return Standing.COMMON
    if base in known.both or _is_a_name_taken_for_a_word(base):
        return Standing.BOTH
    if base in known.common:
        return Standing.COMMON
    if known.is_ordinary(base):
        return Standing.ORDINARY
    if known.is_name(base):
        return Standing.NAME
    if "-" in base:
        parts = [_listed(part) or _by_lexicon(part) for part in base.split("-") if part]
        if not any(part.is_suspect and part is not Standing.BOTH for part in parts):
            return Standing.IDENTITY if Standing.IDENTITY in parts else Standing.ORDINARY
        return Standing.NAME if Standing.NAME in parts else Standing.UNKNOWN
    if base in known.mixed:
        return Standing.MIXED
    return Standing.PROPER if base in known.proper else Standing.UNKNOWN


def standing_by_base(base: str) -> Standing:
    """The standing of a word in lower case, taken alone."""
    return _listed(base) or _by_lexicon(base)


def standing_of(word: Word) -> Standing:
    """The standing of one capitalized word, taken alone."""
    if word.capitals:
        plural = word.base.endswith("s") and word.text[len(word.base) - 1] == "s"
        return _standing_in_capitals(word.base[:-1] if plural else word.base)
    listed = _listed(word.base)
    if listed is None and word.base_end < word.end:
        listed = _listed(f"{word.base}'s")
    if listed is not None:
        return listed
    standing = _by_lexicon(word.base)
    if standing is Standing.BOTH and word.opens and word.base in lexicon().common:
        return Standing.COMMON
    return standing


@cache
def _standing_in_capitals(base: str) -> Standing:
    """Standing of a word written all in capitals."""
    if base in word_lists().acronyms or len(base) < 2:
        return Standing.PASS
    listed = _listed(base)
    if listed is not None:
        return Standing.PASS if listed is Standing.GENERIC else listed
    standing = _by_lexicon(base)
    if standing.is_plain or standing is Standing.BOTH:
        return Standing.PASS
    if standing is Standing.NAME and len(base) > 3:
        return Standing.NAME
    return Standing.PROPER if standing is Standing.PROPER and len(base) > 4 else Standing.ACRONYM


def is_noted(standing: Standing) -> bool:
    """Whether the word stays and is counted: a nationality, a state, a large company."""
    return standing in _NOTED
