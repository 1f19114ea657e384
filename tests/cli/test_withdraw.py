"""Acceptance check 14: after a withdrawal nothing the study keeps holds the person's words."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from idtool.model import Act
from idtool.privacy.leaks import OwnRuns
from idtool.steps.contexts import load_text
from idtool.steps.study_folder import load_study
from idtool.store import open_study_file
from tests.conftest import run, told

ACT = Act("R1", "2026-05-04T09:30:00Z")


def runs_of(folder: Path, person: str) -> OwnRuns:
    """Runs of six words that only this person says."""
    study = load_study(folder)
    with open_study_file(folder, ACT) as store:
        text = load_text(study, store)
    own, others = [], [*study.stage_texts.values(), *study.question_texts.values()]
    for transcript in text.transcripts.values():
        for turn in transcript.turns:
            (own if turn.person == person else others).append(turn.text)
    return OwnRuns(own, others, words=6)


def everything(folder: Path) -> dict[str, str]:
    """All words of the study: every file as text, the database's bytes among them."""
    return {
        str(path.relative_to(folder)): path.read_bytes().decode("utf-8", errors="replace")
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def full_study(own_example: Path) -> Path:
    """The example with proposals, groupings, a packet, reports, tables and notes that quote."""
    assert run(own_example, "apply", "I01", "D01").exit_code == 0
    assert run(own_example, "cluster", "--focus", "Potential").exit_code == 0
    quoting = "She said it: I don't know enough about that to say, and looked away."
    run(own_example, "memo", "new", "--text", quoting)
    run(own_example, "mentor", "packet")
    run(own_example, "report", "themes")
    run(own_example, "export", "csv", own_example / "out" / "tables")
    return own_example


def test_nothing_the_study_keeps_holds_the_words(full_study: Path) -> None:
    runs = runs_of(full_study, "P02")
    assert any(runs.spans(words) for words in everything(full_study).values())
    result = told(
        full_study, "person", "withdraw", "P02", "--because", "asked by mail", "--confirm", "P02"
    )
    assert result["removed"] == ["I02"]
    assert result["blanked"] == ["D01"]
    assert "out" in result["deleted"]
    for name, words in everything(full_study).items():
        assert not runs.spans(words), name


def test_what_others_said_stays_with_its_codings(full_study: Path) -> None:
    study = load_study(full_study)
    with open_study_file(full_study, ACT) as store:
        text = load_text(study, store)
        before = {c.uuid: c.quote for c in store.codings.all() if text.people_of(c) == ("P01",)}
        words = [t.text for t in text.transcripts["D01"].turns if t.person == "P01"]
        n_turns = len(text.transcripts["D01"].turns)
    run(full_study, "person", "withdraw", "P02", "--because", "asked", "--confirm", "P02")
    study = load_study(full_study)
    with open_study_file(full_study, ACT) as store:
        text = load_text(study, store)
        after = {c.uuid: c.quote for c in store.codings.all()}
        turns = text.transcripts["D01"].turns
    assert [t.text for t in turns if t.person == "P01"] == words
    assert len(turns) == n_turns
    for uuid, quote in before.items():
        ours = quote if "\n" not in quote else quote.split("\n")[0]
        assert ours.split("\n")[0][:20] in after[uuid]
    assert run(full_study, "check").exit_code == 0


def test_the_person_is_counted_nowhere_and_the_id_remains(full_study: Path) -> None:
    run(full_study, "person", "withdraw", "P02", "--because", "asked", "--confirm", "P02")
    status = told(full_study, "status")
    assert status["n_people"] == 10
    assert status["missing_transcripts"] == []
    people = told(full_study, "person", "list")
    line = next(each for each in people if each["id"] == "P02")
    assert (line["withdrawn"], line["n_turns"], line["attributes"]) == (True, 0, {})
    assert "P02" not in {p for t in told(full_study, "theme", "list") for p in t["person_ids"]}
    for command in (
        ["saturation"], ["report", "themes"], ["compare", "roles"], ["membercheck", "build"],
        ["apply", "D01"], ["audit", "verify"],
    ):  # fmt: skip
        assert run(full_study, *command).exit_code == 0, command
    skipped = told(full_study, "membercheck", "build", "--round", "2")
    assert "P02" not in {each["person"] for each in skipped["made"]}


def test_what_the_person_answered_goes_too(full_study: Path) -> None:
    run(full_study, "membercheck", "build")
    said = "Nobody ever asked me whether the elevator was working."
    done = run(full_study, "membercheck", "record", "--person", "P02", "--phone", "--said", said)
    assert done.exit_code == 0, done.output
    assert any(said in words for words in everything(full_study).values())
    run(full_study, "person", "withdraw", "P02", "--because", "asked", "--confirm", "P02")
    assert not any(said in words for words in everything(full_study).values())


def test_the_trail_keeps_the_act_and_not_a_word(full_study: Path) -> None:
    runs = runs_of(full_study, "P02")
    run(full_study, "person", "withdraw", "P02", "--because", "asked by mail", "--confirm", "P02")
    event = told(full_study, "audit", "show")[-1]
    assert (event["act"], event["about"], event["why"]) == (
        "person.withdraw",
        "P02",
        "asked by mail",
    )
    assert not runs.spans(str(event))
    assert run(full_study, "person", "withdraw", "P02", "--confirm", "P02").exit_code == 7


def test_a_dry_run_and_a_missing_confirmation_change_nothing(own_example: Path) -> None:
    before = (own_example / "roster.yaml").read_bytes()
    dry = told(own_example, "person", "withdraw", "P02", "--dry-run")
    assert (dry["done"], dry["removed"], dry["blanked"]) == (False, ["I02"], ["D01"])
    assert run(own_example, "person", "withdraw", "P02", "--because", "x").exit_code == 2
    assert run(own_example, "person", "withdraw", "P77", "--dry-run").exit_code == 2
    assert (own_example / "roster.yaml").read_bytes() == before
    assert told(own_example, "status")["n_people"] == 11


def test_files_a_person_wrote_are_named_with_their_lines(own_example: Path) -> None:
    quoted = re.sub(r"\s+", " ", "I don't know enough about that to say.")
    note = own_example / "notes.md"
    note.write_text(f"# Notes\n\nShe said: {quoted}\n", encoding="utf-8")
    dry = told(own_example, "person", "withdraw", "P02", "--dry-run")
    assert ["notes.md", 3] in [list(place) for place in dry["by_hand"]]


def test_the_database_holds_no_free_pages_with_words(own_example: Path) -> None:
    run(own_example, "person", "withdraw", "P02", "--because", "asked", "--confirm", "P02")
    with sqlite3.connect(own_example / "study.db") as database:
        assert database.execute("PRAGMA freelist_count").fetchone() == (0,)


def test_vectors_made_of_the_words_go_with_them(full_study: Path) -> None:
    cache = full_study / ".cache"
    cache.mkdir()
    (cache / "vectors-0.npz").write_bytes(b"numbers")

    run(full_study, "person", "withdraw", "P02", "--because", "asked", "--confirm", "P02")

    assert not cache.exists()
