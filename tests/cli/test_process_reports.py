"""Acceptance checks 4, 50 and 51: facts are filled, gaps are visible, nothing is called done."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from docx import Document

from idtool.report.pages import FORMATS
from tests.conftest import run, told


def table_rows(path: Path) -> list[list[str]]:
    return [
        [cell.text for cell in row.cells]
        for table in Document(str(path)).tables
        for row in table.rows[1:]
    ]


def words(path: Path) -> str:
    document = Document(str(path))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def made(study: Path, out: Path, name: str, *more: str) -> Path:
    return Path(told(study, "report", name, "--out", str(out), *more)["files"][0])


def test_methods_without_an_adequacy_note_show_a_gap_and_claim_nothing(
    own_example: Path, tmp_path: Path
) -> None:
    text = words(made(own_example, tmp_path, "methods"))
    assert "Not yet written. Whether this is enough for this study" in text
    assert not re.search(r"saturation (?:was|is|has been) reached|is saturated", text)
    run(own_example, "memo", "new", "--type", "method", "--on", "adequacy", "--text", "Both kept.")
    text = words(made(own_example, tmp_path, "methods"))
    assert "The researcher writes: Both kept." in text
    assert "Whether this is enough for this study" not in text


def test_methods_count_people_interviews_and_turns_apart(example: Path, tmp_path: Path) -> None:
    text = words(made(example, tmp_path, "methods"))
    assert "11 people were heard (6 officers, 5 social workers)." in text
    assert "14 interviews have a transcript (11 individual, 3 paired)." in text
    assert "6 of these people were heard more than once, and count once." in text


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ("fixed", "in the same order for everybody"),
        ("rotated", "was rotated from interview to interview"),
        ("per-interview", "was decided for each interview"),
    ],
)
def test_the_order_of_the_vignettes_is_told(
    own_example: Path, tmp_path: Path, order: str, told: str
) -> None:
    settings = own_example / "study.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("  order: fixed ", f"  order: {order} "), encoding="utf-8")

    assert told in words(made(own_example, tmp_path, "methods"))
    assert any(told in row[3] for row in table_rows(made(own_example, tmp_path, "coreq")))


def test_limits_are_facts_of_the_data(example: Path, tmp_path: Path) -> None:
    text = words(made(example, tmp_path, "limits"))
    assert "6 of 10 planned; 4 short" in text
    assert "Second exposure" in text
    assert "All officers come from one setting" in text
    assert "Not asked" in text


def test_coreq_has_32_items_and_says_who_has_to_write(example: Path, tmp_path: Path) -> None:
    rows = table_rows(made(example, tmp_path, "coreq"))
    assert [row[0] for row in rows] == [str(n) for n in range(1, 33)]
    state = {int(row[0]): row[2] for row in rows}
    assert all(state[n] == "for you to write" for n in [*range(1, 9), 11, 14, 15])
    assert {state[n] for n in (12, 16, 18, 21, 24, 25, 27, 29)} == {"filled"}
    assert state[28] == "for you to write"  # nothing was sent to participants
    assert set(state.values()) == {"filled", "partly", "for you to write"}
    assert "done" not in {word for row in rows for word in row[2].split()}


def test_srqr_has_21_items(example: Path, tmp_path: Path) -> None:
    rows = table_rows(made(example, tmp_path, "srqr"))
    assert [row[0] for row in rows] == [f"S{n}" for n in range(1, 22)]
    assert Counter(row[2] for row in rows)["for you to write"] >= 7


def test_small_cells_of_the_sample_are_kept_back(example: Path, tmp_path: Path) -> None:
    rows = {row[0]: row for row in table_rows(made(example, tmp_path, "coreq"))}
    numbers = [int(n) for n in re.findall(r": (\d+)", rows["16"][3])]
    assert numbers
    assert min(numbers) >= 3
    assert "<3" in rows["16"][3]


def test_the_data_flow_says_what_no_program_checks(example: Path, tmp_path: Path) -> None:
    text = words(made(example, tmp_path, "dataflow"))
    assert "Not checked by any program: recordings" in text
    assert "which does not make them anonymous" in text
    assert "M1 (faculty mentor): review; can open the participant key." in text


def test_quotes_beyond_the_team_are_of_people_who_agreed(example: Path, tmp_path: Path) -> None:
    files = told(example, "report", "quotes", "--out", str(tmp_path), "--audience", "public")
    table = next(Path(p) for p in files["files"] if p.endswith(".csv"))
    with table.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert any(row["not_quoted"] and not row["words"] for row in rows)
    assert not any("#t" in row["source"] for row in rows)


@pytest.mark.parametrize("name", ["themes", "codebook", "saturation", "methods", "credibility"])
def test_every_report_comes_in_every_format_and_says_the_same_twice(
    example: Path, tmp_path: Path, name: str
) -> None:
    options = [option for form in FORMATS for option in ("--format", form)]
    first = told(example, "report", name, "--out", str(tmp_path / "a"), *options)["files"]
    second = told(example, "report", name, "--out", str(tmp_path / "b"), *options)["files"]
    assert [Path(path).suffix for path in first] == [".docx", ".html", ".md"]
    for one, other in zip(first, second, strict=True):
        assert Path(one).read_bytes() == Path(other).read_bytes()


def test_a_profile_has_four_lines_by_role_and_invents_nothing(
    own_example: Path, tmp_path: Path
) -> None:
    empty = table_rows(made(own_example, tmp_path, "profile"))
    assert [row[0] for row in empty] == ["Role", "Priorities", "Approach", "Focus"]
    assert {cell for row in empty for cell in row[1:]} == {"not yet written"}
    assert run(own_example, "matrix", "build", "profile", "--rows", "roles").exit_code == 0
    cell = ["--row", "LE", "--col", "Priorities", "--text", "Everybody safe, then what happened."]
    assert run(own_example, "matrix", "fill", "profile", *cell).exit_code == 0
    path = made(own_example, tmp_path, "profile")
    assert table_rows(path)[1] == [
        "Priorities", "Everybody safe, then what happened.", "not yet written"
    ]  # fmt: skip
    assert re.search(r"Priorities, officers: [ID]\d\d#t\d+", words(path))
    named = ["--row", "SW", "--col", "Role", "--text", "Ask Sergeant Alvarez."]
    run(own_example, "matrix", "fill", "profile", *named)
    assert run(own_example, "report", "profile", "--out", tmp_path).exit_code == 3
