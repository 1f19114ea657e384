"""Ages over 89, which identify by themselves; other stated ages as notes.

45 CFR 164.514(b)(2)(i)(C) counts "all ages over 89" among the identifiers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from idtool.privacy.sighting import Sighting, sighting
from idtool.privacy.windows import find_in, find_windows

_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEEN = r"ten|eleven|twelve|thirteen|fourteen|fifteen"
_HIGH = (
    rf"(?:9\d|1[01]\d|12[0-2]|ninety(?:[ -](?:{_ONES}))?"
    rf"|(?:a|one) hundred(?:(?: and)? (?:{_ONES}|{_TEEN}))?)"
)
_LOW = (
    rf"(?:[1-8]?\d|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty)(?:[ -](?:{_ONES}))?"
    rf"|{_ONES}|ten|eleven|twelve|\w{{3,5}}teen)"
)
_WHO = (
    r"(?:he|she|they|i|who|you|mom|dad|mother|father|grandma|grandpa|grandmother|grandfather"
    r"|nana|granny|aunt"
    r"|uncle|sister|brother|wife|husband|lady|woman|man|guy|gentleman|client|patient|resident"
    r"|victim|caller|person"
    r"|neighbor|neighbour|son|daughter|one|veteran|widow|widower|fella|fellow)"
)
_BE = (
    r"(?:['’](?:s|m|re|d be|ll be)| is| was| are| were| am| will be| would be| would have been"
    r"| had been| just turned| turned| turns| turning| being)"
)
_SOFTENER = (
    r"(?: (?:like|about|almost|nearly|only|just|over|probably|maybe|now|at least|around"
    r"|going on|i think|already|what|uh|um),?){0,3}"
)
_NOT_AN_AGE = (
    r"(?=\s*(?:$|[.,;:!?)\"”'’—–-]|and\b|but\b|so\b|when\b|now\b|at the\b|then\b|who\b|with\b"
    r"|or\b|he\b|she\b"
    r"|they\b|i\b|we\b|that\b|this\b|last\b|next\b|if\b|because\b|something\b|by\b|yesterday\b"
    r"|today\b"
    r"|in (?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december|a few|two|three|a month|a week)\b))"
)
_YEARS_OLD = r"[ -](?:and a half )?(?:years?|yrs?|yr)[ -](?:old|of age|young)s?"
_HIGH_HINT = re.compile(r"9\d|1[012]\d|ninet|hundred|genarian|centenarian")
_YEARS_HINT = re.compile(r"[ -](?:year|yr)")
_MINE_HINT = re.compile(r"\bi(?:['’]m| am| just turned| turned)\b")
_STATED = re.compile(rf"\b({_HIGH}{_YEARS_OLD})\b")
_AGED = re.compile(
    rf"\b(?:aged?|ages|age of|age is|age was)(?: of)?{_SOFTENER} ({_HIGH})\b(?!%| percent)"
)
_IS = re.compile(rf"\b{_WHO}{_BE}{_SOFTENER} ({_HIGH}){_NOT_AN_AGE}")
_AT = re.compile(rf"\bat ({_HIGH}),? (?:he|she|they|you|i|my|his|her)\b(?! percent)")
_TURNED = re.compile(rf"\b(?:turned|turning|turns|turn){_SOFTENER} ({_HIGH}){_NOT_AN_AGE}")
_NINETIES = re.compile(
    r"\b(?:in (?:his|her|their|my|your) (?:early |mid |mid-|late |middle )?(?:nineties"
    r"|90['’]?s)|centenarians?"
    r"|nonagenarians?|supercentenarians?|(?:past|over|hit|reached|to be) (?:ninety|a hundred|90"
    r"|100) years?(?: old)?)\b"
)
_LOW_STATED = re.compile(rf"\b({_LOW}{_YEARS_OLD})\b")
_LOW_MINE = re.compile(rf"\bi(?:['’]m| am| just turned| turned){_SOFTENER} ({_LOW}){_NOT_AN_AGE}")


def find_ages(text: str, lowered: str) -> Iterator[Sighting]:
    """Ages: over 89 block, other stated ages are noted."""
    high = find_windows(lowered, _HIGH_HINT)
    for pattern in (_STATED, _AGED, _IS, _TURNED):
        for match in find_in(pattern, lowered, high):
            yield sighting(text, *match.span(1), "AGE", "block", "age-over-89")
    for match in find_in(_AT, lowered, high):
        yield sighting(text, *match.span(1), "AGE", "block", "age-over-89")
    for match in find_in(_NINETIES, lowered, high):
        yield sighting(text, *match.span(), "AGE", "block", "age-over-89")
    hints = ((_LOW_STATED, _YEARS_HINT), (_LOW_MINE, _MINE_HINT))
    for pattern, hint in hints:
        for match in find_in(pattern, lowered, find_windows(lowered, hint)):
            yield sighting(text, *match.span(1), "AGE", "note", "stated-age")
