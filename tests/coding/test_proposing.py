from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idtool.codebook import Codebook
from idtool.coding.proposing import Proposal, propose
from idtool.coding.stretches import LONGEST_STRETCH
from tests.coding.books import AGREE, GARDEN, WATER, WEED, book, code, passage
from tests.coding.test_stretches import unpunctuated

ANSWER = (
    "Well, mornings are busy. In the evening I get out the hose and soak the tomatoes, every "
    "single day. My neighbor does not. And on Saturdays I hoe between the rows, because the "
    "thistles took over last year."
)


def codes_of(text: str, *books: Codebook, **entries: object) -> list[str]:
    return [p.code for p in propose([passage(text, **entries)], books or (GARDEN,))]


def test_a_proposal_marks_the_words_it_is_about() -> None:
    canonical = f"How do you start?\n{ANSWER}"
    start = canonical.index(ANSWER)
    found = {p.code: p for p in propose([passage(ANSWER, start=start)], [GARDEN])}
    water, weed = found["GA.WATER"].segment, found["GA.WEED"].segment
    assert canonical[water.start : water.end] == (
        "In the evening I get out the hose and soak the tomatoes, every single day."
    )
    assert canonical[weed.start : weed.end].startswith("And on Saturdays I hoe")
    assert found["GA.WATER"].turn == 2
    assert found["GA.WATER"].focus == "garden"


def test_a_rule_is_named_with_the_words_that_fired() -> None:
    rules = propose([passage(ANSWER)], [GARDEN], using=("rules",))
    assert [p.evidence for p in rules] == ["rule: “hose” near “evening” — matched “evening … hose”"]
    assert rules[0].source == "rule"


def test_likeness_names_the_sentence_it_resembles() -> None:
    likeness = propose([passage(ANSWER)], [GARDEN], using=("likeness",))
    water = next(p for p in likeness if p.code == "GA.WATER")
    assert water.source == "likeness"
    assert water.evidence.startswith(
        "resembles the example “I drag the hose out every evening and soak the tomatoes.” "
        "of this code"
    )


def test_both_sources_stand_in_one_line_when_both_speak() -> None:
    water = next(p for p in propose([passage(ANSWER)], [GARDEN]) if p.code == "GA.WATER")
    rule, likeness = water.evidence.split(" · ")
    assert rule.startswith("rule: “hose” near “evening”")
    assert likeness.startswith("resembles the example")
    assert "\n" not in water.evidence


def test_a_denied_indicator_says_so() -> None:
    found = propose([passage("No, we never pull the weeds here.")], [GARDEN], using=("rules",))
    assert [p.evidence for p in found if p.code == "GA.WEED"] == [
        "rule: “pull the weeds” — matched “pull the weeds”, perhaps denied"
    ]


def test_a_contraction_in_the_matched_words_is_shown_whole() -> None:
    one = code("GA.ONE", indicators={"phrases": ["not irrigation"]})
    found = propose([passage("It isn’t irrigation, really.")], [book(one)], using=("rules",))
    assert "matched “isn’t irrigation”" in found[0].evidence


def test_backchannels_get_nothing() -> None:
    for said in ("Mm-hm. Right.", "Yeah. Yeah, no, sure.", "Okay.", "(laughs)", "", "You know."):
        assert codes_of(said) == []


def test_a_word_that_tells_of_a_code_is_enough_for_an_answer_of_few_words() -> None:
    assert codes_of("Thistles, mostly.") == ["GA.WEED"]
    assert codes_of("On Tuesdays, mostly.") == []
    assert codes_of("Not really, no.") == []


def test_an_everyday_word_tells_something_where_a_code_is_called_by_it() -> None:
    called = code(
        "GA.MONEY",
        label="Money for seeds",
        examples=["Money is short and seeds cost.", "We had no money for a fence that year."],
    )
    other = code("GA.LAND", label="Land", examples=["The land by the creek floods in spring."])
    assert codes_of("It comes down to money, honestly.", book(called, other)) == ["GA.MONEY"]

    elsewhere = {**other, "examples": ["Money went into the land.", "Land is money, money."]}
    more = [*elsewhere["examples"], "No money, no land.", "Money, and the land by the creek."]
    assert (
        codes_of(
            "It comes down to money, honestly.",
            book(called, {**elsewhere, "examples": more, "include": ["money"]}),
        )
        == []
    )


