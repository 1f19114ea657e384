"""The phrases of groupings, by class-based TF-IDF: all a grouping's talk as one document."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from math import log

from idtool.themes.words import Content

FEWEST_PEOPLE = 2
Said = Sequence[tuple[tuple[str, ...], Content]]
"""Per segment of a grouping, its people and its content words."""


def choose_phrases(groupings: Sequence[Said], *, n: int = 4) -> tuple[tuple[str, ...], ...]:
    """For each grouping, pairs of content words that follow each other there more than elsewhere.

    A pair's weight is its frequency in the grouping times log(1 + A / f), with f its
    frequency in all groupings and A the mean number of pairs per grouping. Words of
    function between the two are passed over; pairs of one person only are left out.

    References:
        Grootendorst, M. (2022). BERTopic: neural topic modeling with a class-based
        TF-IDF procedure. arXiv:2203.05794, section 3.3.
    """
    counts: list[Counter[tuple[str, str]]] = []
    shown: dict[tuple[str, str], Counter[str]] = {}
    people: list[dict[tuple[str, str], set[str]]] = []
    for said in groupings:
        found: Counter[tuple[str, str]] = Counter()
        speakers: dict[tuple[str, str], set[str]] = {}
        for who, words in said:
            for (first, one), (second, other) in itertools.pairwise(words):
                if one == other:
                    continue
                found[one, other] += 1
                speakers.setdefault((one, other), set()).update(who)
                shown.setdefault((one, other), Counter())[f"{first} {second}"] += 1
        counts.append(found)
        people.append(speakers)
    if not counts:
        return ()
    everywhere = sum(counts, Counter[tuple[str, str]]())
    mean = everywhere.total() / len(counts)
    chosen = []
    for found, speakers in zip(counts, people, strict=True):
        weights = {
            pair: times * log(1 + mean / everywhere[pair])
            for pair, times in found.items()
            if len(speakers[pair]) >= FEWEST_PEOPLE
        }
        best = sorted(weights, key=lambda pair: (-round(weights[pair], 9), pair))[:n]
        chosen.append(tuple(min(shown[p], key=lambda form: (-shown[p][form], form)) for p in best))
    return tuple(chosen)
