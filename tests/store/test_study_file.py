"""One transaction for each command, and a trail that only grows."""

from __future__ import annotations

import gc
import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from idtool.errors import Conflict
from idtool.model import Act, Interview, Segment, Transcript, Turn
from idtool.store import create_study_file, open_study_file
from idtool.store.codings import NewCoding
from idtool.store.engine import DamagedStudyFile, NoStudyFile, StudyFromTheFuture
from idtool.store.said import QuotesAParticipant

ACT = Act("R1", "2025-03-01T10:00:00Z")
TEXT = "Hello there.\nÉcoute, ça va 🙂 fine."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create_study_file(tmp_path)
    return tmp_path


def transcript(name: str = "I01") -> Transcript:
    turns = (
        Turn(name, 1, 0, 12, TEXT[:12], "INT"),
        Turn(name, 2, 13, len(TEXT), TEXT[13:], "P01", "P01", "LE", 3.5, 9.0),
    )
    return Transcript(Interview(name, "individual", ("P01",)), TEXT, turns)


def store_transcript(folder: Path, name: str = "I01") -> None:
    with open_study_file(folder, ACT, write=True) as study:
        study.transcripts.add(
            transcript(name), source_hash=f"h{name}", source_format="txt", encoding="utf-8"
        )
        study.trail.add("transcript.ingest", name)


def coding(**changes: object) -> NewCoding:
    facts: dict[str, object] = {
        "segment": Segment("I01", 13, 19),
        "turn": 2,
        "code": "PP.A",
        "focus": "pp",
        "source": "hand",
        "status": "accepted",
        "coder": "R1",
        "codebook_version": "pp@1.0.0",
    }
    return NewCoding(**(facts | changes))  # type: ignore[arg-type]


def test_a_transcript_comes_back_letter_for_letter(folder: Path) -> None:
    store_transcript(folder)

    with open_study_file(folder, ACT) as study:
        (loaded,) = study.transcripts.load([transcript().interview])

    assert loaded == transcript()


def test_a_command_that_fails_changes_nothing(folder: Path) -> None:
    with pytest.raises(ZeroDivisionError), open_study_file(folder, ACT, write=True) as study:
        study.trail.add("study.init", "x")
        1 / 0

    with open_study_file(folder, ACT) as study:
        assert study.trail.count() == 0


def test_a_command_killed_in_the_middle_leaves_a_study_that_opens(folder: Path) -> None:
    script = f"""
        import os, signal
        from pathlib import Path
        from idtool.model import Act
        from idtool.store import open_study_file
        with open_study_file(Path({str(folder)!r}), Act("R1", "2025"), write=True) as study:
            study.trail.add("study.init", "x")
            study.memos.add("half", kind="method")
            os.kill(os.getpid(), signal.SIGKILL)
    """
    ended = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=False)
    assert ended.returncode == -signal.SIGKILL

    with open_study_file(folder, ACT, write=True) as study:
        assert study.trail.count() == 0
        assert study.memos.all() == []
        study.trail.add("study.init", "again")


def test_the_trail_is_chained_and_says_where_it_was_changed(folder: Path) -> None:
    with open_study_file(folder, ACT, write=True) as study:
        for number in range(5):
            study.trail.add("memo.add", f"m{number}", why="because")
        assert study.trail.first_break() is None

    with sqlite3.connect(folder / "study.db") as raw:
        raw.execute("DROP TRIGGER trail_keeps_its_words")
        raw.execute("UPDATE trail SET why = 'otherwise' WHERE n = 3")
    with open_study_file(folder, ACT) as study:
        assert study.trail.first_break() == 3


def test_a_line_cut_out_of_the_trail_is_noticed(folder: Path) -> None:
    with open_study_file(folder, ACT, write=True) as study:
        for number in range(4):
            study.trail.add("memo.add", f"m{number}")
    with sqlite3.connect(folder / "study.db") as raw:
        raw.execute("DROP TRIGGER trail_keeps_its_lines")
        raw.execute("DELETE FROM trail WHERE n = 2")

    with open_study_file(folder, ACT) as study:
        assert study.trail.first_break() == 2