def test_what_shares_no_telling_word_with_a_code_is_faint_however_alike_it_is() -> None:
    waiting = code("GA.WAIT", label="Waiting", examples=["I sat there for hours and nobody came."])
    alike = "Nobody came, and nobody came for the gate, and I was there, and nobody came there."
    (proposal,) = propose([passage(alike)], [book(waiting, WEED)], using=("likeness",))
    assert (proposal.code, proposal.strength) == ("GA.WAIT", "faint")


def test_the_text_that_is_named_shares_a_word_rather_than_letters_alone() -> None:
    (proposal,) = propose([passage("Thistles, mostly.")], [GARDEN], using=("likeness",))
    assert "(shared: thistle)" in proposal.evidence
    assert "The thistles took over the whole bed." in proposal.evidence


def test_a_loose_rule_alone_is_nothing() -> None:
    assert codes_of("You know, that kind of thing, you know.") == []


def test_read_out_words_get_nothing() -> None:
    stage = "Each evening she drags the hose across the lawn and soaks the tomatoes by the shed."
    said = "It says here, each evening she drags the hose across the lawn and soaks the tomatoes."
    assert propose([passage(said)], [GARDEN])
    assert propose([passage(said)], [GARDEN], avoid=[stage]) == []


def test_an_answer_that_repeats_the_question_is_not_about_it() -> None:
    question = "Do you get out the hose in the evening and soak the tomatoes?"
    said = "Do I get out the hose in the evening and soak the tomatoes? Hm."
    assert codes_of(said)
    assert codes_of(said, question=question) == []


def test_codes_for_pairs_stay_out_of_individual_interviews() -> None:
    said = "So you take the seeds, I take the fence, and between the two of us we plan Sunday."
    assert "GA.TOGETHER" not in codes_of(said)
    assert "GA.TOGETHER" in codes_of(said, kind="paired")


def test_interaction_codes_are_proposed_by_their_phrases_only_and_only_in_pairs() -> None:
    assert codes_of("I agree.", kind="individual") == []
    partner = passage("The beds are dry.", turn=1, kind="paired")
    answer = passage("I agree.", turn=2, start=40, kind="paired")
    agreed = [p for p in propose([partner, answer], [GARDEN]) if p.code == "IX.AGREE"]
    assert [(p.turn, p.source, p.evidence) for p in agreed] == [
        (2, "rule", "rule: “I agree” — matched “I agree”")
    ]
    alike = passage("I am of your mind entirely.", turn=2, start=40, kind="paired")
    assert all(p.code != "IX.AGREE" for p in propose([partner, alike], [GARDEN]))


def test_a_code_for_an_exchange_marks_both_turns_and_needs_a_partner() -> None:
    both = code(
        "GA.BOTH",
        kinds=["paired"],
        exchange=True,
        indicators={"phrases": ["trellis for both gardens", "shared compost"]},
    )
    first = passage("I have timber.", turn=4, start=10, kind="paired")
    second = passage(
        "A trellis for both gardens then, and shared compost.", turn=5, start=25, kind="paired"
    )
    (found,) = propose([first, second], [book(both)], using=("rules",))
    assert (found.turn, found.segment.start) == (4, 10)
    assert found.segment.end == 25 + len(second.text)
    after_interviewer = passage(second.text, turn=6, start=25, kind="paired")
    assert propose([first, after_interviewer], [book(both)], using=("rules",)) == []


def test_a_short_answer_gets_at_most_four_proposals_likeliest_first() -> None:
    found = propose([passage(ANSWER)], [GARDEN])
    assert 0 < len(found) <= 4
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)
    order = {"strong": 0, "fair": 1, "faint": 2}
    assert [order[p.strength] for p in found] == sorted(order[p.strength] for p in found)


