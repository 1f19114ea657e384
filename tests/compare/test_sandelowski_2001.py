"""People are counted, not mentions: overcounting in Sandelowski's (2001) sense cannot happen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from idtool.compare import count_people
from tests.compare.mentions import said

mentions = st.lists(
    st.builds(
        said,
        st.sampled_from(["P1", "P2", "P3", "P4"]),
        st.sampled_from(["A", "B"]),
        st.sampled_from(["I01#1", "I01#2", "I02#7", "D01#3"]),
    ),
    max_size=25,
)


def by_role(found):
    return [(m, m.role) for m in found]


def test_one_person_in_two_interviews_is_one_person_with_two_places() -> None:
    table = count_people(
        by_role([said("P1", "A", "I01#4"), said("P1", "A", "D01#2"), said("P1", "A", "I01#9")]),
        codes=["A"],
        groups=["LE", "SW"],
        chance={("A", "LE"): {"P1", "P3"}, ("A", "SW"): {"P2"}},
        second_exposure={"D01"},
    )
    cell = table.cells[("A", "LE")]

    assert (cell.k, cell.n) == (1, 2)
    assert cell.links == ("D01#t002", "I01#t004", "I01#t009")
    assert cell.second_exposure
    assert (table.cells[("A", "SW")].k, table.cells[("A", "SW")].n) == (0, 1)


def test_who_spoke_unasked_had_the_chance() -> None:
    table = count_people(by_role([said("P1", "A", "I01#4")]), codes=["A"], groups=["LE"], chance={})

    assert (table.cells[("A", "LE")].k, table.cells[("A", "LE")].n) == (1, 1)


@given(mentions)
def test_saying_it_again_or_in_another_order_changes_no_count(found) -> None:
    asked = {"codes": ["A", "B"], "groups": ["LE", "SW"], "chance": {}}

    once = count_people(by_role(found), **asked)
    again = count_people(by_role([*reversed(found), *found]), **asked)

    assert once == again
    for cell in once.cells.values():
        assert cell.k <= cell.n <= 2
