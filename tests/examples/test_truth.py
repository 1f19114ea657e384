"""TRUTH.md of the example study, held against the talk and the codings it was made from."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from ruamel.yaml import YAML

TOP = Path(__file__).resolve().parents[2]
MAKING = TOP / "examples" / "making"
STUDY = TOP / "examples" / "crisis-partners"
VARIANT = "variant-none-against"
CHANGED = ("I06", "D03")  # the interviews the variant tells otherwise
ALONE = tuple(f"I{n:02}" for n in range(1, 12))
PAIRS = ("D01", "D02", "D03")
PEOPLE = tuple(f"P{n:02}" for n in range(1, 12))
ABOUT_MONEY = re.compile(
    r"\b(money|costs?|budgets?|salar(?:y|ies)|grants?|fund(?:s|ed|ing)?|pa(?:y|ys|id|ying)|afford|"
    r"expensive|dollars?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Turn:
    """One turn of a master: who, the paragraphs, and the guide section it falls in."""

    section: str
    who: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Coding:
    """One coding, and the turn and character at which its quote begins."""

    interview: str
    person: str
    code: str
    quote: str
    memo: str
    turn: int
    at: int


@cache
def truth(heading: str) -> tuple[dict[str, str], ...]:
    """The rows of the table below a heading of TRUTH.md."""
    page = (STUDY / "TRUTH.md").read_text(encoding="utf-8")
    parts = re.split(rf"^## {re.escape(heading)}$", page, flags=re.MULTILINE)
    assert len(parts) == 2, f"TRUTH.md has no heading, or more than one: {heading}"
    body = re.split(r"^## ", parts[1], flags=re.MULTILINE)[0]
    lines = [line.strip() for line in body.splitlines() if line.startswith("|")]
    names, rule, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    assert set("".join(rule)) == {"-"}
    assert rows, f"the table is empty: {heading}"
    assert all(len(row) == len(names) for row in rows), f"a row is too short or long: {heading}"
    return tuple(dict(zip(names, row, strict=True)) for row in rows)


@cache
def talk(interview: str, folder: str = "") -> tuple[Turn, ...]:
    """The turns of a master."""
    turns: list[tuple[str, str, list[str]]] = []
    section = "-"
    text = (MAKING / "masters" / folder / f"{interview}.txt").read_text(encoding="utf-8")
    for block in re.split(r"\n\s*\n", text):
        words = []
        for line in block.splitlines():
            if line.startswith("@"):
                section = line[1:].strip()
            elif line.strip() and not line.startswith("#"):
                words.append(line.strip())
        if not words:
            continue
        paragraph = " ".join(words)
        label = re.match(r"(INT|P\d\d):\s*", paragraph)
        if label:
            turns.append((section, label[1], [paragraph[label.end() :]]))
        else:
            turns[-1][2].append(paragraph)
    return tuple(Turn(section, who, tuple(paragraphs)) for section, who, paragraphs in turns)


def said(interview: str, person: str, folder: str = "") -> str:
    """Everything a person says in an interview."""
    return "\n".join(
        "\n".join(turn.paragraphs) for turn in talk(interview, folder) if turn.who == person
    )


@cache
def codings(interview: str, coder: str = "R1", folder: str = "") -> tuple[Coding, ...]:
    """The codings of an interview by one coder, each found in its turn, in order of the talk."""
    path = MAKING / "codings" / folder / f"{interview}.{coder}.csv"
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            places = [
                (number, paragraph.index(row["quote"]))
                for number, turn in enumerate(talk(interview, folder))
                if turn.who == row["person"]
                for paragraph in turn.paragraphs
                for _ in range(paragraph.count(row["quote"]))
            ]
            assert len(places) == 1, f"{path.name}: {row['code']} is found {len(places)} times"
            found.append(Coding(*(row[name] for name in row), *places[0]))
    return tuple(sorted(found, key=lambda coding: (coding.turn, coding.at)))


def whole(variant: bool = False, second: bool = False) -> tuple[Coding, ...]:
    """All codings of the study by R1; with the variant's two interviews, with R2 added."""
    rows: list[Coding] = []
    for interview in (*ALONE, *PAIRS):
        rows += codings(interview, "R1", VARIANT if variant and interview in CHANGED else "")
    if second:
        for row in truth("Second reader"):
            rows += codings(row["interview"], "R2")
    return tuple(rows)


@pytest.fixture(params=["R1", "R1 and R2", "variant"])
def study(request: pytest.FixtureRequest) -> tuple[Coding, ...]:
    """The study in each shape in which the truths hold."""
    return whole(variant=request.param == "variant", second=request.param == "R1 and R2")


