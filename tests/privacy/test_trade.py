"""Identifiers of the police and of social work, and their false friends."""

import json
from pathlib import Path

import pytest

from idtool.privacy import screen_text

WRITTEN_FIRST = Path(__file__).parents[2] / "benchmarks" / "data" / "privacy_police.json"


def tiers_touching(text: str, part: str) -> set[str]:
    start = text.index(part)
    end = start + len(part)
    return {s.tier for s in screen_text(text) if s.start < end and start < s.end}


def test_of_two_hundred_identifiers_written_before_the_rules_97_percent_are_found() -> None:
    documents = json.loads(WRITTEN_FIRST.read_text(encoding="utf-8"))
    spans = [(document, span) for document in documents for span in document["spans"]]
    missed = [
        document["text"][span["start"] : span["end"]]
        for document, span in spans
        if not any(
            seen.start < span["end"] and span["start"] < seen.end
            for seen in screen_text(document["text"])
        )
    ]

    assert len(spans) == 200
    assert len(missed) <= 6, missed


def test_passages_without_an_identifier_ask_for_no_decision() -> None:
    documents = json.loads(WRITTEN_FIRST.read_text(encoding="utf-8"))
    clean = [document["text"] for document in documents if not document["spans"]]
    asked = [seen for text in clean for seen in screen_text(text) if seen.tier != "note"]

    assert len(clean) == 42
    assert len(asked) <= 7 * sum(len(text.split()) for text in clean) / 1000


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("He spelled it, D-E-S-H-A-W-N, for me.", "D-E-S-H-A-W-N"),
        ("It was B as in boy, R as in Robert, U as in union.", "R as in Robert"),
        ("I worked out of Station 12 that year.", "Station 12"),
        ("And then Air 3 was over the house.", "Air 3"),
        ("Back when Project Homecoming was funded.", "Project Homecoming"),
        ("She was on the SMART team with me.", "SMART team"),
        ("They jumped off the Larkwood overpass.", "Larkwood overpass"),
        ("Will said he would be there.", "Will"),
        ("I paid into bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq that day.", "bc1qar0srrr7"),
        ("I told My to wait in the car.", "My"),
        ("I asked Kao if there was anybody to call.", "Kao"),
        ("Worker number 3F2K, that was me.", "3F2K"),
        ("He called from 68 72 91 73 in the night.", "68 72 91 73"),
        ("His number there is +31(0)249-470271, I think.", "+31(0)249-470271"),
        ("On Christmas Eve 2017 we went back.", "Christmas Eve 2017"),
        ("We moved to Lindenstraße 14, 50674 Köln, back then.", "Lindenstraße 14, 50674 Köln"),
        ("It was 12 Quarry Road, Millbury, MA 01527 in those days.", "Millbury, MA 01527"),
    ],
)
def test_something_is_to_be_decided(text: str, part: str) -> None:
    assert tiers_touching(text, part) & {"block", "review"}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("We called CPS that night.", "CPS"),
        ("He works at the Department of Children and Family Services.", "Family Services"),
        ("She moved to california and then back.", "california"),
        ("We never got home for Thanksgiving.", "Thanksgiving"),
        ("It was a Google search that did it.", "Google"),
        ("They sent it to the Commission.", "Commission"),
    ],
)
def test_something_is_noted_and_nothing_to_be_decided(text: str, part: str) -> None:
    assert tiers_touching(text, part) == {"note"}


@pytest.mark.parametrize(
    "text",
    [
        "We counted 10 20 30 40 of them and then A-B-C, one by one.",
        "I was on the bus for 15 minutes and it cost 40 dollars.",
        "A project manager from the station told us on the 2nd floor.",
        "Price was no object. Hope is a funny thing. Cook until tender.",
    ],
)
def test_nothing_is_to_be_decided(text: str) -> None:
    assert [s.rule for s in screen_text(text) if s.tier != "note"] == []
