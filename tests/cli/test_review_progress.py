"""How a review stands: a note on what may still wait, with its intervals, never a verdict."""

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, SAID, run, told


@pytest.fixture(scope="module")
def _waiting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import shutil

    folder = tmp_path_factory.mktemp("waiting") / "study"
    assert run(None, "init", folder).exit_code == 0
    for name in ("study.yaml", "roster.yaml", "guide.yaml", "membercheck.yaml"):
        shutil.copy(EXAMPLE / name, folder / name)
    files = sorted((EXAMPLE / "transcripts").glob("I0[1-4].*"))
    assert run(folder, "ingest", files[0], *SAID).exit_code == 0
    assert run(folder, "ingest", *files[1:]).exit_code == 0
    assert run(folder, "apply").exit_code == 0
    return folder


@pytest.fixture
def waiting(_waiting: Path, tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(_waiting, tmp_path / "study"))


def test_with_nothing_decided_everything_is_undefined(waiting: Path) -> None:
    now = told(waiting, "review", "--progress")

    assert now["lately"] is None and now["expected"] is None and now["sampled"] is None
    assert set(now["why"]) == {"lately", "expected", "sampled"}
    assert sum(one["waiting"] for one in now["strengths"]) == told(waiting, "status")["n_proposed"]
    shown = run(waiting, "review", "--progress").stdout
    assert "cannot be told" in shown and "not a verdict" in shown


def test_a_sitting_ends_with_what_it_came_to(waiting: Path) -> None:
    result = run(waiting, "--plain", "review", "--order", "likely", stdin="aaraar" * 12 + "q")

    assert "Of the last 50 decisions" in result.stdout
    now = told(waiting, "review", "--progress")
    lately = now["lately"]
    assert (lately["n"], lately["n_before"]) == (50, 22)
    assert lately["held"] + lately["held_before"] == 48
    assert lately["low"] <= lately["difference"] <= lately["high"]
    assert lately["new_people"] >= len(lately["new_codes"])
    expected = now["expected"]
    assert expected["low"] <= expected["held"] <= expected["high"]
    assert expected["n"] + expected["n_weaker"] == sum(o["waiting"] for o in now["strengths"])


def test_a_sitting_without_a_decision_ends_without_a_note(waiting: Path) -> None:
    assert "Of the last" not in run(waiting, "--plain", "review", stdin="sq").stdout


def test_a_random_sample_is_counted_until_something_else_is_decided(waiting: Path) -> None:
    n = told(waiting, "status")["n_proposed"]
    run(waiting, "--plain", "review", "--order", "likely", stdin="aaq")
    run(waiting, "--plain", "review", "--order", "random", stdin="arsrauq")

    sample = told(waiting, "review", "--progress")["sampled"]["sample"]
    # two kept, of the sample one accepted, two rejected, one passed over, one undone
    assert sample == {
        "found_before": 2, "n_urn": n - 2, "n_drawn": 4, "n_held": 1, "n_open": 1,
    }  # fmt: skip

    run(waiting, "--plain", "review", "--order", "likely", stdin="aq")
    assert told(waiting, "review", "--progress")["sampled"] is None


def test_taking_all_in_a_random_order_finds_all(waiting: Path) -> None:
    n = told(waiting, "status")["n_proposed"]
    run(waiting, "--plain", "review", "--order", "random", "--rules", "never", stdin="ar" * n)

    now = told(waiting, "review", "--progress")
    assert now["sampled"]["lowest"] == 1
    shown = run(waiting, "review", "--progress").stdout
    assert "Nothing waits." in shown and "--order random" not in shown
    assert now["expected"]["n"] == 0
    with sqlite3.connect(waiting / "study.db") as raw:
        details = raw.execute("SELECT detail FROM trail WHERE act LIKE 'proposal.%'").fetchall()
    assert all('"order": "random"' in detail for (detail,) in details)


def test_a_change_shows_its_new_code_in_a_person(waiting: Path) -> None:
    run(waiting, "--plain", "review", "--order", "likely", stdin="cPA.TRUST\nq")

    lately = told(waiting, "review", "--progress")["lately"]

    assert (lately["held"], lately["new_people"], lately["new_codes"]) == (0, 1, ["PA.TRUST"])


def test_the_same_person_again_changes_no_picture(waiting: Path) -> None:
    (code, person), n = _most_met(waiting)
    keys = "a" * n + "q"
    run(waiting, "--plain", "review", person, "--faint", "--code", code, stdin=keys)

    assert n > 1
    assert told(waiting, "review", "--progress")["lately"]["new_people"] == 1


def _most_met(study: Path) -> tuple[tuple[str, str], int]:
    """The code and interview with the most proposals that wait; one person speaks there."""
    met = Counter((p["code"], p["interview"]) for p in told(study, "review", "--faint"))
    return met.most_common(1)[0]


def test_a_second_reader_is_told_nothing_of_the_team(waiting: Path) -> None:
    result = run(waiting, "--as", "R2", "--plain", "review", "--order", "likely", stdin="aq")

    assert result.exit_code == 0, result.output
    assert "1 accepted" in result.stdout and "Of the last" not in result.stdout
