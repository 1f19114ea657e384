"""Dates: day and month, month and year, numeric forms; lesser parts as notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from idtool.privacy.sighting import Sighting, Tier, sighting
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
    rf"\bon the (\d{{1,2}}(?:st|nd|rd|th)|{_DAY_WORD})(?= (?:and|so|when|we|i|he|she|they|it"
    rf"|of (?:this|that|last|next|the) month)\b|[,.?!;]|$)"
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
_TWENTY_YEAR = re.compile(
    r"\b(?:in|of|since|until|by|from|to|around|before|after|back in|late|early|mid|year|class of) "
    r"((?:nineteen|twenty)[ -](?:oh[ -](?:one|two|three|four|five|six|seven|eight|nine)"
    r"|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five"
    r"|six|seven|eight|nine))?)"
    r"|two thousand(?: and)?(?: (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|\w+teen|twenty(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?))?)"
    r"(?! (?:people|dollars|miles|calls|hours|feet|hundred|thousand|years|times))\b"
)
_HOLIDAY = (
    r"(?:christmas(?: eve| day)?|new year['’]?s?(?: eve| day)?|thanksgiving(?: day)?|halloween"
    r"|easter(?: sunday| monday)?|hanukkah|ramadan|eid(?: al-\w+)?|passover|diwali|kwanzaa"
    r"|valentine['’]?s day|juneteenth|memorial day|labou?r day|independence day|veterans day"
    r"|(?:the )?(?:fourth|4th) of july|july (?:fourth|4th)|good friday|mother['’]?s day"
    r"|father['’]?s day|cinco de mayo|lunar new year|tet|boxing day|mardi gras|yom kippur"
    r"|rosh hashanah|martin luther king(?: jr\.?)? day|st\.? patrick['’]?s day)"
)
_HOLIDAY_YEAR = re.compile(rf"\b{_HOLIDAY},? (?:of |in )?{_ANY_YEAR}")
_HOLIDAY_ALONE = re.compile(rf"\b{_HOLIDAY}(?!\w)")
_HOLIDAY_HINT = re.compile(
    r"christmas|new year|thanksgiv|hallow|easter|hanukkah|ramadan|\beid\b|passover|diwali|kwanzaa"
    r"|valentine|juneteenth| day\b|of july|july (?:fourth|4th)|good friday|cinco|\btet\b"
    r"|mardi|kippur|hashanah"
)
_PART_OF_YEAR = re.compile(
    rf"\b(?:early|mid|late|middle of|beginning of|end of|first week of|last week of|week of)"
    rf"[- ](?:{_MONTH})(?: (?:of )?{_ANY_YEAR})?"
)
_DECADE = re.compile(r"(?<![\w'’])(?:(?:18|19|20)\d0['’]?s|['’]\d\ds?)(?![\w'’])")
_DIGIT_DAY_ALONE = re.compile(
    r"\b(?:the|on) ((?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th))(?! (?:grade|floor|time|street|avenue"
    r"|ave|st|precinct|district|century|birthday|anniversary|amendment|place|one|person)\b)"
    r"(?![\w-])"
)
_SEASON = re.compile(rf"\b(?:spring|summer|fall|autumn|winter),? (?:of |in )?{_YEAR}")


def _is_a_word(text: str, start: int, end: int, lowered: str) -> bool:
    """Whether "may", "march" or "sun" in lower case is only a word."""
    match = re.search(_MONTH, lowered[start:end])
    return match is not None and text[start + match.start()].islower() and match[0] in _WORDS_TOO


_WORDS_TOO = frozenset({"may", "march", "mar", "dec", "sep", "jan", "oct", "nov"})


def _find_holidays(text: str, lowered: str) -> Iterator[Sighting]:
    """A holiday with its year is a day; alone it is noted."""
    for start, end in find_windows(lowered, _HOLIDAY_HINT, before=24, after=24):
        for match in _HOLIDAY_YEAR.finditer(lowered, start, end):
            yield sighting(text, *match.span(), "DATE", "block", "holiday-and-year")
        for match in _HOLIDAY_ALONE.finditer(lowered, start, end):
            written = text[match.start() : match.end()]
            if written[0].isupper() or "of July" in written or "July " in written:
                yield sighting(text, *match.span(), "DATE", "note", "holiday")


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
    for match in find_in(_DECADE, text, digits):
        yield sighting(text, *match.span(), "DATE", "note", "year-alone")
    for match in find_in(_DIGIT_DAY_ALONE, lowered, digits):
        yield sighting(text, *match.span(1), "DATE", "note", "day-alone")
    yield from _find_holidays(text, lowered)
    for match in find_in(_PART_OF_YEAR, lowered, months):
        if not _is_a_word(text, *match.span(), lowered):
            dated = any(map(str.isdigit, match[0]))
            tier: Tier = "block" if dated else "note"
            rule = "month-and-year" if dated else "month-alone"
            yield sighting(text, *match.span(), "DATE", tier, rule)
    for match in _TWENTY_YEAR.finditer(lowered):
        yield sighting(text, *match.span(1), "DATE", "note", "year-alone")
    for pattern, rule in ((_SPOKEN_YEAR_ALONE, "year-alone"), (_SEASON, "season-and-year")):
        for match in pattern.finditer(lowered):
            yield sighting(text, *match.span(), "DATE", "note", rule)
