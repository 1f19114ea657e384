"""How far a grouping merely repeats who spoke or what was asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from idtool.themes.echo_by_chance import BY_CHANCE, echoes_by_chance

Attributes = Mapping[str, Sequence[Hashable | None]]

ECHO_THRESHOLD = 0.5
"""From here on a grouping is said to repeat an attribute. With five equally frequent
vignettes this is a grouping of which four fifths answer one of them."""

ASKED = ("question", "vignette")

SAID = {
    "question": "answer question",
    "vignette": "answer vignette",
    "person": "are spoken by",
    "role": "are spoken by",
    "coder": "were coded by",
    "kind": "come from interviews of the kind",
}


@dataclass(frozen=True, slots=True)
class Echo:
    """What belonging to a grouping tells about question, vignette, person, role, coder and kind.

    Shares from 0 (nothing beyond chance) to 1 (everything). None where the
    share is undefined: the attribute has one value only, or is not known at all.
    ``by_chance`` has for role, kind and coder how often some grouping repeats one of them as
    much when they are dealt out anew among people (interviews), as a share of deals; None
    where there are too few to deal out. ``warnings`` are sentences; they hold ids and
    counts, never words of a participant.
    """

    question: float | None = None
    vignette: float | None = None
    person: float | None = None
    role: float | None = None
    coder: float | None = None
    kind: float | None = None
    by_chance: Mapping[str, float | None] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def excused(self) -> tuple[str, ...]:
        """What is repeated as much as a warning takes, but that shuffled traits give as well."""
        found = []
        for name, chance in self.by_chance.items():
            share = getattr(self, name)
            if share is not None and share >= ECHO_THRESHOLD and not _seldom(chance):
                by = "too few to shuffle" if chance is None else f"shuffled: {chance:.0%} as much"
                found.append(f"{name} {share:.2f}, no more than by chance ({by})")
        return tuple(found)


def echo_of_each(
    attributes: Attributes,
    groupings: Sequence[Sequence[int]],
    *,
    carriers: Attributes,
    seed: int,
) -> tuple[Echo, ...]:
    """What each grouping repeats, with a warning for what it mostly repeats.

    Args:
        attributes: Question, vignette, person, role and so on, one value per segment.
        groupings: Places of the segments of each grouping.
        carriers: For traits of people or interviews, who has it, one per segment. A
            grouping that repeats one warns only if shuffled traits seldom do as much.
        seed: For shuffling.
    """
    traits = {name: (attributes[name], who) for name, who in carriers.items() if name in attributes}
    chances = echoes_by_chance(traits, groupings, seed=seed)
    return tuple(
        _echo_of_one(attributes, places, {name: chances[name][number] for name in chances})
        for number, places in enumerate(groupings)
    )


def _echo_of_one(
    attributes: Attributes, members: Sequence[int], by_chance: Mapping[str, float | None]
) -> Echo:
    belongs = set(members)
    inside = [place in belongs for place in range(len(attributes["person"]))]
    shares: dict[str, Any] = {}
    warnings = []
    for attribute, said in SAID.items():
        if attribute not in attributes:
            continue
        values = attributes[attribute]
        share = grouping_echo(values, inside)
        shares[attribute] = share
        value, count = Counter(values[place] for place in members).most_common(1)[0]
        if share is None or share < ECHO_THRESHOLD or value is None:
            continue
        if attribute in by_chance and not _seldom(by_chance[attribute]):
            continue
        warnings.append(
            f"{count} of {len(belongs)} segments {said} {value}: this grouping may only "
            f"repeat the {attribute} (echo {share:.2f})."
        )
    return replace(Echo(**shares), by_chance=by_chance, warnings=tuple(warnings))


def _seldom(chance: float | None) -> bool:
    return chance is not None and chance <= BY_CHANCE


def echo_of_all(attributes: Attributes, labels: Sequence[Hashable | None]) -> Echo:
    """What the groupings together repeat, with a warning for what they mostly repeat.

    Args:
        attributes: Question, vignette, person and role, one value per segment.
        labels: The grouping of each segment, None if it is in none.
    """
    shares: dict[str, Any] = {
        name: partition_echo(attributes[name], labels) for name in SAID if name in attributes
    }
    warnings = [
        f"The groupings mostly repeat the {attribute} (echo {share:.2f})."
        for attribute, share in shares.items()
        if share is not None and share >= ECHO_THRESHOLD
    ]
    return Echo(**shares, warnings=tuple(warnings))


def asked_again(attributes: Attributes, members: Sequence[int], names: Sequence[str]) -> float:
    """The largest echo of segments with any of the named attributes; 0 if there is none."""
    belongs = set(members)
    inside = [place in belongs for place in range(len(attributes["person"]))]
    return max((grouping_echo(attributes[name], inside) or 0.0 for name in names), default=0.0)


def grouping_echo(values: Sequence[Hashable], members: Sequence[bool]) -> float | None:
    """How much belonging to one grouping tells about an attribute.

    The specific information of the grouping about the attribute, i.e. the
    divergence of the attribute's distribution within the grouping from its
    distribution in all segments, less what a random set of as many segments
    would give, over the attribute's entropy less the same.

    Args:
        values: One value per segment. None is a value as well: what answers no
            question, say.
        members: One per segment: whether it belongs to the grouping.

    Returns:
        0 to 1; None if there is one value only, or no member.

    References:
        DeWeese, M. R., & Meister, M. (1999). How to measure the information
        gained from one symbol. Network, 10, 325-340. Chance: Vinh, N. X., Epps,
        J., & Bailey, J. (2010). Journal of Machine Learning Research, 11,
        2837-2854, section 4.
    """
    totals = Counter(values)
    inside = Counter(value for value, member in zip(values, members, strict=True) if member)
    if len(totals) < 2 or not inside:
        return None
    by_value = np.array([totals[value] for value in totals], dtype=np.float64)
    within = np.array([inside[value] for value in totals], dtype=np.float64)
    found = _information(within, by_value)
    chance = _expected_information(int(within.sum()), by_value)
    return _share(found, chance, _entropy(by_value))


def partition_echo(values: Sequence[Hashable], labels: Sequence[Hashable | None]) -> float | None:
    """How much all groupings together tell about an attribute.

    Mutual information, less what is expected by chance, over the smaller of the
    two entropies less the same: adjusted mutual information.

    Args:
        values: One value per segment; None is a value as well.
        labels: One per segment: its grouping, None if it is in no grouping
            (such segments are left out).

    Returns:
        0 to 1; None if either has fewer than two values.

    References:
        Vinh, N. X., Epps, J., & Bailey, J. (2010). Journal of Machine Learning
        Research, 11, 2837-2854 (AMI with the minimum as normalizer).
    """
    known = [(v, g) for v, g in zip(values, labels, strict=True) if g is not None]
    rows = {v: place for place, v in enumerate(dict.fromkeys(v for v, _ in known))}
    columns = {g: place for place, g in enumerate(dict.fromkeys(g for _, g in known))}
    if len(rows) < 2 or len(columns) < 2:
        return None
    table = np.zeros((len(rows), len(columns)))
    for value, label in known:
        table[rows[value], columns[label]] += 1
    by_value, by_label = table.sum(axis=1), table.sum(axis=0)
    weights = by_label / by_label.sum()
    found = sum(
        w * _information(column, by_value) for w, column in zip(weights, table.T, strict=True)
    )
    chance = sum(
        w * _expected_information(int(n), by_value) for w, n in zip(weights, by_label, strict=True)
    )
    return _share(found, chance, min(_entropy(by_value), _entropy(by_label)))


def _information(inside: NDArray[np.float64], totals: NDArray[np.float64]) -> float:
    """Divergence of the distribution inside from the distribution in all, in nats."""
    here, there = inside / inside.sum(), totals / totals.sum()
    seen = here > 0
    return float((here[seen] * np.log(here[seen] / there[seen])).sum())


def _expected_information(n: int, totals: NDArray[np.float64]) -> float:
    """What ``_information`` gives on average for ``n`` segments drawn without replacement.

    The number drawn of a value follows the hypergeometric distribution.
    """
    total = int(totals.sum())
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, total + 1)))])  # of factorials

    def log_choose(of: int, take: NDArray[np.int64]) -> NDArray[np.float64]:
        found: NDArray[np.float64] = logs[of] - logs[take] - logs[of - take]
        return found

    expected = 0.0
    every = log_choose(total, np.array([n]))
    for size in totals.astype(int):
        drawn = np.arange(max(1, n - (total - size)), min(n, size) + 1)
        chance = np.exp(log_choose(size, drawn) + log_choose(total - size, n - drawn) - every)
        expected += float((chance * drawn / n * np.log(drawn / n * total / size)).sum())
    return expected


def _entropy(counts: NDArray[np.float64]) -> float:
    shares = counts[counts > 0] / counts.sum()
    return float(-(shares * np.log(shares)).sum())


def _share(found: float, chance: float, most: float) -> float | None:
    """(found - chance) / (most - chance) within 0 and 1, to four decimals."""
    if most - chance <= 1e-9:
        return None
    return round(float(min(max((found - chance) / (most - chance), 0.0), 1.0)), 4)
