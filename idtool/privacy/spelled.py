"""Digits that were spoken: "five five five, oh one four two", "four four seven one"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

UNITS = {
    "zero": "0",
    "oh": "0",
    "o": "0",
    "nought": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "niner": "9",
}
TEENS = {
    word: str(number)
    for number, word in enumerate(
        [
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        10,
    )
}
TENS = {
    word: str(number)
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
NUMBER = "|".join(
    sorted([*UNITS, *TEENS, *TENS, "double", "triple", "hundred"], key=len, reverse=True)
)
_RUN = re.compile(
    rf"\b(?:{NUMBER})\b(?:(?:[ \t,.…–—-]|\bdash\b|\bhyphen\b|\bspace\b"
    rf"|\barea code\b)+\b(?:{NUMBER})\b)+"
)
_PART = re.compile(r"[a-z]+")
LEAST = 3


@dataclass(frozen=True, slots=True)
class SpokenDigits:
    """A run of number words, as the digits they say.

    ``singles`` counts the words that say one digit: a telephone number is
    mostly said in these, an amount or a year is not.
    """

    start: int
    end: int
    digits: str
    singles: int

    @property
    def counts_up(self) -> bool:
        """Whether it only counts: "one, two, three, four"."""
        steps = {int(b) - int(a) for a, b in zip(self.digits, self.digits[1:], strict=False)}
        return steps == {1} or steps == {-1}


def find_spoken_digits(lowered: str) -> Iterator[SpokenDigits]:
    """Runs of three or more spoken digits in lower-case text."""
    for match in _RUN.finditer(lowered):
        digits, singles, repeat, tens = "", 0, 1, ""
        for part in _PART.findall(match[0]):
            if part in ("double", "triple"):
                repeat = 2 if part == "double" else 3
            elif part in UNITS:
                digits += UNITS[part] if tens else UNITS[part] * repeat
                singles += 0 if tens else repeat
                repeat, tens = 1, ""
            elif part in TEENS:
                digits, tens = digits + ("0" if tens else "") + TEENS[part], ""
            elif part in TENS:
                digits, tens = digits + ("0" if tens else "") + TENS[part], part
            elif part == "hundred":
                digits, tens = digits + "00", ""
        digits += "0" if tens else ""
        if len(digits) >= LEAST:
            yield SpokenDigits(*match.span(), digits, singles)
