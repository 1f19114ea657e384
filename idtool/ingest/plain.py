"""Plain text (.txt) with labelled turns, and what every kind of labelled lines shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from idtool.ingest.appearance import labels_by_look
from idtool.ingest.assembly import assemble
from idtool.ingest.encoding import clean, decode
from idtool.ingest.established import report_labels
from idtool.ingest.heading import drop_furniture, read_heading
from idtool.ingest.inline import split_at_labels
from idtool.ingest.label_words import key_of, likeness
from idtool.ingest.labels import read_labels
from idtool.ingest.oddities import report_speakers
from idtool.ingest.one_voice import asking_label, with_other_voice
from idtool.ingest.program_marks import without_marks
from idtool.ingest.records import Line, ReadTranscript, Report, SpokenTurn
from idtool.ingest.refusals import NotATranscript, NoTurnsFound
from idtool.ingest.shapes import openings, plain
from idtool.ingest.times import is_time_alone, leading_time
from idtool.ingest.tried import what_was_tried

_RANGE_LED = re.compile(r"^\s*\[\s*[\d:.,]{4,14}\s*-{1,2}>\s*[\d:.,]{4,14}\s*\]")
_NUMBERED = re.compile(r"^\s*(\d{1,5})(?:[.):]?\s+|\s*$)(.*)$", re.S)
_CHAT = re.compile(
    r"^\d{1,2}:\d{2}:\d{2}(?:\t\s*(?:From )?[^\t]{1,80}?:?\t| From .{1,80}? [Tt]o .{1,60}?:)"
)


def read_plain(data: bytes, name: str, *, known: Sequence[str] = ()) -> ReadTranscript:
    """Read a text file; its lines are found by label, its paragraphs kept."""
    report = Report(name)
    text, encoding = decode(data, report)
    lines = text_lines(clean(text, report))
    refuse_chat(lines, name)
    lines = without_numbers(lines, report)
    turns = turns_of(unwrapped(lines), report, known=known)
    return report.transcript("txt", encoding, turns)


def text_lines(text: str, *, first: int = 1) -> list[Line]:
    """Lines of a text, empty ones included; a line after an empty one opens a paragraph.

    Whisper's ``[00:43.810 --> 00:47.850]  words`` are captions in all but name.
    """
    raw = text.split("\n")
    full = [line for line in raw if line.strip()]
    spaced = sum(not line.strip() for line in raw[1:-1]) >= 0.15 * len(full)
    captions = sum(bool(_RANGE_LED.match(line)) for line in full) > 0.5 * len(full)
    lines: list[Line] = []
    for number, line in enumerate(raw, start=first):
        if not line.strip() and lines and not lines[-1].text.strip():
            continue  # one empty line parts paragraphs as well as many
        words, bold = plain(line)
        opens = not spaced or not lines or not lines[-1].text.strip()
        lines.append(
            Line(number, words, opens or captions, bold, joint=" " if captions else "\n",
                 look="bold" if bold and bold >= len(words.strip()) else "")
        )  # fmt: skip
    return lines


def turns_of(
    lines: Sequence[Line], report: Report, *, known: Sequence[str] = ()
) -> tuple[SpokenTurn, ...]:
    """Turns of lines from any container: heading off, labels read, lines joined.

    Raises:
        NoTurnsFound: No style of labels separates the text.
    """
    lines = drop_furniture(without_marks(lines, report), report)
    legend, lines = read_heading(lines, report)
    labelling = read_labels(lines, known=known, legend=legend)
    if labelling is None and (asks := asking_label(lines)) is not None:
        labelling = read_labels(lines, known=(*known, asks), legend=legend)
    if labelling is not None:
        report_labels(labelling, lines, report)
        lines, openings = split_at_labels(lines, labelling.openings, report)
        lines, openings = with_other_voice(lines, openings, report)
    else:
        looks = labels_by_look(lines, report) or _timed_only(lines)
        if looks is None and not any(line.given or line.joint == " " for line in lines):
            raise NoTurnsFound(report.source, what_was_tried(lines))
        lines, openings = looks or lines, [None] * len(lines)
    turns = assemble(lines, openings, report)
    if not turns:
        raise NoTurnsFound(report.source, what_was_tried(lines))
    report_speakers(turns, {key_of(label): label for label in legend}, report)
    return turns


def _timed_only(lines: Sequence[Line]) -> list[Line] | None:
    """Text with a time at every few lines and no labels is a recording's talk all the same.

    Its first words are joined as captions are, so that they open a turn of nobody.
    """
    full = [at for at, line in enumerate(lines) if line.text.strip()]
    times = [at for at in full if leading_time(lines[at].text) or is_time_alone(lines[at].text)]
    if len(times) < 3 or len(times) < 0.25 * len(full):
        return None
    first = next((at for at in full if at >= times[0] and not is_time_alone(lines[at].text)), None)
    if first is None:
        return None
    return [replace(line, joint=" ") if at == first else line for at, line in enumerate(lines)]


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """Lines of a file broken at a fixed width go on with a space, not a new paragraph.

    A file is taken as broken at a width if nearly every line that another
    follows has no room left for that one's first word.
    """
    lengths = [len(line.text.rstrip()) for line in lines if line.text.strip()]
    width = max(lengths, default=0)
    if not 40 <= width <= 132:
        return list(lines)
    pairs = [
        len(line.text.rstrip()) + 1 + len(after.text.split()[0]) > width - 6
        for line, after in pairwise(lines)
        if line.text.strip() and after.text.strip() and not may_open(after)
    ]
    if len(pairs) < 3 or sum(pairs) < 0.7 * len(pairs):
        return list(lines)
    result = list(lines[:1])
    for line, after in pairwise(lines):
        room = width - 6 - len(line.text.rstrip()) - 1
        full = line.text.strip() and after.text.strip() and len(after.text.split()[0]) > room
        result.append(replace(after, joint=" ", opens=False) if full else after)
    return result


def may_open(line: Line) -> bool:
    """Whether a line might begin with a label, so that what is before it may end early."""
    return any(
        each.family in {"colon", "timed", "bracket", "column"} and likeness(each.label) >= 2
        for each in openings(line.text)
    )


def without_numbers(lines: Sequence[Line], report: Report) -> list[Line]:
    """Lines without the line numbers some programs print before each of them."""
    full = [at for at, line in enumerate(lines) if line.text.strip()]
    numbers = {at: int(m[1]) for at in full if (m := _NUMBERED.match(lines[at].text))}
    steps = [numbers[b] - numbers[a] for a, b in pairwise(full)
             if a in numbers and b in numbers]  # fmt: skip
    if len(full) < 5 or len(numbers) < 0.9 * len(full) or steps.count(1) < 0.9 * len(steps):
        return list(lines)
    report.note(0, "line-numbers", "Printed line numbers at the start of lines left out.")
    report.beside["line numbers"] += len(numbers)
    return [
        replace(line, text=m[2]) if at in numbers and (m := _NUMBERED.match(line.text)) else line
        for at, line in enumerate(lines)
    ]


def refuse_chat(lines: Sequence[Line], name: str) -> None:
    """Stop at a meeting's chat log, which looks like a transcript and is none."""
    full = [line.text for line in lines if line.text.strip()]
    if len(full) >= 2 and sum(bool(_CHAT.match(line)) for line in full) > 0.6 * len(full):
        raise NotATranscript(
            name,
            "it is the chat of a meeting, not what was said",
            "Ingest the transcript of the same meeting (Zoom: the .vtt file beside the chat).",
        )
