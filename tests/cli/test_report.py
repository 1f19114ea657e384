"""``idtool report``: files, audiences, refusals."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import run, told


@pytest.mark.parametrize(
    ("command", "files"),
    [
        (["themes"], {"themes.docx"}),
        (["themes", "--audience", "public"], {"themes_public.docx"}),
        (["codebook", "--paper", "a4"], {"codebook.docx"}),
        (["saturation"], {"saturation.docx"}),
        (
            ["vignettes"],
            {
                f"vignettes_{role}_{sheet}.docx"
                for role in ("LE", "SW", "PAIR")
                for sheet in ("interviewer", "participant")
            },
        ),
    ],
)
def test_each_report_names_the_files_it_wrote(
    example: Path, tmp_path: Path, command: list[str], files: set[str]
) -> None:
    shown = told(example, "report", *command, "--out", tmp_path)

    assert {Path(path).name for path in shown["files"]} == files
    assert {path.name for path in tmp_path.iterdir()} == files


def test_reports_go_to_the_studys_own_folder_unless_told_otherwise(own_example: Path) -> None:
    result = run(own_example, "report", "themes")

    assert result.exit_code == 0, result.output
    assert (own_example / "out" / "themes.docx").is_file()
    assert str(own_example / "out" / "themes.docx") in result.stdout.replace("\n", "")


def test_signing_by_setting_is_refused_with_the_size_of_the_cell_only(
    example: Path, tmp_path: Path
) -> None:
    result = run(example, "report", "themes", "--tag", "role,setting", "--out", tmp_path)

    assert result.exit_code == 3
    assert "a group of" in result.stderr
    assert "campus" not in result.output
    assert not list(tmp_path.iterdir())


def test_an_audience_nobody_defined_is_a_wrong_request(example: Path) -> None:
    assert run(example, "report", "themes", "--audience", "press").exit_code == 2