def who_has(study: tuple[Coding, ...], code: str) -> set[str]:
    """The people whose words have a code, a joint decision's first speaker alone."""
    return {coding.person for coding in study if coding.code == code}


def role_of(person: str) -> str:
    """A person's role, from the first line of their own interview."""
    first = (MAKING / "masters" / f"I{person[1:]}.txt").read_text(encoding="utf-8").splitlines()[0]
    return first.split()[-1]


def listed(cell: str) -> set[str]:
    """The ids in a cell."""
    return set() if cell == "nobody" else set(cell.split())


def test_every_master_says_that_it_is_invented_and_so_does_the_page():
    masters = sorted((MAKING / "masters").rglob("*.txt"))
    assert len(masters) == 16
    assert all("Invented for idtool." in path.read_text(encoding="utf-8")[:120] for path in masters)
    assert "Every person, word and number" in (STUDY / "TRUTH.md").read_text(encoding="utf-8")


def test_interviews_are_the_masters_and_the_roster():
    rows = {row["id"]: row for row in truth("Interviews")}
    assert set(rows) == {*ALONE, *PAIRS}
    roster = {
        entry["id"]: entry for entry in YAML(typ="safe").load(STUDY / "roster.yaml")["interviews"]
    }
    assert list(rows) == list(roster), "the order in which they were held"
    for interview, row in rows.items():
        first = (MAKING / "masters" / f"{interview}.txt").read_text("utf-8").splitlines()[0]
        _, kind, people = (part.strip() for part in first.lstrip("# ").split("|"))
        assert (row["kind"], row["people"].split()) == (kind, re.findall(r"P\d\d", people))
        assert row["people"].split() == roster[interview]["people"]
        assert (row["week"], int(row["minutes"])) == (
            roster[interview]["week"],
            roster[interview]["minutes"],
        )
    weeks = [row["week"] for row in rows.values()]
    assert weeks == sorted(weeks)


def test_minutes_are_about_100_words_each_with_vignettes_read_out():
    for row in truth("Interviews"):
        text = " ".join(p for turn in talk(row["id"]) for p in turn.paragraphs)
        words = len(text.split()) + 69 * text.count("{{")
        assert abs(int(row["minutes"]) - words / 100) <= 1.5, row["id"]


def test_formats_are_what_the_maker_delivers():
    maker = (MAKING / "make_example.py").read_text(encoding="utf-8")
    delivered = dict(re.findall(r'"([ID]\d\d)": Delivered\(\s*"(\w+)"', maker))
    assert delivered == {row["id"]: row["format"].split()[0] for row in truth("Interviews")}


def test_consents_are_those_of_the_roster():
    people = {
        entry["id"]: entry["consents"]
        for entry in YAML(typ="safe").load(STUDY / "roster.yaml")["people"]
    }
    rows = truth("Consents")
    assert [row["person"] for row in rows] == list(PEOPLE) == list(people)
    for row in rows:
        consents = people[row["person"]]
        assert "record" in consents
        for scope in ("contact_for_member_check", "quote"):
            assert row[scope] == ("yes" if scope in consents else "no"), row["person"]


@pytest.mark.parametrize("folder", ["", VARIANT])
def test_every_coding_has_a_known_code_and_words_of_its_person(folder):
    books = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted((TOP / "codebooks").glob("*.yaml"))
    )
    known = set(re.findall(r"\bid: ((?:PP|PA|PO|IX)\.[A-Z._]+)", books))
    paths = sorted((MAKING / "codings" / folder).glob("*.csv"))
    assert len(paths) == (len(CHANGED) if folder else 18)
    for path in paths:
        interview, coder, _ = path.name.split(".")
        rows = codings(interview, coder, folder)
        assert rows
        assert {coding.interview for coding in rows} == {interview}
        assert {coding.code for coding in rows} <= known
        keys = [(coding.person, coding.code, coding.quote) for coding in rows]
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize("folder", ["", VARIANT])
def test_a_joint_decision_runs_to_a_later_turn_of_a_pair(folder):
    met = 0
    for path in sorted((MAKING / "codings" / folder).glob("*.csv")):
        interview, coder, _ = path.name.split(".")
        for coding in codings(interview, coder, folder):
            if coding.code != "PA.JOINT_DECISION":
                assert not coding.memo.startswith("until:")
                continue
            met += 1
            last = coding.memo.removeprefix("until: ")
            ends = [
                number
                for number, turn in enumerate(talk(interview, folder))
                if turn.who != "INT" and any(last in paragraph for paragraph in turn.paragraphs)
            ]
            assert len(ends) == 1, (interview, coder)
            assert ends[0] > coding.turn
            speakers = {turn.who for turn in talk(interview, folder)[coding.turn : ends[0] + 1]}
            assert len(speakers - {"INT"}) == 2, (interview, coder)
    assert met


