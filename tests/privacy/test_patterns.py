"""Each kind of identifier with a shape of its own, in sentences somebody might say."""

from __future__ import annotations

import pytest

from idtool.privacy import screen_text

FOUND = [
    (
        "You can write to dana.pruitt@fenwick.example any time.",
        "dana.pruitt@fenwick.example",
        "EMAIL",
    ),
    ("It is dana dot pruitt at gmail dot com.", "dana dot pruitt at gmail dot com", "EMAIL"),
    ("It is all on www.fenwickcrisis.org/intake now.", "www.fenwickcrisis.org/intake", "URL"),
    ("You go to harbor line dot org and click.", "line dot org", "URL"),
    ("Everyone follows @tamikaroads over there.", "@tamikaroads", "HANDLE"),
    ("His Instagram is shaydawn, I think.", "shaydawn", "HANDLE"),
    ("My cell is 614-555-0142 if you need me.", "614-555-0142", "PHONE"),
    ("Try +44 20 7946 0958 after five.", "+44 20 7946 0958", "PHONE"),
    ("I wrote down 6145550142 on my hand.", "6145550142", "PHONE"),
    (
        "He goes five five five, oh one four two, twice.",
        "five five five, oh one four two",
        "PHONE",
    ),
    ("He read out 078-05-1120 over the radio.", "078-05-1120", "SSN"),
    ("The social is 078051120, she said.", "078051120", "SSN"),
    ("They had 4111 1111 1111 1111 on the wall.", "4111 1111 1111 1111", "CARD"),
    ("Pay it to GB82 WEST 1234 5698 7654 32 then.", "GB82 WEST 1234 5698 7654 32", "IBAN"),
    ("The router said 192.168.14.7 all night.", "192.168.14.7", "IP"),
    ("My badge number is 4471, always was.", "4471", "ID"),
    ("I am shield 20983 in that unit.", "20983", "ID"),
    ("Badge number four four seven one, sir.", "four four seven one", "ID"),
    ("That was case number 2021-33871, I believe.", "2021-33871", "ID"),
    ("See docket CV-19-004482 for that.", "CV-19-004482", "ID"),
    ("The warrant, number W-88213, was old.", "W-88213", "ID"),
    ("I was in unit 5B14 that night.", "unit 5B14", "ID"),
    ("We were on beat 33 back then.", "beat 33", "ID"),
    ("On the radio I was Lincoln 22 for years.", "Lincoln 22", "ID"),
    ("Her license number was D4410987 on paper.", "D4410987", "ID"),
    ("The plate came back KLR 4418 to a van.", "KLR 4418", "PLATE"),
    ("The tag was HBX-9921, nothing on it.", "HBX-9921", "PLATE"),
    ("She lived at 418 Kestrel Lane, apartment four.", "418 Kestrel Lane", "ADDRESS"),
    ("We pulled up at 2207 N. Peregrine Blvd and sat.", "2207 N. Peregrine Blvd", "ADDRESS"),
    ("Mail goes to P.O. Box 1187 for now.", "P.O. Box 1187", "ADDRESS"),
    ("It is OH 43015, the zip.", "OH 43015", "ZIP"),
    ("That was March 3rd, 2019, a cold one.", "March 3rd, 2019", "DATE"),
    ("It came in on the fourteenth of May.", "the fourteenth of May", "DATE"),
    ("We started in October of 2018 with two cars.", "October of 2018", "DATE"),
    ("I testified on 11/02/2018 about it.", "11/02/2018", "DATE"),
    ("She is 93 years old and sharp.", "93 years old", "AGE"),
    ("A ninety-four-year-old man opened.", "ninety-four-year-old", "AGE"),
    ("The lady was ninety-six. Alone.", "ninety-six", "AGE"),
]


@pytest.mark.parametrize(("sentence", "find", "kind"), FOUND)
def test_an_identifier_blocks_and_is_covered(sentence: str, find: str, kind: str) -> None:
    start = sentence.index(find)
    seen = [s for s in screen_text(sentence) if s.start < start + len(find) and start < s.end]

    assert [(s.type, s.tier) for s in seen] == [(kind, "block")]
    assert seen[0].start <= start and seen[0].end >= start + len(find)


PASSING = [
    "We had 1,500 calls and 200 people in 12 hours, about 40 percent of them drunk.",
    "One, two, three, four, five, six, seven of them came out.",
    "I make like 52,000 a year, and it was 5:45 in the morning.",
    "You call 911 or 988, either one, and you wait 10 to 15 minutes.",
    "He's ninety percent sure, and she was 98 pounds, and it was 95 degrees.",
    "It may be 2 or 3 days, and we march on.",
    "It's a Section 8 building, a Level 2 hold, a 24/7 thing.",
    "He blew a 0.21, and I gave it a B plus.",
]


@pytest.mark.parametrize("sentence", PASSING)
def test_amounts_and_everyday_numbers_pass(sentence: str) -> None:
    assert [s for s in screen_text(sentence) if s.tier != "note"] == []


def test_a_card_number_needs_its_check_digit() -> None:
    right, wrong = (screen_text(f"It was 4111 1111 1111 111{d} there.") for d in "12")

    assert [s.type for s in right] == ["CARD"]
    assert [s.type for s in wrong] != ["CARD"]


def test_a_year_a_weekday_and_a_month_alone_are_only_noted() -> None:
    seen = screen_text("It was in 1998, on a Friday, sometime in October.")

    assert {s.rule for s in seen} == {"year-alone", "weekday", "month-alone"}
    assert {s.tier for s in seen} == {"note"}
