"""WebVTT (.vtt): Zoom, Teams, Whisper, noScribe, oral-history archives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from idtool.ingest.captions import cue_lines, is_name_of_cue, is_timing, numbered_lines, read_cues
from idtool.ingest.encoding import clean, decode
from idtool.ingest.plain import turns_of
from idtool.ingest.records import ReadTranscript, Report, SpokenTurn, counted
from idtool.ingest.refusals import EmptyTranscript, NoTurnsFound

_BLOCK = re.compile(r"^(?:NOTE|STYLE|REGION)(?=[\s:]|$)")


def read_vtt(data: bytes, name: str, *, known: Sequence[str] = ()) -> ReadTranscript:
    """Read a WebVTT file: cues to turns, notes and titles to the hidden parts."""
    report = Report(name)
    text, encoding = decode(data, report)
    lines = _without_notes(numbered_lines(clean(text, report)), report)
    return report.transcript("vtt", encoding, caption_turns(lines, report, known=known))


def caption_turns(
    lines: Sequence[tuple[int, str]], report: Report, *, known: Sequence[str] = ()
) -> tuple[SpokenTurn, ...]:
    """Turns of the numbered lines of a caption file, WebVTT or SubRip.

    Raises:
        NoTurnsFound: There is no caption.
        EmptyTranscript: No caption holds a word.
    """
    cues = read_cues(lines)
    if not cues:
        raise NoTurnsFound(report.source, "It has no line with the times of a caption.")
    talk = cue_lines(cues, report)
    if not talk:
        raise EmptyTranscript(report.source)
    return turns_of(talk, report, known=known)


def _without_notes(lines: Sequence[tuple[int, str]], report: Report) -> list[tuple[int, str]]:
    """Lines without the file's head, its NOTE comments and its STYLE and REGION blocks."""
    kept: list[tuple[int, str]] = []
    notes: list[int] = []
    inside = False
    begun = False
    fresh = True
    for number, text in lines:
        timing = is_timing(text)
        begun = begun or timing
        if fresh and _BLOCK.match(text) and (not begun or text.startswith("NOTE")):
            inside = True
            notes.append(number)
        elif not text.strip() or timing:
            inside = False
        if inside:
            report.keep(f"line {number}, note", text)
        elif begun:
            kept.append((number, text))
        elif text.strip() and text.strip().upper() != "WEBVTT" and not is_name_of_cue(text):
            report.keep(f"line {number}, file head", text)
        fresh = not text.strip()
    if notes:
        report.note(notes[0], "notes", f"{counted(len(notes), 'note or style block')} left out.")
    return kept
