"""Matrices: the newest version of a cell counts, earlier ones stay; old studies keep all."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from idtool.model import Act
from idtool.store import create_study_file, open_study_file

ACT = Act("R1", "2025-03-01T10:00:00Z")


def test_a_cell_keeps_its_versions_and_an_empty_text_clears_it(tmp_path: Path) -> None:
    create_study_file(tmp_path)
    with open_study_file(tmp_path, ACT, write=True) as study:
        study.matrices.lay_out("m", "people", ("A", "B"))
        for text in ("first", "second"):
            study.matrices.write("m", "P01", "A", text)
        study.matrices.write("m", "P01", "B", "gone")
        study.matrices.write("m", "P01", "B", "")
        study.matrices.lay_out("m", "people", ("A",))

    with open_study_file(tmp_path, ACT) as study:
        assert study.matrices.cells("m") == {("P01", "A"): "second"}
        assert study.matrices.find("m").columns == ("A",)
        assert study.broken_seals() == []
    with sqlite3.connect(tmp_path / "study.db") as connection:
        assert connection.execute("SELECT count(*) FROM matrix_cell").fetchone() == (4,)


def test_a_study_of_the_first_revision_is_copied_and_gets_the_tables(tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine

    import idtool.store

    config = Config()
    folder = Path(idtool.store.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    engine = create_engine(f"sqlite:///{tmp_path / 'study.db'}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql(
            'INSERT INTO memo (id, uuid, kind, "on", by, at, text) '
            "VALUES ('m0001', 'u', 'method', '', 'R1', 'then', 'kept')"
        )
    engine.dispose()

    with open_study_file(tmp_path, ACT, write=True) as study:
        assert [memo.text for memo in study.memos.all()] == ["kept"]
        study.matrices.write("m", "P01", "A", "written")

    assert (tmp_path / "study.db.before-migration-from-0001").is_file()
