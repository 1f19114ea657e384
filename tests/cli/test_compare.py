"""Comparison on the example study (acceptance checks 17, 20, 21, 23, 24, 25, 26)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.conftest import run, told

BARRIERS = "PO.X.*,PA.CULTURE_CLASH,PA.PURPOSE_GAP"
BENEFITS = "PO.B.*,PA.OTHER_LENS,PA.GAP_CLOSED"


def cells(study: Path, *words: str) -> dict[tuple[str, str], dict]:
    return {(c["code"], c["group"]): c for c in told(study, "compare", *words)["cells"]}


def test_follow_up_goes_by_role_with_links(example: Path) -> None:
    found = cells(example, "roles", "--group", "Afterward")

    case, routine = found[("PP.FOLLOWUP_CASE", "LE")], found[("PP.FOLLOWUP_ROUTINE", "SW")]
    assert case["who"] == ["P01", "P03", "P05", "P08", "P10"]
    assert routine["who"] == ["P02", "P04", "P06", "P09", "P11"]
    assert (case["people"], case["had_chance"]) == (5, 6)
    assert found[("PP.FOLLOWUP_CASE", "SW")]["people"] == 0
    assert "I01#t010" in case["places"]


def test_small_cells_are_hidden_from_the_public_with_everything_that_tells(example: Path) -> None:
    words = ["compare", "roles", "--group", "Afterward", "--audience", "public"]
    text = run(example, "--plain", *words).stdout
    found = cells(example, *words[1:])

    assert "PP.FOLLOWUP_CASE\t3 or more\t<3" in text
    assert "#t" not in text
    assert "P07" not in text
    assert all(cell["who"] == [] and cell["places"] == [] for cell in found.values())
    assert found[("PP.FOLLOWUP_ROUTINE", "LE")]["people"] == "<3"
    assert told(example, *words)["empties"] == []


def test_the_juvenile_vignette_has_four_kinds_of_empty_not_one(example: Path) -> None:
    empties = told(example, "compare", "areas", "--kind", "individual")["empties"]
    states = {e["person"]: e["state"] for e in empties if e["subject"] == "jo"}

    assert states["P03"] == states["P08"] == "asked, no experience"
    assert states["P05"] == "not asked"
    assert {p for p, s in states.items() if s == "coded"} == {
        "P01", "P02", "P04", "P06", "P07", "P09", "P10", "P11",
    }  # fmt: skip
    text = run(example, "--plain", "compare", "areas", "--kind", "individual").stdout
    assert "asked, no experience\tP03 (I03), P08 (I08)" in text
    assert "not asked\tP05 (I05)" in text


def test_who_was_not_asked_or_had_nothing_to_tell_is_in_no_denominator(example: Path) -> None:
    found = cells(example, "areas", "--kind", "individual", "--codes", "PP.SCENE_SAFETY")

    assert found[("PP.SCENE_SAFETY", "dv")]["had_chance"] == 11
    assert found[("PP.SCENE_SAFETY", "jo")]["had_chance"] == 8


@pytest.mark.parametrize(
    "words",
    [
        ["compare", "kinds", "--focus", "PA"],
        ["compare", "person", "P01"],
        ["pairs", "show", "D01"],
        ["pairs", "table", "D02"],
    ],
)
def test_every_view_of_alone_against_paired_says_second_exposure(
    example: Path, words: list[str]
) -> None:
    assert "second exposure" in run(example, "--plain", *words).stdout.lower()


def test_paired_cells_carry_the_second_exposure_each(example: Path) -> None:
    found = cells(example, "kinds", "--codes", "PA.DIVIDE_WORK")

    assert found[("PA.DIVIDE_WORK", "paired")]["second_exposure"] is True
    assert found[("PA.DIVIDE_WORK", "individual")]["second_exposure"] is False
    assert found[("PA.DIVIDE_WORK", "paired")]["had_chance"] == 6, "at most six sat in pairs"


def test_one_person_alone_and_together(example: Path) -> None:
    found = told(example, "compare", "person", "P01")
    where = {code["code"]: code for code in found["codes"]}

    assert where["PO.X.AGENCY_TURF"]["where"] == "both"
    assert where["PP.SCENE_SAFETY"]["where"] == "both"
    assert where["PA.SETTLING_IN"]["where"] == "only together"
    assert where["PP.PROTOCOL"]["where"] == "only alone"
    assert where["PA.SETTLING_IN"]["asked_in_both"] is False, "r1 is asked in pairs alone"
    for code in found["codes"]:
        assert all(link.startswith("I01#t") for link in code["alone"])
        assert all(link.startswith("D01#t") for link in code["together"])
        assert code["alone"] or code["together"]


def test_a_person_heard_in_one_kind_only_has_nothing_to_compare(example: Path) -> None:
    assert run(example, "compare", "person", "P05").exit_code == 2
    assert run(example, "compare", "person", "P99").exit_code == 2


@pytest.mark.parametrize(
    ("first", "then"), [("Barriers", "Benefits"), (BARRIERS, BENEFITS)], ids=["groups", "codes"]
)
def test_barriers_come_before_benefits_in_d01_and_in_no_such_order_in_d03(
    example: Path, first: str, then: str
) -> None:
    flows = {
        pair: told(example, "pairs", "flow", pair, "--first", first, "--then", then)
        for pair in ("D01", "D03")
    }

    assert flows["D01"]["precedes"] == 1
    assert "all before" in flows["D01"]["in_words"]
    assert 0 < flows["D03"]["precedes"] < 0.9
    assert "no such order" in flows["D03"]["in_words"]


def test_a_joint_decision_needs_both_speakers(own_example: Path) -> None:
    refused = run(own_example, "code", "add", "D01#t008", "PA.JOINT_DECISION")
    accepted = run(own_example, "code", "add", "D01#t008-t011", "PA.JOINT_DECISION")

    assert refused.exit_code == 2, refused.output
    assert accepted.exit_code == 0, accepted.output


def test_a_test_is_never_shown_unasked_and_says_why(example: Path) -> None:
    quiet = told(example, "compare", "roles", "--group", "Afterward")
    asked = told(example, "compare", "roles", "--group", "Afterward", "--test")

    assert quiet["tests"] == []
    assert quiet["why_not_shown"] == ""
    (case,) = [t for t in asked["tests"] if t["code"] == "PP.FOLLOWUP_CASE"]
    # 5 of 6 against 0 of 5: 6 of the 462 ways give +5/6, one gives the other way round
    assert case["contrast"]["p"] == pytest.approx(7 / 462)
    assert "chosen on purpose" in asked["why_not_shown"]


def test_a_second_reader_adds_nobody(own_example: Path) -> None:
    before = cells(own_example, "roles", "--codes", "PO.X.AGENCY_TURF")
    added = run(own_example, "--as", "R2", "code", "add", "I02#t002", "PO.X.AGENCY_TURF")
    assert added.exit_code == 0

    assert cells(own_example, "roles", "--codes", "PO.X.AGENCY_TURF") == before


def test_a_table_and_a_figure_are_written(example: Path, tmp_path: Path) -> None:
    table, figure = tmp_path / "roles.csv", tmp_path / "roles"
    words = ["compare", "roles", "--group", "Afterward"]
    assert run(example, *words, "--csv", table, "--figure", figure).exit_code == 0

    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(r["code"], r["group"], r["people"]) for r in rows} >= {("PP.FOLLOWUP_CASE", "LE", "5")}
    svg = figure.with_suffix(".svg").read_text(encoding="utf-8")
    assert "PP.FOLLOWUP_CASE: officers 5 of 6, social workers 0 of 5." in svg
    assert figure.with_suffix(".png").read_bytes().startswith(b"\x89PNG")


def test_a_pairs_talk_and_flow_are_drawn(example: Path, tmp_path: Path) -> None:
    for view in ("talk", "flow"):
        assert run(example, "pairs", view, "D01", "--figure", tmp_path / view).exit_code == 0
        assert "<desc" in (tmp_path / f"{view}.svg").read_text(encoding="utf-8")


def test_only_proposals_come_under_a_banner(new_study: Path, tmp_path: Path) -> None:
    talk = tmp_path / "I01.txt"
    talk.write_text(
        "Interviewer: What stands in the way?\n\nP01: It all comes down to money, the budget is "
        "gone and nobody would pay for a second person in the car.\n",
        encoding="utf-8",
    )
    said = ["--speaker", "Interviewer=INT", "--speaker", "P01=P01"]
    assert run(new_study, "ingest", talk, "--id", "I01", *said).exit_code == 0
    assert run(new_study, "compare", "roles").exit_code == 6
    assert run(new_study, "apply").exit_code == 0

    text = run(new_study, "--plain", "compare", "roles").stdout
    assert text.startswith("PROVISIONAL")
    assert "proposals" in text


def test_convergence_counts_silence_and_keeps_judgements(own_example: Path) -> None:
    words = ["compare", "convergence", "--across", "kinds", "--focus", "PA"]
    rows = {row["code"]: row for row in told(own_example, *words)["rows"]}
    assert rows["PA.SETTLING_IN"]["assessment"] == "silence"
    assert rows["PA.TRUST"]["assessment"] == "for you to judge"

    judged = ["--judge", "PA.TRUST=partial", "--because", "alone it is about persons"]
    assert run(own_example, *words, "--judge", "PA.TRUST=partial").exit_code == 2
    assert run(own_example, *words, *judged).exit_code == 0
    rows = {row["code"]: row for row in told(own_example, *words)["rows"]}
    assert rows["PA.TRUST"]["assessment"] == "partial"
    assert run(own_example, "check").exit_code == 0


def test_a_matrix_holds_only_what_people_wrote(own_example: Path, tmp_path: Path) -> None:
    made = told(own_example, "matrix", "build", "fu", "--rows", "roles", "--cols", "Afterward")
    assert [cell["text"] for cell in made["cells"]] == [None, None]
    assert all(cell["links"] for cell in made["cells"])
    assert "not yet written" in run(own_example, "--plain", "matrix", "show", "fu").stdout

    place = ["--row", "LE", "--col", "Afterward"]
    for text in ("First try.", "Nobody tells them how it came out."):
        assert run(own_example, "matrix", "fill", "fu", *place, "--text", text).exit_code == 0
    shown = told(own_example, "matrix", "show", "fu")
    assert shown["cells"][0]["text"] == "Nobody tells them how it came out."

    file = tmp_path / "fu.csv"
    assert run(own_example, "matrix", "export", "fu", "--csv", file).exit_code == 0
    assert "not yet written" in file.read_text(encoding="utf-8")
    assert run(own_example, "check").exit_code == 0
    assert run(own_example, "matrix", "fill", "fu", "--row", "XX", "--col", "Afterward",
               "--text", "x").exit_code == 2  # fmt: skip


def test_pairs_have_a_row_for_each_member_alone_and_one_together(own_example: Path) -> None:
    made = told(own_example, "matrix", "build", "pairs", "--rows", "pairs", "--cols", "Strain")

    assert list(made["rows"])[:3] == ["D01/P01", "D01/P02", "D01"]
