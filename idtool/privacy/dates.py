"""Dates: day and month, month and year, numeric forms; lesser parts as notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from idtool.privacy.sighting import Sighting, sighting
from idtool.privacy.windows import Window, find_in, find_windows

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_ANY_MONTH = re.compile(_MONTH)
_UNITS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_DAY_WORD = (
    rf"(?:{_UNITS}|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth"
    rf"|eighteenth"
    rf"|nineteenth|twentieth|thirtieth|thirty[- ]first|twenty[- ](?:{_UNITS}))"
)
_DAY_COUNT = (
    r"(?:(?:twenty|thirty)[- ](?:one|two|three|four|five|six|seven|eight|nine)|one|two|three"
    r"|four|five|six"
    r"|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty)"
)
_DAY = r"(?:(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:%]))"
_YEAR = r"(?:(?:18|19|20)\d\d(?!\d)|['’]\d\d(?!\d))"
_SPOKEN_YEAR = (
    r"(?:(?:nineteen|twenty)[ -](?:oh[ -])?(?:\w+ty[ -])?(?:one|two|three|four|five|six|seven"
    r"|eight|nine|ten"
    r"|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"|two thousand(?: and)?(?: (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|\w+teen|twenty)\b)?)"
)
_ANY_YEAR = rf"(?:{_YEAR}|{_SPOKEN_YEAR})"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
_FURTHER_DAY = rf"(?:{_DAY}(?:,| and| or| to|,? through| ?[-–]) ?(?:the )?)"
_FULL = re.compile(
    rf"\b(?:{_WEEKDAY},? )?{_FURTHER_DAY}{{0,3}}(?:(?:the )?{_DAY_WORD}(?: day)? of {_MONTH}"
    rf"|(?:the )?{_DAY} (?:day )?(?:of )?{_MONTH}(?!\w)"
    rf"|{_MONTH} (?:the )?(?:{_DAY_WORD}\b|{_DAY}(?!\w))(?!\s+(?:people|times|percent|minutes"
    rf"|hours|years)))"
    rf"(?:,? (?:of |in )?{_ANY_YEAR})?"
)
_COUNTED = re.compile(rf"\b{_MONTH} {_DAY_COUNT}\b(?:,? {_ANY_YEAR})?")
_MONTH_YEAR = re.compile(rf"\b{_MONTH},? (?:of |in )?{_ANY_YEAR}")
_NUMERIC = re.compile(
    r"(?<![\w/.-])(?:(?:18|19|20)\d\d([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])([-./])(?:0?[1-9]|[12]\d|3[01])\2(?:(?:18|19|20)\d\d"
    r"|\d\d))(?![\w/-]|\.\d)"
)
_NUMERIC_SHORT = re.compile(
    r"\b(?:on|since|dated|until|by|before|after|from|around|date is|date was|birthday is"
    r"|dob(?: is)?) "
    r"((?:0?[1-9]|1[0-2])[/-](?:0?[1-9]|[12]\d|3[01]|(?:19|20)\d\d))(?![\w/-]|\.\d)"
)
_NUMERIC_DAY = re.compile(
    r"(?<![\w/.$-])(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])(?![\w/-]|\.\d| ?(?:of|inch|of an))"
)
_MONTH_SLASH_YEAR = re.compile(r"(?<![\w/.-])(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?![\w/-])")
_MONTH_ALONE = re.compile(
    r"(?<![\w'’-])(?<!Fourth of )(?<!fourth of )(?<!4th of )(?:January|February|April|June|July"
    r"|August|September|October|November|December"
    r"|(?<=[a-z,] )(?:March|May))(?![\w-])"
)
_DAY_ALONE = re.compile(
    rf"\bon the (\d{{1,2}}(?:st|nd|rd|th)|{_DAY_WORD})(?= (?:and|so|when|we|i|he|she|they|it)\b"
    rf"|[,.?!;]|$)"
)
_WEEKDAY_ALONE = re.compile(r"(?<!\w)(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?(?!\w)")
_YEAR_ALONE = re.compile(
    r"(?<![\w$€£#.,:/–-])(?:18[5-9]\d|19\d\d|20[0-4]\d)(?![\w%:–]|[.,/-]\d| (?:percent|dollars"
    r"|people|calls|hours|feet))"
)
_YEARS = re.compile(r"(?<![\w$€£#.,:/–-])(?:19|20)\d\d ?[-–/] ?(?:(?:19|20)\d\d|\d\d)(?![\w%:–/-])")
_SPOKEN_YEAR_ALONE = re.compile(
    r"\bnineteen (?:ninety|eighty|seventy|sixty|fifty|forty)(?:[ -](?:one|two|three|four|five"
    r"|six|seven|eight|nine))?\b"
)
_SEASON = re.compile(rf"\b(?:spring|summer|fall|autumn|winter),? (?:of |in )?{_YEAR}")


def _is_a_word(text: str, start: int, end: int, lowered: str) -> bool:
    """Whether "may", "march" or "sun" in lower case is only a word."""
    match = re.search(_MONTH, lowered[start:end])
    return match is not None and text[start + match.start()].islower() and match[0] in _WORDS_TOO


_WORDS_TOO = frozenset({"may", "march", "mar", "dec", "sep", "jan", "oct", "nov"})


def find_dates(text: str, lowered: str, digits: Sequence[Window]) -> Iterator[Sighting]:
    """Dates that point at a day or a month: blocks; bare months, years and weekdays: notes."""
    months = find_windows(lowered, _ANY_MONTH)
    for pattern, rule in (
        (_FULL, "day-and-month"),
        (_COUNTED, "day-and-month"),
        (_MONTH_YEAR, "month-and-year"),
    ):
        for match in find_in(pattern, lowered, months):
            holiday = match[0].removeprefix("the ") in ("fourth of july", "4th of july")
            if not holiday and not _is_a_word(text, *match.span(), lowered):
                yield sighting(text, *match.span(), "DATE", "block", rule)
    for pattern in (_NUMERIC, _MONTH_SLASH_YEAR):
        for match in find_in(pattern, text, digits):
            yield sighting(text, *match.span(), "DATE", "block", "numeric-date")
    for match in find_in(_NUMERIC_SHORT, lowered, digits):
        yield sighting(text, *match.span(1), "DATE", "review", "numeric-date")
    for match in find_in(_NUMERIC_DAY, lowered, digits):
        yield sighting(text, *match.span(), "DATE", "review", "numeric-date")
    for match in _DAY_ALONE.finditer(lowered):
        yield sighting(text, *match.span(1), "DATE", "note", "day-alone")
    for pattern, rule in (
        (_MONTH_ALONE, "month-alone"),
        (_WEEKDAY_ALONE, "weekday"),
    ):
        for match in pattern.finditer(text):
            yield sighting(text, *match.span(), "DATE", "note", rule)
    for pattern in (_YEAR_ALONE, _YEARS):
        for match in find_in(pattern, text, digits):
            yield sighting(text, *match.span(), "DATE", "note", "year-alone")
    for pattern, rule in ((_SPOKEN_YEAR_ALONE, "year-alone"), (_SEASON, "season-and-year")):
        for match in pattern.finditer(lowered):
            yield sighting(text, *match.span(), "DATE", "note", rule)
