"""Marks: where the guide's questions are asked and the vignettes read out."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idtool.ingest import find_marks, readouts
from idtool.model import INTERVIEWER, Mark, Turn

QUESTIONS = {
    "q1": "What does a normal day look like for you in the season?",
    "q2": "How do you decide when to pick?",
    "q3": "What has become harder over the last ten years?",
    "q4": "Where do you see the orchard when your children are your age?",
}
STAGES = {
    "frost.1": (
        "{opening} It is the last week of April and the trees stand in full bloom. The forecast "
        "says minus three for tonight, clear and without wind. Your neighbor Marit phones and "
        "asks to share your sprinklers, because her well will not carry both orchards."
    ),
    "frost.2": (
        "At four in the morning the pump fails. Marit has one line running, and it would save "
        "either her cherries or the lower half of your apples. The mechanic Olsen can be there "
        "at six."
    ),
    "hail.1": (
        "{opening} Two weeks before harvest a hailstorm passes over. A third of the crop is "
        "marked. The cooperative offers the price of juice apples for everything, payable at "
        "once. You owe the bank for the new press."
    ),
    "hail.2": (
        "A shop owner from town, Henrik, would take the marked fruit and sell it with a story on "
        "the crate. He can only pay after Christmas."
    ),
}
CAST = ["Marit", "Olsen", "Henrik"]
ORDER = ["q1", "q2", *STAGES, "q3", "q4"]
READ = {ref: text.replace("{opening}", "You run the place alone.") for ref, text in STAGES.items()}

Q, P = INTERVIEWER, "P01"
DAY = (Q, "So we're on. To warm up, take me through a day, what does it look like in the season?")
UP_AT_FIVE = (P, "Up at five, then the boxes. The pickers come at six, so the tractor is warm.")
HOW_MANY = (Q, "How many are they?")
ELEVEN = (P, "Eleven this year, it used to be twenty, from the same two villages every time.")
PICKING = (Q, "And the picking itself, when do you decide it's time to pick?")
BITE = (P, "I bite one. If the pip is brown and it makes that noise, then it is time.")
FROST = (Q, f"Now a story. {READ['frost.1']} What do you do?")
HALF = (P, "I say yes before she has finished. Half and half, an hour each, and my well holds.")
PROBE = (Q, "You wouldn't ask the neighbor to pay for it?")
NO_BILL = (P, "You do not send a bill in a frost.")
FROST_2 = (Q, f"Okay. {READ['frost.2']}")
CHERRIES = (P, "Cherries, they are open further, and I could not look at her otherwise.")
HAIL = (Q, f"Next one. {READ['hail.1']}")
SORT = (P, "Juice price for all of it? No. I sort, it costs me a week and I sort.")
HAIL_2 = (Q, f"Last bit. {READ['hail.2']}")
TRIAL = (P, "Him I would give a trial. Ten crates.")
HARDER = (Q, "That's the stories. You said paper before. What's got harder, these ten years?")
PAPER = (P, "The paper. The water. Finding people who can stand on a ladder in the heat.")
KIDS = (Q, "And when your kids are as old as you are now, your children, where's the orchard then?")
UPHILL = (P, "Two hundred meters up the hill, where it is colder. Or it is a parking lot.")
LOOSE = (Q, "Is anything harder than it was ten years ago?")
TALK = [
    *(DAY, UP_AT_FIVE, HOW_MANY, ELEVEN, PICKING, BITE, FROST, HALF, PROBE, NO_BILL),
    *(FROST_2, CHERRIES, HAIL, SORT, HAIL_2, TRIAL, HARDER, PAPER, KIDS, UPHILL),
]

Said = tuple[str, str]


def as_turns(talk: Sequence[Said]) -> list[Turn]:
    turns: list[Turn] = []
    at = 0
    for number, (who, text) in enumerate(talk, start=1):
        person = None if who == INTERVIEWER else who
        turns.append(Turn("I01", number, at, at + len(text), text, who, person))
        at += len(text) + 1
    return turns


def marks_of(talk: Sequence[Said], *, cast: Sequence[str] = CAST) -> list[Mark]:
    return find_marks(as_turns(talk), QUESTIONS, STAGES, order=ORDER, cast=cast)


def opened(talk: Sequence[Said], *, cast: Sequence[str] = CAST) -> dict[str, Said]:
    """What is marked, and the turn that opens it."""
    return {mark.ref: talk[mark.first_turn - 1] for mark in marks_of(talk, cast=cast)}


def without(*gone: Said) -> list[Said]:
    return [turn for turn in TALK if turn not in gone]


def with_instead(old: Said, *new: Said) -> list[Said]:
    at = TALK.index(old)
    return [*TALK[:at], *new, *TALK[at + 1 :]]


def test_questions_in_other_words_and_stages_read_out_are_found() -> None:
    assert opened(TALK) == {
        "q1": DAY,
        "q2": PICKING,
        "frost.1": FROST,
        "frost.2": FROST_2,
        "hail.1": HAIL,
        "hail.2": HAIL_2,
        "q3": HARDER,
        "q4": KIDS,
    }


def test_a_mark_runs_until_the_turn_before_the_next_and_the_last_to_the_end() -> None:
    marks = marks_of(TALK)

    assert [(mark.first_turn, mark.last_turn) for mark in marks] == [
        *((1, 4), (5, 6), (7, 10), (11, 12), (13, 14), (15, 16), (17, 18), (19, 20)),
    ]
    assert {mark.source for mark in marks} == {"likeness"}
    assert [mark.kind for mark in marks] == ["question"] * 2 + ["vignette"] * 4 + ["question"] * 2


def test_a_question_that_was_never_asked_has_no_mark() -> None:
    for gone, ref in ((DAY, "q1"), (PICKING, "q2"), (HARDER, "q3"), (KIDS, "q4")):
        assert ref not in opened(without(gone))


def test_a_probe_with_a_question_s_words_does_not_take_its_place() -> None:
    echo = (Q, "So you decide it by the pip.")

    assert opened(with_instead(BITE, BITE, echo, ELEVEN))["q2"] == PICKING


def test_of_two_turns_that_are_alike_a_weak_question_opens_neither() -> None:
    again = (Q, "What else is harder than it was ten years ago?")

    assert opened(with_instead(HARDER, LOOSE, PAPER))["q3"] == LOOSE
    assert "q3" not in opened(with_instead(HARDER, LOOSE, PAPER, again))


def test_a_plain_question_is_found_where_the_guide_does_not_have_it() -> None:
    early = (Q, "Since you say that: what has become harder over the last ten years?")
    talk = [turn for turn in with_instead(ELEVEN, ELEVEN, early, PAPER) if turn != HARDER]

    assert opened(talk)["q3"] == early


def test_a_loose_question_is_not_found_where_the_guide_does_not_have_it() -> None:
    early = with_instead(PICKING, LOOSE)
    early.remove(HARDER)

    assert "q3" not in opened(early)
    assert opened(with_instead(HARDER, LOOSE))["q3"] == LOOSE


def test_loose_questions_are_not_found_without_half_of_the_guide() -> None:
    talk = as_turns([LOOSE if turn == HARDER else turn for turn in without(DAY, PICKING)])
    unasked = {
        "q5": "Which machines would you buy again?",
        "q6": "What do visitors usually get wrong about farming?",
    }
    few = find_marks(talk, {**QUESTIONS, **unasked}, STAGES)
    half = find_marks(talk, QUESTIONS, STAGES)

    assert [mark.ref for mark in few if mark.kind == "question"] == ["q4"]
    assert [mark.ref for mark in half if mark.kind == "question"] == ["q3", "q4"]


def test_a_foreign_guide_finds_nothing() -> None:
    foreign = {
        "n1": "How did you come to work in intensive care?",
        "n2": "What makes a handover between shifts a good one?",
        "n3": "How do families figure in what you pass on to the next nurse?",
    }

    assert find_marks(as_turns(TALK), foreign, {}) == []


def test_stage_directions_open_nothing() -> None:
    talk = [*TALK[:6], (Q, "Next story."), HALF, (Q, "Last one."), SORT]

    assert opened(talk).keys() == {"q1", "q2"}


def test_words_that_only_make_up_every_question_make_none() -> None:
    common = (Q, "So what do you do, when you do it, when it is how it is to you?")

    assert "q2" not in opened(with_instead(PICKING, common))


def test_a_later_stage_told_freely_is_found_after_its_first() -> None:
    told = (Q, "And then the pump gives out. One line's left, so her cherries or half your apples.")

    assert opened(with_instead(FROST_2, told))["frost.2"] == told


@pytest.mark.parametrize(
    "probe",
    [
        "What if the pump failed, say at four in the morning?",
        "What if the pump failed and Olsen didn't come?",
        "Would Marit get the lower half of the water, would Olsen, with the full bloom?",
    ],
)
def test_a_probe_that_mentions_things_out_of_a_later_stage_does_not_open_it(probe: str) -> None:
    assert "frost.2" not in opened(with_instead(FROST_2, (Q, probe)))


def test_a_later_stage_is_not_found_before_its_first_or_after_the_next_vignette() -> None:
    told = (Q, "And then the pump gives out. One line's left, so her cherries or half your apples.")
    rest = without(FROST_2)

    assert "frost.2" not in opened([told, NO_BILL, *rest])
    assert "frost.2" not in opened([*rest, told, CHERRIES])


def test_a_name_out_of_the_cast_opens_a_first_stage_told_freely() -> None:
    told = (Q, "Say the forecast's bad, minus three. And Marit's on the phone.")
    talk = with_instead(FROST, told)

    assert opened(talk)["frost.1"] == told
    assert "frost.1" not in opened(talk, cast=[])


@pytest.mark.parametrize("mention", ["What about Marit?", "Does Marit trust the forecast?"])
def test_a_name_in_passing_opens_nothing(mention: str) -> None:
    assert "frost.1" not in opened(with_instead(FROST, (Q, mention)))


def test_vignettes_may_be_read_in_any_order() -> None:
    frost, hail = TALK[6:12], TALK[12:16]
    talk = [*TALK[:6], *hail, *frost, *TALK[16:]]

    assert opened(talk) == opened(TALK)


def test_a_reading_cut_by_a_listener_opens_where_it_begins() -> None:
    words = FROST[1].split()
    pieces = [(Q, " ".join(words[at : at + 12])) for at in range(0, len(words), 12)]
    cut = [turn for piece in pieces for turn in (piece, (P, "Mm-hm."))][:-1]

    assert opened(with_instead(FROST, *cut))["frost.1"] == pieces[0]


def test_a_stage_that_is_read_again_has_one_mark() -> None:
    again = (Q, f"Once more? {READ['frost.1']}")
    marks = marks_of(with_instead(NO_BILL, NO_BILL, again, HALF))

    assert [mark.first_turn for mark in marks if mark.ref == "frost.1"] == [7]


def test_two_stages_in_one_turn_are_marked_by_the_first() -> None:
    both = (Q, f"{READ['frost.1']} {READ['frost.2']}")
    found = opened([turn for turn in with_instead(FROST, both) if turn != FROST_2])

    assert found["frost.1"] == both
    assert "frost.2" not in found


def test_a_participant_who_repeats_a_vignette_or_a_question_opens_nothing() -> None:
    repeats = (P, READ["hail.1"])
    asks = (P, QUESTIONS["q3"])
    talk = [repeats, *without(HAIL, HARDER), asks]

    assert {"hail.1", "q3"}.isdisjoint(opened(talk))
    assert readouts(as_turns(talk), STAGES) >= {1}


def test_read_outs_are_whole_or_in_pieces_and_no_allusions() -> None:
    words = READ["frost.2"].split()
    talk = [
        (Q, " ".join(words[:14])),
        (Q, " ".join(words[14:])),
        (P, "At four in the morning?"),
        HALF,
    ]

    assert readouts(as_turns(talk), STAGES) == {1, 2}


def test_questions_are_found_in_other_languages() -> None:
    questions = {
        "c1": "Wie sind Sie an diese Schule gekommen?",
        "c2": "Was tun Sie, wenn ein Kind den Unterricht stört?",
        "c3": "Wie erleben Sie die Zusammenarbeit mit den Eltern?",
    }
    talk = [
        (Q, "Erzählen Sie doch erst einmal, wie Sie hierher an die Schule gekommen sind."),
        (P, "Ich war in der Forschung, und dann lief der Vertrag aus, und jemand rief an."),
        (Q, "Im Sommer noch?"),
        (P, "Ja, zwei Wochen vor Beginn. Ich kannte das Gebäude nicht einmal."),
        (Q, "Wenn heute ein Kind stört, im Unterricht, was machen Sie dann?"),
        (P, "Erst einmal nichts. Ich bleibe daneben stehen und mache weiter."),
        (Q, "Und die Eltern? Wie läuft da die Zusammenarbeit?"),
        (P, "Besser als man denkt. Die meisten sind froh, wenn man anruft."),
    ]
    marks = find_marks(as_turns(talk), questions, {})

    assert [(mark.ref, mark.first_turn) for mark in marks] == [("c1", 1), ("c2", 5), ("c3", 7)]


def test_without_an_order_questions_are_found_on_both_sides_of_the_vignettes() -> None:
    marks = find_marks(as_turns(TALK), QUESTIONS, STAGES)

    assert [mark.ref for mark in marks] == ORDER


def test_nothing_comes_of_nothing() -> None:
    assert find_marks([], QUESTIONS, STAGES) == []
    assert find_marks(as_turns(TALK), {}, {}) == []
    assert find_marks(as_turns([(Q, "…"), (P, "")]), {"q1": "?"}, {"dv.1": "{opening}"}) == []


def test_a_long_interview_takes_a_blink() -> None:
    talk = [(who, f"{text} {number}") for number in range(20) for who, text in TALK]
    turns = as_turns(talk)
    start = time.process_time()
    find_marks(turns, QUESTIONS, STAGES, order=ORDER, cast=CAST)

    assert time.process_time() - start < 0.5


@given(st.lists(st.sampled_from(TALK), max_size=30))
def test_marks_are_disjoint_in_order_and_opened_by_the_interviewer(talk: list[Said]) -> None:
    marks = marks_of(talk)

    assert marks == marks_of(talk)
    assert len({mark.ref for mark in marks}) == len(marks)
    for mark, after in pairwise(marks):
        assert mark.last_turn + 1 == after.first_turn
    for mark in marks:
        assert mark.first_turn <= mark.last_turn
        assert talk[mark.first_turn - 1][0] == INTERVIEWER