def test_codes_have_the_people_listed_and_nobody_else(study):
    for row in truth("Codes by how many people"):
        people = listed(row["who"])
        assert len(people) == int(row["people"])
        if row["code"] == "PO.S.AGAINST" and study == whole(variant=True):
            people = set()
        assert who_has(study, row["code"]) == people, row["code"]


def test_there_is_a_code_by_ten_one_by_eight_and_one_by_five():
    counts = {int(row["people"]) for row in truth("Codes by how many people")}
    assert {10, 8, 5, 1} <= counts


def test_just_these_content_codes_are_found_in_pairs_alone(study):
    alone = {coding.code for coding in study if coding.interview in ALONE}
    paired = {
        coding.code
        for coding in study
        if coding.interview in PAIRS and not coding.code.startswith("IX.")
    }
    rows = truth("Codes only in pairs")
    assert paired - alone == {row["code"] for row in rows}
    for row in rows:
        where = {coding.interview for coding in study if coding.code == row["code"]}
        assert where == listed(row["interviews"])


def test_interaction_codes_are_never_given_alone():
    assert not [c for c in whole(second=True) if c.interview in ALONE and c.code[:3] == "IX."]


def test_codes_of_one_person_are_found_in_both_interviews(study):
    for row in truth("Codes of one person in both interviews"):
        where = {
            coding.interview
            for coding in study
            if (coding.code, coding.person) == (row["code"], row["person"])
        }
        assert where == listed(row["interviews"])
        assert len(where) == 2


def test_follow_up_goes_by_role_with_one_exception(study):
    rows = truth("Follow-up by role")
    assert {(row["code"], row["role"]) for row in rows} == {
        (code, role)
        for code in ("PP.FOLLOWUP_CASE", "PP.FOLLOWUP_ROUTINE")
        for role in ("LE", "SW")
    }
    for row in rows:
        people = {p for p in who_has(study, row["code"]) if role_of(p) == row["role"]}
        assert people == listed(row["who"]), (row["code"], row["role"])


def test_each_focus_has_a_negative_case_that_stands_alone():
    rows = truth("Negative cases")
    assert len({row["focus"] for row in rows}) == 3
    for row in rows:
        people = who_has(whole(), row["code"])
        role = role_of(row["person"])
        if row["what"].startswith("absent:"):
            assert people == set(PEOPLE) - {row["person"]}
        else:
            assert row["what"].startswith("present:")
            assert {p for p in people if role_of(p) == role} == {row["person"]}
            for interview in listed(row["interview"]):
                assert (row["person"], row["code"]) in {
                    (coding.person, coding.code) for coding in codings(interview)
                }


@pytest.mark.parametrize("folder", ["", VARIANT])
def test_the_one_who_is_against_never_speaks_of_money(folder):
    for interview in CHANGED:
        assert not ABOUT_MONEY.findall(said(interview, "P06", folder))
    assert ABOUT_MONEY.search(said("I07", "P07"))


def test_what_was_sharp_alone_is_mild_in_the_pair():
    rows = truth("Softened in company")
    assert len(rows) == 2
    softened = set()
    for row in rows:
        for side in ("sharp", "mild"):
            interview, words = row[side].split(": ", 1)
            assert said(interview, row["person"]).count(words) == 1
            begun = [
                coding
                for coding in codings(interview)
                if coding.person == row["person"] and coding.quote.startswith(words)
            ]
            assert begun, row[side]
            if side == "mild":
                assert interview in PAIRS
                softer = {coding for coding in begun if coding.code == "IX.SOFTEN"}
                assert softer, row[side]
                softened |= softer
            else:
                assert interview in ALONE
    assert softened == {coding for coding in whole() if coding.code == "IX.SOFTEN"}
    assert all(coding.memo for coding in softened)


def test_nobody_has_an_answer_for_wendell_alone_and_every_pair_has():
    alone, paired = truth("Intoxication vignette")
    assert (listed(alone["interviews"]), listed(paired["interviews"])) == (set(ALONE), set(PAIRS))
    for row in (alone, paired):
        for interview in listed(row["interviews"]):
            coded = {
                coding.code
                for coding in codings(interview)
                if talk(interview)[coding.turn].section.startswith("su")
            }
            assert row["code"] in coded, interview


