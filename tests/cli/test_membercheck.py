"""``idtool membercheck``: what a researcher sees on the screen."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import run, told


def test_build_tells_what_was_made_and_for_whom_nothing_was(own_example: Path) -> None:
    result = run(own_example, "--plain", "membercheck", "build", "--date", "2026-05-04")

    assert result.exit_code == 0, result.output
    assert "Round 1: 9 documents, dated 2026-05-04" in result.stdout
    assert "No document for P05: did not agree to be contacted." in result.stdout
    folder = own_example / "out" / "member_check"
    assert sorted(path.name for path in folder.iterdir()) == [
        f"P{n:02d}.docx" for n in (1, 2, 3, 4, 6, 7, 8, 9, 11)
    ]


def test_one_person_one_round_and_a_folder_of_ones_own(own_example: Path, tmp_path: Path) -> None:
    out = tmp_path / "for_p03"

    shown = told(
        own_example, "membercheck", "build", "--person", "P03", "--round", "2", "--out", out,
        "--paper", "a4", "--date", "2026-05-04",
    )  # fmt: skip

    assert shown["round"] == 2
    assert [item["person"] for item in shown["made"]] == ["P03"]
    assert [path.name for path in out.iterdir()] == ["P03.docx"]


def test_a_leak_ends_with_exit_3_and_names_the_document_only(own_example: Path) -> None:
    form = own_example / "membercheck.yaml"
    text = form.read_text(encoding="utf-8")
    form.write_text(text.replace("Trust seems", "Ask P04, trust seems", 1), encoding="utf-8")

    result = run(own_example, "membercheck", "build")

    assert result.exit_code == 3
    assert "P01.docx" in result.stderr
    assert "Nothing was written for anybody." in result.stderr
    assert "Ask P04" not in result.output
    assert not (own_example / "out" / "member_check").exists()


def test_without_statements_the_exit_is_6(own_example: Path) -> None:
    (own_example / "membercheck.yaml").unlink()

    assert run(own_example, "membercheck", "build").exit_code == 6


def test_a_day_that_is_none_is_a_wrong_request(own_example: Path) -> None:
    result = run(own_example, "membercheck", "build", "--date", "May 4")

    assert result.exit_code == 2
    assert "2026-05-04" in result.stderr


def test_a_preview_shows_the_document_and_its_reading_level(example: Path) -> None:
    result = run(example, "membercheck", "preview", "--person", "P03")

    assert result.exit_code == 0, result.output
    assert "Does this fit your experience?" in result.stdout
    assert "Reading level: grade" in result.stdout
    assert run(example, "membercheck", "preview", "--person", "P10").exit_code == 2
