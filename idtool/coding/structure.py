"""Structure: after which question and in which part of an interview a code was accepted before.

The guide question or vignette stage a turn answers, the vignette as a whole, and
the telling words of the interviewer's preceding turn are context: they move a score
that words gave, a little, and never make a proposal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log

from idtool.coding.everyday import COMMON
from idtool.coding.passages import Passage
from idtool.coding.sentences import lemmas

_SMOOTHING = 3.0
_MOST, _LEAST = 1.5, 0.67
"""How far the context can move a score that words already gave."""

_BY_SECTION, _BY_QUESTION = 0.5, 0.25
"""Exponents of what the section and the words of the question say."""

_WORTH_SAYING = 2
_OFTEN = 1.5
_MOST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a turn.

    ``section`` is the guide question or vignette stage it answers, ``vignette`` the
    vignette of that stage, ``""`` if none; ``asked`` are the telling lemmas of the
    interviewer's preceding turn.
    """

    section: str
    vignette: str
    asked: frozenset[str]


def context_of(passage: Passage) -> Context:
    """The context of one participant's turn."""
    vignette, dot, _ = passage.section.partition(".")
    return Context(passage.section, vignette if dot else "", _telling(passage.question))


@lru_cache(maxsize=4096)
def _telling(question: str) -> frozenset[str]:
    return frozenset(lemmas(question)) - COMMON


@dataclass(frozen=True)
class Structure:
    """How often each code was accepted where; ``usual`` counts every accepted place.

    Each counter has the number of places by section, by vignette and by word of the
    question; ``n_places`` how many there are of each code, under ``""`` of all.
    """

    counts: Mapping[str, Counter[tuple[str, str]]]
    n_places: Mapping[str, int]

    def leaning(self, code: str, context: Context) -> float:
        """A factor near 1: above it where the code was accepted in such context more than usual."""
        if code not in self.counts:
            return 1.0
        said = self._of_section(code, context) ** _BY_SECTION
        said *= self._of_question(code, context) ** _BY_QUESTION
        return float(min(_MOST, max(_LEAST, said)))

    def _of_section(self, code: str, context: Context) -> float:
        """How much likelier than usual; a stage met seldom goes by its vignette."""
        found = 1.0
        if context.vignette:
            found = self._ratio(code, ("vignette", context.vignette), found)
        if context.section:
            found = self._ratio(code, ("section", context.section), found)
        return found

    def _of_question(self, code: str, context: Context) -> float:
        """Geometric mean over the words of the question that were asked with before."""
        known = [word for word in sorted(context.asked) if self._usual(("asked", word)) > 0]
        logs = [log(self._ratio(code, ("asked", word), 1.0)) for word in known]
        return exp(sum(logs) / len(logs)) if logs else 1.0

    def _ratio(self, code: str, key: tuple[str, str], before: float) -> float:
        """How much likelier ``key`` is at the code's places than usual, smoothed to ``before``."""
        usual = self._usual(key)
        if usual <= 0:
            return before
        n = self.n_places[code]
        share = (self.counts[code][key] + _SMOOTHING * before * usual) / (n + _SMOOTHING)
        return share / usual

    def _usual(self, key: tuple[str, str]) -> float:
        return self.counts[""][key] / self.n_places[""] if self.n_places.get("") else 0.0

    def told(self, code: str, context: Context) -> str:
        """The context in words, or ``""`` where there is nothing to say."""
        if code not in self.counts:
            return ""
        parts = []
        n, here = self.n_places[code], self.counts[code]
        for kind, ref in (("section", context.section), ("vignette", context.vignette)):
            if ref and here[kind, ref] >= _WORTH_SAYING:
                parts.append(f"{here[kind, ref]} of {n} accepted places answer {ref}")
                break
        words = self._telling_words(code, context)
        if words:
            parts.append(f"asked here as there: {', '.join(words)}")
        return f"context: {'; '.join(parts)}" if parts else ""

    def _telling_words(self, code: str, context: Context) -> list[str]:
        """Words of this question that came before accepted places more than usual."""
        ratios = {
            word: self._ratio(code, ("asked", word), 1.0)
            for word in context.asked
            if self.counts[code]["asked", word] >= _WORTH_SAYING
        }
        often = [word for word in sorted(ratios) if ratios[word] >= _OFTEN]
        return sorted(often, key=lambda word: -ratios[word])[:_MOST_WORDS]


def structure_of(places: Iterable[tuple[str, Context]]) -> Structure:
    """Out of pairs of code and context, one per accepted place."""
    counts: dict[str, Counter[tuple[str, str]]] = {"": Counter()}
    n_places: Counter[str] = Counter()
    for code, context in places:
        keys = [("asked", word) for word in context.asked]
        keys += [("section", context.section)] if context.section else []
        keys += [("vignette", context.vignette)] if context.vignette else []
        for name in (code, ""):
            counts.setdefault(name, Counter()).update(keys)
            n_places[name] += 1
    return Structure(counts, n_places)
