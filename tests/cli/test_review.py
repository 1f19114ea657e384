"""A person decides, one key each, and nothing is lost when they leave."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from tests.conftest import run, told

TALK = """\
Interviewer: What do you do when you get to the door?

P01: First thing, we separate them. I take him outside, my partner stays in with her.

Interviewer: And the day after?

P01: The day after I don't follow up, honestly, that goes to the detectives. We have no budget.

Interviewer: Could the two of you do that together?

P01: I would love that. They would get help sooner, and folks might see us differently for once.
"""


@pytest.fixture
def proposed(new_study: Path) -> Path:
    file = new_study.parent / "I01.txt"
    file.write_text(TALK, encoding="utf-8")
    assert run(new_study, "ingest", file).exit_code == 0
    assert run(new_study, "apply").exit_code == 0
    return new_study


def counts(study: Path) -> tuple[int, int, int]:
    shown = told(study, "status")
    return shown["n_accepted"], shown["n_rejected"], shown["n_proposed"]


def test_nothing_counts_until_a_person_accepts(proposed: Path) -> None:
    accepted, rejected, waiting = counts(proposed)

    assert (accepted, rejected) == (0, 0)
    assert waiting >= 3
    assert told(proposed, "code", "list")["n_people"] == 0


def test_accept_reject_skip_and_leave_are_saved_at_once(proposed: Path) -> None:
    waiting = counts(proposed)[2]

    result = run(proposed, "--plain", "review", "--faint", "I01", stdin="arsq")

    assert result.exit_code == 0
    assert counts(proposed) == (1, 1, waiting - 2)
    assert "1 accepted" in result.stdout


def test_undo_takes_the_last_decision_back(proposed: Path) -> None:
    waiting = counts(proposed)[2]

    run(proposed, "--plain", "review", "--faint", stdin="aauq")

    assert counts(proposed) == (1, 0, waiting - 1)


def test_change_puts_another_code_on_the_same_words(proposed: Path) -> None:
    run(proposed, "--plain", "review", "--faint", stdin="cPP.CALL_LOAD\nq")

    (item,) = told(proposed, "code", "list")["codings"]
    assert item["coding"]["code"] == "PP.CALL_LOAD"
    assert item["coding"]["source"] == "hand"
    assert counts(proposed)[:2] == (1, 1)


def test_why_names_the_rule_or_the_sentence_it_resembles(proposed: Path) -> None:
    result = run(proposed, "--plain", "review", "--faint", "--blind", stdin="wq")

    assert re.search(r"why: (strong|fair|faint), mostly because ", result.stdout)
    assert "rule" in result.stdout or "resembles" in result.stdout


def test_the_end_of_input_leaves_without_loss(proposed: Path) -> None:
    assert run(proposed, "--plain", "review", "--faint", stdin="a").exit_code == 0
    assert counts(proposed)[0] == 1


def test_a_rejected_proposal_is_not_made_again(proposed: Path) -> None:
    waiting = counts(proposed)[2]
    run(proposed, "--plain", "review", "--faint", stdin="r" * waiting)
    assert counts(proposed) == (0, waiting, 0)

    again = told(proposed, "apply")

    assert again["proposals"] == []
    assert again["n_already_decided"] >= waiting


def test_every_decision_is_in_the_trail_and_no_words_are(proposed: Path) -> None:
    run(proposed, "--plain", "review", "--faint", stdin="arq")
    with sqlite3.connect(proposed / "study.db") as raw:
        events = raw.execute("SELECT act, about, why, detail FROM trail").fetchall()

    acts = [act for act, *_ in events]
    assert "proposal.accept" in acts
    assert "proposal.reject" in acts
    for said in ("separate them", "have no budget", "follow up, honestly"):
        assert not any(said in str(event) for event in events)


def test_reading_first_is_asked_for_where_the_study_says_so(proposed: Path) -> None:
    plan = proposed / "study.yaml"
    plan.write_text(
        plan.read_text().replace("suggestions: always", "suggestions: after_first_read")
    )

    refused = run(proposed, "apply")
    assert refused.exit_code == 6
    assert "idtool read I01" in refused.stderr

    assert run(proposed, "read", "I01", "--note", "keeps to the door").exit_code == 0
    assert run(proposed, "apply").exit_code == 0


def test_orders_of_review_show_the_same_proposals(proposed: Path) -> None:
    usual = told(proposed, "review", "--faint")
    for order in ("code", "likely", "new", "random"):
        found = told(proposed, "review", "--faint", "--order", order)
        assert sorted(p["coding_id"] for p in found) == sorted(p["coding_id"] for p in usual)
    strengths = [p["strength"] for p in told(proposed, "review", "--faint", "--order", "likely")]
    assert strengths == sorted(strengths, key=["strong", "fair", "faint"].index)


def test_a_reason_is_kept_and_other_words_take_the_place_of_the_proposed(proposed: Path) -> None:
    first, second = told(proposed, "review", "--faint", "I01")[:2]

    keys = "bshe was joking\ne\n1-2\nq"
    result = run(proposed, "--plain", "review", "--faint", "I01", stdin=keys)

    assert result.exit_code == 0, result.output
    assert "1 changed, 1 rejected" in result.stdout
    (item,) = told(proposed, "code", "list")["codings"]
    assert item["coding"]["code"] == second["code"]
    assert item["coding"]["source"] == "hand"
    with sqlite3.connect(proposed / "study.db") as raw:
        (why,) = raw.execute(
            "SELECT why FROM trail WHERE about = ?", (first["coding_id"],)
        ).fetchone()
    assert why == "she was joking"
    assert counts(proposed)[:2] == (1, 2)


def test_undo_of_a_change_leaves_what_was_there_before(proposed: Path) -> None:
    """Two codes are proposed for the same words; changing one to the other settles both."""
    waiting = told(proposed, "review", "--faint")
    first = waiting[0]
    run(proposed, "--plain", "review", "--faint", stdin="cPP.CALL_LOAD\nq")
    (item,) = told(proposed, "code", "list")["codings"]
    place = item["coding"]["segment"]
    assert place["start"] < place["end"]

    run(proposed, "--plain", "review", "--faint", stdin="ccall_load\nuq")

    assert first["coding_id"] not in {w["coding_id"] for w in told(proposed, "review", "--faint")}
    assert counts(proposed)[0] == 1


def test_a_code_that_needs_two_speakers_is_refused_for_one(proposed: Path) -> None:
    result = run(proposed, "--plain", "review", "--faint", stdin="cIX.\nq")

    assert result.exit_code == 0
    assert counts(proposed)[:2] == (0, 0)


def test_a_random_order_is_of_everything_that_waits(proposed: Path) -> None:
    refused = run(proposed, "review", "I01", "--order", "random")
    assert refused.exit_code == 2
    assert "--code" in refused.stderr

    once, again = (told(proposed, "review", "--order", "random") for _ in range(2))
    assert [p["coding_id"] for p in once] == [p["coding_id"] for p in again]
    assert len(once) == counts(proposed)[2]

    run(proposed, "--plain", "review", "--order", "random", stdin="aq")
    left = told(proposed, "review", "--order", "random")
    assert [p["coding_id"] for p in left] == [p["coding_id"] for p in once[1:]]


def test_an_unknown_code_is_refused(proposed: Path) -> None:
    assert run(proposed, "review", "--code", "PP.NOWHERE").exit_code == 2
