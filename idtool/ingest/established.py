"""Reading the lines once more with the labels found, and what was odd about them."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from idtool.ingest.candidates import Candidates, Tally
from idtool.ingest.label_words import JOINING, is_everybody, key_of, likeness
from idtool.ingest.records import Line, Report, counted, line_list
from idtool.ingest.shapes import Family, Opening

ENGLISH_WORDS = frozenset("ai")
"""Labels that are words too, and begin many a sentence."""


@dataclass(frozen=True, slots=True)
class Labelling:
    """What each line opens; one entry per line, ``None`` where none opens a turn.

    ``repairs``, ``possible`` and ``changed`` are places in the list of lines:
    labels with another mark than elsewhere, lines that might begin with a label,
    and where another style of labels begins.
    """

    openings: tuple[Opening | None, ...]
    how: str
    repairs: tuple[int, ...] = ()
    possible: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()


def label_lines(
    file: Candidates, how: str, families: tuple[Family, ...], kept: dict[str, Tally]
) -> Labelling:
    """Choose the opening of each line, now that the labels are known.

    A known label is accepted in the family decided on and before colons and times.
    With another mark after it, or none, it is accepted where it cannot well be
    words (a repair), and reported.
    """
    names = {key: tally.spelling for key, tally in kept.items()}
    for stem in set(file.aliases.values()) & names.keys():
        names[stem] = stem.upper() if len(stem) == 1 else stem.capitalize()
    explicit = {"given", "colon", "timed", *families}
    found: list[Opening | None] = []
    repairs: list[int] = []
    possible: list[int] = []
    for at, readings in enumerate(file.readings):
        opening = next(
            (
                replace(each, label=names.get(file.key(each), each.label))
                for each in sorted(readings, key=lambda each: each.family not in families)
                if each.family in explicit
                and (file.key(each) in names or is_joint(each.label, names))
            ),
            None,
        )
        if opening is None:
            opening = _repaired(file, readings, names, at)
            if opening is not None:
                repairs.append(at)
            elif _might_be_label(file, readings, at):
                possible.append(at)
        found.append(opening)
    return Labelling(tuple(found), how, tuple(repairs), tuple(possible))


def is_joint(label: str, names: Container[str]) -> bool:
    """Whether a label names several known speakers at once (``A and B``, ``ALL``).

    Args:
        label: The label as written.
        names: Keys of the labels known by themselves.
    """
    if is_everybody(label):
        return True
    parts = [key_of(part) for part in JOINING.split(label) if part.strip()]
    return len(parts) > 1 and all(part in names for part in parts)


def _repaired(
    file: Candidates, readings: Sequence[Opening], names: dict[str, str], at: int
) -> Opening | None:
    line = file.lines[at]
    for each in readings:
        key = file.key(each)
        if key not in names or (not each.rest and each.family != "alone"):
            continue
        capital = not each.rest[:1].isalpha() or each.rest[:1].isupper()
        word = key in ENGLISH_WORDS and not (capital and _starts_afresh(file, at, each.rest))
        fits = {
            "bracket": True,
            "tight": True,
            "bold": True,
            "dot": line.opens and (not word or each.form.endswith(";")),
            "column": not word or "\t" in line.text,
            "dash": capital and not word,
            "code": any(letter.isdigit() for letter in key) and each.rest[:1].isupper(),
            "alone": line.opens and len(key) > 1 and likeness(each.label) >= 3,
        }
        if fits.get(each.family, False):
            return replace(each, label=names[key])
    return None


def _starts_afresh(file: Candidates, at: int, rest: str) -> bool:
    """Whether the line above ends a sentence and the words do not repeat the label.

    So ``I. Good.`` and ``I – And then?`` are a slip of the label ``I:``, while
    ``I – I don't know`` stays a stammer.
    """
    above = next((line.text for line in reversed(file.lines[:at]) if line.text.strip()), "")
    ended = above.rstrip().rstrip(")]\"”’'*_#").endswith((".", "?", "!", "…"))
    first = re.match(r"\w*", rest)
    return ended and first is not None and first[0].casefold() not in {"", *ENGLISH_WORDS}


def _might_be_label(file: Candidates, readings: Sequence[Opening], at: int) -> bool:
    return file.lines[at].opens and any(
        each.family == "colon" and likeness(each.label) >= 2 and file.key(each) not in file.refused
        for each in readings
    )


def report_labels(labelling: Labelling, lines: Sequence[Line], report: Report) -> None:
    """Findings on repairs, on lines that might begin with a label, on changes of style."""

    def note(places: Sequence[int], rule: str, noun: str, told: str) -> None:
        if places:
            numbers = [lines[at].number for at in places]
            report.note(
                numbers[0], rule, f"{counted(len(numbers), noun)} {told}: {line_list(numbers)}."
            )

    note(
        labelling.repairs,
        "label-repaired",
        "label",
        "written with another mark than elsewhere, taken as the same label",
    )
    note(
        labelling.possible,
        "possible-label",
        "line",
        "might begin with the label of somebody who speaks nowhere else; kept as words of the "
        "turn above",
    )
    note(
        labelling.changed,
        "label-style-changes",
        "place",
        "where labels begin to be written in another style",
    )
    if labelling.how == "pattern":
        report.note(
            0,
            "labels-by-pattern",
            "Labels are written in an unusual style and were found by the marks around them; "
            "check the speakers.",
        )
