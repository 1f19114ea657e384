"""People are counted, never transcripts (acceptance checks 1, 2, 3 and 5)."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, SAID, run, told


def test_a_code_of_one_person_in_two_interviews_counts_one_person(example: Path) -> None:
    themes = {theme["id"]: theme for theme in told(example, "theme", "list")}
    (turf,) = [theme for theme in themes.values() if theme["codes"] == ["PO.X.AGENCY_TURF"]]

    shown = told(example, "theme", "show", turf["id"])

    assert (shown["people"], shown["interviews"]) == (1, 2)
    assert shown["person_ids"] == ["P01"]
    assert shown["interview_ids"] == ["D01", "I01"]


@pytest.mark.parametrize(
    ("code", "people"), [("PO.X.COST", 10), ("PO.B.PUBLIC_VIEW", 8), ("PO.B.OFFICER_WELLBEING", 5)]
)
def test_planted_codes_count_as_many_people_as_the_truth_says(
    example: Path, code: str, people: int
) -> None:
    listed = told(example, "code", "list", "--code", code)
    first_coder = {
        person
        for item in listed["codings"]
        if item["coding"]["coder"] == "R1"
        for person in item["people"]
    }

    assert len(first_coder) == people


def test_a_second_reader_adds_nobody_to_a_count(own_example: Path) -> None:
    before = {theme["id"]: theme["person_ids"] for theme in told(own_example, "theme", "list")}
    place = "I02#t002"
    for code in ("PO.X.AGENCY_TURF", "PO.X.COST"):
        assert run(own_example, "--as", "R2", "code", "add", place, code).exit_code == 0

    after = {theme["id"]: theme["person_ids"] for theme in told(own_example, "theme", "list")}

    assert after == before


def test_status_tells_people_interviews_and_transcripts_apart(example: Path) -> None:
    shown = told(example, "status")

    assert (shown["n_people"], shown["n_interviews"], shown["n_transcripts"]) == (11, 14, 14)
    assert shown["people_by_role"] == {"LE": 6, "SW": 5}


def test_status_names_the_shortfall_and_calls_nothing_complete(example: Path) -> None:
    text = run(example, "--plain", "status").stdout

    assert "6/10\t4" in text
    assert "5/10\t5" in text
    assert "3/10\t7" in text
    for word in ("complete", "reached!", "done", "✓", "100"):
        assert word not in text.lower()


def test_saturation_has_one_window_for_officers_and_none_for_the_others(example: Path) -> None:
    strata = told(example, "saturation", "--base", "4", "--run", "2", "--no-figure")["strata"]

    assert strata["LE"]["assessable"] is True
    assert len(strata["LE"]["windows"]) == 1
    for name, n_interviews in (("SW", 5), ("paired", 3)):
        assert strata[name]["assessable"] is False
        assert strata[name]["windows"] == []
        assert f"{n_interviews} interviews" in strata[name]["reason"]
        assert "6" in strata[name]["reason"]


def test_saturation_prints_no_verdict(example: Path) -> None:
    text = run(example, "--plain", "saturation", "--no-figure").stdout.lower()

    assert "not assessable" in text
    assert "description of what was met so far" in text
    for verdict in ("saturated", "saturation reached", "achieved", "sufficient", "enough"):
        assert verdict not in text


def test_interviews_ingested_in_any_order_give_the_same_saturation(
    example: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "shuffled"
    assert run(None, "init", folder).exit_code == 0
    for name in ("study.yaml", "roster.yaml", "guide.yaml", "membercheck.yaml"):
        shutil.copy(EXAMPLE / name, folder / name)
    files = sorted((EXAMPLE / "transcripts").iterdir())
    random.Random(5).shuffle(files)
    for file in files:
        result = run(folder, "ingest", file, *(SAID if file.stem == "I01" else []))
        assert result.exit_code == 0, result.output
    assert run(folder, "code", "import", EXAMPLE / "codings" / "R1.csv").exit_code == 0

    shuffled = told(folder, "saturation", "--no-figure")["strata"]

    assert shuffled == told(example, "saturation", "--no-figure")["strata"]
