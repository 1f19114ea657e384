"""Not asked; asked and no experience; asked and nothing said; not coded: never the same."""

from __future__ import annotations

import pytest

from idtool.compare.chances import Chance, by_person, state_of


@pytest.mark.parametrize(
    ("asked", "no_experience", "spoke", "coded", "state"),
    [
        (False, False, False, False, "not asked"),
        (True, True, True, True, "asked, no experience"),
        (True, False, False, False, "asked, nothing said"),
        (True, False, True, False, "not coded"),
        (True, False, True, True, "coded"),
        (False, False, True, True, "coded"),
    ],
)
def test_states(asked: bool, no_experience: bool, spoke: bool, coded: bool, state: str) -> None:
    found = state_of(asked=asked, no_experience=no_experience, spoke=spoke, coded=coded)

    assert found == state
    chance = Chance("P1", "LE", "jo", "I01", "individual", found)
    assert chance.had_chance == (state not in ("not asked", "asked, no experience"))


def test_the_fullest_interview_of_a_person_counts() -> None:
    chances = [
        Chance("P1", "LE", "jo", "I01", "individual", "not asked"),
        Chance("P1", "LE", "jo", "D01", "paired", "coded"),
    ]
    assert by_person(chances)[("P1", "jo")].interview == "D01"
