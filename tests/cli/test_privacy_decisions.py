"""A find is decided once, by a named person, and never kept in clear (checks 10 to 12)."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from idtool.steps import screenings
from tests.conftest import run, told

TALK = """\
Interviewer: So how does a call begin?

{who}: Well, it comes over the radio and we just go, {words} and then we see.

Interviewer: And after that?

{who}: After that it depends on who is there, honestly. Most nights it is quiet.
"""
R1 = ("--as", "R1")


def talk(study: Path, words: str, *, name: str = "I01", who: str = "P01") -> Path:
    file = study.parent / f"{name}.txt"
    file.write_text(TALK.format(words=words, who=who), encoding="utf-8")
    return file


def found(study: Path, *files: Path, all_: bool = False) -> list[dict]:
    extra = ["--all"] if all_ else []
    return told(study, "privacy", "review", *files, *extra)["findings"]


def only(study: Path, *files: Path) -> str:
    (one,) = found(study, *files)
    return one["id"]


def bytes_of(study: Path) -> bytes:
    """Every byte of every file of the study."""
    return b"".join(path.read_bytes() for path in study.rglob("*") if path.is_file())


@pytest.mark.parametrize("choice", ["--keep", "--false-alarm"])
def test_what_was_decided_is_not_asked_again(new_study: Path, choice: str) -> None:
    first = talk(new_study, "so we drove to Winterbourne for it")
    later = talk(new_study, "and WINTERBOURNE's hall was dark", name="I02", who="P02")
    assert run(new_study, "ingest", first).exit_code == 3

    done = run(
        new_study, *R1, "privacy", "review", first, choice, only(new_study, first),
        "--because", "a town in a novel",
    )  # fmt: skip

    assert done.exit_code == 0, done.output
    assert run(new_study, "ingest", first).exit_code == 0
    assert run(new_study, "ingest", later).exit_code == 0
    (kept,) = [f for f in found(new_study, later, all_=True) if f["tier"] != "note"]
    assert kept["decision"] == choice[2:].replace("-", "_")
    assert kept["by"] == "R1"


def test_what_is_to_be_replaced_is_replaced_in_every_later_file(new_study: Path) -> None:
    first = talk(new_study, "so Officer Halloran went in first")
    later = talk(new_study, "and Halloran's partner stayed", name="I02", who="P02")

    run(
        new_study, *R1, "privacy", "review", first, "--replace", f"{only(new_study, first)}=OFFICER"
    )
    stored = told(new_study, "ingest", first, later)

    assert [report["privacy"]["replaced"] for report in stored] == [1, 1]
    with sqlite3.connect(new_study / "study.db") as database:
        texts = [row[0] for row in database.execute("SELECT text FROM transcript ORDER BY id")]
    assert "so Officer [OFFICER_1] went in first" in texts[0]
    assert "and [OFFICER_1]'s partner stayed" in texts[1]
    assert b"halloran" not in bytes_of(new_study).lower()


def test_keeping_once_is_for_one_file(new_study: Path) -> None:
    first = talk(new_study, "so we drove to Winterbourne for it")
    later = talk(new_study, "and Winterbourne was dark", name="I02", who="P02")

    run(new_study, *R1, "privacy", "review", first, "--keep-once", only(new_study, first))

    assert run(new_study, "ingest", first).exit_code == 0
    assert run(new_study, "ingest", later).exit_code == 3
    assert run(new_study, "privacy", "rescreen").exit_code == 0


def test_a_decision_can_be_taken_back(new_study: Path) -> None:
    file = talk(new_study, "so we drove to Winterbourne for it")
    name = only(new_study, file)
    run(new_study, *R1, "privacy", "review", file, "--keep", name)
    assert found(new_study, file) == []

    run(new_study, *R1, "privacy", "review", file, "--undo", name)

    assert only(new_study, file) == name
    assert run(new_study, "ingest", file).exit_code == 3


def test_a_block_stays_only_with_a_reason_that_does_not_name_it(new_study: Path) -> None:
    file = talk(new_study, "so Officer Halloran went in first")
    keep = ("privacy", "review", file, "--keep", only(new_study, file))

    assert run(new_study, *R1, *keep).exit_code == 2
    naming = run(new_study, *R1, *keep, "--because", "halloran is a character")
    assert naming.exit_code == 2
    assert "halloran" not in naming.output.lower()
    assert run(new_study, *R1, *keep, "--because", "a character of a novel").exit_code == 0


def test_nobody_decides_without_a_name(new_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IDTOOL_AS", raising=False)
    file = talk(new_study, "so we drove to Winterbourne for it")
    name = only(new_study, file)

    assert run(new_study, "privacy", "review", file, "--keep", name).exit_code == 2
    assert run(new_study, "ingest", file, "--attest", "I looked").exit_code == 2
    assert run(new_study, *R1, "ingest", file, "--attest", "I looked").exit_code == 0


def test_attesting_never_passes_a_block_nor_repeats_what_it_passes(new_study: Path) -> None:
    block = talk(new_study, "so Officer Halloran went in first")
    review = talk(new_study, "so we drove to Winterbourne for it", name="I02", who="P02")

    assert run(new_study, *R1, "ingest", block, "--attest", "I looked").exit_code == 3
    assert run(new_study, *R1, "ingest", review, "--attest", "Winterbourne?").exit_code == 2


def test_no_byte_of_the_study_holds_what_was_decided(new_study: Path) -> None:
    words = "so Officer Halloran called 555-867-5309 from Winterbourne and Brackley"
    file = talk(new_study, words)
    for each in found(new_study, file):
        run(new_study, *R1, "privacy", "review", file, "--replace", each["id"])
    said = run(new_study, "ingest", file)
    run(new_study, *R1, "ingest", talk(new_study, "we go to Oakhurst", name="I02", who="P02"),
        "--allow", "Dunmore", "--because", "a fictional town")  # fmt: skip

    assert said.exit_code == 0, said.output
    held = bytes_of(new_study).lower() + said.output.lower().encode()
    for secret in (b"halloran", b"867-5309", b"winterbourne", b"brackley", b"dunmore"):
        assert secret not in held
    with sqlite3.connect(new_study / "study.db") as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"halloran" not in bytes_of(new_study).lower()


def test_words_are_shown_on_a_terminal_only(new_study: Path) -> None:
    file = talk(new_study, "so Officer Halloran went in first")

    listed = run(new_study, "privacy", "review", file, "--list")
    shown = run(new_study, "privacy", "review", file, "--list", "--show")

    assert listed.exit_code == 0
    assert "H…" in listed.output
    assert "alloran" not in listed.output
    assert shown.exit_code == 2
    assert "alloran" not in shown.output


def test_a_sitting_walks_through_what_is_open(new_study: Path) -> None:
    words = "so Officer Maria Halloran and Halloran's car went to Winterbourne and Brackley"
    file = talk(new_study, words)

    keys = "r\nOFFICER\nr\nOFFICER_1\nk\na town in a novel\nuk\nthe same\nf\na word\n"
    sat = run(new_study, *R1, "privacy", "review", file, stdin=keys)

    assert sat.exit_code == 0, sat.output
    assert "4 decided" in sat.output
    assert "Brackley" not in sat.output
    stored = told(new_study, "ingest", file)
    assert stored[0]["privacy"]["replaced"] == 2


def test_ids_that_fit_nothing_are_refused(new_study: Path) -> None:
    file = talk(new_study, "so we drove to Winterbourne for it")

    assert run(new_study, *R1, "privacy", "review", file, "--keep", "ffffffffff").exit_code == 2


def test_new_rules_make_a_screening_due_and_say_what_is_open(
    new_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = talk(new_study, "so we drove along the coast for it")
    assert run(new_study, "ingest", file).exit_code == 0
    assert told(new_study, "check")["remarks"] == []

    monkeypatch.setattr(screenings, "VERSION", "next")
    remarks = told(new_study, "check")["remarks"]
    assert "the screen has new rules" in remarks[0]["problem"]
    later = talk(new_study, "so we drove along the river", name="I02", who="P02")
    assert "due for screening" in run(new_study, "ingest", later).output

    again = told(new_study, "privacy", "rescreen")
    assert [(t["interview"], t["block"], t["review"]) for t in again["transcripts"]] == [
        ("I01", 0, 0),
        ("I02", 0, 0),
    ]
    assert told(new_study, "check")["remarks"] == []
    acts = _trail(new_study)
    assert acts[-1] == "privacy.rescreen"


def test_a_text_that_is_not_the_one_screened_is_noticed(new_study: Path) -> None:
    assert run(new_study, "ingest", talk(new_study, "so we drove along")).exit_code == 0
    with sqlite3.connect(new_study / "study.db") as database:
        database.execute("UPDATE transcript SET text_hash = 'other'")

    remarks = told(new_study, "check")["remarks"]

    assert "not the one that was screened" in remarks[0]["problem"]


def test_finds_that_new_rules_see_in_the_study_stop_check_until_decided(
    new_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The screen is made blind while the file goes in, as an older version would be."""
    file = talk(new_study, "so Officer Halloran went in first")
    with monkeypatch.context() as blind:
        blind.setattr("idtool.steps.screening.screen_text", lambda *_, **__: [])
        assert run(new_study, "ingest", file).exit_code == 0

    rescreened = run(new_study, "privacy", "rescreen")

    assert rescreened.exit_code == 3
    assert "alloran" not in rescreened.output
    assert run(new_study, "check").exit_code == 3
    (one,) = found(new_study)
    done = run(new_study, *R1, "privacy", "review", "--false-alarm", one["id"],
               "--because", "a character of a novel")  # fmt: skip
    assert done.exit_code == 0, done.output
    assert run(new_study, "check").exit_code == 0


def _trail(study: Path) -> list[str]:
    with sqlite3.connect(study / "study.db") as database:
        return [row[0] for row in database.execute("SELECT act FROM trail ORDER BY n")]


def test_deciding_writes_into_the_study_only(
    new_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No temporary file, no log (check 48)."""
    aside = new_study.parent / "temporary"
    aside.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(aside))
    file = talk(new_study, "so Officer Halloran went in first")

    run(new_study, *R1, "privacy", "review", file, "--replace", only(new_study, file))
    run(new_study, "ingest", file)
    run(new_study, "privacy", "rescreen")

    assert list(aside.iterdir()) == []
    assert sorted(path.name for path in new_study.parent.iterdir()) == [
        "I01.txt",
        "study",
        "temporary",
    ]
