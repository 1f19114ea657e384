"""What people accepted and rejected teaches; what nobody decided about does not."""

from __future__ import annotations

from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from idtool.coding.knowledge import knowledge_of
from idtool.coding.lessons import lessons
from idtool.coding.passages import Passage
from idtool.coding.proposing import propose
from idtool.coding.recalling import Recalled, Teaching
from idtool.coding.strength import FAINT
from idtool.coding.structure import Context, Structure, structure_of
from idtool.coding.teaching import teach, views_of
from idtool.model import Coding, CodingStatus, Segment
from tests.coding.books import book, code

# Neither code's codebook text has a word of what people say about it here.
BOOK = book(
    code("GA.KEEP", label="Keeping", brief="Speaker keeps."),
    code("GA.GIVE", label="Giving", brief="Speaker gives."),
)
KEPT = [
    "We freeze the beans in bags for winter.",
    "I freeze whatever beans are left over.",
    "Bags of beans, all in the freezer by autumn.",
    "The freezer is full of bags by October.",
    "Winter beans come out of the freezer.",
    "Beans go into freezer bags here.",
]
GIVEN = [
    "The church gets a crate of squash from us.",
    "I leave squash on porches around the block.",
    "A crate on the porch, no note, just squash.",
    "Squash for the church kitchen every Friday.",
    "Porches, that is where my squash ends up.",
    "The kitchen at church takes the crate.",
]


def spoken(name: str, said: list[str]) -> tuple[list[Passage], list[Segment]]:
    passages, places, start = [], [], 0
    for number, text in enumerate(said, start=1):
        passages.append(Passage(name, number, start, text, "individual", None))
        places.append(Segment(name, start, start + len(text)))
        start += len(text) + 1
    return passages, places


def coding(place: Segment, turn: int, quote: str, code_: str, status: CodingStatus) -> Coding:
    return Coding("", place, turn, code_, "garden", status, "hand", "R1", quote)


def study(*extra: tuple[str, str, CodingStatus]) -> tuple[dict[str, list[Passage]], list[Coding]]:
    said = [*KEPT, *GIVEN, *(text for text, _, _ in extra)]
    passages, places = spoken("I01", said)
    marks: list[tuple[str, CodingStatus]] = [("GA.KEEP", "accepted")] * len(KEPT)
    marks += [("GA.GIVE", "accepted")] * len(GIVEN)
    marks += [(name, status) for _, name, status in extra]
    codings = [
        coding(place, turn, text, name, status)
        for turn, (place, text, (name, status)) in enumerate(
            zip(places, said, marks, strict=True), start=1
        )
    ]
    return {"I01": passages}, codings


def taught(passages: dict[str, list[Passage]], codings: list[Coding]) -> Teaching:
    found = teach(codings, passages, knowledge_of([BOOK]), views_of(passages))
    assert found is not None
    return found


NEW = "Mostly we put the extra beans in freezer bags."


def proposed(teaching: Teaching | None, text: str = NEW, **entries: Any) -> list[Any]:
    passage = Passage("I02", 1, 0, text, "individual", None, **entries)
    return propose([passage], [BOOK], teaching=teaching)


def test_accepted_places_teach_a_code_its_codebook_text_does_not_tell() -> None:
    assert "GA.KEEP" not in [p.code for p in proposed(None)]

    first = proposed(taught(*study()))[0]

    assert first.code == "GA.KEEP"
    assert first.source == "learned"


def test_the_evidence_names_accepted_places_and_words_that_stand_in_the_talk() -> None:
    evidence = proposed(taught(*study()))[0].evidence

    assert evidence.startswith("learned from 6 accepted places; most like I01#t00")
    words = evidence.split("weighed most: ")[1].split(")")[0].split(", ")
    assert words
    assert all(word.split()[0][:4] in NEW.lower() for word in words)
    assert not any(text in evidence for text in KEPT)


def test_proposals_nobody_decided_about_teach_nothing() -> None:
    passages, codings = study()
    more, places = spoken("I03", [NEW, *GIVEN])
    waiting = [
        coding(place, turn, p.text, "GA.GIVE", "proposed")
        for turn, (place, p) in enumerate(zip(places, more, strict=True), start=1)
    ]
    both = {**passages, "I03": more}
    assert lessons([*codings, *waiting], both) == lessons(codings, both)


def test_rejecting_lowers_a_code_at_words_like_these() -> None:
    text = "They sell beans in freezer bags at the store."
    before = taught(*study()).learner
    after = taught(*study(*[(text, "GA.KEEP", "rejected")] * 3)).learner
    column = before.codes.index("GA.KEEP")

    assert after.read([text]).shares[0, column] < before.read([text]).shares[0, column]


def test_a_code_with_too_few_places_is_not_learned() -> None:
    passages, codings = study()
    few = [c for c in codings if c.code == "GA.KEEP" or c.turn < len(KEPT) + 4]

    learner = taught(passages, few).learner

    assert learner.codes == ["GA.KEEP"]
    assert learner.n_examples["GA.GIVE"] == 3


