"""What the codebooks explain least: passages of substance that no code fits clearly.

How high a passage scores tells substance from small talk, not the known from the new:
a new subject is mistaken for its neighbors, a little for each. So what is looked at is
how the scores share out among the codes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

from idtool.coding.candidates import survey
from idtool.coding.knowledge import Knowledge
from idtool.coding.passages import Passage
from idtool.coding.recalling import Teaching

SOURCES = frozenset({"rules", "likeness", "learned"})
Where = tuple[str, int, int, int]
"""Interview, turn, and start and end in characters of the transcript."""

SAYS_SOMETHING = 4  # different telling words


@dataclass(frozen=True, slots=True)
class Fit:
    """How the codes fit one passage.

    ``spread`` is the entropy of the codes' scores in bits, 0 where one code alone fits;
    ``None`` where none fits at all. ``best`` is the highest score and ``code`` whose it
    is. ``n_telling`` counts different telling words.
    """

    spread: float | None
    best: float
    code: str | None
    n_telling: int

    @property
    def says_something(self) -> bool:
        """Whether there is enough in it to be explained."""
        return self.n_telling >= SAYS_SOMETHING

    @property
    def order(self) -> tuple[bool, float, float]:
        """For sorting, what is explained least first: no code, then many a little."""
        return (self.spread is not None, -(self.spread or 0.0), self.best)


def spread_of(scores: Sequence[float]) -> float | None:
    """Entropy of scores in bits, as shares of their sum; ``None`` if there is nothing to share.

    References:
        Shannon, C. E. (1948). A mathematical theory of communication. Bell System
        Technical Journal, 27, 379-423. As the uncertainty of a labeling: Settles, B. (2009).
        Active learning literature survey. University of Wisconsin-Madison, TR 1648, 2.1.
    """
    known = [score for score in scores if score > 0]
    if not known:
        return None
    total = sum(known)
    return round(-sum(s / total * log2(s / total) for s in known) + 0.0, 6)


def fit_of_codes(
    passages: Sequence[Passage],
    known: Knowledge,
    *,
    avoid: Sequence[str] = (),
    teaching: Teaching | None = None,
) -> list[Fit]:
    """How the codes fit each passage of one transcript, by what ``apply`` goes by.

    Args:
        passages: Participants' turns in order.
        known: The compiled codebooks.
        avoid: Vignette stages and guide questions; words read out of them weigh nothing.
        teaching: What people decided before; without it nothing is learned.
    """
    field = survey(passages, known, using=SOURCES, avoid=tuple(avoid), teaching=teaching)
    fits = []
    for number, candidates in enumerate(field.candidates):
        best: dict[str, float] = {}
        for candidate in candidates:
            best[candidate.code] = max(best.get(candidate.code, 0.0), candidate.score)
        first = max(best, key=lambda code: (best[code], code), default=None)
        fits.append(
            Fit(
                spread_of(list(best.values())),
                best[first] if first is not None else 0.0,
                first,
                int(field.talk.n_telling[number]),
            )
        )
    return fits


def least_explained(fits: Mapping[Where, Fit], n: int) -> list[Where]:
    """The n places whose passages say something and are explained least, that one first."""
    enough = [place for place, fit in fits.items() if fit.says_something]
    return sorted(enough, key=lambda place: (fits[place].order, place))[:n]