def test_the_juvenile_vignette_was_answered_not_asked_or_met_with_no_experience():
    rows = truth("Juvenile vignette")
    assert [row["person"] for row in rows] == list(PEOPLE)
    for row in rows:
        turns = talk(f"I{row['person'][1:]}")
        words = " ".join(
            paragraph
            for turn in turns
            if turn.section.startswith("jo") and turn.who == row["person"]
            for paragraph in turn.paragraphs
        )
        state = "not asked" if not words else "answered"
        if "no experience" in words:
            state = "no experience"
        assert row["state"] == state, row["person"]
    assert [row["state"] for row in rows].count("not asked") == 1


def test_looking_back_the_first_pair_moves_from_barriers_to_benefits_and_the_third_does_not():
    rows = truth("Order in the pairs")
    assert [row["pair"] for row in rows] == ["D01", "D03"]
    for row in rows:
        kinds = []
        for coding in codings(row["pair"]):
            if not talk(row["pair"])[coding.turn].section.startswith("r"):
                continue
            if coding.code.startswith("PO.X.") or coding.code in {
                "PA.CULTURE_CLASH",
                "PA.PURPOSE_GAP",
            }:
                kinds.append("barrier")
            elif coding.code.startswith("PO.B.") or coding.code in {
                "PA.OTHER_LENS",
                "PA.GAP_CLOSED",
            }:
                kinds.append("benefit")
        assert (kinds[0], kinds[-1]) == (row["begins with"], row["ends with"])
        changes = sum(one != other for one, other in pairwise(kinds))
        if row["order"] == "barriers then benefits":
            assert changes == 1
        else:
            assert row["order"] == "none"
            assert changes >= 3


def test_no_coder_took_a_trap():
    rows = truth("Traps for a machine")
    assert {row["kind"] for row in rows} == {"joke", "negated follow-up"}
    tempting = {"joke": r"safety first", "negated follow-up": r"follow[- ]up"}
    for row in rows:
        turns = [
            number
            for number, turn in enumerate(talk(row["interview"]))
            if turn.who == row["person"] and turn.paragraphs[0].startswith(row["first words"])
        ]
        assert len(turns) == 1, row["first words"]
        words = " ".join(talk(row["interview"])[turns[0]].paragraphs)
        assert re.search(tempting[row["kind"]], words, re.IGNORECASE)
        assert not [
            coding
            for coding in codings(row["interview"])
            if coding.turn == turns[0] and coding.code == row["code"]
        ]


def test_the_marks_are_where_they_are_said_to_be():
    for row in truth("Marks on the page"):
        marks = re.findall(r"`([^`]+)`", row["text"])
        assert marks
        for interview in listed(row["interviews"]):
            people = {turn.who for turn in talk(interview)} - {"INT"}
            words = "\n".join(said(interview, person) for person in people)
            assert all(mark in words for mark in marks), (row["mark"], interview)
    assert not re.search("[\"']", (MAKING / "masters" / "I02.txt").read_text(encoding="utf-8"))
    longer = {
        (interview, turn.who, turn.paragraphs[1][:31])
        for interview in (*ALONE, *PAIRS)
        for turn in talk(interview)
        if len(turn.paragraphs) > 1
    }
    assert ("I09", "P09", "And then there's the boots guy.") in longer


def test_the_second_reader_coded_the_interviews_listed():
    rows = truth("Second reader")
    assert {row["interview"] for row in rows} == {
        path.name.split(".")[0] for path in (MAKING / "codings").glob("*.R2.csv")
    }
    for row in rows:
        assert len(codings(row["interview"], "R2")) == int(row["codings"])


def test_in_the_variant_nobody_is_against_and_nothing_else_differs():
    rows = truth("Variant")
    assert [row["interview"] for row in rows] == list(CHANGED)
    for kind, ending in (("masters", "*.txt"), ("codings", "*.R1.csv")):
        found = {path.name.split(".")[0] for path in (MAKING / kind / VARIANT).glob(ending)}
        assert found == set(CHANGED)
    assert not who_has(whole(variant=True), "PO.S.AGAINST")
    assert who_has(whole(), "PO.S.AGAINST") == {"P06"}
    for row in rows:
        here = Counter((c.person, c.code) for c in codings(row["interview"]))
        there = Counter((c.person, c.code) for c in codings(row["interview"], "R1", VARIANT))
        gone, new = here - there, there - here
        assert set(gone) == {(row["person"], row["here"])}
        assert set(new) == {(row["person"], row["in the variant"])}
        assert [(turn.section, turn.who) for turn in talk(row["interview"])] == [
            (turn.section, turn.who) for turn in talk(row["interview"], VARIANT)
        ]
