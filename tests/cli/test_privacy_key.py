"""The key lies apart: encrypted, refused beside the study, never needed for analysis."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.test_privacy_decisions import R1, bytes_of, found, only, talk
from tests.conftest import run, told

SECRET = "correct horse battery staple"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "passphrase.txt"
    file.write_text(SECRET + "\n", encoding="utf-8")
    file.chmod(0o600)
    return file


@pytest.fixture
def key(new_study: Path, tmp_path: Path, secret: Path) -> Path:
    file = tmp_path / "locker" / "study.key"
    made = run(new_study, "privacy", "key", "create", file, "--passphrase-file", secret)
    assert made.exit_code == 0, made.output
    return file


def test_a_key_is_for_its_owner_and_says_nothing(key: Path, new_study: Path, secret: Path) -> None:
    status = told(new_study, "privacy", "key", "status", key, "--passphrase-file", secret)

    assert key.stat().st_mode & 0o777 == 0o600
    assert status["private"] is True
    assert status["fits"] is True
    assert status["n_known"] == 0
    assert "n=131072 r=8 p=1" in status["kdf"]


@pytest.mark.parametrize("inside", ["study", "repository"])
def test_a_key_inside_a_study_or_a_repository_is_refused(
    new_study: Path, tmp_path: Path, secret: Path, inside: str
) -> None:
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    place = new_study / "deep" if inside == "study" else tmp_path / "repo" / "keys"

    made = run(new_study, "privacy", "key", "create", place / "k.key", "--passphrase-file", secret)

    assert made.exit_code == 3
    assert not (place / "k.key").exists()


def test_a_link_into_the_study_is_seen_through(
    new_study: Path, tmp_path: Path, secret: Path
) -> None:
    (tmp_path / "elsewhere").symlink_to(new_study, target_is_directory=True)

    made = run(new_study, "privacy", "key", "create", tmp_path / "elsewhere" / "k.key",
               "--passphrase-file", secret)  # fmt: skip

    assert made.exit_code == 3


@pytest.mark.parametrize(
    "folder",
    ["OneDrive - Some University", "Dropbox", "iCloud Drive", "Google Drive", "Box", "Nextcloud"],
)
def test_a_cloud_folder_is_warned_about(
    tmp_path: Path, secret: Path, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / folder).mkdir()
    monkeypatch.chdir(tmp_path)

    made = run(None, "privacy", "key", "create", tmp_path / folder / "k.key",
               "--passphrase-file", secret)  # fmt: skip

    assert made.exit_code == 0
    assert "copied to a cloud service" in " ".join(made.output.split())


def test_a_wrong_passphrase_and_damage_are_told_apart(
    key: Path, new_study: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("not the right words at all\n", encoding="utf-8")
    wrong = run(new_study, "privacy", "key", "status", key, "--passphrase-file", other)
    whole = key.read_bytes()
    key.write_bytes(whole[:-200])
    damaged = run(new_study, "privacy", "key", "status", key, "--passphrase-file", other)

    assert wrong.exit_code == 2
    assert "does not open" in wrong.output
    assert damaged.exit_code == 4
    assert "missing or changed" in damaged.output


def test_a_passphrase_that_is_too_short_is_refused(new_study: Path, tmp_path: Path) -> None:
    short = tmp_path / "short.txt"
    short.write_text("short\n", encoding="utf-8")

    made = run(new_study, "privacy", "key", "create", tmp_path / "k.key",
               "--passphrase-file", short)  # fmt: skip

    assert made.exit_code == 2
    assert not (tmp_path / "k.key").exists()


def test_without_a_passphrase_file_nobody_is_guessed(new_study: Path, tmp_path: Path) -> None:
    assert run(new_study, "privacy", "key", "create", tmp_path / "k.key").exit_code == 2


def test_with_the_salt_in_the_key_decisions_need_it(
    key: Path, new_study: Path, secret: Path
) -> None:
    file = talk(new_study, "so we drove to Winterbourne for it")
    opened = ("--key", key, "--passphrase-file", secret)
    listed = told(new_study, "privacy", "review", file, *opened)["findings"]
    kept = run(new_study, *R1, "privacy", "review", file, *opened, "--keep", listed[0]["id"],
               "--because", "a town in a novel")  # fmt: skip
    assert kept.exit_code == 0, kept.output

    assert run(new_study, "privacy", "review", file, "--list").exit_code == 2
    locked = run(new_study, "ingest", file)
    assert locked.exit_code == 3
    assert "locked by its key file" in locked.output
    assert run(new_study, "ingest", file, *opened).exit_code == 0
    assert run(new_study, "check").exit_code == 0


def test_decisions_made_before_the_key_still_hold_with_it(
    new_study: Path, tmp_path: Path, secret: Path
) -> None:
    file = talk(new_study, "so we drove to Winterbourne for it")
    run(new_study, *R1, "privacy", "review", file, "--keep", only(new_study, file))
    key = tmp_path / "study.key"
    run(new_study, "privacy", "key", "create", key, "--passphrase-file", secret)

    assert run(new_study, "ingest", file).exit_code == 3
    assert run(new_study, "ingest", file, "--key", key, "--passphrase-file", secret).exit_code == 0
    with sqlite3.connect(new_study / "study.db") as database:
        assert database.execute("SELECT salt FROM privacy_salt").fetchone() == ("",)


def test_known_names_make_a_screening_due_and_are_found_in_the_study(
    key: Path, new_study: Path, secret: Path, tmp_path: Path
) -> None:
    opened = ("--key", key, "--passphrase-file", secret)
    assert (
        run(new_study, "ingest", talk(new_study, "so will you wait, i said to wren")).exit_code == 0
    )
    names = tmp_path / "names.txt"
    names.write_text("Wren Abernethy\nLower Fold\n", encoding="utf-8")

    added = told(new_study, "privacy", "key", "add-names", key, "--names", names,
                 "--passphrase-file", secret)  # fmt: skip
    assert added == {"n_new": 2, "n_known": 2}
    assert "list of known names has changed" in told(new_study, "check")["remarks"][0]["problem"]
    again = run(new_study, "privacy", "rescreen", *opened)

    assert b"Abernethy" not in key.read_bytes() + bytes_of(new_study)
    assert again.exit_code in {0, 3}
    assert told(new_study, "check")["remarks"] == [] if again.exit_code == 0 else True


@pytest.mark.parametrize("lines", ["P01,Wren Abernethy\nP02,Lou Harker\n", "id;name\nP01;Wren\n"])
def test_a_participant_list_is_no_list_of_names(
    key: Path, new_study: Path, secret: Path, tmp_path: Path, lines: str
) -> None:
    names = tmp_path / "list.txt"
    names.write_text(lines, encoding="utf-8")

    added = run(new_study, "privacy", "key", "add-names", key, "--names", names,
                "--passphrase-file", secret)  # fmt: skip

    assert added.exit_code == 3
    assert "Wren" not in added.output


def test_rotating_changes_the_passphrase_and_nothing_else(
    key: Path, new_study: Path, secret: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new.txt"
    new.write_text("five words that fit nowhere\n", encoding="utf-8")
    before = json.loads(key.read_bytes().split(b"\n")[0])["key_id"]

    run(new_study, "privacy", "key", "rotate", key, "--passphrase-file", secret,
        "--new-passphrase-file", new)  # fmt: skip

    old = run(new_study, "privacy", "key", "status", key, "--passphrase-file", secret)
    assert old.exit_code == 2
    now = told(new_study, "privacy", "key", "status", key, "--passphrase-file", new)
    assert now["key_id"] == before


def test_paper_is_for_a_terminal_or_a_file_outside_the_study(
    key: Path, new_study: Path, secret: Path, tmp_path: Path
) -> None:
    export = ("privacy", "key", "export", key, "--paper", "--passphrase-file", secret)

    assert run(new_study, *export).exit_code == 2
    assert run(new_study, *export, "--out", new_study / "page.txt").exit_code == 3
    assert run(new_study, *export, "--out", tmp_path / "page.txt").exit_code == 0
    assert (tmp_path / "page.txt").stat().st_mode & 0o777 == 0o600


def test_destroying_leaves_a_day_in_the_trail_and_analysis_goes_on(
    key: Path, new_study: Path, secret: Path
) -> None:
    file = talk(new_study, "so we drove to Winterbourne for it")
    opened = ("--key", key, "--passphrase-file", secret)
    (one,) = told(new_study, "privacy", "review", file, *opened)["findings"]
    run(new_study, *R1, "privacy", "review", file, *opened, "--keep", one["id"])
    assert run(new_study, "ingest", file, *opened).exit_code == 0

    assert run(new_study, "privacy", "key", "destroy", key).exit_code == 2
    gone = run(new_study, "--yes", "privacy", "key", "destroy", key, "--because", "time is over")

    assert gone.exit_code == 0, gone.output
    assert not key.exists()
    with sqlite3.connect(new_study / "study.db") as database:
        act, why = database.execute("SELECT act, why FROM trail ORDER BY n DESC").fetchone()
    assert (act, why) == ("privacy.key.destroy", "time is over")
    for command in ("check", "status", "apply"):
        assert run(new_study, command).exit_code == 0
    # without its key, what was decided about the name is told from no other
    assert [each["type"] for each in found(new_study)] == ["LOCATION"]


def test_a_key_of_another_study_is_refused(
    key: Path, new_study: Path, tmp_path: Path, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    other = tmp_path / "other.key"
    run(None, "privacy", "key", "create", other, "--passphrase-file", secret)

    file = talk(new_study, "so we drove along")
    wrong = run(new_study, "ingest", file, "--key", other, "--passphrase-file", secret)

    assert wrong.exit_code == 2
