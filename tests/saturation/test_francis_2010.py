"""The stopping rule of Francis et al. (2010): 10 + 3, tested at 11-13, 12-14, …"""

from __future__ import annotations

import pytest

from idtool.errors import UsageProblem
from idtool.saturation.francis_2010 import apply_stopping_rule

# In the paper's manner: the last new idea in interview 14, nothing in 15 to 17.
NEW = [6, 3, 2, 2, 1, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0, 0, 0]


def test_windows_run_11_to_13_12_to_14_and_so_on() -> None:
    rule = apply_stopping_rule(NEW)

    assert [(w.first, w.last) for w in rule.windows] == [
        (11, 13), (12, 14), (13, 15), (14, 16), (15, 17),
    ]  # fmt: skip
    assert [w.new_codes for w in rule.windows] == [1, 1, 1, 1, 0]
    assert rule.first_without == "14+3"
    assert rule.n_new_after == 0


def test_codes_that_came_after_the_first_quiet_run_are_counted() -> None:
    rule = apply_stopping_rule([5, 0, 0, 0, 2, 1], initial=1, stopping=3)

    assert rule.first_without == "1+3"
    assert rule.n_new_after == 3


def test_twelve_interviews_cannot_carry_ten_and_three() -> None:
    rule = apply_stopping_rule(NEW[:12])

    assert not rule.assessable
    assert rule.reason == "12 interviews, the rule needs 13"
    assert rule.windows == ()


def test_no_code_at_all_is_no_quiet_run() -> None:
    assert apply_stopping_rule([0] * 13).reason == "no code in any interview"


def test_a_rule_without_interviews_is_refused() -> None:
    with pytest.raises(UsageProblem):
        apply_stopping_rule(NEW, stopping=0)
