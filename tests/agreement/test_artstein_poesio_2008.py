"""Artstein & Poesio (2008), tables 2, 5 and 7: percent, S, pi, kappa and alpha on one page."""

from __future__ import annotations

import numpy as np
import pytest

from idtool.agreement import Ratings, as_ratings
from idtool.agreement.brennan_prediger_1981 import brennan_prediger
from idtool.agreement.chance import observed_agreement
from idtool.agreement.cohen_1960 import cohen_kappa
from idtool.agreement.krippendorff_2011 import krippendorff_alpha
from idtool.agreement.scott_1955 import scott_pi

TWO_TAGS = {("stat", "stat"): 20, ("ireq", "stat"): 20, ("stat", "ireq"): 10, ("ireq", "ireq"): 50}
THREE_TAGS = {
    ("stat", "stat"): 46,
    ("ireq", "stat"): 6,
    ("ireq", "ireq"): 32,
    ("ireq", "chck"): 6,
    ("chck", "chck"): 10,
}


def ratings(table: dict[tuple[str, str], int]) -> Ratings:
    return as_ratings(list(table), weights=[float(n) for n in table.values()])


def test_two_tags() -> None:
    both = ratings(TWO_TAGS)

    assert observed_agreement(both, both.weights) == pytest.approx(0.7)
    assert brennan_prediger(both).value == pytest.approx(0.4)
    assert scott_pi(both).value == pytest.approx(0.341, abs=1e-3)
    assert cohen_kappa(both).value == pytest.approx(0.348, abs=1e-3)


def test_three_tags() -> None:
    both = ratings(THREE_TAGS)

    assert observed_agreement(both, both.weights) == pytest.approx(0.88)
    assert brennan_prediger(both).value == pytest.approx(0.82)
    assert scott_pi(both).value == pytest.approx(0.7995, abs=1e-4)
    assert cohen_kappa(both).value == pytest.approx(0.8013, abs=1e-4)
    assert krippendorff_alpha(both) == pytest.approx(0.8, abs=1e-3)


def test_three_tags_where_check_is_halfway_between_the_others() -> None:
    both = ratings(THREE_TAGS)
    assert both.categories == ("chck", "ireq", "stat")
    apart = np.array([[0, 0.5, 0.5], [0.5, 0, 1], [0.5, 1, 0]])

    assert krippendorff_alpha(both, distances=apart) == pytest.approx(0.8156, abs=1e-4)
    assert cohen_kappa(both, agreement=1 - apart).value == pytest.approx(0.8163, abs=1e-4)
