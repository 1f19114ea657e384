"""Numbers of the trade: badge, unit, case, warrant, license, plate, call sign."""

from __future__ import annotations

import re
from collections.abc import Iterator

from idtool.privacy.lexicon import lexicon, word_lists
from idtool.privacy.sighting import Sighting, sighting
from idtool.privacy.spelled import find_spoken_digits

_RECORD = (
    r"badge|shield|star|serial|docket|warrant|case|incident|complaint|citation|ticket|booking"
    r"|inmate"
    r"|prisoner|offender|referral|report|file|record|mrn|chart|account|acct|policy|claim|licen[cs]e"
    r"|passport|permit|certificate|registration|vin|employee|personnel|payroll|student|member"
    r"|patient"
    r"|client|medicaid|medicare|insurance|beneficiary|tracking|confirmation|invoice|intake|petition"
    r"|cause|ssn|social security|social|tax|ein|routing|cad|event|log|property|evidence|phone"
    r"|fax|cell"
    r"|extension|pager|application|protocol|d\.?l\.?|id|i\.d\.|identification|dob"
)
_NUMBER_WORD = r"(?:number|numbers|num|no\.?|nr\.?|nos\.?|#|id|i\.d\.|code)"
_LINK = (
    r"(?:[ :,#=–-]|\b(?:is|was|are|it's|it’s|its|'s|’s|would|have|had|been|be|of|just|like|you"
    r"|know|uh|um"
    r"|so|the|that|came|comes|back|as|to|ran|reads?|said|says|out|under|ends?|ending|in|starts?"
    r"|starting|with|my|his|her"
    r"|their|i|think|were|number)\b){0,8}?"
)
_TOKEN = r"(?:[a-z]{1,5}[ -]?)?(?=[a-z./-]*\d)[a-z0-9]+(?:[-./][a-z0-9]+)*"
_WITH_NUMBER = re.compile(
    rf"\b(?:{_RECORD})(?:['’]s)?(?: (?:file|record|card|report|plate|court"
    rf"|case))? ?{_NUMBER_WORD}(?!\w)"
    rf"{_LINK}[ :#]?({_TOKEN})(?![\w%])"
)
_BARE = re.compile(
    rf"\b(?:{_RECORD})[ :#]{{1,2}}((?:[a-z]{{1,4}}[- ])?\d[a-z0-9]*(?:[-/][a-z0-9]+)*"
    rf"|{_TOKEN})(?![\w%])"
)
_POST = re.compile(
    r"\b((?:unit|car|squad|cruiser|beat|precinct|district|engine|medic|sector|zone|division"
    r"|troop|battalion"
    r"|ladder|rescue|ambulance|patrol|cell ?block|pod|dorm|ward)(?: number| no\.?| #)?[ #]"
    r"((?:\d{1,2}-)?[a-z]*-?\d[a-z0-9]*(?:-[a-z0-9]+)*))(?![\w%])"
)
_PHONETIC = (
    "adam|boy|charles|david|edward|frank|george|henry|ida|john|king|lincoln|mary|nora|ocean"
    "|paul|queen"
    "|robert|sam|tom|union|victor|william|x-?ray|young|zebra|alpha|alfa|bravo|charlie|delta"
    "|echo|foxtrot"
    "|golf|hotel|india|juliet|kilo|lima|mike|november|oscar|papa|quebec|romeo|sierra|tango|uniform"
    "|whiskey|yankee|zulu"
)
_CALL_SIGN = re.compile(
    rf"\b(?:\d{{1,2}}[- ])?(?:{_PHONETIC})[- ]\d{{1,3}}\b"
    rf"|\b\d{{1,2}}[- ](?:{_PHONETIC})[- ]?\d{{1,3}}\b"
)
_CALL_SIGN_NAMED = re.compile(
    r"\b(?:call ?sign|radio (?:number|name)|on the radio as)(?: is| was|'s|’s|,|:)* "
    r"((?:[a-z]+[- ])?\d[a-z0-9-]*)"
)
_SPOKEN_PLATE = re.compile(rf"\b(?:{_PHONETIC})(?:[ ,.-]+(?:{_PHONETIC}))+(?=[ ,.-]+(?:[a-z]+|\d))")
_PLATE = re.compile(
    r"\b(?:license plates?|licence plates?|plates?|tags?|registration)\b"
    rf"{_LINK}[ :]?((?=[a-z0-9 -]*\d)[a-z0-9]{{1,4}}[ -]?[a-z0-9]{{2,5}})(?![\w-])"
)
_PARTIAL_PLATE = re.compile(
    r"\bpartial(?: (?:license|licence))?(?: plate| tag)?(?: number)?(?: of| is| was"
    r"|,)* ((?=[a-z]*\d)[a-z0-9]{2,5})(?!\w)"
)
_LAST_FOUR = re.compile(
    r"\blast (?:four|4)\b(?: digits)?(?: of (?:his|her|my|the|their|your) [a-z ]{2,24}?)?(?: is"
    r"| are| was| were|,|:)* (\d{4})(?!\w)"
)
_PLATE_SHAPE = re.compile(
    r"(?<![\w-])(?:[A-Z]{3}[ -]?\d{3,4}|\d[A-Z]{3}\d{3}|\d{3}[ -]?[A-Z]{3})(?![\w-])"
)
_MIXED = re.compile(r"(?<![\w@/])[A-Za-z0-9]+(?:[-/_.][A-Za-z0-9]+)*")
_CUE_BEFORE = re.compile(
    rf"\b(?:(?:{_RECORD})(?: (?:record|card|file|plate))? ?{_NUMBER_WORD}|badge|shield|unit"
    rf"|beat|car"
    r"|docket|warrant|plates?|tags?)\b[^.?!;\d]{0,24}$"
)
_PLAIN_MIXED = re.compile(
    r"(?:[A-Za-z]{3,}-\d{1,2}|[A-Za-z]+-(?:19|20)\d\ds?|(?:19|20)?\d{2}['’]?[sS]|\d+(?:ST|ND|RD"
    r"|TH|AM|PM|K|P|X|MG|ML)"
    r"|\d{1,2}[:.]?\d{0,2}[AaPp][Mm]|[A-Za-z-]*9/11\w*|\d{1,2}-\d{1,2}[A-Z]|Q[1-4]/Q[1-4])"
)


