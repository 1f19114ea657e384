"""A corrected transcript: codings stay on their words, or are listed and kept aside."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from idtool.model import Act
from idtool.steps.correcting import correct_transcript
from idtool.steps.followed import Followed
from idtool.steps.ingest_records import IngestRequest
from idtool.steps.study_folder import load_study
from idtool.store import open_study_file
from tests.conftest import EXAMPLE, run, told

TALK = [
    ("INT", "How was the night?"),
    ("P01", "Long. We waited untill the ambulance came, and then we drove home."),
    ("INT", "Who waited?"),
    ("P01", "The two of us. My partner had the radio the whole time."),
    ("INT", "And the family?"),
    ("P01", "They stood on the porch. Nobody spoke to them for an hour. That stays with me."),
]

THEMES = """
schema: idtool/themes@1
themes:
  - id: T01
    focus: PP
    name: Waiting
    claim: Waiting is work.
    codes: [PP.CALL_LOAD]
    for:
      - interview: I01
        quote: They stood on the porch.
"""


def write(study: Path, talk: list[tuple[str, str]], name: str = "I01.txt") -> Path:
    file = study.parent / name
    file.write_text(
        "\n\n".join(f"{'Interviewer' if who == 'INT' else who}: {said}" for who, said in talk),
        encoding="utf-8",
    )
    return file


@pytest.fixture(scope="module")
def _coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One talk with three codings, a theme's place, a mark and a memo."""
    new_study = tmp_path_factory.mktemp("coded") / "study"
    assert run(None, "init", new_study).exit_code == 0
    shutil.copy(EXAMPLE / "roster.yaml", new_study / "roster.yaml")
    assert run(new_study, "ingest", write(new_study, TALK)).exit_code == 0
    themes = new_study.parent / "themes.yaml"
    themes.write_text(THEMES, encoding="utf-8")
    for call in (
        [
            "code",
            "add",
            "I01#t002",
            "PP.CALL_LOAD",
            "--quote",
            "We waited untill the ambulance came",
        ],
        ["code", "add", "I01#t004", "PP.CALL_LOAD", "--memo", "the radio"],
        [
            "--as",
            "R1",
            "code",
            "add",
            "I01#t006",
            "PP.CALL_LOAD",
            "--quote",
            "Nobody spoke to them for an hour.",
        ],
        ["theme", "import", themes],
        ["mark", "I01", "--turns", "3-6", "--vignette", "dv.1"],
        ["memo", "new", "--text", "see this", "--on", "I01#t004"],
        ["read", "I01", "--note", "read once"],
    ):
        result = run(new_study, *call)
        assert result.exit_code == 0, (call, result.output)
    return new_study


@pytest.fixture
def coded(_coded: Path, tmp_path: Path) -> Path:
    """A copy of it for each test."""
    return Path(shutil.copytree(_coded, tmp_path / "study"))


def codings(study: Path) -> dict[str, dict[str, Any]]:
    return {c["coding"]["quote"]: c["coding"] for c in told(study, "code", "list")["codings"]}


def place_of_theme(study: Path) -> tuple[str, bool]:
    with open_study_file(study, Act("R1", "2025-01-01T00:00:00Z")) as store:
        (place,) = store.themes.get("T01").evidence_for
    return place.at, place.quote_ok


def fixed() -> list[tuple[str, str]]:
    """A typo mended, a turn put in before, one sentence taken out."""
    talk = [("INT", "Let us begin."), ("P01", "All right then."), *TALK]
    talk[3] = ("P01", talk[3][1].replace("untill", "until"))
    talk[7] = ("P01", talk[7][1].replace("Nobody spoke to them for an hour. ", ""))
    return talk


def test_a_mended_typo_keeps_its_coding_and_a_deleted_sentence_is_an_orphan(coded: Path) -> None:
    """Acceptance check 46."""
    before = codings(coded)

    report = told(coded, "correct", "I01", write(coded, fixed(), "new.txt"))

    assert report["outcome"] == "corrected"
    assert report["counts"]["codings"] == {
        "kept": 0, "moved": 1, "changed": 1, "orphaned": 1, "dropped": 0,
    }  # fmt: skip
    after = codings(coded)
    assert set(after) == {
        "We waited until the ambulance came",
        "The two of us. My partner had the radio the whole time.",
    }
    moved = after["The two of us. My partner had the radio the whole time."]
    assert moved["uuid"] == before[moved["quote"]]["uuid"]
    assert (moved["turn"], moved["memo"]) == (6, "the radio")
    assert run(coded, "check").exit_code == 0
    (orphan,) = [o for o in told(coded, "correct", "I01", "--orphans") if o["kind"] == "coding"]
    assert orphan["quote"] == "Nobody spoke to them for an hour."
    assert orphan["before"].endswith("on the porch. ")


def test_places_of_themes_marks_memos_and_readings_follow(coded: Path) -> None:
    told(coded, "correct", "I01", write(coded, fixed(), "new.txt"), "--accept-likely")

    assert place_of_theme(coded) == ("I01#t008", False)  # approved were other words
    (mark,) = told(coded, "mark", "I01")["marks"]
    assert (mark["first_turn"], mark["last_turn"], mark["source"]) == (5, 8, "hand")
    run(coded, "export", "csv", coded / "out")
    assert "I01#t006" in (coded / "out" / "memos.csv").read_text()
    assert told(coded, "status")["next_command"] != "idtool read I01"


