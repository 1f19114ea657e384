"""The words that set a grouping apart, by weighted log-odds."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

PRIOR_STRENGTH = 500.0  # words; the whole material speaks with this weight in both corpora
FEWEST_PEOPLE = 2  # a term said by one person only tells who speaks
FEWEST_TERMS = 3


def weighted_log_odds(
    inside: Counter[str], outside: Counter[str], *, prior_strength: float = PRIOR_STRENGTH
) -> dict[str, float]:
    """How surely each word is used more within a grouping than outside it.

    Args:
        inside: How often each word occurs in the grouping's segments.
        outside: The same for all other segments.
        prior_strength: Weight of the prior, in words. The prior is the word's
            rate in both together, so rare words need more evidence.

    Returns:
        For every word of either, the log-odds ratio in standard errors; above 0
        where the grouping uses it more.

    References:
        Monroe, B. L., Colaresi, M. P., & Quinn, K. M. (2008). Fightin' words.
        Political Analysis, 16, 372-403, section 3.4.
    """
    together = inside + outside
    total = sum(together.values())
    n_in, n_out = sum(inside.values()), sum(outside.values())
    scores: dict[str, float] = {}
    for word, count in together.items():
        prior = prior_strength * count / total
        a, b = inside[word] + prior, outside[word] + prior
        rest_a, rest_b = n_in + prior_strength - a, n_out + prior_strength - b
        scores[word] = (log(a / rest_a) - log(b / rest_b)) / sqrt(1 / a + 1 / b)
    return scores


@dataclass(frozen=True, slots=True)
class Usage:
    """How often each lemma occurs in all segments, and in which forms."""

    total: Counter[str]
    forms: Mapping[str, Counter[str]]


def count_usage(segments: Sequence[Sequence[tuple[str, str]]]) -> Usage:
    """Count the content words of all segments, given as pairs of word and lemma."""
    forms: dict[str, Counter[str]] = {}
    pairs = Counter(itertools.chain.from_iterable(segments))
    for (word, folded), times in pairs.items():
        forms.setdefault(folded, Counter())[word] = times
    return Usage(Counter({lemma: seen.total() for lemma, seen in forms.items()}), forms)


def choose_terms(
    usage: Usage,
    members: Sequence[tuple[tuple[str, ...], Sequence[tuple[str, str]]]],
    *,
    n: int = 8,
) -> tuple[str, ...]:
    """The words a grouping uses more than the rest, surest first.

    A word is shown in the form people used most. Words that only one person of
    the grouping used are passed over unless there are hardly any others.

    Args:
        usage: The words of all segments, those of the grouping too.
        members: Per segment of the grouping, its people and its content words.
        n: How many words at most.
    """
    inside = Counter(folded for _, words in members for _, folded in words)
    if not inside:
        return ()
    people: dict[str, set[str]] = {folded: set() for folded in inside}
    for speakers, words in members:
        for folded in {folded for _, folded in words}:
            people[folded].update(speakers)
    scores = weighted_log_odds(inside, usage.total - inside)
    ranked = sorted((w for w in inside if scores[w] > 0), key=lambda w: (-round(scores[w], 9), w))
    shared = [w for w in ranked if len(people[w]) >= FEWEST_PEOPLE]
    alone = [w for w in ranked if len(people[w]) < FEWEST_PEOPLE]
    chosen = (shared if len(shared) >= FEWEST_TERMS else shared + alone)[:n]
    return tuple(
        min(usage.forms[w], key=lambda form: (-usage.forms[w][form], form)) for w in chosen
    )
