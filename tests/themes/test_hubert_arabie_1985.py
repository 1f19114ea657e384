"""The adjusted Rand index of Hubert and Arabie (1985), Journal of Classification 2, 193-218."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from idtool.themes.consensus import adjusted_rand

divisions = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=3, max_size=40)


@given(divisions)
def test_the_adjusted_rand_index_is_that_of_hubert_and_arabie(pairs) -> None:
    one, other = (np.array(side) for side in zip(*pairs, strict=True))
    assert adjusted_rand(one, other) == pytest.approx(adjusted_rand_score(one, other))


def test_a_division_agrees_with_itself_under_other_names() -> None:
    assert adjusted_rand(np.array([0, 0, 1, 1, 2]), np.array([2, 2, 0, 0, 1])) == 1
