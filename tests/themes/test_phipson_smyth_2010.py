"""A share of draws that is never 0: Phipson & Smyth (2010), SAGMB 9, article 39."""

from __future__ import annotations

import numpy as np

from idtool.themes.meetings import Meetings


def test_what_was_found_counts_as_one_more_draw() -> None:
    found = np.array([[[0.0, 3.0], [3.0, 0.0]]])
    drawn = np.zeros((99, 2, 2), dtype=np.int32)
    drawn[:4, 0, 1] = 3  # as often as found
    met = Meetings(found, found, found, drawn)

    assert met.by_chance(0, 1) == 0.05
    drawn[:] = 0
    assert met.by_chance(0, 1) == 0.01
