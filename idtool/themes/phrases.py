"""The phrases of groupings, by class-based TF-IDF: all a grouping's talk as one document."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from math import log

from idtool.themes.words import Content

FEWEST_PEOPLE = 2
Said = Sequence[tuple[tuple[str, ...], Content]]
"""Per segment of a grouping, its people and its content words."""


def choose_phrases(groupings: Sequence[Said], *, n: int = 4) -> tuple[tuple[str, ...], ...]:
    """For each grouping, pairs of content words that follow each other there more than elsewhere.

    A pair's weight is its frequency in the grouping times log(1 + A / f), with f its
    frequency in all groupings and A the mean number of pairs per grouping. Words of
    function between the two are passed over; pairs of one person only, or said but
    once, are left out.

    References:
        Grootendorst, M. (2022). BERTopic: neural topic modeling with a class-based
        TF-IDF procedure. arXiv:2203.05794, section 3.3.
    """
    counts: list[Counter[tuple[str, str]]] = []
    people: list[dict[tuple[str, str], set[str]]] = []
    for said in groupings:
        found = Counter(pair for _, words in said for pair in _pairs(words))
        speakers: dict[tuple[str, str], set[str]] = {p: set() for p, n in found.items() if n > 1}
        for who, words in said:
            for pair in speakers.keys() & set(_pairs(words)):
                speakers[pair].update(who)
        counts.append(found)
        people.append(speakers)
    if not counts:
        return ()
    everywhere: Counter[tuple[str, str]] = Counter()
    for found in counts:
        everywhere.update(found)
    mean = everywhere.total() / len(counts)
    chosen: list[list[tuple[str, str]]] = []
    for found, speakers in zip(counts, people, strict=True):
        weights = {
            pair: times * log(1 + mean / everywhere[pair])
            for pair, times in found.items()
            if len(speakers.get(pair, ())) >= FEWEST_PEOPLE
        }
        chosen.append(sorted(weights, key=lambda pair: (-round(weights[pair], 9), pair))[:n])
    forms = _forms_of({pair for best in chosen for pair in best}, groupings)
    return tuple(tuple(forms[pair] for pair in best) for best in chosen)


def _pairs(words: Content) -> Iterator[tuple[str, str]]:
    """Lemmas that follow each other, less a word said twice."""
    for (_, one), (_, other) in itertools.pairwise(words):
        if one != other:
            yield one, other


def _forms_of(pairs: Set[tuple[str, str]], groupings: Sequence[Said]) -> dict[tuple[str, str], str]:
    """Each pair in the form in which it was said most often."""
    shown: dict[tuple[str, str], Counter[str]] = {pair: Counter() for pair in pairs}
    for said in groupings:
        for _, words in said:
            for (first, one), (second, other) in itertools.pairwise(words):
                if (one, other) in shown:
                    shown[one, other][f"{first} {second}"] += 1
    return {pair: min(seen, key=lambda form: (-seen[form], form)) for pair, seen in shown.items()}
