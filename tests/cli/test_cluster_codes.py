"""cluster --on codes: patterns of accepted codes, kept, followed and adopted like groupings."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from idtool.model import Act
from idtool.steps.code_occasions import answers_of, coded_occasions
from idtool.steps.contexts import counted_codings, load_text
from idtool.steps.study_folder import load_study
from idtool.store import open_study_file
from tests.conftest import run, told
from tests.steps.small_studies import make_transcript

ACT = Act(by="R1", at="2026-01-05T09:00:00Z")
ASKED = ("cluster", "--on", "codes", "--keep-vignette-words")


@pytest.fixture(scope="module")
def grouped(_built: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    study = Path(shutil.copytree(_built, tmp_path_factory.mktemp("codes") / "study"))
    return study, told(study, *ASKED)


def test_a_turn_goes_on_with_an_answer_over_a_short_prompt_of_anybody() -> None:
    spoken = [
        ("P01", "One."),
        (None, "Mm-hm, and then?"),
        ("P01", "Two."),
        (None, "Now to something quite different: tell me of it."),
        ("P01", "Three."),
        ("P02", "Really?"),
        ("P01", "Four."),
        (None, "And?"),
        ("P02", "Five."),
    ]
    answers = answers_of(make_transcript("D01", "paired", ["P01", "P02"], spoken))

    assert answers == {1: 1, 3: 1, 5: 5, 6: 6, 7: 5, 9: 6}


def test_occasions_are_accepted_content_codes_of_who_speaks(example: Path) -> None:
    study = load_study(example)
    with open_study_file(study.folder, ACT) as store:
        text, codings = load_text(study, store), counted_codings(study, store)
    content = [c for c in codings if study.codes[c.code].kind == "content"]
    occasions = coded_occasions(study, text, codings, meet="answer", focus=None)
    by_person = coded_occasions(study, text, codings, meet="person", focus=None)

    assert sum(len(o.occasion.codes) for o in occasions) <= sum(
        len(text.people_of(c)) for c in content
    )  # a coding over ten turns of two people is on two occasions, not on ten
    for code in {c.code for c in content}:
        who = {p for c in content if c.code == code for p in text.people_of(c)}
        assert {o.occasion.person for o in occasions if code in o.occasion.codes} == who
        assert {o.occasion.person for o in by_person if code in o.occasion.codes} == who
    assert len(by_person) == len({o.occasion.person for o in by_person})
    assert not any(code.startswith("IX.") for o in occasions for code in o.occasion.codes)


def test_patterns_say_who_where_how_firm_and_what_they_repeat(
    grouped: tuple[Path, dict[str, Any]],
) -> None:
    study, first = grouped
    assert first["groupings"]
    for pattern in first["groupings"]:
        assert len(pattern["codes"]) >= 2
        assert sum(pattern["roles"].values()) == len(pattern["people"])
        assert pattern["stability"] >= 0.6 and pattern["by_chance"] <= 0.05
        assert {"question", "vignette", "person", "role", "coder", "kind"} <= set(pattern["echo"])
        assert all(place["quote"] for place in pattern["central"])
        assert not set(pattern["people"]) & set(pattern["people_without"])
    codes = {code for p in first["groupings"] for code in p["codes"]}
    assert not codes & set(first["unpatterned"])
    shown = run(study, "--plain", "cluster", "--show", str(first["run"])).stdout
    (entry,) = told(study, "cluster", "--runs")["runs"][:1]
    assert (entry["on"], entry["n_segments"]) == ("codes", first["settings"]["n_occasions"])
    assert "Settings of run 1" in shown and "draws_of_chance" in shown
    assert "candidate patterns" in shown and "theme from-group" in shown


def test_by_default_what_a_question_asks_for_in_one_breath_is_no_pattern(
    grouped: tuple[Path, dict[str, Any]],
) -> None:
    """Here the codes of benefits and of obstacles each have their question."""
    study, kept_in = grouped
    taken_out = told(study, "cluster", "--on", "codes")

    assert any("question" in w for p in kept_in["groupings"] for w in p["echo"]["warnings"])
    assert not any(w for p in taken_out["groupings"] for w in p["echo"]["warnings"])


def test_the_same_twice_and_shown_again_as_it_was(own_example: Path) -> None:
    first, second = told(own_example, *ASKED), told(own_example, *ASKED)
    again = told(own_example, "cluster", "--show", str(first["run"]))

    compared = told(own_example, *ASKED, "--compare", str(first["run"]))

    assert first.pop("run") == again.pop("run") == second.pop("run") - 1
    assert first == second == again
    assert {g["fate"]["fate"] for g in compared["groupings"]} == {"kept"}


def test_a_pattern_is_adopted_with_its_codes_and_followed_by_them(own_example: Path) -> None:
    told(own_example, "cluster", "--focus", "Potential")  # groupings of segments: another kind
    first = told(own_example, *ASKED)
    pattern = first["groupings"][0]
    done = told(own_example, "theme", "from-group", pattern["id"], "--name", "Ours")
    theme = told(own_example, "theme", "show", done["theme"])
    why = "two sides of one question"
    told(own_example, "cluster", "--dismiss", first["groupings"][1]["id"], "--why", why)
    segments = told(own_example, "cluster", "--focus", "Potential")
    second = told(own_example, *ASKED, "--compare", str(first["run"]))

    assert theme["codes"] == pattern["codes"]
    assert {(p[0], p[1]) for p in pattern["segments"]} == {
        (at[:3], int(at[5:8])) for at in theme["for"]
    }
    offered = [offer["at"] for offer in done["offered"]]
    assert offered[: len(pattern["contrary"])] == [
        f"{p['interview']}#t{p['turn']:03d}" for p in pattern["contrary"]
    ]
    assert second["groupings"][0]["themes"] == [done["theme"]]
    assert [d["why"] for d in second["groupings"][1]["dismissed"]] == [why]
    assert {m["fate"] for m in second["compared"]["matches"]} == {"kept"}
    assert not any(g["themes"] or g["dismissed"] for g in segments["groupings"])
    assert run(own_example, *ASKED, "--compare", "1").exit_code == 2


def test_codes_that_meet_in_another_way_are_another_kind_of_pattern(own_example: Path) -> None:
    answers = told(own_example, *ASKED)
    told(own_example, "cluster", "--dismiss", answers["groupings"][0]["id"], "--why", "one code")
    told(own_example, *ASKED, "--meet", "person")  # comes between, and is not followed
    again = told(own_example, *ASKED)
    refused = run(own_example, *ASKED, "--meet", "person", "--compare", str(again["run"]))

    assert [d["why"] for d in again["groupings"][0]["dismissed"]] == ["one code"]
    assert refused.exit_code == 2
    assert "codes that meet in one answer, not in one person" in refused.stderr


def test_too_little_coded_is_refused_with_what_there_is(new_study: Path) -> None:
    refused = run(new_study, "cluster", "--on", "codes")

    assert refused.exit_code == 6
    assert "0 people (at least 3 needed)" in refused.stderr


def test_figures_of_patterns_are_the_same_bytes_twice(
    grouped: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    study, first = grouped
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        told(study, "cluster", "--show", str(first["run"]), "--figure", folder)

    names = sorted(path.name for path in one.iterdir())
    assert names == [
        f"patterns-{what}.{end}" for what in ("people", "tree") for end in ("png", "svg")
    ]
    assert all((one / n).read_bytes() == (other / n).read_bytes() for n in names)
    assert "share of draws" in (one / "patterns-tree.svg").read_text("utf-8")


def test_a_withdrawal_reaches_kept_patterns(own_example: Path) -> None:
    first = told(own_example, *ASKED)
    assert any("P01" in p["people"] for p in first["groupings"])
    call = ("person", "withdraw", "P01", "--confirm", "P01", "--because", "asked")
    assert run(own_example, *call).exit_code == 0
    again = run(own_example, "--json", "cluster", "--show", str(first["run"]))

    assert again.exit_code == 0
    assert "P01" not in again.stdout and "I01" not in again.stdout
