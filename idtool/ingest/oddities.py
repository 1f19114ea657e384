"""Findings on the speakers of a transcript: aliases, silent people, pseudo-labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from idtool.ingest.label_words import key_of, words_of
from idtool.ingest.records import Report, SpokenTurn, counted, line_list

_OVERLAP = re.compile(r"//\s?\w{1,12}:")
_PSEUDO = frozenset({"new speaker", "unknown speaker", "unidentified speaker", "unknown"})


def report_speakers(turns: Sequence[SpokenTurn], legend: Mapping[str, str], report: Report) -> None:
    """Report what a researcher should know before saying who is who.

    Args:
        turns: The turns of one transcript.
        legend: Labels a legend explains, by their key.
        report: Takes the findings.
    """
    counts = Counter(key_of(turn.label) for turn in turns if turn.label is not None)
    shown = {key_of(turn.label): turn.label for turn in turns if turn.label is not None}
    first = {key_of(turn.label): turn.line for turn in reversed(turns) if turn.label is not None}
    _report_unlabelled(turns, report)
    if len(counts) == 1 and all(turn.label is not None for turn in turns):
        report.note(turns[0].line, "one-speaker", "Only one speaker is labelled in this file.")
    for key in counts.keys() & _PSEUDO:
        report.note(
            first[key],
            "pseudo-label",
            f"“{shown[key]}” ({counted(counts[key], 'turn')}) is no person: the service did not "
            "know who spoke. Correct these in the file, or say who it is with --speaker.",
        )
    if silent := [label for key, label in legend.items() if key not in counts]:
        codes = [label for label in silent if len(label) <= 4]
        report.note(
            0,
            "legend-silent",
            f"{counted(len(silent), 'label')} of the legend never speak"
            f"{': ' * bool(codes)}{', '.join(codes)}.",
        )
    once = sorted(first[key] for key, count in counts.items() if count == 1)
    if once and len(turns) >= 10:
        report.note(
            once[0],
            "label-once",
            f"{counted(len(once), 'label')} begin only one turn each; check that they are "
            f"speakers: {line_list(once)}.",
        )
    for short, full in _aliases(counts):
        told = f"“{shown[short]}”" if len(shown[short]) < 30 else "a shorter one"
        report.note(
            first[full],
            "label-alias",
            f"The label on line {first[full]} may be the same person as {told}; they are kept "
            "apart until you give both the same person.",
        )
    overlaps = [turn.line for turn in turns if _OVERLAP.search(turn.text)]
    if overlaps:
        report.note(
            overlaps[0],
            "overlap",
            f"{counted(len(overlaps), 'turn')} hold another speaker's words between slashes; "
            f"they stay where they are: {line_list(overlaps)}.",
        )


def _report_unlabelled(turns: Sequence[SpokenTurn], report: Report) -> None:
    bare = [turn.line for turn in turns if turn.label is None]
    if bare and len(bare) == len(turns):
        report.note(
            bare[0],
            "no-speakers",
            "The file does not say who speaks. Export it with speaker names, or write labels "
            "into it, before you code it.",
        )
    elif bare:
        report.note(bare[0], "unlabelled-start", "The first words have no speaker in the file.")


def _aliases(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    """Pairs of a short label and a fuller one of the same person, as the words suggest."""
    pairs = []
    for full in counts:
        words = words_of(full)
        if len(words) < 2 or any(word.isdigit() for word in words):
            continue
        initials = "".join(word[0] for word in words)
        for short in counts:
            part = len(short) > 2 and short in words
            if short != full and (short == initials or part) and counts[short] >= 2:
                pairs.append((short, full))
    return pairs
