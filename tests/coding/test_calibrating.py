"""Calibrated numbers: one curve, moved for codes that have enough proposals."""

from __future__ import annotations

import numpy as np
import pytest

from idtool.coding.calibrating import FEWEST, Calibration, calibrated

Proposals = list[tuple[float, bool, str]]


def proposals(n: int, code: str, share: float, seed: int = 1) -> Proposals:
    """Scores from 0 to 1; the chance of being right is the score times twice ``share``."""
    rng = np.random.default_rng(seed)
    scores = rng.random(n)
    right = rng.random(n) < np.minimum(1, 2 * share * scores)
    return [(float(score), bool(ok), code) for score, ok in zip(scores, right, strict=True)]


def fitted(found: Proposals) -> Calibration:
    scores, right, codes = zip(*found, strict=True)
    return calibrated(scores, right, codes)


TWO = [*proposals(400, "GA.KEEP", 0.5), *proposals(200, "GA.GIVE", 0.1, 2)]


def test_a_code_that_is_seldom_right_gets_a_lower_number_than_the_curve() -> None:
    known = fitted(TWO)

    often, seldom = known.of([0.6], ["GA.KEEP"])[0], known.of([0.6], ["GA.GIVE"])[0]
    assert seldom < known.pooled([0.6])[0] < often
    assert seldom == pytest.approx(0.12, abs=0.08)
    assert often == pytest.approx(0.6, abs=0.12)


def test_the_numbers_of_a_code_add_up_to_nearly_what_was_right() -> None:
    own = [(score, right) for score, right, code in TWO if code == "GA.GIVE"]

    known, scores = fitted(TWO), [score for score, _ in own]
    n_right = sum(right for _, right in own)

    of_its_own = known.of(scores, ["GA.GIVE"] * len(own)).sum()
    of_all = known.pooled(scores).sum()
    assert abs(of_its_own - n_right) < abs(of_all - n_right) / 4


def test_a_code_with_too_few_proposals_keeps_the_curve_of_all() -> None:
    few = [(0.9, False, "GA.GIVE")] * (FEWEST - 1)
    known = fitted([*proposals(400, "GA.KEEP", 0.5), *few])

    assert set(known.moves) == {"GA.KEEP"}
    assert known.of([0.4], ["GA.GIVE"])[0] == known.pooled([0.4])[0]
    assert known.of([0.4], ["GA.NEVER_MET"])[0] == known.pooled([0.4])[0]


def test_a_code_that_was_never_right_is_not_said_to_be_impossible() -> None:
    never = [(0.5, False, "GA.GIVE")] * 60
    known = fitted([*proposals(400, "GA.KEEP", 0.5), *never])

    assert 0 < known.of([0.5], ["GA.GIVE"])[0] < known.pooled([0.5])[0] / 2