def test_two_runs_say_the_same_and_so_does_a_changed_back_codebook() -> None:
    passages = [passage(ANSWER)]
    first = propose(passages, [GARDEN])
    changed = propose(passages, [book(WATER)])
    assert propose(passages, [GARDEN]) == first
    assert changed != first


def test_passages_before_and_after_do_not_change_what_likeness_says() -> None:
    alone = propose([passage(ANSWER)], [GARDEN])
    others = [passage("The thistles again.", turn=1), passage("Fine by me.", turn=3, start=900)]
    among = propose([others[0], passage(ANSWER), others[1]], [GARDEN])
    assert [p for p in among if p.turn == 2] == alone


def test_a_codebook_of_one_code_and_one_without_speech_work() -> None:
    assert codes_of("I drag the hose to the tomatoes and soak them.", book(WATER)) == ["GA.WATER"]
    assert codes_of("My uncle plays the trombone in a band.", book(WATER)) == []
    process = code("GA.PROCESS", kind="process", indicators={"phrases": ["rain barrel"]})
    assert codes_of("The rain barrel is full.", book(process)) == ["GA.PROCESS"]
    assert codes_of("Nothing to see here but a tall fence.", book(process)) == []


def test_no_passage_no_proposal() -> None:
    assert propose([], [GARDEN]) == []
    assert propose([passage(ANSWER)], [GARDEN], using=()) == []


def test_codes_of_two_books_keep_their_focus() -> None:
    other = book({**WEED, "id": "WE.WEED"}, prefix="WE", id="weeds")
    found = propose([passage(ANSWER)], [book(WATER, interaction_codes=[AGREE]), other])
    assert {(p.code, p.focus) for p in found} == {("GA.WATER", "garden"), ("WE.WEED", "weeds")}


TOKENS = (
    *("the", "hose’s", "evening", "thistles,", "—", "“soak”", "rain-barrel!", "dandelions\n"),
    *("…", "I'd", "and…", "tomatoes?", "rows.", "because,", "é", "😀", "don’t", "pull", "weeds"),
)
WORDS = st.sampled_from(TOKENS)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=40).map(" ".join), max_size=4))
def test_every_segment_lies_in_its_turn_and_begins_and_ends_with_its_words(
    turns: list[str],
) -> None:
    canonical = "\n".join(turns)
    passages, start = [], 0
    for number, text in enumerate(turns, start=1):
        passages.append(passage(text, turn=number, start=start))
        start += len(text) + 1
    for proposal in propose(passages, [GARDEN]):
        _check(proposal, canonical, turns)


def _check(proposal: Proposal, canonical: str, turns: list[str]) -> None:
    segment = proposal.segment
    begin = sum(len(text) + 1 for text in turns[: proposal.turn - 1])
    assert begin <= segment.start < segment.end <= begin + len(turns[proposal.turn - 1])
    quote = canonical[segment.start : segment.end]
    assert quote == quote.strip()
    assert quote[0].isalnum()
    assert proposal.evidence
    assert 0 < proposal.score <= 1


HOSE = "and in the evening i get out the hose and soak the tomatoes every single day because "


@pytest.mark.parametrize("case", [str.lower, str.upper])
def test_an_unpunctuated_turn_is_marked_where_it_speaks_of_the_code(
    case: Callable[[str], str],
) -> None:
    text = case(unpunctuated(700) + " " + HOSE + unpunctuated(700))

    (found,) = propose([passage(text)], [GARDEN])

    words = text[found.segment.start : found.segment.end]
    assert found.code == "GA.WATER"
    assert "the hose and soak the tomatoes" in words.lower()
    assert len(words.split()) <= LONGEST_STRETCH


def test_fillers_get_no_proposal() -> None:
    assert codes_of("Um. Uh, yeah. Mm-hm. Right, right.") == []
    assert codes_of("um uh yeah mm-hm " * 40) == []


def test_ellipses_and_dashes_do_not_hide_what_is_said() -> None:
    text = "I water... the tomatoes — you know — with the hose... in the evening — every — day..."
    assert codes_of(text) == ["GA.WATER"]
