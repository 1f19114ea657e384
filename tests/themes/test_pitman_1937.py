"""Traits dealt out among those who have them: Pitman (1937), JRSS Supplement 4, 119-130."""

from __future__ import annotations

import pytest

from idtool.themes.echo import echo_of_each
from idtool.themes.echo_by_chance import echoes_by_chance

PEOPLE = [f"P{place // 5}" for place in range(30)]  # six people, five segments each
ROLES = ["LE" if place < 15 else "SW" for place in range(30)]


def test_three_of_six_people_are_all_of_one_role_in_two_of_twenty_deals() -> None:
    found = echoes_by_chance({"role": (ROLES, PEOPLE)}, [range(15)], seed=5)
    assert found["role"] == [pytest.approx(2 / 20, abs=0.03)]


def test_many_segments_of_few_people_do_not_make_it_less_likely() -> None:
    one_each, all_five = [0, 5, 10], list(range(15))
    found = echoes_by_chance({"role": (ROLES, PEOPLE)}, [one_each], seed=5)
    assert found == echoes_by_chance({"role": (ROLES, PEOPLE)}, [all_five], seed=5)


def test_each_further_grouping_and_trait_is_another_occasion_for_luck() -> None:
    people = [f"P{place}" for place in range(8)]
    roles = ["LE"] * 4 + ["SW"] * 4
    kinds = ["paired", "individual"] * 4
    groups = [[0, 1, 2, 3], [0, 1, 4, 5], [0, 2, 5, 6]]  # each may be all of one role
    alone = echoes_by_chance({"role": (roles, people)}, groups[:1], seed=5)["role"]
    among = echoes_by_chance({"role": (roles, people)}, groups, seed=5)["role"]
    both = echoes_by_chance({"role": (roles, people), "kind": (kinds, people)}, groups, seed=5)

    assert alone[0] == pytest.approx(2 / 70, abs=0.015)
    assert among[0] == pytest.approx(6 / 70, abs=0.025)
    assert both["role"][0] == pytest.approx(1 - (64 / 70) ** 2, abs=0.03)


def test_a_grouping_like_the_whole_is_as_likely_as_can_be() -> None:
    assert echoes_by_chance({"role": (ROLES, PEOPLE)}, [range(30)], seed=5) == {"role": [1.0]}


@pytest.mark.parametrize(
    ("values", "carriers"),
    [(["LE"] * 30, PEOPLE), (["LE"] * 10 + ["SW"] * 20, ["P0"] * 10 + ["P1"] * 20)],
    ids=["one value", "two people"],
)
def test_too_few_to_deal_out_is_undefined(values: list[str], carriers: list[str]) -> None:
    assert echoes_by_chance({"role": (values, carriers)}, [range(10)], seed=5) == {"role": [None]}
    assert echoes_by_chance({"role": (values, carriers)}, [], seed=5) == {"role": []}


def test_a_role_warns_only_where_shuffled_roles_seldom_do_as_much() -> None:
    few = {"person": PEOPLE, "role": ROLES}
    (by_chance,) = echo_of_each(few, [range(15)], carriers={"role": PEOPLE}, seed=5)
    many_people = [f"P{place:02d}" for place in range(30)]
    many = {"person": many_people, "role": ROLES}
    (told,) = echo_of_each(many, [range(15)], carriers={"role": many_people}, seed=5)

    assert (by_chance.role, by_chance.warnings) == (1, ())
    assert "no more than by chance" in by_chance.excused[0]
    assert "spoken by LE" in told.warnings[0]
    assert told.excused == ()
