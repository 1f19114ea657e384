"""Acceptance rows 10 to 12: what holds a transcript back, what passes, what may not lie around."""

from __future__ import annotations

import pytest

from idtool.privacy import screen_text
from idtool.privacy.keyfiles import key_like_columns, suspicious_file

CAST = ["Renee", "Curtis", "Dario", "Joaquín", "Alma", "Wendell", "Theo"]


@pytest.mark.parametrize(
    "sentence",
    [
        "You can reach me at 614-555-0187.",
        "It's dana.pruitt@fenwick.example.",
        "She lives at 418 Kestrel Lane.",
        "My badge number is 4471.",
        "Then adaeze okonkwo came in.",
    ],
)
def test_row_10_direct_identifiers_hold_a_transcript(sentence: str) -> None:
    seen = screen_text(sentence, known_names=["Adaeze Okonkwo"])

    assert any(s.tier == "block" for s in seen)


def test_row_11_the_cast_of_the_vignettes_passes_and_another_name_does_not() -> None:
    text = (
        "I would talk to Renee first. Renee's scared, and Curtis is right there. "
        "The Renees of this world. Joaquín is the uncle, Dario's uncle. But Marguerite, no."
    )
    seen = screen_text(text, allow=CAST)

    assert [text[s.start : s.end] for s in seen] == ["Marguerite"]


def test_row_11_a_surname_beside_a_cast_name_is_still_seen() -> None:
    text = "And so Renee Szczepanski opened the door."

    assert [text[s.start : s.end] for s in screen_text(text, allow=CAST)] == ["Szczepanski"]


@pytest.mark.parametrize(
    "header",
    [
        ["id", "name"],
        ["Participant ID", "First Name", "Last Name"],
        ["person", "e-mail"],
        ["pid", "role", "Phone number"],
        ["pseudonym", "real name"],
        ["Name", "Phone"],
    ],
)
def test_row_12_columns_that_pair_an_id_with_a_person(header: list[str]) -> None:
    assert key_like_columns(header)


@pytest.mark.parametrize(
    "header",
    [
        ["id", "role", "setting", "years_band"],
        ["code", "name", "brief"],
        ["id", "name", "claim"],
        [
            "coding_id",
            "interview",
            "kind",
            "person",
            "role",
            "turn",
            "start",
            "end",
            "quote",
            "code",
        ],
        ["interview", "week"],
        [],
    ],
)
def test_row_12_tables_of_the_study_pass(header: list[str]) -> None:
    assert key_like_columns(header) is None


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("list.csv", "id,name\nP01,x\n"),
        ("list.tsv", "participant\temail\n"),
        ("people.yaml", "people:\n  - id: P01\n    phone: x\n"),
        ("people.json", '[{"id": "P01",\n  "name": "x"}]'),
        ("notes.txt", "Who is who\nP01: Lashonda Reyes\nP02 - Tomasz Wierzba\n"),
        ("notes.txt", "P01 lash@mail.example\nP02: 614-555-0142\nP03: t@mail.example"),
        ("master key.xlsx", ""),
        ("participant_list.docx", ""),
    ],
)
def test_row_12_a_file_that_pairs_ids_with_people(name: str, head: str) -> None:
    reason = suspicious_file(name, head)

    assert reason
    assert "Lashonda" not in reason and "example" not in reason


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("roster.yaml", "schema: idtool/roster@1\npeople:\n  - id: P01\n    role: LE\n"),
        ("themes.yaml", "themes:\n  - id: T1\n    name: Who drives\n    claim: It matters.\n"),
        ("codes.csv", "code,name,brief\nPP.A,Safety,first\n"),
        ("I01.txt", "P01: Well, I said to him, no.\nINT: Okay.\nP01: Right.\n"),
        ("keywords.md", "# Words\n"),
        ("first-contact.md", "The first contact with the family."),
        ("empty.csv", ""),
    ],
)
def test_row_12_files_of_the_study_pass(name: str, head: str) -> None:
    assert suspicious_file(name, head) is None
