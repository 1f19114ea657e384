"""Invented talk in which a few subjects are planted."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from idtool.themes import GroupableSegment

SUBJECTS = {
    "money": ["grant", "budget", "salary", "invoice", "funding", "payroll", "receipt", "audit"],
    "paper": ["form", "binder", "signature", "clipboard", "checkbox", "policy", "stamp", "carbon"],
    "weather": ["blizzard", "snow", "frost", "blanket", "heater", "icicle", "shovel", "sleet"],
}
VIGNETTES = {
    "dv": ["plate", "hallway", "argument", "bruise", "lease"],
    "cw": ["backpack", "cracker", "pickup", "cousin", "teacher"],
    "su": ["bottle", "doorway", "sidewalk", "slurring", "detox"],
}
_SYLLABLES = random.Random(11)
FILLER = sorted(
    {
        "".join(_SYLLABLES.choice("bdfgklmnprstvz") + _SYLLABLES.choice("aeiou") for _ in range(3))
        for _ in range(220)
    }
)
"""Made-up words, so that what is not planted has nothing in common."""

Talk = Callable[..., list[GroupableSegment]]


def _say(rng: random.Random, words: list[str], n: int) -> list[str]:
    return [rng.choice(words) for _ in range(n)]


@pytest.fixture(scope="session")
def invented_talk() -> Talk:
    """A maker of segments: ``subjects`` planted, ``echo`` words of the vignette in each."""

    def make(
        *,
        subjects: tuple[str, ...] = tuple(SUBJECTS),
        people: int = 8,
        each: int = 18,
        idle: float = 0.2,
        echo: int = 0,
        words: int = 6,
        seed: int = 5,
    ) -> list[GroupableSegment]:
        rng = random.Random(seed)
        segments = []
        for person in range(1, people + 1):
            for number in range(1, each + 1):
                vignette = list(VIGNETTES)[number * len(VIGNETTES) // (each + 1)]
                subject = rng.choice(subjects) if subjects and rng.random() > idle else None
                said = _say(rng, FILLER, 8) + _say(rng, VIGNETTES[vignette], echo)
                if subject:
                    said += _say(rng, SUBJECTS[subject], words)
                rng.shuffle(said)
                segments.append(
                    GroupableSegment(
                        id=f"I{person:02d}#t{number:03d}",
                        text="I mean, the " + " and the ".join(said) + ", you know.",
                        interview=f"I{person:02d}",
                        people=(f"P{person:02d}",),
                        role="LE" if person % 2 else "SW",
                        question=None,
                        vignette=vignette,
                    )
                )
        return segments

    return make


@pytest.fixture(scope="session")
def subject_of() -> Callable[[str], str | None]:
    """Which planted subject a segment's text is about."""

    def find(text: str) -> str | None:
        return next((s for s, words in SUBJECTS.items() if any(w in text for w in words)), None)

    return find


@pytest.fixture(scope="session")
def vignette_vocabulary() -> frozenset[str]:
    return frozenset(word for words in VIGNETTES.values() for word in words)
