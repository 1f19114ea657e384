"""Runs of digits: telephone, social security, card, bank, network and other numbers.

Each run gets one reading. The checks are the published ones: Luhn for cards
(ISO/IEC 7812-1, annex B), modulo 97 for IBAN (ISO 13616-1).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from idtool.privacy.sighting import Sighting, Type, sighting
from idtool.privacy.spelled import SpokenDigits

_RUN = re.compile(
    r"(?<![\w$€£])(?:\+ ?)?\(?\d+\)?"
    r"(?:(?:[ \u00a0]?[-–./][ \u00a0]?|\)[ -]?|[ \u00a0]?\(|[ \u00a0])\d+\)?)*"
    r"(?:,? ?(?:x|ext\.?|extension) ?\d{1,6})?(?!\w)"
)
_EXTENSION = re.compile(r",? ?(?:x|ext\.?|extension) ?\d+$")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
_NETWORK = re.compile(
    r"(?<![\w:])(?:(?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}"
    r"|(?:[0-9a-fA-F]{1,4}:){4,7}[0-9a-fA-F]{1,4})"
    r"(?![\w:])"
)
_DATE = re.compile(
    r"(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])[-./](?:0?[1-9]|[12]\d|3[01])[-./](?:(?:19|20)\d\d|\d\d)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_AMOUNT_AFTER = re.compile(
    r" ?(?:%|percent|dollars|bucks|people|persons|miles|feet|square|calls|cases|times|a year"
    r"|a month"
    r"|residents|hours|pounds|euros|members|officers|students|votes|views|kids)",
    re.IGNORECASE,
)
_SOCIAL_BEFORE = re.compile(r"\b(?:social|ssn|social security)\b[^.?!]{0,30}$")
_SPACED_SHAPES = {(3, 4), (3, 3, 4), (1, 3, 3, 4), (3, 3, 3), (4, 4), (5, 5), (3, 2, 2), (4, 3, 3)}
FEWEST_PHONE_DIGITS, MOST_PHONE_DIGITS = 7, 15  # ITU-T E.164: at most 15 digits


def passes_luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of a payment card's number."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def passes_mod_97(iban: str) -> bool:
    """Whether the check digits of an international bank account number fit."""
    moved = iban[4:] + iban[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1


def _read_run(run: str, before: str, after: str) -> tuple[Type, str] | None:
    """What a run of digit groups is, with the reason; ``None`` for a plain number."""
    plain = _EXTENSION.sub("", run)
    groups = re.findall(r"\d+", plain)
    shape = tuple(map(len, groups))
    digits = "".join(groups)
    spaced = re.fullmatch(r"[\d \u00a0]+", plain) is not None
    if _DATE.fullmatch(plain):
        return None  # read by dates.py
    if re.fullmatch(r"\d{1,3}(?:\.\d{1,3}){3}", plain):
        return ("IP", "ip-address") if all(int(g) < 256 for g in groups) else None
    if shape == (3, 2, 4) or (len(digits) == 9 and _SOCIAL_BEFORE.search(before)):
        return "SSN", "social-security-number"
    if 13 <= len(digits) <= 19 and passes_luhn(digits):
        return "CARD", "card-number"
    if len(groups) > 1:
        return _read_groups(plain, groups, spaced=spaced)
    if len(digits) < 5 or (len(digits) < 8 and digits.endswith("000")):
        return None
    if len(digits) < 8 and _AMOUNT_AFTER.match(after):
        return None
    if len(digits) in (10, 11) or (plain[0] in "+(" and 7 <= len(digits) <= 15):
        return "PHONE", "digits-of-a-phone"
    return "ID", "digit-run"


def _read_groups(plain: str, groups: list[str], *, spaced: bool) -> tuple[Type, str] | None:
    """The reading of several groups of digits."""
    shape, digits = tuple(map(len, groups)), "".join(groups)
    led = plain[0] in "+(0"
    years = [g for g in groups if _YEAR.fullmatch(g)]
    if len(years) == len(groups):
        return None
    if shape == (4, 4, 4, 4):
        return "ID", "card-shaped"
    if spaced and not led and shape not in _SPACED_SHAPES and not _looks_dialled(groups):
        return None
    if spaced and years and shape != (4, 3, 3):
        return None
    if FEWEST_PHONE_DIGITS <= len(digits) <= MOST_PHONE_DIGITS:
        slashed = "/" in plain and len(groups) == 2
        if (
            shape in _SPACED_SHAPES
            or led
            or (spaced and _looks_dialled(groups))
            or (len(groups) > 2 and not years)
        ):
            return ("ID", "numbered-record") if slashed and not led else ("PHONE", "phone")
        return "ID", "numbered-record"
    if len(digits) > MOST_PHONE_DIGITS:
        return "ID", "digit-run"
    if "/" in plain and len(groups) == 2 and max(shape) >= 4:
        return "ID", "numbered-record"
    return ("ID", "digit-run") if max(shape) >= 5 else None


def _looks_dialled(groups: list[str]) -> bool:
    """Whether spaced groups may be a telephone number of another country: "68 72 91 73".

    Numbers that were only listed mostly grow by equal steps or hold one digit each.
    """
    if not 3 <= len(groups) <= 6 or max(map(len, groups)) > 4 or len("".join(groups)) < 8:
        return False
    if sum(len(group) > 1 for group in groups) < len(groups) - 1:
        return False
    steps = {int(b) - int(a) for a, b in itertools.pairwise(groups)}
    return len(steps) > 1


def find_numbers(text: str, lowered: str) -> Iterator[Sighting]:
    """Numbers that point at one person, thing or record, in digits."""
    for match in _RUN.finditer(text):
        if match.end() - match.start() < 5:
            continue
        start, end = match.span()
        before, after = lowered[max(0, start - 45) : start], text[end : end + 12]
        reading = _read_run(match[0], before, after)
        if reading:
            yield sighting(text, start, end, reading[0], "block", reading[1])
            continue
        if " " in match[0] or "\u00a0" in match[0]:
            yield from _find_pieces(text, lowered, start, end)
    for match in _IBAN.finditer(text):
        if passes_mod_97(match[0].replace(" ", "")):
            yield sighting(text, *match.span(), "IBAN", "block", "iban")
    for match in _NETWORK.finditer(text):
        yield sighting(text, *match.span(), "IP", "block", "network-address")


def _find_pieces(text: str, lowered: str, start: int, end: int) -> Iterator[Sighting]:
    """Numbers standing side by side, each read by itself."""
    for piece in re.finditer(r"[^ \u00a0]+", text[start:end]):
        at, to = start + piece.start(), start + piece.end()
        after = text[to : to + 12]
        reading = (
            _read_run(piece[0], lowered[max(0, at - 45) : at], after) if len(piece[0]) > 4 else None
        )
        if reading:
            yield sighting(text, at, to, reading[0], "block", reading[1])


def find_spoken_numbers(
    text: str, lowered: str, spoken_digits: Iterable[SpokenDigits]
) -> Iterator[Sighting]:
    """Telephone and other numbers said digit by digit."""
    for spoken in spoken_digits:
        enough = 3 if len(spoken.digits) == FEWEST_PHONE_DIGITS else 4
        mostly_singles = spoken.singles >= enough and spoken.singles * 2.5 >= len(spoken.digits)
        if not mostly_singles or spoken.counts_up:
            continue
        before = lowered[max(0, spoken.start - 45) : spoken.start]
        if len(spoken.digits) == 9 and _SOCIAL_BEFORE.search(before):
            yield sighting(text, spoken.start, spoken.end, "SSN", "block", "spoken-digits")
        elif len(spoken.digits) >= FEWEST_PHONE_DIGITS:
            yield sighting(text, spoken.start, spoken.end, "PHONE", "block", "spoken-digits")
        elif len(spoken.digits) >= 5:
            yield sighting(text, spoken.start, spoken.end, "ID", "review", "spoken-digits")
