"""Weighted log-odds with an informative prior: Monroe, Colaresi and Quinn (2008), section 3.4."""

from __future__ import annotations

from collections import Counter
from math import log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idtool.themes.terms import choose_terms, count_usage, weighted_log_odds

counts = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 40), min_size=2).map(Counter)


def test_equation_22_by_hand() -> None:
    inside, outside = Counter(shelter=6, court=4), Counter(shelter=2, court=18)

    found = weighted_log_odds(inside, outside, prior_strength=30)

    # 30 words in all, so the prior gives each word its own count: 8 and 22
    a, b = 6 + 8, 2 + 8
    delta = log(a / (10 + 30 - a)) - log(b / (20 + 30 - b))
    assert found["shelter"] == pytest.approx(delta / sqrt(1 / a + 1 / b))
    assert found["shelter"] > 0 > found["court"]


@given(counts, counts)
def test_exchanging_the_two_sides_turns_the_sign(inside, outside) -> None:
    one, other = weighted_log_odds(inside, outside), weighted_log_odds(outside, inside)

    assert one.keys() == other.keys()
    for word in one:
        assert one[word] == pytest.approx(-other[word], abs=1e-9)


def test_a_word_seen_once_ranks_below_one_seen_often() -> None:
    inside = Counter(bed=12, rare=1, filler=200)
    found = weighted_log_odds(inside, Counter(filler=400, bed=4))

    assert found["bed"] > found["rare"] > 0


def pairs(text: str) -> list[tuple[str, str]]:
    return [(word, word.rstrip("s")) for word in text.split()]


def test_terms_take_the_form_used_most_and_pass_over_one_persons_words() -> None:
    segments = [
        pairs("beds beds van yodel yodel yodel"),
        pairs("bed beds van lamp"),
        pairs("lamp lamp desk desk"),
        pairs("desk desk lamp"),
    ]
    people = [("P01",), ("P02",), ("P01",), ("P03",)]
    usage = count_usage(segments)

    few = choose_terms(usage, [(people[n], segments[n]) for n in (0, 1)])
    assert few[0] == "beds"
    assert few[:2] == ("beds", "van")

    # with three words or more that several people use, one person's word does not show
    segments[0] += pairs("cot quilt")
    segments[1] += pairs("cot quilt")
    usage = count_usage(segments)
    assert "yodel" not in choose_terms(usage, [(people[n], segments[n]) for n in (0, 1)])


def test_a_grouping_without_words_has_no_terms() -> None:
    assert choose_terms(count_usage([pairs("bed van")]), [(("P01",), [])]) == ()
