"""Which line openings are speakers' labels, decided over the whole file.

A line by itself cannot tell ``Maria: …`` from ``Note: …``. A file can: labels
recur, take turns, and stand where paragraphs begin. For each group of families
(``shapes.py``) the candidates are counted (``candidates.py``), those that behave
like labels are kept, and the group that opens most lines is taken. The lines are
then read once more with the labels found (``established.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from idtool.ingest.candidates import Candidates, Tally
from idtool.ingest.established import Labelling, label_lines
from idtool.ingest.label_rules import (
    beside_colons,
    explicit,
    heads_only,
    recurs,
    takes_turns,
    with_rare,
    without_stray_letters,
)
from idtool.ingest.patterns import consistent_pattern
from idtool.ingest.records import Line
from idtool.ingest.shapes import Family

_GROUPS: dict[str, tuple[tuple[Family, ...], float, float]] = {
    # families told apart together; weight of a line they open; share of paragraphs they must open
    "explicit": (("given", "colon", "timed"), 1.0, 0.0),
    "bracket": (("bracket",), 0.95, 0.1),
    "bold": (("bold",), 0.9, 0.3),
    "column": (("column",), 0.9, 0.5),
    "dash": (("dash",), 0.8, 0.3),
    "dot": (("dot",), 0.8, 0.5),
    "alone": (("alone",), 0.75, 0.0),
    "code": (("code",), 0.6, 0.7),
}
_PATTERN_WEIGHT = 0.5
_STRETCH = 8
"""Paragraphs in a row without a label before another style is looked for there."""


def read_labels(
    lines: Sequence[Line], *, known: Sequence[str] = (), legend: Sequence[str] = ()
) -> Labelling | None:
    """Decide which lines open a turn, or ``None`` if no style of labels holds.

    Args:
        lines: The lines of one transcript; those whose speaker the container
            names count as paragraphs, and are otherwise left alone.
        known: Labels the researcher named; always labels.
        legend: Labels a legend of the file explains; labels from one use on.
    """
    labelling = _read_once(lines, known, legend)
    if labelling is None or any(line.given or line.joint == " " for line in lines):
        return labelling
    return _read_stretches(lines, labelling, known, legend)


def _read_once(
    lines: Sequence[Line], known: Sequence[str], legend: Sequence[str]
) -> Labelling | None:
    file = Candidates(lines, known, legend)
    best: tuple[float, str, dict[str, Tally]] | None = None
    for name, (families, weight, least) in _GROUPS.items():
        tallies = file.tally(families)
        kept = {key: tally for key, tally in tallies.items() if recurs(name, tally, file)}
        if name == "explicit":
            kept = explicit(kept, tallies, file)
        else:
            kept = without_stray_letters(kept)
            kept = heads_only(kept, file) if name == "alone" else kept
            kept = with_rare(kept, tallies, file)
            kept = kept if takes_turns(name, kept, least, file) else {}
        score = weight * sum(tally.count for tally in kept.values())
        if score and (best is None or score > best[0]):
            best = (score, name, kept)
    beside = consistent_pattern(lines, known) if known else None
    if beside is not None and best is not None:
        marked = sum(opening is not None for opening in beside)
        if marked > sum(tally.count for tally in best[2].values()):
            return Labelling(tuple(beside), "pattern")
    strong = best is not None and best[0] >= _PATTERN_WEIGHT * len(file.blocks)
    unforeseen = None if strong else consistent_pattern(lines)
    if unforeseen is not None:
        marked = sum(opening is not None for opening in unforeseen)
        if best is None or _PATTERN_WEIGHT * marked > best[0]:
            return Labelling(tuple(unforeseen), "pattern")
    if best is None:
        return None
    _, name, kept = best
    if name != "explicit":
        kept = {**beside_colons(file.tally(("colon",)), kept), **kept}
    return label_lines(file, name, _GROUPS[name][0], kept)


def _read_stretches(
    lines: Sequence[Line], labelling: Labelling, known: Sequence[str], legend: Sequence[str]
) -> Labelling:
    """Look for another style of labels where the first one opens nothing for long."""
    openings = list(labelling.openings)
    changed: list[int] = []
    edges = [-1, *[at for at, opening in enumerate(openings) if opening], len(openings)]
    for start, end in pairwise(edges):
        part = lines[start + 1 : end]
        blocks = sum(line.opens and bool(line.text.strip()) for line in part)
        if blocks < (_STRETCH if start >= 0 else _STRETCH // 2):
            continue
        other = _read_once(part, known, legend)
        if other is None:
            continue
        found = [opening for opening in other.openings if opening]
        turns = sum(a.label != b.label for a, b in pairwise(found))
        if len(found) >= 0.6 * blocks and turns >= 0.5 * len(found):
            openings[start + 1 : end] = other.openings
            changed.append(start + 1 if start >= 0 else min(end, len(openings) - 1))
    return Labelling(
        tuple(openings),
        labelling.how,
        labelling.repairs,
        tuple(at for at in labelling.possible if openings[at] is None),
        tuple(changed),
    )
