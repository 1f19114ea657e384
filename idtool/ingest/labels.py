"""Which line openings are speakers' labels, decided over the whole file.

A line by itself cannot tell ``Maria: …`` from ``Note: …``. A file can: labels
recur, take turns, and stand where paragraphs begin. For each group of families
(``shapes.py``) the candidates are counted (``candidates.py``), those that behave
like labels are kept, and the group that opens most lines is taken. The lines are
then read once more with the labels found (``established.py``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from idtool.ingest.candidates import Candidates, Tally
from idtool.ingest.established import ENGLISH_WORDS, Labelling, label_lines
from idtool.ingest.label_words import is_code, words_of
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
        kept = {key: tally for key, tally in tallies.items() if _recurs(name, tally, file)}
        if name == "explicit":
            kept = _explicit(kept, tallies, file)
        else:
            kept = _with_rare(_without_stray_letters(kept), tallies, file)
            kept = kept if _takes_turns(name, kept, least, file) else {}
        score = weight * sum(tally.count for tally in kept.values())
        if score and (best is None or score > best[0]):
            best = (score, name, kept)
    if best is None:
        found = consistent_pattern(lines)
        return None if found is None else Labelling(tuple(found), "pattern")
    _, name, kept = best
    return label_lines(file, name, _GROUPS[name][0], kept)


def _recurs(group: str, tally: Tally, file: Candidates) -> bool:
    """Whether a candidate, by itself, occurs often enough for what it looks like."""
    if tally.likeness >= 3:
        return group != "alone" or tally.count >= 2 or tally.likeness == 4
    if group == "code":
        return False
    if group == "dot":
        letter = len(tally.spelling) == 1 and tally.spelling.isalpha() and tally.count >= 5
        return letter or (tally.likeness == 2 and tally.count >= 3)
    if tally.likeness == 2:
        return tally.count >= 2
    often = max(3, 0.02 * len(file.blocks))
    return tally.likeness == 1 and group != "alone" and (tally.count >= often or tally.timed >= 2)


def _explicit(
    kept: dict[str, Tally], tallies: dict[str, Tally], file: Candidates
) -> dict[str, Tally]:
    """Labels before colons and beside times, with rare speakers where the file allows.

    Where labels stand at the start of paragraphs, a candidate that mostly does not is
    none. A name that occurs once is a speaker if it is set like the others, recurs in
    another shape, is a fuller form of a recurring label, or if the file is labelled
    throughout.
    """
    total = sum(tally.count for tally in kept.values())
    opening = sum(tally.opening for tally in kept.values())
    if total >= 6 and opening >= 0.9 * total:
        kept = {
            key: tally
            for key, tally in kept.items()
            if tally.likeness >= 3 or tally.opening >= 0.5 * tally.count
        }
    kept, odd = _set_alike(kept)
    rare = {key: t for key, t in tallies.items() if key not in kept | odd and t.likeness >= 2}
    dense = opening + sum(tally.opening for tally in rare.values()) >= 0.8 * len(file.blocks)
    throughout = (file.captions and total) or (dense and (total or len(file.blocks) <= 6))
    form, set_so = _commonest_form(kept)
    alike = total >= 2 and set_so >= 0.8 * total and form != "colon "
    anywhere = file.anywhere()
    for key, tally in rare.items():
        again = anywhere[key] > tally.count and len(key) > 1
        like_others = alike and tally.forms[form]
        if again or like_others or (throughout and tally.opening) or _is_fuller_name(tally, kept):
            kept[key] = tally
    alone = sum(tally.count for tally in kept.values()) < 2 and not file.certain & kept.keys()
    return {} if alone and len(file.blocks) > 1 else kept


def _set_alike(kept: dict[str, Tally]) -> tuple[dict[str, Tally], dict[str, Tally]]:
    """Labels set like most of the others, and those never set so, which are none.

    Codes (``P03``) and words for the interviewer are labels however they are set.
    """
    most, count = _commonest_form(kept)
    total = sum(tally.count for tally in kept.values())
    if total < 6 or count < 0.6 * total:
        return kept, {}
    odd = {
        key: tally
        for key, tally in kept.items()
        if not tally.forms[most] and tally.likeness < 4 and not is_code(tally.spelling)
    }
    return {key: tally for key, tally in kept.items() if key not in odd}, odd


def _commonest_form(kept: dict[str, Tally]) -> tuple[str, int]:
    """The form in which labels are set most often, and how often."""
    forms: Counter[str] = sum((tally.forms for tally in kept.values()), Counter())
    return forms.most_common(1)[0] if forms else ("", 0)


def _is_fuller_name(tally: Tally, kept: dict[str, Tally]) -> bool:
    """Whether a rare label is a fuller form of one that recurs (Devin Becker, DB)."""
    words = words_of(tally.spelling)
    initials = "".join(word[0] for word in words)
    return len(words) > 1 and any(
        key == initials or (len(key) > 2 and key in words) for key in kept
    )


def _without_stray_letters(kept: dict[str, Tally]) -> dict[str, Tally]:
    """Labels without an “A” or “I” that is a stammered word now and then."""
    total = sum(tally.count for tally in kept.values())
    return {
        key: tally
        for key, tally in kept.items()
        if key not in ENGLISH_WORDS or tally.likeness == 4 or tally.count >= 0.1 * total
    }


def _with_rare(
    kept: dict[str, Tally], tallies: dict[str, Tally], file: Candidates
) -> dict[str, Tally]:
    """Also who speaks once, if then nearly every paragraph begins with a label."""
    rare = {
        key: tally
        for key, tally in tallies.items()
        if key not in kept and tally.likeness >= 2 and tally.opening == tally.count
    }
    both = {**kept, **rare}
    opened = sum(tally.opening for tally in both.values())
    return both if kept and opened >= 0.9 * len(file.blocks) else kept


def _takes_turns(group: str, kept: dict[str, Tally], least: float, file: Candidates) -> bool:
    """Whether labels of the less telling families open enough, and alternate."""
    total = sum(tally.count for tally in kept.values())
    share = total / max(1, len(file.blocks))
    order = [key for _, key in sorted((at, k) for k, tally in kept.items() for at in tally.lines)]
    changes = sum(a != b for a, b in pairwise(order))
    if total < 2 or share < least or changes < 0.15 * (total - 1):
        return False
    if len(kept) < 2 and share < 0.9:
        return False
    return group != "alone" or _stand_before_text(kept, file)


def _stand_before_text(kept: dict[str, Tally], file: Candidates) -> bool:
    """Whether labels on lines of their own stand before text, and before much of it."""
    heads = {at for tally in kept.values() for at in tally.lines}
    full = [at for at, line in enumerate(file.lines) if line.text.strip()]
    pairs = list(pairwise(full))
    headed = sum(a in heads and b not in heads for a, b in pairs)
    doubled = sum(a in heads and b in heads for a, b in pairs)
    texts = sum(at not in heads for at in file.blocks)
    return headed >= 0.8 * len(heads) and headed >= 0.3 * texts and doubled <= 0.1 * len(heads)


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
