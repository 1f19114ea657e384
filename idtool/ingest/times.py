"""Times as transcription services write them, in seconds.

Seen: ``0:21``, ``00:03``, ``1:02:03``, ``00:03:25.6``, ``00:00:43,810``, ``0:0:3.0``,
``00:03:25-6`` (tenths), ``01:02:03:12`` and ``00;00;03;12`` (frames), ``1.40.38`` and
``23.15`` (only set apart), ``76.0s``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

CLOCK = (
    r"(?:\d{2};\d{2};\d{2};\d{2}|(?:\d{1,3}:\d{1,2}:\d{1,2}|\d{1,3}:\d{2})(?:[.,:;]\d{1,3}|-\d)?)"
    r"(?![\d:])(?:\s?[AaPp]\.?[Mm]\b\.?)?"
)
"""A time that can stand anywhere, without its brackets."""

_DOTTED = r"\d{1,2}\.\d{2}(?:\.\d{2})?(?:,\d)?"
_IN_SECONDS = r"\d{1,6}(?:\.\d{1,3})?\s?s"
_ARROW = r"\s*(?:-{1,2}>|→|–|—|-|\bto\b)\s*"
_ONE = rf"(?:{CLOCK}|{_DOTTED}|{_IN_SECONDS})"
_RANGE = rf"{_ONE}(?:{_ARROW}{_ONE})?"

MARK = rf"(?:\[\s*{_RANGE}\s*\]|\(\s*{_RANGE}\s*\)|\{{\s*{_RANGE}\s*\}}|<\s*{_RANGE}\s*>|#{CLOCK}#)"
"""A time, or a range of two, set apart by brackets or f4's number signs."""

BARE = rf"(?:{CLOCK}(?:{_ARROW}{CLOCK})?)"

_LEAD = re.compile(
    rf"^[*•·>\-–\s]*(?P<time>(?P<mark>{MARK})|(?P<bare>{BARE}))(?P<gap>[\s=|:,–—\-]*)(?P<rest>.*)$",
    re.S,
)
_ALONE = re.compile(rf"^\W*?(?:{MARK}|{BARE}|{_DOTTED})[\s:*]*$")
_TRAILING = re.compile(r"#(?P<clock>\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3}|-\d{1,3})?)#\s*$")
_LONGEST = 80
"""Characters of the longest line that is a time and nothing else."""
_NUMBERS = re.compile(_ONE)


@dataclass(frozen=True, slots=True)
class LeadingTime:
    """A time at the start of a line and the words after it.

    ``apart`` tells that brackets set it apart, so that it cannot be spoken words;
    ``shape`` is the time with every digit written as 0.
    """

    start: float
    end: float | None
    rest: str
    apart: bool
    shape: str


def seconds(clock: str) -> float | None:
    """Seconds of one time; ``None`` if it is no possible time (minutes over 59)."""
    text = "".join(clock.split()).strip("[](){}<>#")
    if half := re.fullmatch(r"(\d{1,2}(?::\d{2}){1,2})([ap])\.?m\.?", text, re.IGNORECASE):
        return _half_day(half[1], half[2].casefold() == "p")
    if not re.fullmatch(rf"{_ONE}|\d{{1,4}}(?::\d{{1,2}}){{1,2}}(?:[.,]\d{{1,6}})?", text):
        return None
    if re.fullmatch(_IN_SECONDS, text):
        return float(text[:-1])
    if re.fullmatch(_DOTTED, text):
        text, _, tenths = text.partition(",")
        parts = text.split(".")
        return _sum(parts, f"0.{tenths}" if tenths else "0")
    tenth = re.fullmatch(r"(.*\d)-(\d{1,3})", text)
    if tenth:
        return _sum(tenth[1].split(":"), f"0.{tenth[2]}")
    text = text.replace(",", ".").replace(";", ":")
    whole, _, fraction = text.partition(".")
    parts = whole.split(":")
    if len(parts) == 4:  # frames at the end, of a rate the file does not tell
        parts = parts[:3]
    return _sum(parts, f"0.{fraction}" if fraction else "0")


def span(text: str) -> tuple[float | None, float | None]:
    """Start and end of a time or of a range such as ``[00:43.810 --> 00:47.850]``."""
    found = [seconds(each) for each in _NUMBERS.findall(text)]
    if not found:
        return None, None
    return found[0], found[1] if len(found) > 1 else None


def leading_time(text: str) -> LeadingTime | None:
    """The time a line begins with, bare or set apart, or ``None``."""
    if not any(character.isdigit() for character in text[:12]):
        return None
    match = _LEAD.match(text)
    if match is None:
        return None
    if match["bare"] and match["rest"] and not match["gap"]:
        return None
    start, end = span(match["time"])
    if start is None:
        return None
    shape = re.sub(r"\d", "0", match["time"])
    return LeadingTime(start, end, match["rest"], bool(match["mark"]), shape)


def is_time_alone(text: str) -> bool:
    """Whether a line holds a time or a range of times and nothing else."""
    text = text.strip()
    return len(text) <= _LONGEST and bool(_ALONE.match(text)) and span(text)[0] is not None


def trailing_time(text: str) -> tuple[str, float | None]:
    """The words without an f4 mark at their end (``#00:03:25-6#``), and its seconds."""
    text = text.rstrip()
    match = _TRAILING.search(text[-_LONGEST:]) if text.endswith("#") else None
    if match is None:
        return text, None
    return text[: len(text) - len(match[0])].rstrip(), seconds(match["clock"])


def _half_day(clock: str, after_noon: bool) -> float | None:
    """Seconds since midnight of a time of day such as ``10:02 AM``; hours first."""
    hours, *rest = clock.split(":")
    shifted = int(hours) % 12 + 12 * after_noon
    return _sum([str(shifted), *rest, *["0"] * (2 - len(rest))], "0")


def _sum(parts: list[str], fraction: str) -> float | None:
    numbers = [int(part) for part in parts]
    if any(number > 59 for number in numbers[1:]):
        return None
    total = 0.0
    for number in numbers:
        total = total * 60 + number
    return round(total + float(fraction), 3)
