"""Runs of cluster: listed, shown again, dismissed and taken back; decisions carry over."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, SAID, run, told

WHY = "the order of the questions, not a theme"


def test_a_run_is_listed_and_shown_again_as_it_was(own_example: Path) -> None:
    first = told(own_example, "cluster", "--focus", "Potential")
    told(own_example, "cluster", "--on", "uncoded", "--seed", "3")
    made = told(own_example, "theme", "from-group", "Group 1", "--name", "Ours", "--run", "1")
    listed = told(own_example, "cluster", "--runs")["runs"]
    again = told(own_example, "cluster", "--show", "1")

    assert [(r["run"], r["on"], r["focus"], r["seed"]) for r in listed] == [
        (1, "coded", "potential", 7),
        (2, "uncoded", None, 3),
    ]
    assert (listed[0]["themes"], listed[0]["names"]) == ([made["theme"]], ["Ours"])
    assert listed[0]["n_groupings"] == len(first["groupings"])
    assert listed[0]["n_segments"] == first["settings"]["n_segments"]
    assert again["groupings"][0].pop("themes") == [made["theme"]]
    first["groupings"][0].pop("themes")
    assert again == first
    assert len(told(own_example, "cluster", "--runs")["runs"]) == 2  # looking leaves no trace


def test_a_run_that_is_not_there_is_told_with_those_that_are(own_example: Path) -> None:
    nothing = run(own_example, "cluster", "--show", "1")
    told(own_example, "cluster", "--focus", "Potential")
    wrong = run(own_example, "cluster", "--show", "9")

    assert (nothing.exit_code, wrong.exit_code) == (2, 2)
    assert "Runs so far: 1." in wrong.stderr
    assert run(own_example, "cluster", "--runs", "--show", "1").exit_code == 2


def test_a_dismissal_needs_a_reason_is_in_the_trail_and_stays(own_example: Path) -> None:
    first = told(own_example, "cluster", "--focus", "Potential")
    assert run(own_example, "cluster", "--dismiss", "Group 2").exit_code == 2
    assert run(own_example, "cluster", "--dismiss", "Group 99", "--why", WHY).exit_code == 2
    told(own_example, "cluster", "--dismiss", "2", "--why", WHY)
    second = told(own_example, "cluster", "--focus", "Potential")
    elsewhere = told(own_example, "cluster", "--on", "uncoded")
    third = told(own_example, "cluster", "--focus", "Potential")

    for again in (second, third):  # a run on other material does not make it forgotten
        marked = {g["id"]: [d["why"] for d in g["dismissed"]] for g in again["groupings"]}
        assert marked == {g["id"]: [WHY] * (g["id"] == "Group 2") for g in first["groupings"]}
    assert not any(g["dismissed"] for g in elsewhere["groupings"])
    shown = run(own_example, "--plain", "cluster", "--show", str(third["run"])).stdout
    assert "Group 2 (dismissed)" in shown and WHY in shown
    events = [e for e in told(own_example, "audit", "show") if e["act"] == "segments.dismiss"]
    assert [(e["about"], e["why"]) for e in events] == [("Group 2 of run 1", WHY)]


def test_a_dismissed_grouping_is_neither_offered_nor_counted_until_restored(
    own_example: Path, tmp_path: Path
) -> None:
    told(own_example, "cluster", "--focus", "Potential")

    def offered() -> tuple[str, int]:
        run(own_example, "report", "themes", "--out", tmp_path, "--format", "md")
        (out,) = tmp_path.glob("*.md")
        curve = told(own_example, "saturation", "--unit", "grouping", "--strata", "all")
        return out.read_text("utf-8"), max(next(iter(curve["strata"].values()))["cumulative"])

    before, n_before = offered()
    told(own_example, "cluster", "--dismiss", "Group 2", "--why", WHY)
    gone, n_gone = offered()
    told(own_example, "cluster", "--restore", "Group 2")

    assert "Group 2" in before
    assert "Group 2" not in gone
    assert n_gone == n_before - 1
    assert offered() == (before, n_before)
    assert run(own_example, "cluster", "--restore", "Group 2").exit_code == 2


def test_what_was_adopted_is_set_aside_not_dismissed(own_example: Path) -> None:
    told(own_example, "cluster", "--focus", "Potential")
    made = told(own_example, "theme", "from-group", "Group 1", "--name", "Ours")["theme"]
    refused = run(own_example, "cluster", "--dismiss", "Group 1", "--why", WHY)
    run(own_example, "theme", "status", made, "set_aside", "--because", WHY)

    assert refused.exit_code == 7
    assert made in refused.stderr
    assert run(own_example, "cluster", "--dismiss", "Group 1", "--why", WHY).exit_code == 0


@pytest.fixture
def ten_of_fourteen(tmp_path: Path) -> tuple[Path, list[Path]]:
    """The invented study after ten interviews, and the four that are still to come."""
    folder = tmp_path / "study"
    assert run(None, "init", folder).exit_code == 0
    for name in ("study.yaml", "roster.yaml", "guide.yaml", "membercheck.yaml"):
        shutil.copy(EXAMPLE / name, folder / name)
    files = sorted((EXAMPLE / "transcripts").iterdir(), key=lambda path: path.stem)
    first = [path for path in files if path.stem == "I01"]
    others = [path for path in files if path.stem != "I01"]
    assert run(folder, "ingest", *first, *SAID).exit_code == 0
    assert run(folder, "ingest", *others[:9]).exit_code == 0
    return folder, others[9:]


def test_names_and_decisions_carry_over_when_interviews_arrive(
    ten_of_fourteen: tuple[Path, list[Path]],
) -> None:
    study, to_come = ten_of_fourteen
    first = told(study, "cluster", "--on", "all")
    made = told(study, "theme", "from-group", "Group 1", "--name", "Ours")["theme"]
    told(study, "cluster", "--dismiss", "Group 2", "--why", WHY)
    assert run(study, "ingest", *to_come).exit_code == 0
    second = told(study, "cluster", "--on", "all", "--compare", str(first["run"]))

    matches = second["compared"]["matches"]
    stays = {"kept", "grown"}
    then = {before: m for m in matches for before in m["before"]}
    assert set(then) == {g["id"] for g in first["groupings"]}  # the fate of each is told
    assert {now for m in matches for now in m["now"]} == {g["id"] for g in second["groupings"]}
    for grouping in second["groupings"]:
        fate = grouping["fate"]
        one = fate["before"] if fate["fate"] in stays else []
        merged = fate["before"] if fate["fate"] == "merged" else []
        assert grouping["themes"] == ([made] if "Group 1" in [*one, *merged] else [])
        assert bool(grouping["dismissed"]) == (one == ["Group 2"])
    fate = then["Group 1"]["fate"]
    gone = dict(map(tuple, second["compared"]["gone"]))
    assert fate in stays | {"merged", "split"} or gone["Group 1"] == [made]
    assert told(study, "saturation", "--unit", "grouping")["unit"] == "grouping"


def test_kept_runs_follow_a_withdrawal_and_forget_who_left(own_example: Path) -> None:
    first = told(own_example, "cluster", "--focus", "Potential")
    assert any("P03" in g["people"] for g in first["groupings"])
    assert (
        run(
            own_example, "person", "withdraw", "P03", "--confirm", "P03", "--because", "asked"
        ).exit_code
        == 0
    )
    again = told(own_example, "cluster", "--show", "1")

    text = json.dumps(again)
    assert "P03" not in text and "I03" not in text
    assert [g["id"] for g in again["groupings"]] == [g["id"] for g in first["groupings"]]
    for grouping in again["groupings"]:
        assert grouping["n_segments"] == len(grouping["segments"])
        assert sum(grouping["roles"].values()) == len(grouping["people"])


def test_a_run_of_an_older_idtool_is_shown_as_far_as_it_was_kept(own_example: Path) -> None:
    first = told(own_example, "cluster", "--focus", "Potential")
    kept = {"id", "segments", "people", "terms", "stability", "themes"}
    with sqlite3.connect(own_example / "study.db") as db:
        (row,) = db.execute("SELECT result FROM grouping_run").fetchall()
        run_then = json.loads(row[0])
        old = {
            name: run_then[name] for name in ("focus", "on", "seed", "k", "settings", "ungrouped")
        }
        old["groupings"] = [{n: g[n] for n in kept} for g in run_then["groupings"]]
        db.execute("UPDATE grouping_run SET result = ?", (json.dumps(old),))
    again = told(own_example, "cluster", "--show", "1")
    shown = run(own_example, "--plain", "cluster", "--show", "1")
    done = told(own_example, "theme", "from-group", "Group 1", "--name", "Ours")

    for then, now in zip(first["groupings"], again["groupings"], strict=True):
        assert {n: now[n] for n in kept} == {n: then[n] for n in kept}
        assert (now["roles"], now["kinds"]) == (then["roles"], then["kinds"])
        assert (now["central"], now["contrary"]) == ([], None)
        assert now["codes"] == then["codes"]  # as they are today
    assert shown.exit_code == 0
    assert done["n_for"] and done["offered"] == []


@pytest.mark.parametrize(
    ("asked", "least", "advised", "not_advised"),
    [
        (("--focus", "Potential"), 500, "all focuses (without --focus)", "ingest more"),
        (("--on", "uncoded"), 500, "with --on all", "--focus"),
        (("--on", "uncoded"), 9000, "ingest more interviews first", "--on all"),
        (("--on", "all"), 9000, "ingest more interviews first", "--on all"),
    ],
)
def test_too_few_segments_are_refused_with_what_could_be_added(
    example: Path, asked: tuple[str, ...], least: int, advised: str, not_advised: str
) -> None:
    refused = run(example, "cluster", *asked, "--min", str(least))

    assert refused.exit_code == 6
    assert advised in refused.stderr
    assert not_advised not in refused.stderr


def test_a_long_segment_is_shortened_on_the_screen_and_whole_in_json(own_example: Path) -> None:
    grouped = told(own_example, "cluster", "--on", "all")
    shown = run(own_example, "--plain", "cluster", "--show", str(grouped["run"])).stdout
    quotes = [
        quote["quote"]
        for grouping in grouped["groupings"]
        for quote in (*grouping["central"], *grouping["peripheral"])
    ]
    long = max(quotes, key=lambda quote: len(quote.split()))

    assert len(long.split()) > 80
    assert f"… ({len(long.split()) - 60} more words)" in shown
    assert " ".join(long.split()) not in " ".join(shown.split())
    short = min(quotes, key=lambda quote: len(quote.split()))
    assert " ".join(short.split()) in " ".join(shown.split())


def test_where_all_that_was_said_is_too_little_nobody_is_sent_to_group_all(new_study: Path) -> None:
    file = new_study.parent / "I01.txt"
    said = "\n\n".join(f"INT: And {n}?\n\nP01: It was cold in there.\n\nP01: Yes." for n in "abc")
    file.write_text(said, encoding="utf-8")
    ingested = run(new_study, "ingest", file, "--speaker", "P01=P01:LE")
    assert ingested.exit_code == 0, ingested.output

    uncoded = run(new_study, "cluster", "--on", "uncoded")
    every = run(new_study, "cluster", "--on", "all")

    assert (uncoded.exit_code, every.exit_code) == (6, 6)
    for result in (uncoded, every):
        assert "--on all" not in result.stderr
        assert "All that was said comes to 3 turns of 4 words or more" in result.stderr
