"""Patterns of codes: what is planted is found, what is shuffled is not, too little is refused."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from idtool.errors import InsufficientData
from idtool.themes.codes_met import Occasion
from idtool.themes.joined_codes import stability_of
from idtool.themes.patterns import find_patterns

CODES = [f"C{number:02d}" for number in range(20)]
PLANTED = [frozenset(CODES[:3]), frozenset(CODES[3:6])]


def talk(
    seed: int, *, planted: list[frozenset[str]], people: int = 10, each: int = 25
) -> list[Occasion]:
    """Answers of one to three codes; with a planted code, another of its pattern at times."""
    rng = random.Random(seed)
    said = []
    for person in range(people):
        likes = [rng.random() ** 2 + 0.05 for _ in CODES]
        for number in range(each):
            codes = set(rng.choices(CODES, likes, k=rng.choice([1, 1, 1, 2, 2, 3])))
            for pattern in planted:
                if codes & pattern and rng.random() < 0.5:
                    codes.add(rng.choice(sorted(pattern)))
            said.append(
                Occasion(
                    f"I{person:02d}#t{number:03d}:0-9",
                    f"P{person:02d}",
                    f"I{person:02d}",
                    frozenset(codes),
                    role="LE" if person % 2 else "SW",
                    question=f"q{number % 5}",
                    kind="individual",
                )
            )
    return said


def test_planted_patterns_are_found_whole_with_their_people() -> None:
    said = talk(1, planted=PLANTED)
    result = find_patterns(said, seed=7)

    assert {frozenset(p.codes) for p in result.patterns} == set(PLANTED)
    by_id = {o.id: o for o in said}
    for pattern in result.patterns:
        met = [o for o in said if len(o.codes & set(pattern.codes)) > 1]
        assert set(pattern.occasions) == {o.id for o in met}
        assert pattern.people == tuple(sorted({o.person for o in met}))  # people, not mentions
        assert sum(pattern.roles.values()) == len(pattern.people)
        assert len({by_id[o].person for o in pattern.central}) == 3
        assert set(pattern.people_without).isdisjoint(pattern.people)
        for name in pattern.contrary:
            assert len(by_id[name].codes & set(pattern.codes)) == 1
            assert by_id[name].person in pattern.people_without
        for pair in pattern.pairs:
            assert pair.n == sum(set(pair.codes) <= o.codes for o in said)
            assert pair.n_people == len({o.person for o in said if set(pair.codes) <= o.codes})


def test_what_shuffled_codes_hold_is_not_offered() -> None:
    offered = [len(find_patterns(talk(seed, planted=[]), seed=7).patterns) for seed in range(12)]

    assert sum(map(bool, offered)) <= 1  # nineteen of twenty studies without a pattern


def test_the_strongest_can_be_asked_for_and_are_warned_of() -> None:
    result = find_patterns(talk(3, planted=[]), seed=7, k=2)

    assert result.patterns
    assert any("by chance" in w or "Not to be trusted" in w for w in result.warnings)


def test_what_one_question_asks_for_is_no_pattern_when_dealt_out_within_it() -> None:
    """Two codes in every answer to one question, in no other: they meet because it asks so."""
    said = []
    for occasion in talk(4, planted=[]):
        asked = occasion.question == "q0"
        rest = occasion.codes - {"C00", "C01", "C02"}
        codes = (rest | {"C00", "C01", "C02"}) if asked else rest
        said.append(replace(occasion, codes=codes or frozenset({"C05"})))
    within = [replace(o, stratum=f"{o.stratum} {o.question}") for o in said]

    loose = find_patterns(said, seed=7).patterns
    assert any({"C00", "C01", "C02"} <= set(p.codes) for p in loose)
    assert any("question" in w for p in loose for w in p.echo.warnings)
    assert not any({"C00", "C01"} <= set(p.codes) for p in find_patterns(within, seed=7).patterns)


def test_order_plays_no_part_and_the_seed_decides() -> None:
    said = talk(5, planted=PLANTED)
    again = random.Random(1).sample(said, len(said))

    assert find_patterns(said, seed=3) == find_patterns(again, seed=3)


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        (talk(1, planted=[], people=2), "2 people (at least 3"),
        ([replace(o, codes=frozenset({"C01"})) for o in talk(1, planted=[])], "1 codes"),
        ([replace(o, codes=frozenset([min(o.codes)])) for o in talk(1, planted=[])], "0 occasions"),
        ([], "0 people"),
    ],
)
def test_too_little_is_told_with_what_there_is(said: list[Occasion], missing: str) -> None:
    with pytest.raises(InsufficientData) as refused:
        find_patterns(said, seed=7)

    assert missing in refused.value.problem


def test_overlap_is_taken_among_codes_the_people_drawn_have() -> None:
    """Hennig (2007), by hand: 2/3, then 1 where the third code is not there, then 0."""
    parts = [
        (frozenset({0, 1, 2, 3}), [(0, 1), (2, 3)]),
        (frozenset({0, 1, 3}), [(0, 1)]),
        (frozenset({0, 3}), []),
    ]

    assert stability_of([0, 1, 2], parts) == pytest.approx((2 / 3 + 1 + 0) / 3, abs=1e-4)
