"""Captions: cues with times (WebVTT and SubRip), and how they become lines.

Both formats are read by their timing lines alone. Everything between two timing
lines is the words of the first, less the name or number of the second; so cues
survive missing blank lines, blank lines in the wrong place, missing numbers and
times of any width, all of which occur.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from idtool.ingest.label_words import likeness
from idtool.ingest.records import Line, Report, counted, line_list
from idtool.ingest.shapes import openings
from idtool.ingest.times import seconds
from idtool.ingest.word_ledger import count_words

_TIME = r"\d{1,4}(?:\s?:\s?\d{1,2}){1,2}(?:\s?[.,]\s?\d{1,6})?"
_TIMING = re.compile(
    rf"^\s{{0,20}}\[?\s{{0,20}}(?P<start>{_TIME})\s*-{{1,2}}>\s*(?P<end>{_TIME})\s*\]?(?P<settings>.*)$"
)
_LONGEST = 80
_SETTING = re.compile(r"^\s*(?:(?:region|vertical|line|position|size|align|[XY][12]):\S+\s*)*$")
_NAME_OF_CUE = re.compile(
    r"^\s*(?:\d{1,7}|[\w-]*[0-9a-fA-F]{8}-[0-9a-fA-F-]{8,}\S*|cue[-_ ]?\d+)\s*$", re.I
)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?(?:[ \t\n]+(?P<name>[^<>]{0,200}))?>", re.I)
_VOICE_END = re.compile(r"</v\s*>", re.I)
_STYLED = re.compile(
    r"</?(?:c|i|b|u|s|ruby|rt|lang|font|em|strong)(?:[.\s][^<>]*)?>|\{\\[^{}]{1,40}\}|<br\s*/?>",
    re.I,
)
_WORD_TIME = re.compile(r"<(?:\d{1,3}:)?\d{1,2}:\d{2}\.\d{1,3}>")
_DASHED = re.compile(r"^\s*(?:[-–—]\s+|>{2,3}\s*)\S")


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: its times in seconds, and its lines with their numbers."""

    number: int
    start: float | None
    end: float | None
    lines: tuple[tuple[int, str], ...]


def is_timing(line: str) -> bool:
    """Whether a line is the timing line of a cue."""
    match = _TIMING.match(line) if "->" in line[:_LONGEST] else None
    return match is not None and not match["settings"].strip().startswith("]")


def read_cues(lines: Sequence[tuple[int, str]]) -> list[Cue]:
    """Cues of numbered lines; comments and style blocks are to be taken out before."""
    timings = [at for at, (_, text) in enumerate(lines) if is_timing(text)]
    before = [lines[at - 1][1] for at in timings if at]
    names = [text for text in before if is_name_of_cue(text) and _is_likely(text, len(timings))]
    numbered = len(names) >= 0.5 * len(timings)
    cues: list[Cue] = []
    for at, after in zip(timings, [*timings[1:], len(lines)][: len(timings)], strict=True):
        match = _TIMING.match(lines[at][1])
        if match is None:
            continue
        words = list(lines[at + 1 : after])
        if not _SETTING.match(match["settings"]):  # words on the timing line itself
            words.insert(0, (lines[at][0], match["settings"].strip()))
        if after < len(lines):
            words = _without_next_name(words, numbered=numbered)
        cues.append(
            Cue(
                lines[at][0],
                seconds(match["start"]),
                seconds(match["end"]),
                tuple((number, text) for number, text in words if text.strip()),
            )
        )
    return cues


def is_name_of_cue(line: str) -> bool:
    """Whether a line is a cue's number or generated name."""
    return bool(_NAME_OF_CUE.match(line))


def _is_likely(name: str, n_cues: int) -> bool:
    """Whether a cue's name is generated, or a number no larger than cues have."""
    return not name.strip().isdigit() or int(name) <= 5 * n_cues + 5


def _without_next_name(words: list[tuple[int, str]], *, numbered: bool) -> list[tuple[int, str]]:
    """The lines of a cue without the number or name of the cue that follows.

    A number is a name where cues have names at all (``numbered``), or where an
    empty line sets it apart; elsewhere it is a word somebody said.
    """
    if not words or not words[-1][1].strip():
        return words
    last = words[-1][1]
    apart = len(words) > 1 and not words[-2][1].strip()
    if is_name_of_cue(last) and (numbered or apart):
        return words[:-1]
    earlier = [text for _, text in words[:-1] if text.strip()]
    named = apart and earlier and len(last.split()) == 1
    return words[:-1] if named and not last.strip()[-1].isalpha() else words


