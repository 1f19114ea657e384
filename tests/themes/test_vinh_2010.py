"""Echo: information beyond chance, Vinh, Epps and Bailey (2010), DeWeese and Meister (1999)."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_mutual_info_score

from idtool.themes.echo import (
    ECHO_THRESHOLD,
    Echo,
    asked_again,
    echo_of_all,
    echo_of_each,
    grouping_echo,
    partition_echo,
)

labels = st.lists(st.tuples(st.sampled_from("pqr"), st.sampled_from("xyz")), min_size=6)


def told(members: Sequence[int]) -> Echo:
    """The echo of one grouping, with nothing that is dealt out anew."""
    (echo,) = echo_of_each(ATTRIBUTES, [members], carriers={}, seed=1)
    return echo


@given(labels)
def test_all_groupings_together_give_adjusted_mutual_information(pairs) -> None:
    values, groups = [v for v, _ in pairs], [g for _, g in pairs]
    found = partition_echo(values, groups)

    if len(set(values)) < 2 or len(set(groups)) < 2:
        assert found is None
    elif found is not None:
        expected = adjusted_mutual_info_score(values, groups, average_method="min")
        assert found == pytest.approx(min(max(expected, 0), 1), abs=6e-5)


def test_a_grouping_of_one_vignette_out_of_five_equal_ones_is_a_full_echo() -> None:
    vignettes = ["dv", "cw", "mh", "su", "jo"] * 20
    assert grouping_echo(vignettes, [v == "mh" for v in vignettes]) == 1


def test_a_grouping_like_the_whole_is_no_echo() -> None:
    vignettes = ["dv", "cw", "mh", "su", "jo"] * 20
    assert grouping_echo(vignettes, [place < 25 for place in range(100)]) == 0


def test_four_fifths_from_one_of_five_vignettes_reach_the_threshold() -> None:
    vignettes = ["dv"] * 100 + ["cw"] * 100 + ["mh"] * 100 + ["su"] * 100 + ["jo"] * 100
    members = [False] * 500
    for place in (*range(40), 100, 101, 200, 201, 202, 300, 301, 302, 400, 401):
        members[place] = True
    assert grouping_echo(vignettes, members) == pytest.approx(ECHO_THRESHOLD, abs=0.03)


def test_random_groupings_hardly_echo_although_small() -> None:
    rng = random.Random(3)
    people = [f"P{n % 11:02d}" for n in range(220)]
    shares = []
    for _ in range(40):
        chosen = set(rng.sample(range(220), 12))
        shares.append(grouping_echo(people, [place in chosen for place in range(220)]))
    assert sum(shares) / len(shares) < 0.06


@pytest.mark.parametrize(
    ("values", "members"),
    [(["dv"] * 6, [True] * 3 + [False] * 3), (["dv", "cw"] * 3, [False] * 6)],
)
def test_one_value_only_or_no_member_is_undefined(values, members) -> None:
    assert grouping_echo(values, members) is None


@given(labels, st.permutations("pqr"))
def test_renaming_values_changes_nothing(pairs, names) -> None:
    renamed = dict(zip("pqr", names, strict=True))
    members = [g == "x" for _, g in pairs]

    one = grouping_echo([v for v, _ in pairs], members)
    other = grouping_echo([renamed[v] for v, _ in pairs], members)
    assert one == (None if other is None else pytest.approx(other, abs=2e-4))


ATTRIBUTES = {
    "question": [None] * 40,
    "vignette": ["dv"] * 20 + ["su"] * 20,
    "person": [f"P{n % 4:02d}" for n in range(40)],
    "role": ["LE", "SW"] * 20,
}


def test_a_warning_names_the_attribute_its_value_and_the_counts() -> None:
    echo = told(range(20))

    assert echo.question is None
    assert echo.vignette == 1
    assert echo.person == 0
    assert echo.warnings == (
        "20 of 20 segments answer vignette dv: this grouping may only repeat the vignette "
        "(echo 1.00).",
    )


def test_one_profession_and_one_person_are_warned_of_too() -> None:
    only = [place for place in range(40) if place % 4 == 0]
    warnings = " ".join(told(only).warnings)

    assert "spoken by P00" in warnings
    assert "spoken by LE" in warnings


def test_groupings_that_are_the_vignettes_are_warned_of_as_a_whole() -> None:
    echo = echo_of_all(ATTRIBUTES, [1] * 20 + [2] * 20)

    assert echo.vignette == 1
    assert echo.warnings == ("The groupings mostly repeat the vignette (echo 1.00).",)


def test_what_was_not_taken_out_counts_for_nothing() -> None:
    assert asked_again(ATTRIBUTES, range(20), ["question", "vignette"]) == 1
    assert asked_again(ATTRIBUTES, range(20), ["question"]) == 0
    assert asked_again(ATTRIBUTES, range(20), []) == 0
