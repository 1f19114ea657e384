"""Themes are people's claims; a settled one has been doubted (acceptance checks 31 to 34)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.conftest import run, told


def test_a_theme_cannot_settle_without_claim_search_and_so_what(own_example: Path) -> None:
    made = told(own_example, "theme", "new", "The week after", "--focus", "PP")["theme"]

    refused = run(own_example, "theme", "status", made, "settled")
    assert refused.exit_code == 6
    for missing in ("claim", "counter-evidence", "so-what", "evidence"):
        assert missing in refused.stderr

    run(own_example, "theme", "edit", made, "--claim", "It could be wrong.")
    run(own_example, "theme", "edit", made, "--so-what", "Call back.", "--searched", "all, by R1")
    run(own_example, "theme", "link", made, "I02#t002")
    assert run(own_example, "theme", "status", made, "settled").exit_code == 0


def test_groupings_come_out_the_same_twice_and_are_not_named(own_example: Path) -> None:
    call = ("cluster", "--focus", "Potential", "--seed", "7")
    first, second = told(own_example, *call), told(own_example, *call)
    first.pop("run"), second.pop("run")

    assert first == second
    assert [g["id"] for g in first["groupings"]] == [
        f"Group {number}" for number in range(1, len(first["groupings"]) + 1)
    ]
    for grouping in first["groupings"]:
        assert grouping["people"]
        assert sum(grouping["roles"].values()) == len(grouping["people"])
        assert {"question", "vignette", "person", "role"} <= set(grouping["echo"])


def test_vignette_words_left_in_echo_the_vignettes(own_example: Path) -> None:
    plain = told(own_example, "cluster", "--on", "all")
    kept = told(own_example, "cluster", "--on", "all", "--keep-vignette-words")

    def warned(run_: dict[str, Any]) -> list[str]:
        echoes = [run_["echo"], *(grouping["echo"] for grouping in run_["groupings"])]
        return [warning for echo in echoes for warning in echo["warnings"]]

    assert warned(plain) == []
    assert any("may only repeat the vignette" in warning for warning in warned(kept))
    assert kept["echo"]["vignette"] > plain["echo"]["vignette"]


def test_too_few_segments_are_refused_with_the_number(new_study: Path) -> None:
    turns = [
        f"{who}: {words}"
        for n in range(12)
        for who, words in (
            ("Interviewer", "And after that?"),
            ("P01", f"Then we waited by door number {n} for somebody with a key."),
        )
    ]
    file = new_study.parent / "I01.txt"
    file.write_text("\n\n".join(turns), encoding="utf-8")
    assert run(new_study, "ingest", file).exit_code == 0

    result = run(new_study, "cluster", "--on", "all")

    assert result.exit_code == 6
    assert "12" in result.stderr


def test_a_grouping_becomes_a_theme_only_under_a_name_of_ones_own(own_example: Path) -> None:
    told(own_example, "cluster", "--focus", "Potential")
    assert run(own_example, "theme", "from-group", "Group 1").exit_code == 2

    made = told(own_example, "theme", "from-group", "Group 1", "--name", "Getting out of the car")
    shown = told(own_example, "theme", "show", made["theme"])

    assert shown["status"] == "candidate"
    assert shown["came_from"].startswith("grouping Group 1 of run ")
    assert shown["for"]
