"""The check: interviews coded by hand alone are counted, reviewed ones told apart."""

from __future__ import annotations

import pytest

from idtool.coding.checking import Check, check
from idtool.model import Coding
from tests.coding.books import WATER, WEED, book
from tests.coding.test_learning import coding, spoken

BOOK = book(WATER, WEED)
SAID = [
    "We soak the beds before breakfast, every single summer morning.",
    "Then we pull the weeds along the fence, all forty feet of it.",
    "My neighbor complains about the noise of the gate all the same.",
]


def checked(*names: str, prompted: frozenset[str] = frozenset()) -> Check:
    """Everybody says the same; watering is coded, weeding only where proposals were reviewed."""
    passages, codings = {}, list[Coding]()
    for name in names:
        passages[name], places = spoken(name, SAID)
        codings.append(coding(places[0], 1, SAID[0], "GA.WATER", "accepted"))
        if name in prompted:
            codings.append(coding(places[1], 2, SAID[1], "GA.WEED", "accepted"))
    return check(passages, codings, [BOOK], using=("rules",), prompted=prompted)


def test_reviewed_interviews_do_not_flatter_the_numbers() -> None:
    alone = checked("I01", "I02")
    beside = checked("I01", "I02", "I03", "I04", prompted=frozenset({"I03", "I04"}))

    assert beside.is_by_hand
    assert beside.codes == alone.codes
    assert beside.by_strength == alone.by_strength
    assert beside.by_hand is not None and beside.reviewed is not None
    assert (beside.by_hand.n_right, beside.by_hand.n_proposed) == (2, 4)
    assert (beside.reviewed.n_right, beside.reviewed.n_proposed) == (4, 4)


def test_with_one_interview_coded_by_hand_all_are_counted_and_it_says_so() -> None:
    found = checked("I01", "I02", "I03", prompted=frozenset({"I02", "I03"}))

    assert not found.is_by_hand
    assert sum(score.n_proposed for score in found.codes) == 6
    assert found.by_hand is not None and found.by_hand.n_interviews == 1


def test_where_nothing_was_reviewed_there_is_no_tally_of_it() -> None:
    found = checked("I01", "I02")

    assert found.reviewed is None
    assert found.by_hand is not None
    assert found.by_hand.hit_at_3 == found.hit_at_3 == 1.0
    assert found.by_hand.precision == pytest.approx(0.5)
    assert found.by_hand.recall == 1.0


def test_shares_of_nothing_are_undefined() -> None:
    passages, places = spoken("I01", SAID[2:])
    more, elsewhere = spoken("I02", SAID[2:])
    codings = [
        coding(place, 1, SAID[2], "GA.WATER", "accepted") for place in (places[0], elsewhere[0])
    ]

    found = check({"I01": passages, "I02": more}, codings, [BOOK], using=("rules",)).by_hand

    assert found is not None
    assert (found.precision, found.recall) == (None, 0.0)