def cue_lines(cues: Sequence[Cue], report: Report) -> list[Line]:
    """Lines for the grammar of labels: one per voice or per line of a cue.

    Words in a voice tag carry its name. A cue without one, in a file that has
    voice tags, goes on with the speaker before it. Markup of the format goes;
    archive marks such as ``<[?]>`` stay.
    """
    cues = _without_rolling(cues, report)
    tagged = any(_VOICE.search(text) for cue in cues for _, text in cue.lines)
    lines: list[Line] = []
    odd: list[int] = []
    for cue in cues:
        if tagged:
            for name, words in _voices("\n".join(text for _, text in cue.lines)):
                text = " ".join(_unmarked(words).split())
                if name is not None and name.startswith("/"):
                    odd.append(cue.number)
                if text:
                    label = _voice_label(name) if name is not None else None
                    lines.append(
                        Line(cue.number, text, label=label, given=True,
                             start=cue.start, end=cue.end, joint=" ")
                    )  # fmt: skip
            continue
        for place, (number, words) in enumerate(cue.lines):
            text = _unmarked(words)
            if text.strip():
                lines.append(
                    Line(number, text, opens=place == 0 or bool(_DASHED.match(text)),
                         start=cue.start, end=cue.end, joint=" ")
                )  # fmt: skip
    if odd:
        report.note(
            odd[0],
            "voice-damaged",
            f"Voice names begin with a slash, read without: {line_list(odd)}.",
        )
    _report_times(cues, report)
    _report_dashes(lines, report)
    return lines


def _voices(text: str) -> list[tuple[str | None, str]]:
    """Stretches of a cue with the name of their voice, ``None`` outside any."""
    pieces: list[tuple[str | None, str]] = []
    at, name = 0, None
    for tag in sorted(
        [*_VOICE.finditer(text), *_VOICE_END.finditer(text)], key=lambda match: match.start()
    ):
        pieces.append((name, text[at : tag.start()]))
        name = (tag["name"] or "").strip() or None if tag.re is _VOICE else None
        at = tag.end()
    pieces.append((name, text[at:]))
    return [(name, words) for name, words in pieces if words.strip()]


def _voice_label(name: str) -> str:
    return " ".join(html.unescape(name).lstrip("/").split())


def _unmarked(text: str) -> str:
    text = _WORD_TIME.sub("", _STYLED.sub(lambda m: " " if "br" in m[0][:3] else "", text))
    return html.unescape(text).replace("\u00a0", " ").replace("\u200e", "").replace("\u200f", "")


def _without_rolling(cues: Sequence[Cue], report: Report) -> list[Cue]:
    """Cues without the lines YouTube repeats while the next ones roll in.

    A line whose words have times is new, whatever was said before. Where the times
    are gone (captions converted to SubRip), files in which most cues begin with the
    last line of the one before roll too.
    """
    plain = [[" ".join(_unmarked(text).split()) for _, text in cue.lines] for cue in cues]
    timed = sum(any(_WORD_TIME.search(text) for _, text in cue.lines) for cue in cues)
    followed = [(a[-1], b[0]) for a, b in pairwise(plain) if a and b]
    repeats = sum(last == first for last, first in followed)
    if timed < 0.2 * len(cues) and (repeats < 3 or repeats < 0.6 * len(followed)):
        return list(cues)
    kept: list[Cue] = []
    shown: list[str] = []
    repeated = 0
    for cue, texts in zip(cues, plain, strict=True):
        new = [
            line
            for line, text in zip(cue.lines, texts, strict=True)
            if text not in shown or _WORD_TIME.search(line[1])
        ]
        repeated += len(cue.lines) - len(new)
        report.beside["repeated captions"] += sum(
            count_words(text)
            for line, text in zip(cue.lines, texts, strict=True)
            if line not in new
        )
        shown = texts
        if new:
            kept.append(replace(cue, lines=tuple(new)))
    if repeated:
        report.note(0, "rolling-captions", f"{counted(repeated, 'repeated line')} left out.")
    return kept


def _report_times(cues: Sequence[Cue], report: Report) -> None:
    backwards = [
        c.number for c in cues if c.start is not None and c.end is not None and c.end < c.start
    ]
    if backwards:
        report.note(
            backwards[0],
            "time-backwards",
            f"{counted(len(backwards), 'caption')} end before they begin; the words are kept: "
            f"{line_list(backwards)}.",
        )


def _report_dashes(lines: Sequence[Line], report: Report) -> None:
    dashed = [
        line.number
        for line in lines
        if not line.given and _DASHED.match(line.text) and not _is_named(line.text)
    ]
    if dashed:
        report.note(
            dashed[0],
            "dialogue-dash",
            f"{counted(len(dashed), 'line')} begin with a dash or “>>”: somebody else speaks "
            f"there, and without a label nobody knows who: {line_list(dashed)}.",
        )


def _is_named(text: str) -> bool:
    """Whether a name and a colon follow the dash."""
    return any(each.family == "colon" and likeness(each.label) >= 2 for each in openings(text))


def numbered_lines(text: str) -> list[tuple[int, str]]:
    """Lines of a text with their numbers, from 1."""
    return list(enumerate(text.split("\n"), start=1))
