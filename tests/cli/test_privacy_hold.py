"""A file that could identify somebody stores nothing (acceptance checks 10, 11 and 12)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import run, told

TALK = """\
Interviewer: So how does a call begin?

P01: Well, it comes over the radio and we just go, {words} and then we see.

Interviewer: And after that?

P01: After that it depends on who is there, honestly. Most nights it is quiet.
"""

IDENTIFYING = {
    "e-mail": "you can write me at jan.doe@example.org",
    "phone": "call me on 555-867-5309",
    "street address": "that was over at 1420 Maple Street",
    "badge number": "my badge number is 4471",
    "surname": "so Officer Halloran went in first",
    "social security number": "she gave me 219-09-9999",
    "full date": "that was on March 3rd, 2019",
    "great age": "the lady is 93 years old",
    "case number": "it is case number 2021-33871",
    "introduced name": "and he says my name is Tobias",
    "web address": "it is all on www.campus-watch.org",
}


def ingest(study: Path, words: str, *more: str | Path, name: str = "I01.txt"):
    file = study.parent / name
    file.write_text(TALK.format(words=words), encoding="utf-8")
    return run(study, "ingest", file, *more)


@pytest.mark.parametrize("kind", IDENTIFYING)
def test_something_identifying_exits_3_and_stores_nothing(new_study: Path, kind: str) -> None:
    before = (new_study / "roster.yaml").read_text()

    result = ingest(new_study, IDENTIFYING[kind])

    assert result.exit_code == 3
    assert told(new_study, "status")["n_transcripts"] == 0
    assert (new_study / "roster.yaml").read_text() == before
    for secret in ("jan.doe", "867-5309", "Maple", "4471", "Halloran", "219-09", "33871", "Tobias"):
        assert secret not in result.output


def test_the_same_talk_without_it_goes_in(new_study: Path) -> None:
    result = ingest(new_study, "you know how it is")

    assert result.exit_code == 0, result.output
    assert told(new_study, "status")["n_transcripts"] == 1


def test_the_vignette_cast_passes_and_a_name_outside_it_does_not(new_study: Path) -> None:
    assert ingest(new_study, "and Renee opened the door").exit_code == 0
    assert ingest(new_study, "and Brigitte opened the door", name="I02.txt").exit_code == 3


def test_a_term_is_allowed_with_a_reason_and_remembered(new_study: Path) -> None:
    words = "so we drove to Winterbourne for it"
    assert ingest(new_study, words).exit_code == 3
    assert ingest(new_study, words, "--allow", "Winterbourne").exit_code == 2

    allowed = ingest(
        new_study, words, "--allow", "Winterbourne", "--because", "a fictional town in a novel"
    )
    assert allowed.exit_code == 0, allowed.output

    assert ingest(new_study, f"{words} again", "--replace").exit_code == 0


def test_one_held_file_holds_its_companions_back(new_study: Path) -> None:
    good, bad = new_study.parent / "I01.txt", new_study.parent / "I02.txt"
    good.write_text(TALK.format(words="you know how it is"), encoding="utf-8")
    bad.write_text(TALK.format(words=IDENTIFYING["phone"]).replace("P01", "P02"), encoding="utf-8")

    assert run(new_study, "ingest", good, bad).exit_code == 3
    assert told(new_study, "status")["n_transcripts"] == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.csv", "id,name\nP01,Jan Doe\n"),
        ("contacts.csv", "participant;phone\nP01;555-0100\n"),
        ("people.tsv", "person\te-mail\nP01\tx@example.org\n"),
    ],
)
def test_a_key_like_file_in_the_study_is_a_privacy_stop(
    new_study: Path, name: str, text: str
) -> None:
    assert run(new_study, "check").exit_code == 0
    (new_study / name).write_text(text, encoding="utf-8")

    result = run(new_study, "check")

    assert result.exit_code == 3
    assert "Jan Doe" not in result.output
    assert "555-0100" not in result.output


@pytest.mark.parametrize(
    "line", ["name: Jan Doe", "phone: 555-0100", "nickname: Jan", "shoe_size: 44", "phone: 5550100"]
)
def test_the_roster_refuses_keys_it_does_not_know(new_study: Path, line: str) -> None:
    roster = new_study / "roster.yaml"
    roster.write_text(
        roster.read_text().replace("    role: LE\n", f"    role: LE\n    {line}\n", 1)
    )

    for command in ("check", "status"):
        result = run(new_study, command)
        assert result.exit_code == 3
        assert "Jan" not in result.output


@pytest.mark.parametrize("column", ["name", "Participant Name", "e-mail", "phone", "first name"])
@pytest.mark.parametrize("command", [("code", "import"), ("saturation", "--from")])
def test_a_table_that_says_who_somebody_is_is_refused(
    new_study: Path, command: tuple[str, ...], column: str
) -> None:
    table = new_study.parent / "codings.csv"
    table.write_text(f"interview,code,quote,{column}\nI01,PP.REFERRAL,so we,Jan Doe\n")

    result = run(new_study, *command, table)

    assert result.exit_code == 3
    assert "Jan" not in result.output
