"""Plain tables for ``saturation --from``: what cannot be read is said with its lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from idtool.errors import InvalidInput
from idtool.steps.incidence_tables import read_incidence
from tests.conftest import run


def table(folder: Path, words: str | bytes) -> Path:
    path = folder / "seen.csv"
    path.write_bytes(words if isinstance(words, bytes) else words.encode())
    return path


def test_interviews_stand_in_order_and_an_empty_code_is_an_interview_without_one(
    tmp_path: Path,
) -> None:
    path = table(tmp_path, "interview,code\nI02,A\nI01,\nI02,B\n")

    assert read_incidence(path) == [("I02", frozenset("AB")), ("I01", frozenset())]


@pytest.mark.parametrize("header", ["interview,code\n", "Interview;Code\n\n", '"interview","code"'])
def test_a_header_alone_has_no_rows_and_misses_no_column(tmp_path: Path, header: str) -> None:
    with pytest.raises(InvalidInput, match="has a header and no rows") as stop:
        read_incidence(table(tmp_path, header))

    assert "columns" not in stop.value.problem


@pytest.mark.parametrize("words", ["", "interview\n", "who,what\nI01,A\n"])
def test_columns_that_are_missing_are_named(tmp_path: Path, words: str) -> None:
    with pytest.raises(InvalidInput, match="the columns interview and code are needed"):
        read_incidence(table(tmp_path, words))


def test_every_bad_row_is_listed_with_its_line(tmp_path: Path) -> None:
    path = table(tmp_path, "interview,code\n,A\nI01,A\n ,B\nI02\n")

    with pytest.raises(InvalidInput, match="line 2: The interview is missing") as stop:
        read_incidence(path)

    assert [fault.line for fault in stop.value.faults] == [2, 4, 5]
    assert "3 rows cannot be used" in stop.value.problem
    result = run(None, "saturation", "--from", path)
    assert result.exit_code == 4
    assert all(f"seen.csv, line {line}:" in result.stderr for line in (2, 4, 5))


def test_one_bad_row_is_told_in_the_singular(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"\(1 row cannot be used"):
        read_incidence(table(tmp_path, "interview,code\n,A\nI01,A\n"))


def test_a_file_that_is_not_utf_8_is_an_input_at_fault(tmp_path: Path) -> None:
    path = table(tmp_path, "interview,code\nI01,café\n".encode("cp1252"))

    result = run(None, "saturation", "--from", path)

    assert result.exit_code == 4
    assert "seen.csv is not UTF-8." in result.stderr
