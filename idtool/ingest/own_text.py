"""idtool's own text: front matter, then ``P02 [00:14:09]: words``, one turn a line.

Nothing is guessed here: a label is what the front matter lists as a speaker (or
``INT`` or ``ALL``); where it lists none, a word in capitals and digits. A line
without a label is a further paragraph of the turn above it. ``[q:…]`` and ``[v:…]``
lines are places in the guide; they are reported and left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from idtool.ingest.assembly import assemble
from idtool.ingest.encoding import clean, decode
from idtool.ingest.front_matter import report_front_matter, split_front_matter
from idtool.ingest.oddities import report_speakers
from idtool.ingest.records import Line, ReadTranscript, Report, counted, line_list
from idtool.ingest.refusals import NoTurnsFound
from idtool.ingest.shapes import Opening
from idtool.ingest.times import CLOCK, seconds

_TURN = re.compile(
    rf"^(?P<label>[^\s:\[][^:\[]{{0,40}}?)(?: \[(?P<time>{CLOCK})\])?:(?:[ \t]+|$)(?P<rest>.*)$"
)
_PLACE = re.compile(r"^\s*\[[qv]:[\w.\-]*\]\s*$")
_CAPITALS = re.compile(r"[A-Z]+\d*(?:\+[A-Z]+\d*)*")


def is_own_text(text: str) -> bool:
    """Whether a text begins with front matter that names an interview."""
    fields, count = split_front_matter(text)
    return bool(count) and "interview" in fields


def read_own_text(data: bytes, name: str, *, known: Sequence[str] = ()) -> ReadTranscript:
    """Read idtool's own text, letter for letter.

    Raises:
        NoTurnsFound: No line begins with a speaker and a colon.
    """
    report = Report(name)
    decoded, encoding = decode(data, report)
    text = clean(decoded, report)
    fields, head = split_front_matter(text)
    report.header.update(fields)
    report_front_matter(text, head, report)
    speakers = {key.removeprefix("speaker ") for key in fields if key.startswith("speaker ")}
    if speakers:
        speakers |= {"INT", "ALL", *known}
    lines: list[Line] = []
    openings: list[Opening | None] = []
    places: list[int] = []
    for number, words in list(enumerate(text.split("\n"), start=1))[head:]:
        if _PLACE.match(words):
            places.append(number)
            report.keep(f"line {number}, place in the guide", words)
            continue
        match = _TURN.match(words)
        label = match["label"] if match else ""
        begins = label in speakers or (not speakers and bool(_CAPITALS.fullmatch(label)))
        lines.append(Line(number, words))
        openings.append(
            Opening(
                "colon", label, match["rest"], seconds(match["time"]) if match["time"] else None
            )
            if match and begins
            else None
        )
    if places:
        report.note(
            places[0],
            "guide-places",
            f"{counted(len(places), 'line')} with places in the guide left out of the turns; mark "
            f"them with idtool mark: {line_list(places)}.",
        )
    turns = assemble(lines, openings, report)
    if not turns:
        raise NoTurnsFound(name, "No line begins with a speaker's label and a colon.")
    report_speakers(turns, {}, report)
    return report.transcript("idtool", encoding, turns)
