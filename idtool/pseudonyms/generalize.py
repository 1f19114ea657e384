"""Dates and ages said more coarsely: a month, a season, a year; ninety and over."""

from __future__ import annotations

import re
from typing import Literal

Dates = Literal["numbered", "month", "season", "year"]

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MONTH = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_ISO = re.compile(r"(?<!\d)(?:19|20)\d\d[-/.](\d{1,2})[-/.]\d{1,2}(?!\d)")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](?:19|20)?\d\d(?!\d)")
_SEASONS = ("winter", "spring", "summer", "fall")


def general_date(words: str, dates: Dates) -> str:
    """A date in brackets, as coarse as asked; nothing where its words do not say enough.

    A month written as a number counts only where it cannot be the day.
    """
    if dates == "numbered":
        return ""
    year = _YEAR.search(words)
    if dates == "year":
        return f"[{year[1]}]" if year else ""
    month = _month_of(words)
    if month is None:
        return ""
    shown = _MONTHS[month - 1] if dates == "month" else _SEASONS[month % 12 // 3]
    return f"[{shown} {year[1]}]" if year else f"[{shown}]"


def _month_of(words: str) -> int | None:
    named = _MONTH.search(words)
    if named:
        return 1 + [name[:3].lower() for name in _MONTHS].index(named[1].lower())
    iso = _ISO.search(words)
    if iso:
        return int(iso[1]) if 1 <= int(iso[1]) <= 12 else None
    slashed = _SLASHED.search(words)
    if slashed:
        first, second = int(slashed[1]), int(slashed[2])
        if second > 12 >= first >= 1:
            return first
        if first > 12 >= second >= 1:
            return second
    return None
