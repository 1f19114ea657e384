"""A study of the first revision: its allowed terms become fingerprints that still pass."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config

import idtool.store.engine as engine_room
from tests.conftest import run


def old_study_file(path: Path) -> None:
    path.unlink()
    engine = engine_room._engine(path)
    config = Config()
    folder = Path(engine_room.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    with sqlite3.connect(path) as database:
        database.execute(
            "INSERT INTO allowed_term"
            " VALUES ('Winterbourne', 'a novel', 'R1', '2024-01-01T00:00:00Z')"
        )


def test_allowed_terms_still_pass_and_stand_nowhere_in_clear(new_study: Path) -> None:
    old_study_file(new_study / "study.db")
    file = new_study.parent / "I01.txt"
    file.write_text(
        "Interviewer: So how does it go?\n\nP01: Well, we drove to Winterbourne's hall and so on.\n"
    )

    assert run(new_study, "check").exit_code in {0, 5}
    assert b"Winterbourne" not in (new_study / "study.db").read_bytes()
    assert run(new_study, "ingest", file, "--dry-run").exit_code == 0
    copy = new_study / "study.db.before-migration-from-0001"
    assert copy.is_file()
