"""Rules that learn from people: a diff first, the file only when somebody takes it."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from tests.conftest import run, told


def test_suggestions_write_nothing_until_they_are_taken(own_example: Path) -> None:
    files = sorted((own_example / "codebooks").glob("*.yaml"))
    before = {path: path.read_bytes() for path in files}

    report = told(own_example, "codebook", "suggest")

    assert {path: path.read_bytes() for path in files} == before
    changes = [change for one in report["suggestions"] for change in one["changes"]]
    assert "mandate" in {change["words"] for change in changes}
    assert all(c["found"] >= 3 * c["elsewhere"] for c in changes if c["kind"] == "phrase")


def version_of(text: str) -> tuple[int, ...]:
    (line,) = [line for line in text.splitlines() if line.startswith("version:")]
    return tuple(int(part) for part in line.removeprefix("version:").split("."))


def test_a_taken_suggestion_is_a_new_version_and_keeps_the_comments(own_example: Path) -> None:
    path = own_example / "codebooks" / "priorities_practices.yaml"
    before = path.read_text()
    comments = [line for line in before.splitlines() if line.startswith("#")]

    report = told(own_example, "codebook", "suggest", "PP.PROTOCOL", "--accept")

    assert report["written"] == [str(path)]
    after = path.read_text()
    assert version_of(after) == tuple(
        part + (place == 2) for place, part in enumerate(version_of(before))
    )
    assert "- mandate" in after
    assert [line for line in after.splitlines() if line.startswith("#")] == comments
    assert run(own_example, "check").exit_code == 0
    assert told(own_example, "codebook", "suggest", "PP.PROTOCOL")["suggestions"] == []
    with sqlite3.connect(own_example / "study.db") as raw:
        (detail,) = raw.execute(
            "SELECT detail FROM trail WHERE act = 'codebook.suggest'"
        ).fetchone()
    assert "PP.PROTOCOL" in detail
    assert "mandate" not in detail


def test_a_code_nobody_defines_is_refused(own_example: Path) -> None:
    assert run(own_example, "codebook", "suggest", "PP.NOWHERE").exit_code == 2


HOSE = """\
Interviewer: What did you do?

P01: {}
"""
WRONG = (
    "The hose under the truck engine burst and we stood there waiting for hours.",
    "A mechanic found the hose split, he said the engine had cooked it all summer long.",
    "Another hose came off the engine on the way and that was the end of the trip.",
)
RIGHT = (
    "I take the hose to the tomatoes every evening, that is most of what I do now.",
    "I ran the hose over the beans at dawn because nobody else had thought of it.",
)
BOOK = """\
schema: idtool/codebook@1
id: garden
prefix: GA
focus: "Garden"
asks: "What is done in the garden?"
version: 1.0.0
unit: turn
codes:
  - id: GA.WATER
    group: "Garden"
    label: "Watering"
    kind: content
    origin: study
    brief: "Giving water to plants."
    full: "The speaker gives water to plants, or says how it is done."
    include: ["how plants get water"]
    exclude: [{when: "rain", use: GA.RAIN}]
    examples: ["I water the beans."]
    indicators: {phrases: ["hose"]}
  - id: GA.RAIN
    group: "Garden"
    label: "Rain"
    kind: content
    origin: study
    brief: "Rain that falls on the garden."
    full: "The speaker tells of rain that fell on the garden."
    include: ["rain"]
    exclude: [{when: "water out of a pipe", use: GA.WATER}]
    examples: ["It rained all May."]
    indicators: {phrases: ["drizzle"]}
"""


@pytest.fixture
def gardened(new_study: Path) -> Path:
    """A study with one rule, right in two talks and wrong in three places of another."""
    for old in (new_study / "codebooks").glob("*.yaml"):
        old.unlink()
    (new_study / "codebooks" / "garden.yaml").write_text(BOOK, encoding="utf-8")
    plan = new_study / "study.yaml"
    listed = re.compile(r"^( +- )priorities_practices\n.*partnership\n.*potential\n", re.M)
    plan.write_text(listed.sub(r"\1garden\n", plan.read_text(encoding="utf-8")), encoding="utf-8")
    for name, said in (("I01", WRONG), ("I02", RIGHT)):
        file = new_study.parent / f"{name}.txt"
        turns = "\n\nInterviewer: And then?\n\nP01: ".join(said).replace("P01", f"P0{name[-1]}")
        file.write_text(HOSE.format(turns).replace("P01", f"P0{name[-1]}"), encoding="utf-8")
        assert run(new_study, "ingest", file).exit_code == 0
    assert run(new_study, "apply", "--using", "rules").exit_code == 0
    assert run(new_study, "--plain", "review", "I02", "--faint", stdin="aaq").exit_code == 0
    return new_study


def test_a_rejection_offers_the_tightest_change_on_the_spot(gardened: Path) -> None:
    file = gardened / "codebooks" / "garden.yaml"
    before = file.read_bytes()

    result = run(gardened, "--plain", "review", "I01", "--faint", "--rules", "ask", stdin="rryq")

    assert result.exit_code == 0, result.output
    assert "“hose” was rejected 2 times where “engine” stood" in result.stdout
    assert "+version: 1.0.1" in result.stdout
    after = file.read_text(encoding="utf-8")
    assert file.read_bytes() != before
    assert "version: 1.0.1" in after and "unless: [engine]" in after
    assert run(gardened, "check").exit_code == 0
    with sqlite3.connect(gardened / "study.db") as raw:
        assert raw.execute("SELECT about FROM trail WHERE act = 'codebook.suggest'").fetchall() == [
            ("garden@1.0.1",)
        ]
    again = told(gardened, "apply", "--using", "rules")["proposals"]
    assert again == []


def test_what_is_declined_is_not_offered_again_until_more_speaks_for_it(gardened: Path) -> None:
    file = gardened / "codebooks" / "garden.yaml"
    before = file.read_bytes()

    first = run(gardened, "--plain", "review", "I01", "--faint", "--rules", "ask", stdin="rrnuq")
    assert "engine" in first.stdout.split("Your rejections ask")[1]
    second = run(gardened, "--plain", "review", "I01", "--faint", "--rules", "ask", stdin="rq")
    assert "Your rejections" not in second.stdout
    third = run(gardened, "--plain", "review", "I01", "--faint", "--rules", "ask", stdin="rlq")
    assert "was rejected 3 times" in third.stdout

    assert file.read_bytes() == before
    assert "idtool codebook suggest GA.WATER" in third.stdout
    with sqlite3.connect(gardened / "study.db") as raw:
        (detail,) = raw.execute(
            "SELECT detail FROM trail WHERE act = 'codebook.decline'"
        ).fetchone()
    assert "engine" not in detail and "hose" not in detail


def test_without_a_person_at_the_keyboard_no_question_is_asked(gardened: Path) -> None:
    result = run(gardened, "--plain", "review", "I01", "--faint", stdin="rrrq")

    assert "3 rejected" in result.stdout
    assert "idtool codebook suggest GA.WATER" in result.stdout
    assert "Your rejections ask" not in result.stdout
    never = run(gardened, "--plain", "review", "--faint", "--rules", "never", stdin="q")
    assert "suggest" not in never.stdout
