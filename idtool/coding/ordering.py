"""Ordering: which proposals to look at first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from hashlib import sha256

from idtool.model import Coding

_LEAST_SCORE = {"strong": 0.6, "fair": 0.25, "faint": 0.03, None: 0.0}


def score_of(coding: Coding) -> float:
    """The score of a proposal; proposals of older versions have only their word of strength."""
    return coding.score if coding.score is not None else _LEAST_SCORE[coding.strength]


def by_likelihood(waiting: Sequence[Coding]) -> list[Coding]:
    """Likeliest first; what is equal stays in its order."""
    return sorted(waiting, key=lambda coding: -score_of(coding))


def at_random(waiting: Sequence[Coding]) -> list[Coding]:
    """An order that says nothing about them, the same each time; the decided ones leave it."""

    def drawn(coding: Coding) -> bytes:
        return sha256(f"at random {coding.uuid}".encode()).digest()

    return sorted(waiting, key=drawn)


def by_novelty(waiting: Sequence[Coding], accepted: Mapping[str, int]) -> list[Coding]:
    """Codes with the fewest accepted places first, the likeliest proposal of each in turn."""
    met: Counter[str] = Counter(accepted)
    queues: dict[str, list[Coding]] = defaultdict(list)
    for coding in by_likelihood(waiting):
        queues[coding.code].append(coding)
    ordered: list[Coding] = []
    while queues:
        code = min(queues, key=lambda code: (met[code], code))
        ordered.append(queues[code].pop(0))
        met[code] += 1
        if not queues[code]:
            del queues[code]
    return ordered
