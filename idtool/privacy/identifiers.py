"""Numbers of the trade: badge, unit, case, warrant, license, call sign."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from idtool.privacy.lexicon import lexicon, word_lists
from idtool.privacy.sighting import Sighting, sighting
from idtool.privacy.spelled import SpokenDigits
from idtool.privacy.windows import Window, find_in

_RECORD = (
    r"badge|shield|star|serial|docket|warrant|case|incident|complaint|citation|ticket|booking"
    r"|inmate|prisoner|offender|referral|report|file|record|mrn|chart|account|acct|policy|claim"
    r"|licen[cs]e|passport|permit|certificate|registration|vin|employee|personnel|payroll|student"
    r"|member|patient|client|medicaid|medicare|insurance|beneficiary|tracking|confirmation|invoice"
    r"|intake|petition|cause|worker|caseworker|operator|booking|arrest|bracelet|gps|locker|tag|npi"
    r"|doc|cdcr|cdc|pfn|sid|fbi|cii|ncic|fir|hold"
    r"|ssn|social security|social|tax|ein|routing|cad|event|log|property"
    r"|evidence|phone|fax|cell|extension|pager|application|protocol|d\.?l\.?|id|i\.d\."
    r"|identification|dob"
)
_NUMBER_WORD = r"(?:number|numbers|num|no\.?|nr\.?|nos\.?|#|id|i\.d\.|code)"
LINK = (
    r"(?:[ :,#=–-]|\b(?:is|was|are|it's|it’s|its|'s|’s|would|have|had|been|be|of|just|like|you"
    r"|know|uh|um|so|the|that|came|comes|back|as|to|ran|reads?|said|says|out|under|ends?|ending"
    r"|in|starts?|starting|with|my|his|her|their|i|think|were|number)\b){0,8}?"
)
"""Words that may stand between what is numbered and its number."""
_SERIES = (
    r"(?:(?!(?:is|was|are|of|to|the|my|just|like|uh|um|so|and|or|in|at|for)\b)[a-z]{1,5}[ -]?)?"
)
_TOKEN = rf"{_SERIES}(?=[a-z./-]*\d)[a-z0-9]+(?:[-./][a-z0-9]+)*"
_WITH_NUMBER = re.compile(
    rf"\b(?:{_RECORD})(?:['’]s)?(?: (?:file|record|card|report|plate|court|case))?"
    rf" ?{_NUMBER_WORD}(?!\w){LINK}[ :#]?({_TOKEN})(?![\w%])"
)
_BARE = re.compile(
    rf"\b(?:{_RECORD})(?: ending(?: in)?)?[ :#]{{1,2}}"
    rf"({_TOKEN})(?![\w%])"
)
_SURE = re.compile(
    r"\b(?:badge|shield|star|serial|docket|warrant|inmate|extension|mrn|ssn|social|passport|vin)"
    rf"(?: is| was|['’]s|,|:)+ ({_TOKEN})(?![\w%])"
)
_LISTED = re.compile(
    r"\b(?:nos\.|(?:plot|parcel|lot|application|case|file|flat|house|petition|complaint)s?"
    r" \(?nos?\.) ?(\d[\d/.-]*\d(?:(?:, (?:and )?| and )\d[\d/.-]*\d)*|\d+)"
)
_POST = re.compile(
    r"\b((?:unit|car|squad|cruiser|beat|precinct|district|engine|medic|sector|zone|division|troop"
    r"|battalion|ladder|rescue|ambulance|patrol|cell ?block|pod|dorm|ward|station|firehouse"
    r"|substation|boat|truck|tac)"
    r"(?: number| no\.?| #)?[ #]"
    r"((?:\d{1,2}-)?[a-z]*-?\d[a-z0-9]*(?:-[a-z0-9]+)*))(?![\w%])"
)
PHONETIC = (
    "adam|boy|charles|david|edward|frank|george|henry|ida|john|king|lincoln|mary|nora|ocean|paul"
    "|queen|robert|sam|tom|union|victor|william|x-?ray|young|zebra|alpha|alfa|bravo|charlie|delta"
    "|echo|foxtrot|golf|hotel|india|juliet|kilo|lima|mike|november|oscar|papa|quebec|romeo|sierra"
    "|tango|uniform|whiskey|yankee|zulu"
)
"""The police and the NATO spelling alphabet."""
_CALL_SIGN = re.compile(
    rf"\b(?:\d{{1,2}}[- ])?(?:{PHONETIC})[- ]\d{{1,3}}\b"
    rf"|\b\d{{1,2}}[- ](?:{PHONETIC})[- ]?\d{{1,3}}\b"
)
_CALL_SIGN_NAMED = re.compile(
    r"\b(?:call ?sign|radio (?:number|name)|on the radio as)(?: is| was|'s|’s|,|:)* "
    r"((?:[a-z]+[- ])?\d[a-z0-9-]*)"
)
_LAST_FOUR = re.compile(
    r"\blast (?:four|4)\b(?: digits)?(?: of (?:his|her|my|the|their|your) [a-z ]{2,24}?)?"
    r"(?: is| are| was| were|,|:)* (\d{4})(?!\w)"
)
_CUE_BEFORE = re.compile(
    rf"\b(?:{_RECORD})(?: (?:record|card|file|plate))? ?{_NUMBER_WORD}\b[^.?!;\d]{{0,24}}$"
    r"|\b(?:badge|shield|unit|beat|car|docket|warrant|plates?|tags?)"
    r"(?:['’]s| is| was| came back| reads?| number|,|:)* $"
)
_AMOUNT_AFTER = re.compile(r"[ -](?:thousand|million|people|percent|times|miles|dollars|of)\b")
_UNIT_IN_CAPITALS = re.compile(
    r"(?<!\w)(?:Air|Camp|Metro|Tower|Command|Tactical|Traffic|Marine|Mounted|Bike|Cottage|Lodge"
    r"|House|Channel)[ -]\d{1,3}[A-Z]?(?![\w:%])"
)
_LONG_MIX = re.compile(
    r"(?<![\w/.@-])(?:(?=[A-Za-z]*\d[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z0-9]{20,64}"
    r"|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})(?!\w)"
)
"""Wallets, keys and universally unique identifiers, in whatever casing."""
_SPACED_MIX = re.compile(r"(?<![\w-])[A-Z]{1,3}\d{2,4}(?: \d{2,4}){1,4}(?![\w-])")
_MIXED = re.compile(r"(?<![\w@/])[A-Za-z0-9]+(?:[-/_.][A-Za-z0-9]+)*")
_PLAIN_MIXED = re.compile(
    r"[A-Za-z]{3,}-\d{1,2}|[A-Za-z]+-(?:19|20)\d\ds?|(?:19|20)?\d{2}['’]?[sS]"
    r"|\d+(?:ST|ND|RD|TH|AM|PM|K|P|X|MG|ML)|\d{1,2}[:.]?\d{0,2}[AaPp][Mm]|[A-Za-z-]*9/11\w*"
    r"|\d{1,2}-\d{1,2}[A-Z]|Q[1-4]/Q[1-4]"
)
FEWEST_MIXED = 5


def _digits(token: str) -> int:
    return sum(character.isdigit() for character in token)


def find_identifiers(
    text: str, lowered: str, digits: Sequence[Window], spoken_digits: Sequence[SpokenDigits]
) -> Iterator[Sighting]:
    """Numbers named as what they are, posts, call signs, letters mixed with digits."""
    for match in find_in(_WITH_NUMBER, lowered, digits):
        if _digits(match[1]) >= 2 or len(match[1]) >= 4:
            yield sighting(text, *match.span(1), "ID", "block", "numbered-by-name")
    for pattern in (_BARE, _SURE):
        for match in find_in(pattern, lowered, digits):
            count, long_mix = _digits(match[1]), len(match[1]) >= 4 and not match[1].isdigit()
            if count >= 3 or (count >= 2 and long_mix):
                yield sighting(text, *match.span(1), "ID", "block", "numbered-by-name")
    for match in find_in(_LISTED, lowered, digits):
        yield sighting(text, *match.span(1), "ID", "block", "numbered-by-name")
    for match in find_in(_LAST_FOUR, lowered, digits):
        yield sighting(text, *match.span(1), "ID", "block", "numbered-by-name")
    for match in find_in(_POST, lowered, digits):
        sure = _digits(match[2]) >= 2 or not match[2].isdigit()
        yield sighting(text, *match.span(1), "ID", "block" if sure else "review", "unit-or-beat")
    for pattern, group in ((_CALL_SIGN, 0), (_CALL_SIGN_NAMED, 1)):
        for match in find_in(pattern, lowered, digits):
            if text[match.start(group)].isupper() or text[match.start(group)].isdigit():
                yield sighting(text, *match.span(group), "ID", "block", "call-sign")
    for match in find_in(_UNIT_IN_CAPITALS, text, digits):
        yield sighting(text, *match.span(), "ID", "review", "unit-or-beat")
    for match in find_in(_LONG_MIX, text, digits):
        yield sighting(text, *match.span(), "ID", "block", "letters-and-digits")
    for match in find_in(_SPACED_MIX, text, digits):
        yield sighting(text, *match.span(), "ID", "block", "letters-and-digits")
    yield from _find_mixed(text, digits)
    for spoken in spoken_digits:
        amount = _AMOUNT_AFTER.match(lowered, spoken.end)
        if not amount and _CUE_BEFORE.search(lowered, max(0, spoken.start - 60), spoken.start):
            yield sighting(text, spoken.start, spoken.end, "ID", "block", "spoken-digits")


def _find_mixed(text: str, digits: Sequence[Window]) -> Iterator[Sighting]:
    """Tokens of five or more characters that mix capitals and two or more digits."""
    known, passing = lexicon(), word_lists().acronyms
    for match in find_in(_MIXED, text, digits):
        token = match[0]
        if len(token) < FEWEST_MIXED or _digits(token) < 2 or token.islower() or token.isdigit():
            continue
        if not any(c.isupper() for c in token) or token.lower() in passing:
            continue
        if _PLAIN_MIXED.fullmatch(token):
            continue
        parts = [part for part in re.split(r"[-/_.]", token) if part.isalpha()]
        worded = parts and all(len(p) > 3 and known.is_ordinary(p.lower()) for p in parts)
        if worded and max(len(run) for run in re.findall(r"\d+", token)) < 4:
            continue
        yield sighting(text, *match.span(), "ID", "block", "letters-and-digits")
