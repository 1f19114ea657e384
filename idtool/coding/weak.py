"""Weak lessons: stretches where a specific rule fits, while a code has few accepted places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from idtool.coding.hearing import hear
from idtool.coding.knowledge import Knowledge
from idtool.coding.lessons import Lesson
from idtool.coding.passages import Passage
from idtool.coding.strength import SPECIFIC

ENOUGH = 20
"""Accepted places from which a code needs no weak lessons."""

WORTH = 0.2
MOST_PER_CODE = 10


def weak_lessons(
    passages: Mapping[str, Sequence[Passage]],
    known: Knowledge,
    n_examples: Mapping[str, int],
    *,
    avoid: Sequence[str] = (),
) -> list[Lesson]:
    """Units in which a rule of a code with few places fits, surest first, as faint lessons.

    They come from the codebook's rules as people wrote them, never from proposals.
    """
    found: dict[str, list[tuple[float, Lesson]]] = {}
    for name in sorted(passages):
        for h in hear(passages[name], known, avoid=avoid, rules=True):
            for hit in h.hits:
                code = hit.hit.rule.code
                if hit.weight < SPECIFIC or hit.hit.scope or n_examples.get(code, 0) >= ENOUGH:
                    continue
                start, end = h.units[hit.first].start, h.units[hit.last].end
                lesson = Lesson(
                    h.passage.text[start:end],
                    frozenset({code}),
                    frozenset(),
                    name,
                    "",
                    h.passage.start + start,
                    h.passage.start + end,
                    worth=WORTH,
                )
                found.setdefault(code, []).append((hit.weight, lesson))
    kept: list[Lesson] = []
    for code in sorted(found):
        order = sorted(found[code], key=lambda pair: (-pair[0], pair[1].group, pair[1].start))
        kept += [lesson for _, lesson in order[:MOST_PER_CODE]]
    return kept
