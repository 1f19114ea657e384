"""Copies with placeholders: nothing mapped remains, nothing else changes, originals stay."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import run, told
from tests.ingest.word_files import paragraph, word_file
from tests.pseudonyms.test_word import NAME, hidden

SAID = (
    "Officer Dan Whitcomb called from Winterbourne. Then Whitcomb's car left, and dan whitcomb too."
)
SECRETS = ("whitcomb", "winterbourne")


def container(kind: str, words: str) -> str:
    if kind == "vtt":
        return (
            "WEBVTT\n\n6f1a33871-0c/12-0\n00:00:01.000 --> 00:00:04.000\n<v Dan Whitcomb>"
            + words
            + "</v>\n\n"
            "NOTE recorded late\n"
        )
    if kind == "srt":
        return f"1\n00:00:01,000 --> 00:00:04,000\n{words}\n"
    if kind == "csv":
        return f'turn,speaker,text\r\n1,P01,"{words} And ""yes""."\r\n'
    if kind == "json":
        return json.dumps({"segments": [{"start": 1.5, "text": words + " \u00e9 \U0001f600"}]})
    return f"P01: {words}\r\n\r\nP02: Right.\r\n"


def made(tmp_path: Path, *files: Path, more: tuple[str, ...] = ()) -> tuple[dict, Path]:
    out = tmp_path / "clean"
    result = run(None, "--json", "pseudonymise", *files, "--out", out, *more)
    assert result.exit_code in {0, 3}, result.output
    return json.loads(result.stdout), out


@pytest.fixture(autouse=True)
def _outside_of_any_study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("kind", ["txt", "md", "vtt", "srt", "csv", "json"])
def test_only_the_words_are_replaced(tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"I01.{kind}"
    before = container(kind, SAID)
    file.write_bytes(before.encode())

    _, out = made(tmp_path, file)

    after = (out / f"I01.{kind}").read_bytes().decode()
    assert file.read_bytes() == before.encode()
    for secret in SECRETS:
        assert secret not in after.lower()
    gap = re.compile(r"Dan Whitcomb|dan whitcomb|Whitcomb|Winterbourne")
    assert re.sub(r"\[[A-Z]+_\d\]", "#", after) == gap.sub("#", before)


def test_tables_and_json_are_still_what_they_were(tmp_path: Path) -> None:
    table, data = tmp_path / "I01.csv", tmp_path / "I02.json"
    table.write_bytes(container("csv", SAID).encode())
    data.write_bytes(container("json", SAID).encode())

    _, out = made(tmp_path, table, data)

    rows = list(csv.reader(io.StringIO((out / "I01.csv").read_text())))
    assert [len(row) for row in rows] == [3, 3]
    assert rows[1][2].endswith('And "yes".')
    segment = json.loads((out / "I02.json").read_text())["segments"][0]
    assert segment["start"] == 1.5
    assert segment["text"].endswith(" é 😀")


def test_possessives_and_plurals_survive(tmp_path: Path) -> None:
    file = tmp_path / "I01.txt"
    file.write_text(
        "P01: So Maria Lopez came. Lopez's car. The Lopezes' house. It was Lopez’s.\n",
        encoding="utf-8",
    )

    _, out = made(tmp_path, file)

    assert (out / "I01.txt").read_text() == (
        "P01: So [PERSON_1] came. [PERSON_1]'s car. The [PERSON_1]s' house. It was [PERSON_1]’s.\n"
    )


def test_one_person_has_one_placeholder_over_files_and_two_marias_are_a_question(
    tmp_path: Path,
) -> None:
    one, two = tmp_path / "I01.txt", tmp_path / "I02.txt"
    one.write_text("P01: So Sgt. Maria Lopez came, and Lopez left.\n")
    two.write_text("P02: So Maria Lopez met Maria Quintana. Then Maria left.\n")

    record, out = made(tmp_path, one, two)

    assert (out / "I01.txt").read_text() == "P01: So Sgt. [PERSON_1] came, and [PERSON_1] left.\n"
    assert (out / "I02.txt").read_text() == (
        "P02: So [PERSON_1] met [PERSON_2]. Then [PERSON_3] left.\n"
    )
    assert [e["perhaps"] for e in record["entities"]] == [[], [], [1, 2]]
    said, out = made(tmp_path / "again", one, two, more=("--same", "3=2", "--roles"))
    assert "Then [PERSON_1] left" in (out / "I02.txt").read_text()
    assert "[SUPERVISOR_1]" in (out / "I01.txt").read_text()
    assert len(said["entities"]) == 2


def test_what_stands_for_dates_ages_and_numbers(tmp_path: Path) -> None:
    file = tmp_path / "I01.txt"
    file.write_text(
        "P01: It was March 3rd, 2019, case number 2021-33871, and the lady is 93 years old.\n"
    )

    _, out = made(tmp_path, file, more=("--dates", "month"))

    text = (out / "I01.txt").read_text()
    assert "[March 2019]" in text
    assert "[CASE_NO_1]" in text
    assert "[90+]" in text
    assert run(None, "screen", out / "I01.txt").exit_code == 0


def test_the_log_holds_places_and_no_words(tmp_path: Path) -> None:
    file = tmp_path / "I01.txt"
    file.write_text(f"P01: {SAID}\n")

    _, out = made(tmp_path, file)

    log = (out / "pseudonyms-log.json").read_text()
    assert not any(secret in log.lower() for secret in SECRETS)
    text = (out / "I01.txt").read_text()
    for change in json.loads(log)["files"][0]["changes"]:
        assert text[change["start"] : change["end"]] == change["placeholder"]


def test_a_name_in_the_files_name_is_replaced_too(tmp_path: Path) -> None:
    file = tmp_path / "Interview_Whitcomb.txt"
    file.write_text(f"P01: {SAID}\n")

    result = run(None, "pseudonymise", file, "--out", tmp_path / "clean")

    assert "hitcomb" not in result.output
    assert not any("hitcomb" in path.name for path in (tmp_path / "clean").iterdir())


def test_nothing_that_is_there_is_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "I01.txt"
    file.write_text(f"P01: {SAID}\n")

    assert run(None, "pseudonymise", file, "--out", tmp_path).exit_code == 7
    assert file.read_text() == f"P01: {SAID}\n"


def test_killed_while_writing_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "I01.txt"
    file.write_text(f"P01: {SAID}\n")

    def die(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", die)
    result = run(None, "pseudonymise", file, "--out", tmp_path / "clean")

    assert result.exit_code != 0
    assert list((tmp_path / "clean").iterdir()) == []


def test_a_word_file_keeps_its_parts_and_loses_the_name_everywhere(tmp_path: Path) -> None:
    file = tmp_path / "I01.docx"
    file.write_bytes(hidden(NAME))

    record, out = made(tmp_path, file)

    import zipfile

    with zipfile.ZipFile(out / "I01.docx") as package:
        held = b"".join(package.read(name) for name in package.namelist())
    assert b"alloran" not in held
    assert b"rigitte" not in held
    assert record["entities"][0]["placeholder"] == "[PERSON_1]"


def test_a_form_that_would_remain_stops_everything(tmp_path: Path) -> None:
    file = tmp_path / "I01.docx"
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:style w:styleId="a"><w:name w:val="Whitcomb"/></w:style></w:styles>'
    )
    file.write_bytes(word_file(paragraph(f"P01: {SAID}"), parts={"word/styles.xml": styles}))

    result = run(None, "pseudonymise", file, "--out", tmp_path / "clean")

    assert result.exit_code == 3
    assert "word/styles.xml" in result.output
    assert not (tmp_path / "clean").exists()


def test_with_a_key_a_later_run_goes_on_with_the_same_placeholders(tmp_path: Path) -> None:
    secret = tmp_path / "passphrase.txt"
    secret.write_text("correct horse battery staple\n")
    key = ("--key", str(tmp_path / "k.key"), "--passphrase-file", str(secret))
    run(None, "privacy", "key", "create", tmp_path / "k.key", *key[2:])
    one, two = tmp_path / "I01.txt", tmp_path / "I02.txt"
    one.write_text("P01: So Maria Lopez came.\n")
    two.write_text("P02: So Dan Whitcomb met Maria Lopez.\n")

    made(tmp_path / "a", one, more=key)
    _, out = made(tmp_path / "b", two, more=key)

    assert (out / "I02.txt").read_text() == "P02: So [PERSON_2] met [PERSON_1].\n"
    assert b"Lopez" not in (tmp_path / "k.key").read_bytes()
    page = tmp_path / "page.txt"
    run(None, "privacy", "key", "export", tmp_path / "k.key", "--paper", "--out", page, *key[2:])
    assert "[PERSON_1]  Maria Lopez" in page.read_text()


def test_decisions_of_the_study_win(new_study: Path, tmp_path: Path) -> None:
    file = tmp_path / "I01.txt"
    file.write_text("P01: So we drove to Winterbourne and met Officer Halloran.\n")
    finds = {f["type"]: f["id"] for f in told(new_study, "privacy", "review", file)["findings"]}
    run(new_study, "--as", "R1", "privacy", "review", file, "--keep", finds["LOCATION"],
        "--replace", f"{finds['PERSON']}=DETECTIVE_7")  # fmt: skip

    run(new_study, "pseudonymise", file, "--out", tmp_path / "clean")

    assert (tmp_path / "clean" / "I01.txt").read_text() == (
        "P01: So we drove to Winterbourne and met Officer [DETECTIVE_7].\n"
    )
    with sqlite3.connect(new_study / "study.db") as database:
        assert database.execute("SELECT count(*) FROM privacy_decision").fetchone() == (2,)


NAMES = ["Brigitte Halloran", "Dan Whitcomb", "Oriel Szczepanski", "Marguerite Penhallow"]
FILLER = ["so we", "and then", "you know,", "it was late.", "They said no.", "well,"]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(FILLER),
            st.sampled_from([f"Officer {n}" for n in NAMES]),
            st.sampled_from([n.split()[1] for n in NAMES]),
            st.sampled_from([n.lower() for n in NAMES]),
            st.sampled_from([n.split()[1] + "'s" for n in NAMES]),
            st.sampled_from([n.upper() for n in NAMES]),
        ),
        min_size=1,
        max_size=20,
    ),
    st.integers(0, 10**6),
)
def test_no_mapped_form_remains_in_any_order_or_casing(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str], number: int
) -> None:
    folder = tmp_path_factory.mktemp(f"law{number}")
    file = folder / "I01.txt"
    head = " ".join(f"Officer {name} was there." for name in NAMES)
    file.write_text(f"P01: {head} {' '.join(pieces)}\n", encoding="utf-8")

    result = run(None, "pseudonymise", file, "--out", folder / "clean")

    assert result.exit_code in {0, 3}, result.output
    text = (folder / "clean" / "I01.txt").read_text(encoding="utf-8").lower()
    for name in NAMES:
        assert name.split()[1].lower() not in text


def test_only_the_folder_asked_for_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No temporary file either: a name left in one would be a leak nobody looks for (check 48)."""
    aside = tmp_path / "temporary"
    aside.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(aside))
    file = tmp_path / "I01.docx"
    file.write_bytes(hidden(NAME))

    made(tmp_path, file)

    assert list(aside.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["I01.docx", "clean", "temporary"]
