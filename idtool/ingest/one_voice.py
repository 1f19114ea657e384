"""Talk in which only the interviewer is labelled: who answers has no label at all.

People who transcribe for themselves often mark their own words only, between
paragraphs of the other person and the numbered questions of a sheet. Going on with
the last label would give everything to the interviewer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from idtool.ingest.label_words import key_of
from idtool.ingest.records import Line, Report, counted, line_list
from idtool.ingest.shapes import Opening
from idtool.ingest.speaker_words import UNLABELLED
from idtool.ingest.word_lists import INTERVIEWER

_ALONE = re.compile(r"^\W{0,3}(?P<label>[^\W\d_]{3,16}\.? ?\d?)\s?:\s+\S")
_NUMBERED = re.compile(r"^\s*(?P<major>\d{1,2})(?:[.)]?(?P<minor>[a-z]))?[.):]?\s+\S")
FEWEST_LINES = 6
TIMES_AS_MANY = 2
"""How many times as many paragraphs without a label as with one there must be."""
FEWEST_NUMBERED = 4


def with_other_voice(
    lines: Sequence[Line], openings: Sequence[Opening | None], report: Report
) -> tuple[list[Line], list[Opening | None]]:
    """Paragraphs without a label as somebody else's, where only the interviewer has one.

    Numbered questions that run through the file in order are a sheet's, nobody's
    words; they are set as headings. Anything else comes back as it was.
    """
    said = {key_of(each.label) for each in openings if each is not None}
    bare = [n for n, (line, each) in enumerate(zip(lines, openings, strict=True))
            if each is None and line.text.strip() and not line.given]  # fmt: skip
    labelled = sum(each is not None for each in openings)
    few = len(bare) < max(FEWEST_LINES, TIMES_AS_MANY * labelled)
    if few or len(said) != 1 or not _asks(next(iter(said))):
        return list(lines), list(openings)
    printed = _printed_questions(lines, bare)
    kept, opened = list(lines), list(openings)
    for n in bare:
        if n in printed:
            kept[n] = replace(kept[n], look="heading")
        else:
            opened[n] = Opening("alone", UNLABELLED, kept[n].text)
    others = [lines[n].number for n in bare if n not in printed]
    report.note(
        others[0] if others else 0,
        "other-voice",
        f"Only one speaker, who asks, is labelled. {counted(len(others), 'paragraph')} without a "
        f"label are taken as the other speaker's, under the label “{UNLABELLED}”; where the one "
        f"who asks goes on in a new paragraph, label it: {line_list(others)}.",
    )
    return kept, opened


def asking_label(lines: Sequence[Line]) -> str | None:
    """The one label before a colon in a text that labels nobody else, if it names who asks."""
    found = {match["label"] for line in lines if (match := _ALONE.match(line.text)) is not None}
    asking = {label for label in found if _asks(key_of(label))}
    return asking.pop() if len(asking) == 1 else None


def _asks(label: str) -> bool:
    """Whether a label's key is a word for whoever asks, perhaps with a number."""
    return label.rstrip(" .0123456789") in INTERVIEWER


def _printed_questions(lines: Sequence[Line], bare: Sequence[int]) -> set[int]:
    """Paragraphs that begin with the numbers of a sheet: 1, 1.a, 1.b, 2, … in order."""
    found: list[tuple[int, tuple[int, str]]] = []
    for n in bare:
        match = _NUMBERED.match(lines[n].text)
        if match:
            found.append((n, (int(match["major"]), match["minor"] or "")))
    numbers = [number for _, number in found]
    steps = sum(a < b for a, b in pairwise(numbers))
    in_order = len(numbers) >= FEWEST_NUMBERED and steps >= 0.9 * (len(numbers) - 1)
    return {n for n, _ in found} if in_order else set()
