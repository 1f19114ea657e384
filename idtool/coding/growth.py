"""Growth: how much better codes are told with more accepted places, from the study's own.

Held-out interviews' accepted places are read by learners that were given a
growing number of the other interviews' places, taken interview by interview.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from idtool.coding.checking import folds
from idtool.coding.knowledge import Knowledge
from idtool.coding.learner import Learner
from idtool.coding.lessons import Lesson, lessons
from idtool.coding.passages import Passage
from idtool.coding.specimens import is_spoken_for
from idtool.coding.views import Views
from idtool.model import Coding

PARTS = 4
_DRAWS = 1000
_SEED = 20
_STILL = 0.02
"""A gain in hit@3 below which another step is said to move little."""


@dataclass(frozen=True, slots=True)
class GrowthPoint:
    """So many accepted places on average, and how often one of the first three codes was right.

    ``gain_low`` to ``gain_high`` is the 95 % interval of what was gained since the point
    before, the same places compared, interviews drawn with replacement (Efron & Tibshirani
    1993, cluster bootstrap); ``None`` at the first point.
    """

    n_places: int
    hit_at_3: float
    gain_low: float | None = None
    gain_high: float | None = None


def growth(
    codings: Sequence[Coding],
    passages: Mapping[str, Sequence[Passage]],
    known: Knowledge,
    views: Views | None,
) -> list[GrowthPoint]:
    """The learning curve; empty with fewer than four coded interviews."""
    codes = [code.id for code in known.codes.values() if is_spoken_for(code)]
    taught = lessons([c for c in codings if c.code in codes], passages)
    groups = sorted({lesson.group for lesson in taught})
    if views is None or len(groups) < PARTS:
        return []
    points: list[GrowthPoint] = []
    before: list[bool] = []
    for part in range(1, PARTS + 1):
        sizes, hits, whose = [], [], []
        for held in folds(groups):
            rest = [lesson for lesson in taught if lesson.group not in held]
            some = _first(rest, part / PARTS)
            sizes.append(sum(bool(lesson.codes) for lesson in some))
            asked = [lesson for lesson in taught if lesson.group in held and lesson.codes]
            hits += _hits(Learner(some, views, codes, fewest=1), asked)
            whose += [lesson.group for lesson in asked]
        low, high = _gain(before, hits, whose) if before else (None, None)
        points.append(GrowthPoint(round(float(np.mean(sizes))), float(np.mean(hits)), low, high))
        before = hits
    return points


def _gain(
    before: Sequence[bool], after: Sequence[bool], whose: Sequence[str]
) -> tuple[float, float]:
    """The 95 % interval of the gain on the same places, interviews drawn with replacement."""
    groups = {name: number for number, name in enumerate(sorted(set(whose)))}
    gains, sizes = np.zeros(len(groups)), np.zeros(len(groups))
    for old, new, name in zip(before, after, whose, strict=True):
        gains[groups[name]] += new - old
        sizes[groups[name]] += 1
    rng = np.random.default_rng(_SEED)
    times = rng.multinomial(len(groups), np.full(len(groups), 1 / len(groups)), size=_DRAWS)
    drawn = (times @ gains) / (times @ sizes)
    return float(np.quantile(drawn, 0.025)), float(np.quantile(drawn, 0.975))


def _first(taught: Sequence[Lesson], share: float) -> list[Lesson]:
    """The first interviews that together hold a share of the coded places."""
    coded = [lesson for lesson in taught if lesson.codes]
    if share >= 1:
        return list(taught)
    kept = coded[: max(1, round(share * len(coded)))]
    groups = {lesson.group for lesson in kept}
    return [
        lesson
        for lesson in taught
        if lesson.group in groups and (not lesson.codes or lesson in kept)
    ]


def _hits(learner: Learner, asked: Sequence[Lesson]) -> list[bool]:
    if not learner.codes or not asked:
        return [False] * len(asked)
    shares = learner.read([a.text for a in asked], [a.around for a in asked]).shares
    first = np.argsort(-shares, axis=1, kind="stable")[:, :3]
    return [
        bool(lesson.codes & {learner.codes[n] for n in row})
        for lesson, row in zip(asked, first, strict=True)
    ]


def told(points: Sequence[GrowthPoint]) -> str:
    """The curve's end in words: a note on what more reviews would bring, never a verdict."""
    if len(points) < 2:
        return ""
    before, last = points[-2], points[-1]
    step, gain = last.n_places - before.n_places, last.hit_at_3 - before.hit_at_3
    moved = f"The last {step} accepted places moved it by {gain:+.2f}"
    if last.gain_low is not None and last.gain_high is not None:
        moved += f" ({last.gain_low:+.2f} to {last.gain_high:+.2f})"
        if last.gain_low > 0:
            return f"{moved}: about {step} more would still move the picture."
        if gain >= _STILL:
            return f"{moved}: about {step} more may still move the picture; it cannot be told."
    elif gain >= _STILL:
        return f"{moved}: about {step} more would still move the picture."
    return f"{moved}: more of the same kind would move little. Rare codes may still gain."
