"""Sentences in prose and in talk."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idtool.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        (
            "It was 3 a.m. and Dr. Who came. Then he left.",
            ["It was 3 a.m. and Dr. Who came.", "Then he left."],
        ),
        ("Well... I don't know. Maybe.", ["Well...", "I don't know.", "Maybe."]),
        ("Is that for a case? and it was not.", ["Is that for a case? and it was not."]),
        ("“I’m ready.” He stood up.", ["“I’m ready.”", "He stood up."]),
        ("No stop at the end", ["No stop at the end"]),
        ("First line\nSecond line", ["First line", "Second line"]),
        ("(laughs) No. [crosstalk] Yes.", ["(laughs) No.", "[crosstalk] Yes."]),
        ("It cost 2.50 and that was it.", ["It cost 2.50 and that was it."]),
        ("", []),
        ("   ", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet="ab AB.?!…\n\"'’”()", max_size=60))
def test_sentences_cover_every_word_once_and_in_order(text: str) -> None:
    spans = sentence_spans(text)

    assert all(start < end for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
