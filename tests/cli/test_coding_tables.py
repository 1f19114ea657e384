"""Codings out to a table and back, letter for letter."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.conftest import EXAMPLE, run, told

COLUMNS = (
    "coding_id,interview,kind,person,role,turn,start,end,quote,code,focus,status,source,evidence,"
    "coder,codebook_version,week,area,question"
)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_columns_are_the_ones_other_programs_rely_on(example: Path, tmp_path: Path) -> None:
    file = tmp_path / "codings.csv"
    assert run(example, "code", "export", "--to", "csv", file).exit_code == 0

    assert file.read_text(encoding="utf-8").split("\n", 1)[0] == COLUMNS


def test_quotes_stand_where_the_positions_say(example: Path, tmp_path: Path) -> None:
    run(example, "code", "export", "--to", "csv", tmp_path / "codings.csv")
    run(example, "export", "csv", tmp_path)
    texts: dict[str, str] = {}
    for turn in rows_of(tmp_path / "turns.csv"):
        joined = texts.get(turn["interview"])
        words = turn["text"]
        texts[turn["interview"]] = words if joined is None else f"{joined}\n{words}"

    codings = rows_of(tmp_path / "codings.csv")

    assert len(codings) > 700
    for row in codings:
        assert texts[row["interview"]][int(row["start"]) : int(row["end"])] == row["quote"]


def test_an_exported_table_imports_into_an_empty_study_as_it_was(
    own_example: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    run(own_example, "code", "export", "--to", "csv", first)
    for row in rows_of(first)[:40]:
        assert run(own_example, "code", "remove", row["coding_id"]).exit_code == 0
    partial = tmp_path / "partial.csv"
    run(own_example, "code", "export", "--to", "csv", partial)
    assert len(rows_of(partial)) == len(rows_of(first)) - 40

    assert told(own_example, "code", "import", first)["n_new"] == 40
    run(own_example, "code", "export", "--to", "csv", second)

    assert second.read_text(encoding="utf-8") == first.read_text(encoding="utf-8")


def test_importing_twice_changes_nothing(own_example: Path) -> None:
    again = told(own_example, "code", "import", EXAMPLE / "codings" / "R1.csv")

    assert again["n_new"] == 0
    assert again["n_known"] == again["n_rows"]


def test_every_row_that_does_not_fit_is_named_and_nothing_is_imported(
    own_example: Path, tmp_path: Path
) -> None:
    file = tmp_path / "bad.csv"
    file.write_text(
        "interview,code,quote\n"
        "I02,PP.REFERRAL,words that nobody ever said in there\n"
        "I99,PP.REFERRAL,anything\n"
        "I02,PP.NO_SUCH_CODE,anything\n"
        "I02,PA.JOINT_DECISION,anything\n"
        "I02,PP.REFERRAL,the\n",
        encoding="utf-8",
    )
    before = told(own_example, "status")["n_accepted"]

    result = run(own_example, "code", "import", file)

    assert result.exit_code == 4
    for line in range(2, 7):
        assert f"bad.csv, line {line}" in result.stderr
    assert "nobody ever said" not in result.output
    assert told(own_example, "status")["n_accepted"] == before


def test_a_code_of_two_speakers_needs_both(own_example: Path) -> None:
    turns = told(own_example, "--quiet", "read", "D01", "--no-log")["transcript"]["turns"]
    alone = next(turn for turn in turns if turn["person"] == "P01")["number"]

    refused = run(own_example, "code", "add", f"D01#t{alone:03d}", "PA.JOINT_DECISION")
    accepted = run(
        own_example, "code", "add", f"D01#t{alone:03d}-t{alone + 4:03d}", "PA.JOINT_DECISION"
    )

    assert refused.exit_code == 2
    assert "D01#t031-t033" in refused.stderr
    assert accepted.exit_code == 0, accepted.output


def test_the_interviewer_is_not_coded(own_example: Path) -> None:
    turns = told(own_example, "--quiet", "read", "I02", "--no-log")["transcript"]["turns"]
    asking = next(turn for turn in turns if turn["speaker"] == "INT")["number"]

    result = run(own_example, "code", "add", f"I02#t{asking:03d}", "PP.REFERRAL")

    assert result.exit_code == 2
    assert "interviewer" in result.stderr


def test_the_whole_study_leaves_as_eight_tables(example: Path, tmp_path: Path) -> None:
    made = told(example, "export", "csv", tmp_path / "tables")["files"]

    assert [Path(name).name for name in made] == [
        "people.csv",
        "interviews.csv",
        "exposures.csv",
        "turns.csv",
        "codings.csv",
        "codes.csv",
        "themes.csv",
        "memos.csv",
    ]
    assert len(rows_of(tmp_path / "tables" / "people.csv")) == 11


def test_a_segment_may_not_begin_in_the_interviewers_words(
    own_example: Path, tmp_path: Path
) -> None:
    file = tmp_path / "wide.csv"
    file.write_text("interview,code,start,end\nI02,PP.REFERRAL,0,900\n", encoding="utf-8")

    result = run(own_example, "code", "import", file)

    assert result.exit_code == 4
    assert "line 2" in result.stderr
    assert "interviewer" in result.stderr