def test_what_the_mentor_said_of_a_turn_follows_it(coded: Path) -> None:
    for at in ("I01#t004", "I01#t002-t004", "T01"):
        told(coded, "mentor", "record", "--by", "R1", "--about", at, "--text", f"Look at {at}.")

    report = told(coded, "correct", "I01", write(coded, fixed(), "new.txt"))

    assert report["counts"]["mentor_items"]["moved"] == 2
    assert _about(coded) == ["I01#t006", "I01#t004-t006", "T01"]
    with contextlib.closing(sqlite3.connect(coded / "study.db")) as db:
        query = "SELECT detail FROM trail WHERE act = 'transcript.correct'"
        (detail,) = db.execute(query).fetchone()
    assert json.loads(detail)["mentor_items"]["moved"] == 2


def test_what_the_mentor_said_of_a_turn_that_is_gone_stays_with_the_interview(coded: Path) -> None:
    told(coded, "mentor", "record", "--by", "R1", "--about", "I01#t004", "--text", "And then?")

    report = told(coded, "correct", "I01", write(coded, [*TALK[:3], *TALK[4:]], "new.txt"))

    (item,) = [each for each in report["items"] if each["kind"] == "mentor"]
    assert (item["to"], item["outcome"]) == ("I01", "moved")
    assert _about(coded) == ["I01"]
    assert [o["kind"] for o in told(coded, "correct", "I01", "--orphans")].count("mentor") == 0


def _about(study: Path) -> list[str]:
    return [item["about"] for item in told(study, "mentor", "list")]


def test_an_approved_quote_stays_approved_where_its_words_are_the_same(coded: Path) -> None:
    told(
        coded, "correct", "I01", write(coded, [("INT", "Hello."), ("P01", "Yes."), *TALK], "n.txt")
    )

    assert place_of_theme(coded) == ("I01#t008", True)


def test_a_dry_run_tells_the_same_and_changes_nothing(coded: Path) -> None:
    file = write(coded, fixed(), "new.txt")
    before, trail = codings(coded), told(coded, "status")["n_trail"]

    preview = told(coded, "correct", "I01", file, "--dry-run")

    assert (codings(coded), told(coded, "status")["n_trail"]) == (before, trail)
    done = told(coded, "correct", "I01", file)
    assert preview["items"] == done["items"]
    assert (preview["outcome"], done["outcome"]) == ("previewed", "corrected")


def test_the_same_file_again_changes_nothing(coded: Path) -> None:
    file = write(coded, fixed(), "new.txt")
    told(coded, "correct", "I01", file)
    trail = told(coded, "status")["n_trail"]

    assert told(coded, "correct", "I01", file)["outcome"] == "unchanged"
    assert told(coded, "status")["n_trail"] == trail


def test_neither_trail_nor_report_hold_words(coded: Path) -> None:
    result = run(coded, "--json", "correct", "I01", write(coded, fixed(), "new.txt"))

    with sqlite3.connect(coded / "study.db") as connection:
        trail = "".join(str(row) for row in connection.execute("SELECT * FROM trail"))
    for word in ("ambulance", "porch", "radio", "untill"):
        assert word not in result.stdout
        assert word not in trail


def test_an_orphan_is_put_back_with_its_memo_and_coder(coded: Path) -> None:
    told(coded, "correct", "I01", write(coded, fixed(), "new.txt"))
    (orphan,) = [o for o in told(coded, "correct", "I01", "--orphans") if o["kind"] == "coding"]

    result = run(coded, "correct", "I01", "--reattach", orphan["uuid"][:8], "--to", "I01#t008",
                 "--quote", "That stays with me.")  # fmt: skip

    assert result.exit_code == 0, result.output
    back = codings(coded)["That stays with me."]
    assert (back["uuid"], back["coder"], back["status"]) == (orphan["uuid"], "R1", "accepted")
    left = told(coded, "correct", "I01", "--orphans")
    assert orphan["uuid"] not in {o["uuid"] for o in left}
    assert run(coded, "check").exit_code == 0


def test_the_old_text_is_an_earlier_version_and_coding_it_back_finds_all(coded: Path) -> None:
    told(coded, "correct", "I01", write(coded, fixed(), "new.txt"))
    (version,) = told(coded, "correct", "I01", "--versions")
    assert (version["version"], version["n_turns"]) == (1, 6)

    back = told(coded, "correct", "I01", write(coded, TALK, "old.txt"))

    assert back["version_kept"] == 2
    assert "We waited untill the ambulance came" in codings(coded)


def test_a_held_file_changes_nothing(coded: Path) -> None:
    talk = [*TALK, ("P01", "Call me at 555-201-3344, that is John Abernathy of Elm Street 14.")]
    before = codings(coded)

    result = run(coded, "correct", "I01", write(coded, talk, "new.txt"))

    assert result.exit_code == 3
    assert "555-201-3344" not in result.output
    assert codings(coded) == before
    assert told(coded, "correct", "I01", "--versions") == []