_SPOKEN_REST = re.compile(
    r"(?:[ ,.-]+(?:\d+|zero|oh|one|two|three|four|five|six|seven|eight|niner?))+"
)
_NO_SERIES = frozenset({"the", "hwy", "rte", "usd", "psi", "bce"})


def _digits(token: str) -> int:
    return sum(character.isdigit() for character in token)


def find_identifiers(text: str, lowered: str) -> Iterator[Sighting]:
    """Numbers named as what they are, plates and call signs."""
    for match in _WITH_NUMBER.finditer(lowered):
        if _digits(match[1]) >= 2 or len(match[1]) >= 4:
            yield sighting(text, *match.span(1), "ID", "block", "numbered-by-name")
    for match in _BARE.finditer(lowered):
        token = match[1]
        if _digits(token) >= 3 or (_digits(token) >= 2 and not token.isdigit() and len(token) >= 4):
            yield sighting(text, *match.span(1), "ID", "block", "numbered-by-name")
    for match in _POST.finditer(lowered):
        token = match[2]
        sure = _digits(token) >= 2 or not token.isdigit()
        yield sighting(text, *match.span(1), "ID", "block" if sure else "review", "unit-or-beat")
    for pattern, group in ((_CALL_SIGN, 0), (_CALL_SIGN_NAMED, 1)):
        for match in pattern.finditer(lowered):
            if text[match.start(group)].isupper() or text[match.start(group)].isdigit():
                yield sighting(text, *match.span(group), "ID", "block", "call-sign")
    yield from _find_plates(text, lowered)
    yield from _find_mixed(text)
    for spoken in find_spoken_digits(lowered):
        if _CUE_BEFORE.search(lowered, max(0, spoken.start - 60), spoken.start):
            yield sighting(text, spoken.start, spoken.end, "ID", "block", "spoken-digits")


def _find_plates(text: str, lowered: str) -> Iterator[Sighting]:
    """License plates, with a cue, by shape, or said in phonetic letters."""
    for match in _PLATE.finditer(lowered):
        written = text[match.start(1) : match.end(1)]
        letters = [c for c in written if c.isalpha()]
        if 5 <= len(letters) + _digits(written) <= 8 and all(c.isupper() for c in letters):
            yield sighting(text, *match.span(1), "PLATE", "block", "plate-named")
    for match in _PARTIAL_PLATE.finditer(lowered):
        yield sighting(text, *match.span(1), "PLATE", "block", "plate-named")
    for match in _LAST_FOUR.finditer(lowered):
        yield sighting(text, *match.span(1), "ID", "block", "numbered-by-name")
    passing = word_lists().acronyms
    for match in _PLATE_SHAPE.finditer(text):
        series = "".join(c for c in match[0] if c.isalpha()).lower()
        if series not in passing and series not in _NO_SERIES:
            yield sighting(text, *match.span(), "PLATE", "review", "plate-shape")
    for match in _SPOKEN_PLATE.finditer(lowered):
        digits = _SPOKEN_REST.match(lowered, match.end())
        if digits:
            yield sighting(text, match.start(), digits.end(), "PLATE", "block", "spoken-plate")


def _find_mixed(text: str) -> Iterator[Sighting]:
    """Tokens of five or more characters that mix capitals and two or more digits."""
    known, passing = lexicon(), word_lists().acronyms
    for match in _MIXED.finditer(text):
        token = match[0]
        if len(token) < 5 or _digits(token) < 2 or token.islower() or token.isdigit():
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
