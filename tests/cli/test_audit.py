"""Acceptance check 45: the trail is proved, and exported in Halpern's six classes."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sqlite3
from pathlib import Path

from idtool.model import Act
from idtool.privacy.leaks import shared_runs
from idtool.steps.acts import AuditClass
from idtool.steps.contexts import load_text
from idtool.steps.study_folder import load_study
from idtool.store import open_study_file
from tests.conftest import run, told


def tampered(study: Path, statement: str) -> None:
    with sqlite3.connect(study / "study.db") as database:
        for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute(statement)


def test_a_changed_line_is_named(own_example: Path) -> None:
    assert run(own_example, "audit", "verify").exit_code == 0
    tampered(own_example, "UPDATE trail SET why = 'another reason' WHERE n = 7")
    result = run(own_example, "--json", "audit", "verify")
    assert result.exit_code == 5
    assert json.loads(result.stdout)["broken_at"] == 7


def test_a_missing_line_is_named(own_example: Path) -> None:
    tampered(own_example, "DELETE FROM trail WHERE n = 9")
    result = run(own_example, "audit", "verify")
    assert result.exit_code == 5
    assert "event 9" in result.stdout


def test_a_head_kept_outside_finds_a_trail_that_was_made_anew(own_example: Path) -> None:
    head = told(own_example, "audit", "verify")["head"]
    assert run(own_example, "memo", "new", "--text", "A thought.").exit_code == 0
    assert run(own_example, "audit", "verify", "--head", head).exit_code == 0
    tampered(own_example, "DELETE FROM trail")
    tampered(own_example, "UPDATE seal SET head = '', counts = replace(counts, 'x', 'x')")
    proof = run(own_example, "--json", "audit", "verify", "--head", head)
    assert proof.exit_code == 5
    assert json.loads(proof.stdout)["head_known"] is False
    assert run(own_example, "audit", "verify", "--head", "no head").exit_code == 2


def test_the_trail_of_one_theme(own_example: Path) -> None:
    run(own_example, "theme", "status", "T04", "set_aside", "--because", "one voice, twice")
    events = told(own_example, "audit", "show", "--theme", "T04")
    assert [event["act"] for event in events] == ["theme.import", "theme.status"]
    assert events[-1]["why"] == "one voice, twice"
    assert {event["class"] for event in events} == {AuditClass.reconstruction.value}
    assert told(own_example, "audit", "show", "--class", "instruments") == []


def test_all_six_classes_are_exported_with_checksums(example: Path, tmp_path: Path) -> None:
    out = tmp_path / "audit"
    assert run(example, "audit", "export", out).exit_code == 0
    with (out / "index.csv").open(encoding="utf-8") as file:
        index = list(csv.DictReader(file))
    assert {row["class"] for row in index} == {kind.value for kind in AuditClass}
    for row in index:
        assert hashlib.sha256((out / row["file"]).read_bytes()).hexdigest() == row["sha256"]
    written = {str(p.relative_to(out)) for p in out.rglob("*") if p.is_file()}
    assert written == {row["file"] for row in index} | {"index.csv", "README.md"}
    assert run(example, "audit", "export", out).exit_code == 7


def test_every_run_of_groupings_is_exported_with_what_a_person_made_of_it(
    own_example: Path, tmp_path: Path
) -> None:
    first = told(own_example, "cluster", "--on", "all")
    made = told(own_example, "theme", "from-group", "Group 1", "--name", "Ours")["theme"]
    told(own_example, "cluster", "--dismiss", "Group 2", "--why", "the order of the questions")
    second = told(own_example, "cluster", "--focus", "Potential")
    assert run(own_example, "audit", "export", tmp_path / "audit").exit_code == 0
    (file,) = (tmp_path / "audit").rglob("groupings.csv")
    with file.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))

    assert [(row["run"], row["grouping"]) for row in rows] == [
        (str(done["run"]), grouping["id"])
        for done in (first, second)
        for grouping in done["groupings"]
    ]
    assert {(row["run"], row["on"], row["focus"]) for row in rows} == {
        ("1", "all", "all"),
        ("2", "coded", "potential"),
    }
    assert rows[0]["themes"] == made
    assert rows[1]["dismissed"] == "the order of the questions"


def test_the_export_holds_no_words_of_participants_unless_asked(
    example: Path, tmp_path: Path
) -> None:
    study = load_study(example)
    with open_study_file(example, Act("R1", "2026-01-01T00:00:00Z")) as store:
        text = load_text(study, store)
    said = {
        name: "\n".join(t.text for t in transcript.turns if not t.is_interviewer)
        for name, transcript in text.transcripts.items()
    }
    out = tmp_path / "audit"
    run(example, "audit", "export", out)
    for path in out.rglob("*"):
        if path.is_file():
            words = path.read_text(encoding="utf-8")
            assert not shared_runs(words, said, words=6), path.name
    run(example, "audit", "export", tmp_path / "team", "--with-words")
    whole = " ".join(
        path.read_text(encoding="utf-8") for path in (tmp_path / "team").rglob("*.txt")
    )
    assert all(words[:80] in whole for words in said.values())


def test_how_a_theme_came_to_be_fits_one_page_of_word(own_example: Path, tmp_path: Path) -> None:
    from docx import Document

    run(own_example, "theme", "link", "T04", "I01#t040", "--note", "says it")
    run(own_example, "theme", "status", "T04", "set_aside", "--because", "one voice, twice")
    out = tmp_path / "T04.docx"
    history = told(own_example, "theme", "history", "T04", "--out", str(out))
    assert [step["what"] for step in history["steps"]][-2:] == [
        "a place was linked for a theme: I01#t040",
        "a theme's status was set: candidate to set aside",
    ]
    assert "one voice, twice" in history["dropped"][0]
    assert ["People behind its codes", "1 of 11 (1 law enforcement officer, 0 social workers)"] in [
        list(pair) for pair in history["stands"]
    ]
    document = Document(str(out))
    headings = [p.text for p in document.paragraphs if re.match(r"Heading", p.style.name)]
    assert headings == ["Step by step", "Where it stands", "What was dropped"]
    again = tmp_path / "again.docx"
    run(own_example, "theme", "history", "T04", "--out", again)
    assert again.read_bytes() == out.read_bytes()
