"""SubRip captions (.srt): Premiere, Otter, Rev, WhisperX, YouTube."""

from __future__ import annotations

from collections.abc import Sequence

from idtool.ingest.captions import is_name_of_cue, is_timing, numbered_lines
from idtool.ingest.encoding import clean, decode
from idtool.ingest.records import ReadTranscript, Report
from idtool.ingest.vtt import caption_turns


def read_srt(data: bytes, name: str, *, known: Sequence[str] = ()) -> ReadTranscript:
    """Read a SubRip file; numbers, blank lines and milliseconds may be missing."""
    report = Report(name)
    text, encoding = decode(data, report)
    lines = numbered_lines(clean(text, report))
    first = next((at for at, (_, line) in enumerate(lines) if is_timing(line)), 0)
    for number, line in lines[:first]:
        if line.strip() and not is_name_of_cue(line):
            report.keep(f"line {number}, file head", line)
    return report.transcript("srt", encoding, caption_turns(lines[first:], report, known=known))
