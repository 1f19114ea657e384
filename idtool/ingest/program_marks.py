"""Marks programs write into lines: Transana's codes, pasted Teams times, message stamps.

They stand for times and people, and are no words. Each kind is taken only where a
file holds it throughout, and becomes what the grammar of labels reads everywhere: a
time in brackets before the words, or a label beside a time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from idtool.ingest.records import Line, Report, counted

_TRANSANA = re.compile(r"[¤\u00a4]\s?<(\d{1,9})>[ \t]?")
_LABEL_BEFORE = re.compile(r"^[^:]{1,60}:\s*$")
_PASTED = re.compile(
    r"^\s*(?P<told>(?:\d{1,2}\s[^\W\d_]{1,12}\.?,?\s?){1,3}?)(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)\s*$"
)
_DATE = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4})"
_MESSAGE = re.compile(
    rf"^\s*(?:\[{_DATE},?\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s?[AaPp]\.?[Mm]\.?)?\]\s*"
    rf"|{_DATE},?\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s?[AaPp]\.?[Mm]\.?)?\s+[-–]\s+)(?P<rest>\S.*)$",
    re.S,
)


def without_marks(lines: Sequence[Line], report: Report) -> list[Line]:
    """Lines in which programs' own marks are times in brackets, or gone and reported."""
    lines = _transana(lines, report)
    lines = _pasted(lines)
    return _messages(lines, report)


def _transana(lines: Sequence[Line], report: Report) -> list[Line]:
    """``¤<4000>`` (milliseconds) before the words of a line, or behind its label."""
    if not any("¤" in line.text and _TRANSANA.search(line.text) for line in lines):
        return list(lines)
    inside = 0
    found: list[Line] = []
    for line in lines:
        pieces = _TRANSANA.split(line.text)
        text = pieces[0]
        for milliseconds, words in zip(pieces[1::2], pieces[2::2], strict=True):
            if not text.strip() or _LABEL_BEFORE.match(text):
                text += f"[{_clock(int(milliseconds))}] "
            else:
                inside += 1
            text += words
        found.append(replace(line, text=text) if len(pieces) > 1 else line)
    if inside:
        report.note(
            0, "times-inside", f"{counted(inside, 'time stamp')} inside paragraphs left out."
        )
    return found


def _clock(milliseconds: int) -> str:
    whole, rest = divmod(milliseconds, 1000)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}.{rest:03d}"


def _pasted(lines: Sequence[Line]) -> list[Line]:
    """Teams copied from its window: name, time in words and digits, name and time again."""
    full = [at for at, line in enumerate(lines) if line.text.strip()]
    heads: dict[int, tuple[int, int, str]] = {}
    for name, time, again in zip(full, full[1:], full[2:], strict=False):
        match = _PASTED.match(lines[time].text)
        told = f"{lines[name].text.strip()} {match['told'].strip()}" if match else ""
        if match and " ".join(lines[again].text.split()) == " ".join(told.split()):
            heads[name] = (time, again, match["clock"])
    if len(heads) < 2:
        return list(lines)
    gone = {at for time, again, _ in heads.values() for at in (time, again)}
    return [
        replace(line, text=f"{line.text.strip()}  {heads[at][2]}", opens=True)
        if at in heads
        else line
        for at, line in enumerate(lines)
        if at not in gone
    ]


def _messages(lines: Sequence[Line], report: Report) -> list[Line]:
    """Chats with a participant: date and time of day before the name are left out."""
    full = [line for line in lines if line.text.strip()]
    stamped = sum(not line.given and bool(_MESSAGE.match(line.text)) for line in full)
    if stamped < 3 or stamped < 0.3 * len(full):
        return list(lines)
    report.note(
        full[0].number,
        "message-stamps",
        f"Date and time of day of {counted(stamped, 'message')} left out.",
    )
    return [
        replace(line, text=match["rest"], opens=True)
        if (match := _MESSAGE.match(line.text))
        else line
        for line in lines
    ]
