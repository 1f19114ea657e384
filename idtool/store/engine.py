"""Opening ``study.db``: SQLite with write-ahead log, foreign keys and migrations."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event

from idtool.errors import Conflict, InvalidInput

HEAD = "0009"
"""The newest revision in ``migrations/versions``."""

BUSY_SECONDS = 10
"""How long a command waits for another one to finish writing."""


class NoStudyFile(InvalidInput):
    """The folder has study.yaml, but its study.db is missing."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} is missing in {path.parent}.",
            "Restore it from a backup, or start a new study: idtool init NEW-FOLDER",
        )


class StudyFromTheFuture(Conflict):
    """study.db was written by a newer idtool."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"study.db has revision {revision}; this idtool knows up to {HEAD}.",
            "Update it: pip install --upgrade idtool",
        )


class DamagedStudyFile(InvalidInput):
    """SQLite cannot read study.db."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} cannot be read; the file is damaged or is no study.",
            "Restore it from a backup; keep the damaged file aside.",
        )


def open_engine(path: Path, *, create: bool = False) -> Engine:
    """An engine on ``path``, migrated to the newest revision.

    The file is copied beside itself before a migration changes it.
    """
    if not create and not path.is_file():
        raise NoStudyFile(path)
    revision = _revision(path) if path.exists() else None
    if revision is None and not create:
        raise DamagedStudyFile(path)
    engine = _engine(path)
    if revision == HEAD:
        return engine
    if revision is not None and revision > HEAD:
        raise StudyFromTheFuture(revision)
    if revision is not None:
        _copy_before_migration(path, revision)
    _upgrade(engine)
    return engine


def _revision(path: Path) -> str | None:
    try:
        with closing(_connect(f"file:{path}?mode=rw", uri=True)) as connection:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError:
        return None
    except sqlite3.DatabaseError as error:
        raise DamagedStudyFile(path) from error
    return str(row[0]) if row else None


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        # pysqlite would otherwise begin transactions late and commit before DDL.
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        # What is taken out is overwritten, not only forgotten.
        connection.execute("PRAGMA secure_delete=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def compact(path: Path) -> None:
    """Rewrite the file, so that what was deleted is in none of its free pages."""
    with closing(_connect(str(path))) as connection:
        connection.isolation_level = None
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _copy_before_migration(path: Path, revision: str) -> None:
    copy = path.with_name(f"{path.name}.before-migration-from-{revision}")
    with closing(_connect(str(path))) as source, closing(_connect(str(copy))) as target:
        source.backup(target)


def _connect(name: str, *, uri: bool = False) -> sqlite3.Connection:
    """A connection outside the engine, to be closed: one left open keeps -wal and -shm files."""
    return sqlite3.connect(name, uri=uri, timeout=BUSY_SECONDS)


def _upgrade(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
