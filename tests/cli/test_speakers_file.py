"""``speakers.yaml``: said once, for the whole study; names stay out of it."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import run, told

TALK = (
    "Speaker 1: How was it?\n\nSpeaker 2: Long. We waited.\n\n"
    "Speaker 1: And then?\n\nSpeaker 2: Home.\n"
)
SPEAKERS = """schema: idtool/speakers@1
all:
  Speaker 1: INT
I01:
  Speaker 2: P01
I02:
  Speaker 2: P02
"""


def talk(study: Path, name: str, words: str = TALK) -> Path:
    file = study.parent / name
    file.write_text(words, encoding="utf-8")
    return file


def test_a_file_in_the_study_says_who_speaks_in_each_interview(new_study: Path) -> None:
    (new_study / "speakers.yaml").write_text(SPEAKERS, encoding="utf-8")

    made = told(new_study, "ingest", talk(new_study, "I01.txt"),
                talk(new_study, "I02.txt", TALK.replace("Long", "Short")))  # fmt: skip

    assert [[s["person"] for s in each["speakers"]] for each in made] == [
        ["INT", "P01"],
        ["INT", "P02"],
    ]
    assert run(new_study, "check").exit_code == 0


def test_an_option_wins_over_the_file(new_study: Path) -> None:
    (new_study / "speakers.yaml").write_text(SPEAKERS, encoding="utf-8")

    (made,) = told(new_study, "ingest", talk(new_study, "I01.txt"), "--speaker", "Speaker 2=P03")

    assert [s["person"] for s in made["speakers"]] == ["INT", "P03"]


def test_faults_are_named_with_their_lines(new_study: Path) -> None:
    (new_study / "speakers.yaml").write_text(
        SPEAKERS.replace("P02", "Kowalczyk").replace("I01:", "first:"), encoding="utf-8"
    )

    result = run(new_study, "--json", "ingest", talk(new_study, "I01.txt"))

    assert result.exit_code == 4
    assert "line 4" in result.output
    assert "Kowalczyk" not in result.output
    assert run(new_study, "check").exit_code == 4


def test_labels_that_may_be_names_stay_outside_the_study(new_study: Path) -> None:
    words = TALK.replace("Speaker 2", "Marta Kowalczyk")
    named = SPEAKERS.replace("Speaker 2", "Marta Kowalczyk")
    inside = new_study / "speakers.yaml"
    inside.write_text(named, encoding="utf-8")

    refused = run(new_study, "ingest", talk(new_study, "I01.txt", words))

    assert refused.exit_code == 3
    assert "Kowalczyk" not in refused.output
    assert "outside" in refused.stderr
    assert run(new_study, "check").exit_code == 3

    outside = Path(inside.rename(new_study.parent / "labels.yaml"))
    made = told(new_study, "ingest", talk(new_study, "I01.txt", words), "--speakers", outside)
    assert [s["person"] for s in made[0]["speakers"]] == ["INT", "P01"]
    assert b"Kowalczyk" not in (new_study / "study.db").read_bytes()


def test_a_file_that_is_not_there_is_said(new_study: Path) -> None:
    result = run(new_study, "ingest", talk(new_study, "I01.txt"), "--speakers", "nowhere.yaml")

    assert result.exit_code == 4
