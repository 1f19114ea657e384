"""Structure: where in an interview a code was accepted before; context, never a reason alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_SMOOTHING = 3.0
_MOST, _LEAST = 1.25, 0.8
"""How far the section can move a score that words already gave."""

_WORTH_SAYING = 2


@dataclass(frozen=True)
class Structure:
    """How often each code was accepted under each section (a guide question or a stage).

    ``usual`` are the shares of the sections among all accepted places.
    """

    counts: Mapping[str, Counter[str]]
    usual: Mapping[str, float]

    def leaning(self, code: str, section: str) -> float:
        """A factor near 1: above it where the code was accepted here more than usual."""
        here = self.counts.get(code)
        usual = self.usual.get(section, 0.0)
        if not section or here is None or usual <= 0:
            return 1.0
        share = (here[section] + _SMOOTHING * usual) / (here.total() + _SMOOTHING)
        return float(min(_MOST, max(_LEAST, (share / usual) ** 0.5)))

    def told(self, code: str, section: str) -> str:
        """The context in words, or ``""`` where there is nothing to say."""
        here = self.counts.get(code)
        if not section or here is None or here[section] < _WORTH_SAYING:
            return ""
        return f"context: {here[section]} of {here.total()} accepted places answer {section}"


def structure_of(places: Iterable[tuple[str, str]]) -> Structure:
    """Out of pairs of code and section, one per accepted place."""
    counts: dict[str, Counter[str]] = {}
    usual: Counter[str] = Counter()
    for code, section in places:
        counts.setdefault(code, Counter())[section] += 1
        usual[section] += 1
    total = usual.total()
    return Structure(counts, {section: n / total for section, n in usual.items()})
