"""Files into the study: once, whole, with every speaker known."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, run, told

TALK = (
    "Interviewer: How was it?\n\nP01: Long. We waited and we waited.\n\nInterviewer: And then?\n\n"
    "P01: Then we went home, mostly.\n"
)


def write(study: Path, text: str, name: str = "I01.txt") -> Path:
    file = study.parent / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_dry_run_stores_nothing_and_shows_the_first_turns(new_study: Path) -> None:
    file = write(new_study, TALK)

    result = run(new_study, "ingest", file, "--dry-run")

    assert result.exit_code == 0
    assert "How was it?" in result.stdout
    assert told(new_study, "status")["n_transcripts"] == 0
    assert told(new_study, "status")["n_trail"] == 1


def test_a_file_given_twice_is_stored_once(new_study: Path) -> None:
    file = write(new_study, TALK)
    assert told(new_study, "ingest", file)[0]["outcome"] == "stored"
    trail = told(new_study, "status")["n_trail"]

    assert told(new_study, "ingest", file)[0]["outcome"] == "unchanged"
    assert told(new_study, "status")["n_trail"] == trail


def test_other_words_under_the_same_id_are_a_conflict(new_study: Path) -> None:
    run(new_study, "ingest", write(new_study, TALK))

    result = run(new_study, "ingest", write(new_study, TALK.replace("Long", "Short")))

    assert result.exit_code == 7
    assert "--replace" in result.stderr


def test_the_same_words_under_another_id_are_a_conflict(new_study: Path) -> None:
    run(new_study, "ingest", write(new_study, TALK))

    result = run(new_study, "ingest", write(new_study, TALK, "I02.txt"))

    assert result.exit_code == 7
    assert "I01" in result.stderr


def test_a_coded_transcript_is_not_replaced(new_study: Path) -> None:
    run(new_study, "ingest", write(new_study, TALK))
    assert run(new_study, "code", "add", "I01#t002", "PP.CALL_LOAD").exit_code == 0

    changed = write(new_study, TALK.replace("Long", "Short"))

    assert run(new_study, "ingest", changed, "--replace").exit_code == 7


def test_unknown_speakers_are_asked_for_with_words_to_paste(new_study: Path) -> None:
    file = write(new_study, TALK.replace("P01", "Speaker 9").replace("Interviewer", "Speaker 4"))

    result = run(new_study, "ingest", file)

    assert result.exit_code == 2
    assert '--speaker "Speaker 4=' in result.stderr
    assert told(new_study, "status")["n_transcripts"] == 0


def test_a_new_person_enters_the_roster_without_any_consent(new_study: Path) -> None:
    file = write(new_study, TALK.replace("P01", "Speaker 9"), "I07.txt")

    made = told(new_study, "ingest", file, "--speaker", "Speaker 9=P07:SW", "--week", "2025-W11")

    assert made[0]["speakers"][1]["person"] == "P07"
    roster = (new_study / "roster.yaml").read_text()
    assert "- id: P07\n    role: SW\n    consents: []" in roster
    assert "week: 2025-W11" in roster
    assert run(new_study, "check").exit_code == 0


def test_a_speaker_said_once_is_remembered(new_study: Path) -> None:
    talk = TALK.replace("Interviewer", "Moderation Lead")
    first = write(new_study, talk)
    run(new_study, "ingest", first, "--interviewer", "Moderation Lead")

    second = write(new_study, talk.replace("P01", "P02").replace("Long", "Short"), "I02.txt")

    assert run(new_study, "ingest", second).exit_code == 0


def test_a_person_of_another_role_is_a_conflict(new_study: Path) -> None:
    file = write(new_study, TALK.replace("P01", "Speaker 9"))

    result = run(new_study, "ingest", file, "--speaker", "Speaker 9=P01:SW")

    assert result.exit_code == 7


def test_a_dry_run_works_outside_any_study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")

    (record,) = told(None, "ingest", "talk.txt", "--dry-run")

    assert (record["interview"], record["n_turns"], record["n_words"]) == (None, 4, 16)
    assert {s["label"]: s["n_turns"] for s in record["speakers"]} == {"Interviewer": 2, "P01": 2}


def test_an_unknown_format_says_what_is_read(new_study: Path) -> None:
    file = new_study.parent / "I01.xyz"
    file.write_bytes(bytes(range(256)) * 8)

    result = run(new_study, "ingest", file)

    assert result.exit_code == 4
    assert ".docx" in result.stderr


def test_every_shape_of_the_example_gives_the_words_of_its_master(example: Path) -> None:
    """The masters are plain talk; what services made of it must come back whole."""
    import re

    masters = EXAMPLE.parent / "making" / "masters"
    for name in ("I02", "I03", "I05", "I07", "I09", "I10", "I11", "D01", "D02", "D03"):
        turns = told(example, "--quiet", "read", name, "--no-log")["transcript"]["turns"]
        said = " ".join(turn["text"] for turn in turns if turn["speaker"] != "INT").split()
        blocks = re.split(r"\n\s*\n", (masters / f"{name}.txt").read_text(encoding="utf-8"))
        wanted: list[str] = []
        speaking = ""
        for block in blocks:
            body = " ".join(
                line for line in block.splitlines() if line.strip() and line[0] not in "#@"
            )
            label = re.match(r"(INT|P\d\d):\s*", body)
            if label:
                speaking, body = label[1], body[label.end() :]
            if speaking.startswith("P"):
                wanted += body.split()

        assert said == wanted, name


def test_speakers_of_several_files_are_each_sought_in_their_own(new_study: Path) -> None:
    first = write(new_study, TALK.replace("P01", "Speaker 7"))
    second = write(new_study, TALK.replace("P01", "Speaker 8").replace("Long", "Short"), "I02.txt")

    made = told(
        new_study,
        "ingest",
        first,
        second,
        "--speaker",
        "Speaker 7=P01",
        "--speaker",
        "Speaker 8=P02",
    )

    assert [record["kind"] for record in made] == ["individual", "individual"]
    assert [record["speakers"][1]["person"] for record in made] == ["P01", "P02"]


def test_a_label_that_may_be_a_name_is_used_and_not_kept(new_study: Path) -> None:
    import sqlite3

    file = write(new_study, TALK.replace("P01", "Dana"))
    assert run(new_study, "ingest", file, "--speaker", "Dana=P01").exit_code == 0

    assert b"Dana" not in (new_study / "study.db").read_bytes()
    with sqlite3.connect(new_study / "study.db") as raw:
        labels = [label for (label,) in raw.execute("SELECT label FROM speaker")]
    assert labels == ["Interviewer"]


def test_a_held_file_is_reported_as_held(new_study: Path) -> None:
    import json

    file = write(new_study, TALK.replace("we waited", "we called 555-867-5309"))

    result = run(new_study, "--json", "ingest", file)

    assert result.exit_code == 3
    (record,) = json.loads(result.stdout)
    assert record["outcome"] == "held"
    assert record["privacy"]["block"] == 1


def test_a_file_without_an_id_gets_its_own_number_offered(new_study: Path) -> None:
    result = run(new_study, "ingest", write(new_study, TALK, "Interview 7.txt"))

    assert result.exit_code == 2
    assert "--id I07" in result.stderr
