"""Transcripts read together are read as each alone, the first time and after a codebook changed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idtool.codebook import Codebook
from idtool.coding import batches as batching
from idtool.coding.batches import batches
from idtool.coding.hearing import listen
from idtool.coding.knowledge import Knowledge
from idtool.coding.passages import Passage
from idtool.coding.proposing import Proposal, propose
from idtool.coding.rule_hits import rule_hits
from tests.coding.books import GARDEN, WATER, WEED, book, code

SAID = [
    "I soak the beds with the hose before sunrise.",
    "Thistles, thistles everywhere, and I pull the weeds, I pull them.",
    "No, we never pull the weeds here. If it rains, the barrel fills.",
    "Yes, exactly, that is it.",
    "Watering? The sprinkler ran, and the sprinkler broke.",
    "Um.",
]
AGREE = {
    "id": "IX.AGREE",
    "label": "Agrees",
    "brief": "Agrees.",
    "indicators": {"phrases": ["exactly", "that is it"]},
}
PAIRED = book(WATER, WEED, interaction_codes=[AGREE])
STARRED = code(
    "GA.RAIN",
    indicators={"phrases": ["wat*", "rain*"], "near": [{"words": ["pull", "weed"], "within": 4}]},
)
TRANSCRIPTS = st.lists(
    st.lists(st.sampled_from(SAID), min_size=1, max_size=4), min_size=1, max_size=4
)


def talks(said: Sequence[Sequence[str]]) -> list[list[Passage]]:
    """Transcripts, every other of a pair, whose turns follow each other without a question."""
    found = []
    for number, texts in enumerate(said):
        start, passages = 0, list[Passage]()
        for turn, text in enumerate(texts, start=1):
            kind = "paired" if number % 2 else "individual"
            passages.append(Passage(f"I{number}", turn, start, text, kind, None))
            start += len(text) + 1
        found.append(passages)
    return found


def alone(said: list[list[Passage]], books: Sequence[Codebook]) -> list[Proposal]:
    return [p for passages in said for p in propose(passages, books, known=Knowledge(books))]


@settings(max_examples=40, deadline=None)
@given(TRANSCRIPTS)
def test_a_transcript_has_no_part_in_another(said: list[list[str]]) -> None:
    books = [PAIRED, book(STARRED, id="rain")]
    together = [passage for passages in talks(said) for passage in passages]
    assert propose(together, books) == alone(talks(said), books)


def test_a_starred_word_takes_in_what_is_said_in_its_own_transcript() -> None:
    """*Felt* brings *feel* along, where it is said; talk of another person is not read by it."""
    feeling = book(code("GA.FEEL", indicators={"phrases": ["felt*"]}))
    feels, felt = talks([["I feel the rain coming."], ["I felt it, and I feel it now."]])
    known = Knowledge([feeling])
    hits = [rule_hits(listen(talk), known).fits.places.tolist() for talk in (feels, felt)]
    assert [len(places) for places in hits] == [0, 2]
    both = rule_hits(listen([*feels, *felt]), known).fits.places.tolist()
    assert both == [len(listen(feels).tokens) + place for place in hits[1]]


def test_a_rule_that_fits_often_is_weakened_in_its_own_transcript_only() -> None:
    often, once = talks([["We pull the weeds. " * 30], ["We pull the weeds."]])
    known = Knowledge([GARDEN])
    weight = rule_hits(listen([*often, *once]), known).weight
    apart = [rule_hits(listen(talk), known).weight for talk in (often, once)]
    assert weight.tolist() == [*apart[0].tolist(), *apart[1].tolist()]
    assert weight.min() < weight[-1]


@settings(max_examples=25, deadline=None)
@given(TRANSCRIPTS)
def test_after_a_codebook_changed_talk_heard_before_is_read_as_if_new(
    said: list[list[str]],
) -> None:
    """What was found of the old rules stays with the talk; it neither lingers nor is missed."""
    passages = [passage for talk in talks(said) for passage in talk]
    changed = book({**WATER, "indicators": {"phrases": ["barrel fill", "um"]}}, WEED, STARRED)
    versions = [[GARDEN], [changed], [book(WEED)], [GARDEN, book(STARRED, id="rain")]]
    heard_before = [propose(passages, books) for books in versions]
    for books, found in zip(versions, heard_before, strict=True):
        fresh = [
            Passage(f"X{p.transcript}", p.turn, p.start, p.text, p.kind, None) for p in passages
        ]
        told = [(p.turn, p.code, p.evidence, p.score) for p in propose(fresh, books)]
        assert [(p.turn, p.code, p.evidence, p.score) for p in found] == told


def test_batches_hold_whole_transcripts_up_to_their_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batching, "AT_ONCE", 20)
    said = talks([["one two three four five six seven"]] * 5 + [["word " * 50]] + [["one"]])
    found = list(batches(said))
    names = [[talk[0].transcript for talk in batch] for batch in found]
    assert names == [["I0", "I1"], ["I2", "I3"], ["I4"], ["I5"], ["I6"]]
    assert [talk for batch in found for talk in batch] == said
    assert [len(batch) for batch in batches(said, 0)] == [1] * 7
    assert list(batches([])) == []
