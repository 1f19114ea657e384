"""Words without consent do not leave the team by way of a note, a claim or a memo."""

from __future__ import annotations

from pathlib import Path

import pytest

from idtool.model import Act
from idtool.report.word_text import everything_said
from idtool.steps.contexts import load_text
from idtool.steps.held_notes import HELD, HeldNotes
from idtool.steps.study_folder import load_study
from idtool.store import open_study_file
from tests.conftest import run, told

ACT = Act("R1", "2026-05-04T09:30:00Z")


def turns_of(study: Path, person: str, *, longer_than: int = 12) -> list[tuple[str, str]]:
    """Turns of a person with an address and so many words."""
    loaded = load_study(study)
    with open_study_file(loaded.folder, ACT) as store:
        transcripts = store.transcripts.load(loaded.interviews.values())
    return [
        (turn.id, turn.text)
        for transcript in transcripts
        for turn in transcript.turns
        if turn.person == person and len(turn.text.split()) > longer_than
    ]


def words(text: str, first: int, last: int) -> str:
    return " ".join(text.split()[first:last])


def page(path: str | Path) -> str:
    return " ".join(everything_said(Path(path).read_bytes()).split())


@pytest.fixture
def copied(own_example: Path) -> tuple[Path, str]:
    """A study whose notes repeat seven words of P08, who did not agree to be quoted."""
    at, text = turns_of(own_example, "P08")[0]
    run_of_words = words(text, 2, 9)
    note = f"She puts it so: {run_of_words}, and that is all."
    for call in (
        ["theme", "link", "T01", at, "--note", note],
        ["theme", "edit", "T02", "--so-what", note],
        ["memo", "new", "--type", "theme", "--on", "T03", "--text", note],
        ["memo", "new", "--type", "method", "--on", "adequacy", "--text", note],
        ["mentor", "ask", note],
    ):
        assert run(own_example, *call).exit_code == 0, call
    return own_example, run_of_words


@pytest.mark.parametrize("audience", ["mentor", "public"])
def test_a_note_with_words_of_the_silent_is_held_back(
    copied: tuple[Path, str], tmp_path: Path, audience: str
) -> None:
    study, copy = copied
    (file,) = told(study, "report", "themes", "--audience", audience, "--out", tmp_path)["files"]

    assert copy not in page(file)
    assert HELD in page(file)


def test_the_team_reads_its_notes_as_they_are(copied: tuple[Path, str], tmp_path: Path) -> None:
    study, copy = copied
    (file,) = told(study, "report", "themes", "--audience", "team", "--out", tmp_path)["files"]

    assert copy in page(file)
    assert HELD not in page(file)


@pytest.mark.parametrize("call", ["packet", "methods", "saturation"])
def test_packet_methods_and_saturation_hold_notes_back(
    copied: tuple[Path, str], tmp_path: Path, call: str
) -> None:
    study, copy = copied
    command = ["mentor", "packet"] if call == "packet" else ["report", call]
    files = told(study, *command, "--out", tmp_path)["files"]

    pages = [page(file) for file in files if file.endswith(".docx")]
    assert pages
    for each in pages:
        assert copy not in each
        assert HELD in each


def test_five_words_and_words_of_others_are_no_reason(own_example: Path) -> None:
    """A run of six words counts; so it does not if somebody who agreed said it, too."""
    study = load_study(own_example)
    with open_study_file(study.folder, ACT) as store:
        held = HeldNotes(load_text(study, store))
    _, silent = turns_of(own_example, "P08")[0]
    _, open_ = turns_of(own_example, "P01")[0]

    assert held.shown(f"She says {words(silent, 2, 8)}, I think.") == HELD
    five = f"She says {words(silent, 2, 7)}, I think."
    assert held.shown(five) == five
    assert held.shown(open_) == open_
    assert held.shown("") == ""


def test_words_taken_out_in_a_member_check_are_held_back(own_example: Path) -> None:
    told(own_example, "membercheck", "build", "--person", "P03", "--date", "2026-05-04")
    study = load_study(own_example)
    from idtool.steps.member_intake import form_of

    place = form_of(study, "P03", ACT).quotations()[0].place
    transcript, _, span = place.partition(".")
    start, end = map(int, span.split("-"))
    with open_study_file(study.folder, ACT) as store:
        (text,) = store.transcripts.load([study.interviews[transcript]])
    said = text.text[start:end]
    with open_study_file(study.folder, ACT) as store:
        assert HeldNotes(load_text(study, store)).shown(said) == said

    told(own_example, "membercheck", "record", "--person", "P03", "--quote", f"{place}=remove")

    with open_study_file(study.folder, ACT) as store:
        assert HeldNotes(load_text(study, store)).shown(said) == HELD