def test_proposals_on_changed_words_are_dropped_and_rejected_ones_follow(coded: Path) -> None:
    run(coded, "apply", "I01")
    waiting = told(coded, "review", "I01")
    proposed = told(coded, "code", "list", "--status", "proposed")["codings"]
    assert proposed, waiting

    report = told(coded, "correct", "I01", write(coded, fixed(), "new.txt"))

    machine = [i for i in report["items"] if i["status"] == "proposed"]
    assert len(machine) == len(proposed)
    assert {i["outcome"] for i in machine} <= {"kept", "moved", "dropped"}


def test_somebody_else_speaks_now_and_is_told(coded: Path) -> None:
    talk = [*TALK]
    talk[3] = ("INT", talk[3][1])

    report = told(coded, "correct", "I01", write(coded, talk, "new.txt"))

    (item,) = [i for i in report["items"] if i["voices"] and i["kind"] == "coding"]
    assert item["voices"] == "P01 → INT"


def test_nothing_to_correct_says_how_to_begin(new_study: Path) -> None:
    result = run(new_study, "correct", "I01", write(new_study, TALK))

    assert result.exit_code == 2
    assert "idtool ingest" in result.stderr


def test_ingest_of_other_words_points_to_correct(coded: Path) -> None:
    result = run(coded, "ingest", write(coded, fixed()))

    assert result.exit_code == 7
    assert "idtool correct I01" in result.stderr


def test_interviews_in_any_order_give_the_same_tables(new_study: Path, tmp_path: Path) -> None:
    """Acceptance check 5, for what ingest stores."""
    one = write(new_study, TALK, "I01.txt")
    two = write(new_study, [(w, s.replace("P01", "P02")) for w, s in TALK[:4]], "I02.txt")
    two.write_text(two.read_text().replace("P01:", "P02:"), encoding="utf-8")
    other = Path(shutil.copytree(new_study, tmp_path / "other"))
    for study, files in ((new_study, [one, two]), (other, [two, one])):
        for file in files:
            assert run(study, "ingest", file).exit_code == 0
        run(study, "export", "csv", study / "out")
    for name in ("turns.csv", "codings.csv"):
        assert (new_study / "out" / name).read_text() == (other / "out" / name).read_text()
    assert json.dumps(told(new_study, "status")["people_by_role"]) == json.dumps(
        told(other, "status")["people_by_role"]
    )


def test_earlier_texts_can_be_forgotten_for_good(coded: Path) -> None:
    told(coded, "correct", "I01", write(coded, fixed(), "new.txt"))
    assert run(coded, "correct", "I01", "--forget-versions").exit_code == 2

    assert told(coded, "correct", "I01", "--forget-versions", "--because", "a slip") == {
        "n_forgotten": 1
    }

    assert told(coded, "correct", "I01", "--versions") == []
    assert all(not o["quote"] for o in told(coded, "correct", "I01", "--orphans"))
    assert run(coded, "check").exit_code == 0


def test_what_a_person_said_of_read_outs_follows(coded: Path) -> None:
    told(coded, "mark", "I01", "--readout", "4")

    told(coded, "correct", "I01", write(coded, fixed(), "new.txt"))

    assert told(coded, "mark", "I01")["readouts"] == [6]


def test_a_person_s_words_leave_earlier_texts_and_orphans(coded: Path) -> None:
    told(coded, "correct", "I01", write(coded, fixed(), "new.txt"))

    with open_study_file(coded, Act("R1", "2025-01-01T00:00:00Z"), write=True) as store:
        store.orphans.forget_person("P01", store.earlier_texts.forget_person("P01"))
        assert [o for o in store.orphans.all("I01") if "P01" in o.person] == []

    with sqlite3.connect(coded / "study.db") as connection:
        (text, turns) = connection.execute("SELECT text, turns FROM earlier_text").fetchone()
    assert "ambulance" not in text
    assert "Who waited?" in text
    for _, start, end, _, person, _ in json.loads(turns):
        assert (text[start:end] == "[withdrawn]") == (person == "P01")


@pytest.mark.parametrize(("yes", "outcome"), [(True, "changed"), (False, "orphaned")])
def test_somebody_at_the_keyboard_decides_about_changed_words(
    coded: Path, yes: bool, outcome: str
) -> None:
    study = load_study(coded)
    asked: list[Followed] = []

    def answer(item: Followed) -> bool:
        asked.append(item)
        return yes

    report = correct_transcript(
        study,
        "I01",
        write(coded, fixed(), "new.txt"),
        IngestRequest(),
        Act("R1", "2025-01-01T00:00:00Z"),
        ask_place=answer,
    )

    assert {item.about for item in asked} == {"PP.CALL_LOAD", "T01 for"}
    assert len(asked) == len({item.id for item in asked})  # each once
    first = next(i for i in report.items if i.kind == "coding" and i.likeness not in {0, 1})
    assert first.outcome == outcome
    assert "untill" in next(i for i in asked if i.kind == "coding").old_words
