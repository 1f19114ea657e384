"""A theme out of a grouping: places for it, places against it only if a person says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.conftest import run, told

NAME = ("--name", "Getting out of the car")
AGAIN = ("--name", "Getting out, read again")


def adopt(study: Path, *words: str) -> dict[str, Any]:
    told(study, "cluster", "--focus", "Potential")
    done: dict[str, Any] = told(study, "theme", "from-group", "Group 1", *NAME, *words)
    return done


def test_contrary_and_peripheral_turns_are_offered_and_not_linked(own_example: Path) -> None:
    done = adopt(own_example)
    theme = told(own_example, "theme", "show", done["theme"])
    group = told(own_example, "cluster", "--show", "1")["groupings"][0]

    def at(place: dict[str, Any]) -> str:
        return f"{place['interview']}#t{place['turn']:03d}"

    expected = [at(group["contrary"]), *map(at, group["peripheral"])]
    assert [offer["at"] for offer in done["offered"]] == list(dict.fromkeys(expected))
    assert done["offered"][0]["why"].startswith("contrary: ")
    assert theme["against"] == []
    assert theme["claim"] == ""
    assert theme["for"][0] == at(group["central"][0])
    assert done["n_for"] == len(theme["for"])


def test_what_a_person_confirms_is_linked_and_what_they_drop_is_in_the_trail(
    own_example: Path,
) -> None:
    first = adopt(own_example)
    offered = [offer["at"] for offer in first["offered"]]
    told(own_example, "theme", "status", first["theme"], "set_aside")
    done = adopt(own_example, *AGAIN, "--against", offered[0], "--claim", "It could be wrong.")
    theme = told(own_example, "theme", "show", done["theme"])

    assert (done["against"], done["offered"]) == ([offered[0]], [])
    assert theme["against"] == [offered[0]]
    assert theme["claim"] == "It could be wrong."
    (event,) = told(own_example, "audit", "show", "--theme", done["theme"])
    assert offered[1] in str(event["detail"]) and offered[0] in str(event["detail"])


def test_all_or_none_and_a_peripheral_turn_changes_sides(own_example: Path) -> None:
    every = adopt(own_example, "--against", "all")
    theme = told(own_example, "theme", "show", every["theme"])
    none = adopt(own_example, *AGAIN, "--against", "none")

    assert theme["against"] == every["against"] != []
    assert not set(theme["for"]) & set(theme["against"])
    assert told(own_example, "theme", "show", none["theme"])["against"] == []
    assert none["dropped"] == every["against"]


def test_a_place_that_is_none_leaves_no_theme_behind(own_example: Path) -> None:
    told(own_example, "cluster", "--focus", "Potential")
    n_before = len(told(own_example, "theme", "list"))
    call = ("theme", "from-group", "Group 1", *NAME)

    assert run(own_example, *call, "--against", "I99#t001").exit_code == 2
    assert run(own_example, *call, "--against", "I01#t001").exit_code == 2  # the interviewer
    assert run(own_example, *call, "--run", "7").exit_code == 2
    assert len(told(own_example, "theme", "list")) == n_before


def test_a_theme_out_of_a_grouping_needs_a_claim_to_settle(own_example: Path) -> None:
    made = adopt(own_example)["theme"]
    refused = run(own_example, "theme", "status", made, "settled")

    assert refused.exit_code == 6
    assert "claim" in refused.stderr