def test_the_database_itself_refuses_to_change_the_trail(folder: Path) -> None:
    with open_study_file(folder, ACT, write=True) as study:
        study.trail.add("study.init", "x")

    with sqlite3.connect(folder / "study.db") as raw, pytest.raises(sqlite3.IntegrityError):
        raw.execute("UPDATE trail SET why = 'x'")


def test_the_same_coding_twice_is_one(folder: Path) -> None:
    store_transcript(folder)
    with open_study_file(folder, ACT, write=True) as study:
        study.codings.add([coding(), coding()], {"I01": TEXT})
        study.codings.add([coding(memo="seen again")], {"I01": TEXT})

        (kept,) = study.codings.all()

    assert (kept.quote, kept.memo) == (TEXT[13:19], "seen again")


def test_only_a_person_can_accept(folder: Path) -> None:
    store_transcript(folder)

    with pytest.raises(IntegrityError, match="accepted_by_a_person"):  # noqa: SIM117
        with open_study_file(folder, ACT, write=True) as study:
            study.codings.add([coding(coder="idtool")], {"I01": TEXT})


def test_a_decision_can_be_taken_back(folder: Path) -> None:
    store_transcript(folder)
    with open_study_file(folder, ACT, write=True) as study:
        (name,) = study.codings.add(
            [coding(coder="idtool", status="proposed", source="rule")], {"I01": TEXT}
        )
        study.codings.decide(name, "accepted")
        assert [c.coder for c in study.codings.all()] == ["R1"]
        study.codings.decide(name, "proposed")

        assert study.codings.all() == []
        assert [c.coder for c in study.codings.all(status=("proposed",))] == ["idtool"]


def test_taking_a_transcript_out_takes_its_codings_along(folder: Path) -> None:
    store_transcript(folder)
    with open_study_file(folder, ACT, write=True) as study:
        study.codings.add([coding()], {"I01": TEXT})
        study.transcripts.remove("I01")

        assert study.codings.all() == []


def test_no_study_file_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(NoStudyFile) as caught, open_study_file(tmp_path, ACT):
        pass

    assert "idtool init" in caught.value.remedy


def test_a_file_that_is_no_study_is_named_damaged(tmp_path: Path) -> None:
    (tmp_path / "study.db").write_bytes(b"this is not a database, it is a sentence" * 50)

    with pytest.raises(DamagedStudyFile), open_study_file(tmp_path, ACT):
        pass


def test_a_study_of_a_newer_idtool_is_left_alone(folder: Path) -> None:
    with sqlite3.connect(folder / "study.db") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    before = (folder / "study.db").read_bytes()

    with pytest.raises(StudyFromTheFuture), open_study_file(folder, ACT):
        pass

    assert (folder / "study.db").read_bytes() == before


