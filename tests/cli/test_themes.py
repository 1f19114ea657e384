"""Themes are people's claims; a settled one has been doubted (acceptance checks 31 to 34)."""

from __future__ import annotations

import contextlib
import sqlite3
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


def test_an_address_may_be_printed_only_where_somebody_said_so(
    own_example: Path, tmp_path: Path
) -> None:
    file = tmp_path / "themes.yaml"
    file.write_text(
        "schema: idtool/themes@1\nthemes:\n"
        "  - id: T20\n    focus: PP\n    name: The week after\n    for:\n"
        "      - {at: 'I02#t002', quote_ok: true}\n"
        "      - {at: 'I02#t004', quote_ok: false}\n"
        "      - {at: 'I02#t006'}\n",
        encoding="utf-8",
    )
    told(own_example, "theme", "import", file)
    assert _approved(own_example, "T20") == ["I02#t002"]

    told(own_example, "theme", "link", "T20", "I02#t006", "--quote-ok")
    told(own_example, "theme", "link", "T20", "I02#t002", "--note", "the first time")
    assert _approved(own_example, "T20") == ["I02#t002", "I02#t006"]
    told(own_example, "theme", "link", "T20", "I02#t002", "--no-quote-ok")
    assert _approved(own_example, "T20") == ["I02#t006"]


def test_a_quotation_written_out_may_be_printed_unless_it_says_not(
    own_example: Path, tmp_path: Path
) -> None:
    file = tmp_path / "themes.yaml"
    for number, said in (("T20", ""), ("T21", "quote_ok: false, ")):
        file.write_text(
            f"schema: idtool/themes@1\nthemes:\n  - id: {number}\n    focus: PP\n"
            f"    name: Named {number}\n    for:\n"
            f'      - {{interview: I10, {said}quote: "What\'s she going to notice?"}}\n',
            encoding="utf-8",
        )
        told(own_example, "theme", "import", file)

    assert len(_approved(own_example, "T20")) == 1
    assert _approved(own_example, "T21") == []


def test_two_themes_never_bear_one_name(own_example: Path, tmp_path: Path) -> None:
    name = told(own_example, "theme", "show", "T01")["name"]
    told(own_example, "cluster", "--focus", "Potential")
    file = tmp_path / "themes.yaml"
    file.write_text(
        f"schema: idtool/themes@1\nthemes:\n  - id: T20\n    focus: PP\n    name: {name!r}\n",
        encoding="utf-8",
    )

    for exit_code, *call in (
        (7, "new", f" {name.upper()}", "--focus", "PP"),
        (7, "edit", "T02", "--name", name),
        (7, "from-group", "Group 1", "--name", name),
        (4, "import", file),
    ):
        refused = run(own_example, "theme", *call)
        assert refused.exit_code == exit_code, (call, refused.output)
        assert "T01 bears this name" in refused.stderr
    assert run(own_example, "theme", "edit", "T01", "--name", name.upper()).exit_code == 0


def _approved(study: Path, theme_id: str) -> list[str]:
    """Places of a theme that participants' forms may print."""
    with contextlib.closing(sqlite3.connect(study / "study.db")) as db:
        rows = db.execute(
            "SELECT transcript_id, first_turn FROM evidence WHERE theme_id = ? AND quote_ok = 1 "
            "ORDER BY 1, 2",
            (theme_id,),
        )
        return [f"{transcript}#t{turn:03d}" for transcript, turn in rows]