def test_codings_on_half_a_sentence_and_on_whole_turns_both_teach() -> None:
    passages, codings = study()
    text = "Well, you know. Freezer bags of beans. Then I had lunch, and a nap after that."
    more, places = spoken("I03", [text])
    start = text.index("Freezer")
    inner = Segment("I03", start, start + len("Freezer bags of beans."))
    outer = coding(places[0], 1, text, "GA.GIVE", "accepted")
    half = coding(inner, 1, "Freezer bags of beans.", "GA.KEEP", "accepted")

    found = [
        lesson
        for lesson in lessons([*codings, outer, half], {**passages, "I03": more})
        if lesson.group == "I03"
    ]

    assert [(x.text == text, sorted(x.codes)) for x in found] == [
        (True, ["GA.GIVE"]),
        (False, ["GA.GIVE", "GA.KEEP"]),
    ]


def around(text: str, quote: str) -> str:
    """What a coding of ``quote`` in the turn ``text`` learns of the talk around it."""
    passages, places = spoken("I03", [text])
    start = text.index(quote)
    segment = Segment("I03", places[0].start + start, places[0].start + start + len(quote))
    [lesson] = lessons([coding(segment, 1, quote, "GA.KEEP", "accepted")], {"I03": passages})
    return lesson.around


def test_a_place_is_learned_with_the_sentences_on_both_sides() -> None:
    text = "I had lunch. We freeze the beans. Then I slept. And woke."

    assert around(text, "We freeze the beans.") == "I had lunch. Then I slept."
    assert around(text, "I had lunch.") == "We freeze the beans."
    assert around(text, "And woke.") == "Then I slept."
    assert around(text, text) == ""


def test_half_a_sentence_is_learned_with_its_other_half() -> None:
    text = "I had lunch. We freeze the beans, and that was it. Then I slept."

    assert around(text, "freeze the beans") == "We , and that was it."


UNSURE = "I am not sure about any of it, really."


def in_places(**of_code: Context) -> Structure:
    """A study in which each code was accepted six times in one context."""
    return structure_of(
        [(f"GA.{code.upper()}", context) for code, context in of_code.items() for _ in range(6)]
    )


def test_the_section_moves_a_proposal_and_never_makes_one() -> None:
    structure = in_places(keep=Context("q2", "", frozenset()), give=Context("q3", "", frozenset()))
    there = Teaching(taught(*study()).learner, structure)

    inside = proposed(there, section="q2")[0]
    outside = proposed(there, section="q3")[0]

    assert inside.score > outside.score
    assert "context: 6 of 6 accepted places answer q2" in inside.evidence
    assert proposed(there, UNSURE, section="q2") == proposed(None, UNSURE)


def test_a_stage_never_met_goes_by_its_vignette() -> None:
    structure = in_places(
        keep=Context("dv.1", "dv", frozenset()), give=Context("mh.1", "mh", frozenset())
    )
    there = Teaching(taught(*study()).learner, structure)

    inside = proposed(there, section="dv.2")[0]

    assert inside.score > proposed(there, section="mh.2")[0].score
    assert "context: 6 of 6 accepted places answer dv" in inside.evidence


def test_the_words_of_the_question_move_a_proposal_and_never_make_one() -> None:
    structure = in_places(
        keep=Context("", "", frozenset({"winter", "larder"})),
        give=Context("", "", frozenset({"neighbor"})),
    )
    there = Teaching(taught(*study()).learner, structure)
    asked = "And what do you do for the winter?"

    inside = proposed(there, question=asked)[0]

    assert inside.score > proposed(there, question="And your neighbors?")[0].score
    assert "context: asked here as there: winter" in inside.evidence
    assert "larder" not in inside.evidence
    assert proposed(there, UNSURE, question=asked) == proposed(None, UNSURE)


def test_context_does_not_lift_what_words_do_not_propose() -> None:
    passage = Passage("I02", 1, 0, NEW, "individual", None, section="q2")
    structure = in_places(keep=Context("q2", "", frozenset()), give=Context("q3", "", frozenset()))
    recalled = Recalled(None, None, {}, {}, structure)

    just_below, above = FAINT * 0.99, FAINT * 1.01
    assert recalled.in_context(just_below, "GA.KEEP", passage) == just_below
    assert recalled.in_context(above, "GA.KEEP", passage) > above


def test_the_same_decisions_in_any_order_teach_the_same() -> None:
    passages, codings = study()
    one = taught(passages, codings).learner.read([NEW]).shares
    other = taught(passages, codings[::-1]).learner.read([NEW]).shares

    assert np.array_equal(one, other)


def test_few_places_are_sharpened_more_than_many() -> None:
    learner = taught(*study()).learner
    few = learner.read([NEW]).shares[0]
    learner.n_examples = dict.fromkeys(learner.codes, 100)
    many = learner.read([NEW]).shares[0]

    assert learner.codes[few.argmax()] == learner.codes[many.argmax()] == "GA.KEEP"
    surer = np.log(few.max() / few.min()) / np.log(many.max() / many.min())
    assert 1.3 < surer < 1.7


def test_decisions_spread_over_threads_teach_the_same_to_the_bit() -> None:
    passages, codings = study()
    with threadpool_limits(1):
        one = taught(passages, codings).learner.read([NEW]).shares
    with threadpool_limits(2):
        two = taught(passages, codings).learner.read([NEW]).shares

    assert np.array_equal(one, two)
