"""What a grouping opens into, what comes near it, and what embeddings add."""

from __future__ import annotations

import random

import numpy as np
import pytest

from idtool.themes import GroupableSegment, GroupingResult, group_segments

HALVES = {
    "bank": ["loan", "teller", "mortgage", "deposit", "interest", "cashier"],
    "tax": ["refund", "deduction", "withholding", "accountant", "filing", "bracket"],
}
SHARED = ["money", "dollar", "budget", "salary", "invoice", "payroll"]
OTHER = ["blizzard", "snow", "frost", "blanket", "heater", "icicle", "shovel", "sleet"]


@pytest.fixture(scope="module")
def talk() -> list[GroupableSegment]:
    """Money, of two sorts, and weather: eight people, each nine segments of money."""
    rng = random.Random(3)
    made = []
    for person in range(8):
        for number in range(16):
            kind = ("bank", "tax", "weather", "weather")[number % 4]
            words = rng.choices(OTHER, k=9)
            if kind != "weather":
                words = rng.choices(SHARED, k=4) + rng.choices(HALVES[kind], k=6)
            made.append(
                GroupableSegment(
                    f"{kind}-{person}-{number:02d}",
                    " ".join(words),
                    f"I{person:02d}",
                    (f"P{person:02d}",),
                    "LE",
                    None,
                    None,
                    kind="individual",
                )
            )
    return made


def test_a_grouping_opens_into_its_parts(talk) -> None:
    money, weather = group_segments(talk, k=2, seed=3, stop_words=()).groupings

    assert {s.split("-")[0] for s in money.segments} == {"bank", "tax"}
    assert [{s.split("-")[0] for s in part.segments} for part in money.parts] == [
        {"bank"},
        {"tax"},
    ]
    assert [part.id for part in money.parts] == ["Group 1.1", "Group 1.2"]
    assert weather.parts == ()  # one subject, one piece


def test_the_contrary_segment_lies_outside(talk) -> None:
    for g in group_segments(talk, seed=3, stop_words=()).groupings:
        assert g.contrary not in g.segments
        assert not set(g.also) & set(g.segments)
        assert g.kinds == {"individual": len(g.people)}


def test_left_over_segments_say_where_they_come_nearest(talk) -> None:
    result = group_segments(talk, seed=3, stop_words=())
    assert set(result.nearest) <= set(result.ungrouped)
    assert set(result.nearest.values()) <= {g.id for g in result.groupings}


def test_embeddings_tell_apart_what_words_do_not(invented_talk) -> None:
    nothing = invented_talk(subjects=(), people=8, each=16)
    rng = np.random.Generator(np.random.PCG64(2))
    about = rng.integers(0, 3, len(nothing))
    meanings = np.eye(3)[about] + 0.2 * rng.random((len(nothing), 3))
    found = {s.id: about[n] for n, s in enumerate(nothing)}

    def purity(result: GroupingResult) -> float:
        counts = [
            np.bincount([found[s] for s in g.segments], minlength=3) for g in result.groupings
        ]
        return float(sum(c.max() for c in counts) / sum(c.sum() for c in counts))

    assert purity(group_segments(nothing, k=3, seed=3, stop_words=())) < 0.7
    assert purity(group_segments(nothing, k=3, seed=3, stop_words=(), meanings=meanings)) > 0.85


def test_embeddings_must_be_as_many_as_segments(talk) -> None:
    with pytest.raises(ValueError, match="one row per segment"):
        group_segments(talk, seed=3, stop_words=(), meanings=np.ones((3, 4)))
