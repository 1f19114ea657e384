"""Times as services write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idtool.ingest.times import is_time_alone, leading_time, seconds, trailing_time


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("0:21", 21),
        ("00:03", 3),
        ("[1:02:03]", 3723),
        ("00:03:25.6", 205.6),
        ("00:00:43,810", 43.81),
        ("0:0:3.0", 3),
        ("#00:03:25-6#", 205.6),
        ("01:02:03:12", 3723),
        ("1.40.38", 6038),
        ("23.15", 1395),
        ("76.0s", 76),
        ("12:30 AM", 1800),
        ("12:30 pm", 45000),
        ("00:61:00", None),
        ("12", None),
        ("no time", None),
    ],
)
def test_seconds_of_every_shape(written: str, expected: float | None) -> None:
    assert seconds(written) == expected


@pytest.mark.parametrize(
    "text", ["0:13:07.2", "(23.15)", "(1.02.10)", "[00:01]", "0:0:0.0 --> 0:0:3.490", "(00:01:02):"]
)
def test_a_time_alone(text: str) -> None:
    assert is_time_alone(text)


@pytest.mark.parametrize(
    "text", ["10:30 we met", "23 15", "911", "We met at 10:30", "", "[laughs]"]
)
def test_no_time_alone(text: str) -> None:
    assert not is_time_alone(text)


def test_words_before_and_after_times() -> None:
    lead = leading_time("[00:10 - 00:12] So.")

    assert lead is not None
    assert (lead.start, lead.end, lead.rest, lead.apart) == (10, 12, "So.", True)
    assert trailing_time("So. #00:03:25-6#") == ("So.", 205.6)
    assert trailing_time("Number #4#") == ("Number #4#", None)


@given(st.text(max_size=60))
def test_any_text_is_a_time_or_none(text: str) -> None:
    seconds(text)
    is_time_alone(text)
    lead = leading_time(text)
    assert lead is None or text.endswith(lead.rest)
