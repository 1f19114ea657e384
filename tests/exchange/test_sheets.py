"""CSV that gives back what was written, and that no spreadsheet takes for a formula."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idtool.errors import InvalidInput
from idtool.exchange.sheets import as_cell, from_cell, read_csv, write_csv

cells = st.text(
    alphabet=st.characters(blacklist_categories=("Cs",), blacklist_characters="\r\x00"),
    max_size=30,
)


@given(cells)
def test_a_cell_comes_back_as_it_was(text: str) -> None:
    assert from_cell(as_cell(text)) == text


@given(st.lists(st.tuples(cells, cells), max_size=5))
def test_a_table_comes_back_as_it_was(rows: list[tuple[str, str]]) -> None:
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    text = write_csv(["a", "b"], [{"a": a, "b": b} for a, b in rows])

    assert [(row["a"], row["b"]) for _, row in read_csv(text)] == rows


def test_a_formula_becomes_text() -> None:
    for active in ("=1+1", "+cmd", "-2+3", "@SUM(A1)"):
        assert as_cell(active).startswith("'")


def test_a_table_with_semicolons_is_read_and_lines_are_counted() -> None:
    rows = read_csv('﻿interview;code;quote\nI01;A;"two\nlines"\nI02;B;x\n')

    assert [(line, row["interview"]) for line, row in rows] == [(2, "I01"), (4, "I02")]


def test_cells_beyond_the_header_are_refused_with_their_line() -> None:
    with pytest.raises(InvalidInput, match="Line 3"):
        read_csv("interview,code,quote\nI01,A,fine\nI02,B,well, not quoted\n")
