"""Days in words, the same on every machine whatever its language."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_in_words(day: date) -> str:
    """A day such as “May 4, 2026”."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def weekday_in_words(day: date) -> str:
    """A day such as “Monday, May 4, 2026”."""
    return f"{_WEEKDAYS[day.weekday()]}, {day_in_words(day)}"