def test_two_writers_do_not_mix(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("idtool.store.engine.BUSY_SECONDS", 0.2)
    with open_study_file(folder, ACT, write=True) as first:
        first.trail.add("study.init", "x")
        with (
            pytest.raises(Conflict, match="Another idtool"),
            open_study_file(folder, ACT, write=True) as second,
        ):
            second.trail.add("study.init", "y")

    with open_study_file(folder, ACT) as study:
        assert [event.about for event in study.trail.events()] == ["x"]


def test_a_reader_does_not_wait_for_a_writer(folder: Path) -> None:
    with open_study_file(folder, ACT, write=True) as writer:
        writer.trail.add("study.init", "x")
        with open_study_file(folder, ACT) as reader:
            assert reader.trail.count() == 0


def test_taking_back_a_decision_where_a_proposal_waits_leaves_one(folder: Path) -> None:
    store_transcript(folder)
    with open_study_file(folder, ACT, write=True) as study:
        (first,) = study.codings.add(
            [coding(coder="idtool", status="proposed", source="rule")], {"I01": TEXT}
        )
        study.codings.decide(first, "accepted")
        study.codings.add([coding(coder="idtool", status="proposed", source="rule")], {"I01": TEXT})
        study.codings.decide(first, "proposed")

        assert [c.uuid for c in study.codings.all(status=("proposed",))] == [first]


@pytest.mark.parametrize(
    "loss", ["DELETE FROM coding", "DELETE FROM turn WHERE number = 2", "DELETE FROM memo"]
)
def test_rows_that_vanish_are_noticed(folder: Path, loss: str) -> None:
    store_transcript(folder)
    with open_study_file(folder, ACT, write=True) as study:
        study.codings.add([coding()], {"I01": TEXT})
        study.memos.add("a thought", kind="method")
    with open_study_file(folder, ACT) as study:
        assert study.broken_seals() == []

    with sqlite3.connect(folder / "study.db") as raw:
        raw.execute(loss)

    with open_study_file(folder, ACT) as study:
        assert len(study.broken_seals()) == 1


def test_an_end_cut_off_the_trail_is_noticed(folder: Path) -> None:
    with open_study_file(folder, ACT, write=True) as study:
        for number in range(4):
            study.trail.add("memo.add", f"m{number}")
    with sqlite3.connect(folder / "study.db") as raw:
        raw.execute("DROP TRIGGER trail_keeps_its_lines")
        raw.execute("DELETE FROM trail WHERE n > 2")

    with open_study_file(folder, ACT) as study:
        assert study.trail.first_break() is None
        assert "4 events of the trail; now there are 2" in study.broken_seals()[0]


def test_an_emptied_file_is_no_study_and_stays_as_it_is(folder: Path) -> None:
    (folder / "study.db").write_bytes(b"")

    with pytest.raises(DamagedStudyFile), open_study_file(folder, ACT):
        pass

    assert (folder / "study.db").read_bytes() == b""


def test_tables_and_migrations_agree(folder: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlalchemy import create_engine

    from idtool.store.tables import Table

    engine = create_engine(f"sqlite:///{folder / 'study.db'}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []


def test_a_study_of_the_first_revision_keeps_its_rows_and_can_be_corrected(tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine

    import idtool.store

    config = Config()
    migrations = Path(idtool.store.__file__).parent / "migrations"
    config.set_main_option("script_location", str(migrations))
    path = tmp_path / "study.db"
    with create_engine(f"sqlite:///{path}").begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    with sqlite3.connect(path) as old:
        old.execute(
            "INSERT INTO transcript VALUES ('I01','u','Hello.','h','s','txt','utf-8','then','R1')"
        )
        old.execute("INSERT INTO turn VALUES ('I01',1,0,6,'P01','P01','LE',NULL,NULL,0)")

    with open_study_file(tmp_path, ACT, write=True) as study:
        (loaded,) = study.transcripts.load([transcript().interview])
        assert study.earlier_texts.keep(loaded) == 1
        study.statuses.say("I01", "checked", why="listened")

    with open_study_file(tmp_path, ACT) as study:
        assert [v.n_words for v in study.earlier_texts.of("I01")] == [1]
        assert study.statuses.last()["I01"].by == "R1"
    assert (tmp_path / "study.db.before-migration-from-0001").is_file()


def test_a_closed_study_is_one_file_even_if_nothing_is_collected(folder: Path) -> None:
    gc.disable()
    try:
        store_transcript(folder)
        assert [path.name for path in folder.iterdir()] == ["study.db"]
    finally:
        gc.enable()


def test_a_reason_that_repeats_a_participant_does_not_enter_the_trail(folder: Path) -> None:
    said = "we waited outside until the second unit came and then went in"
    text = f"How?\n{said}"
    turns = (
        Turn("I01", 1, 0, 4, "How?", "INT"),
        Turn("I01", 2, 5, len(text), said, "P01", "P01", "LE"),
    )
    with open_study_file(folder, ACT, write=True) as study:
        study.transcripts.add(
            Transcript(Interview("I01", "individual", ("P01",)), text, turns),
            source_hash="0",
            source_format="txt",
            encoding="utf-8",
        )

    with (
        pytest.raises(QuotesAParticipant) as stopped,
        open_study_file(folder, ACT, write=True) as study,
    ):
        study.trail.add("theme.status", "t1", why="They said: We waited outside until the second")

    assert "waited" not in str(stopped.value)
    with open_study_file(folder, ACT, write=True) as study:
        assert study.trail.count() == 0
        study.trail.add("theme.status", "t1", why="Waiting outside is told at I01#t002 only.")
