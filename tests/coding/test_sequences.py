from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from idtool.coding.lexicon import lexicon
from idtool.coding.sequences import Part, Sequences
from idtool.coding.stream import Stream

WORDS = ("call", "called", "go", "back", "the")
LEMMAS = {"called": "call"}
TALK = st.lists(st.sampled_from(WORDS), max_size=25)
PARTS = st.lists(
    st.lists(
        st.sampled_from(["call", "go", "back", "the", "ca*", "called*", "b*"]),
        min_size=1,
        max_size=3,
    ).map(tuple),
    min_size=1,
    max_size=8,
)


def find(
    parts: list[Part], said: list[str], breaks: set[int], silent: set[int]
) -> set[tuple[Part, int]]:
    known = lexicon()
    sought = Sequences(parts)
    word = np.array([known.word_of(w, LEMMAS.get(w, w)) for w in said], dtype=np.int64)
    sentence = np.cumsum([place in breaks for place in range(len(said))]).astype(np.int64)
    mute = np.array([place in silent for place in range(len(said))], dtype=bool)
    talk = np.zeros(len(said), dtype=np.int64)
    runs = sought.find(Stream(word, known.lemma_of_word.array[word], sentence, mute, talk))
    named = {number: part for part, number in sought.number.items()}
    found = [(named[p], f) for p, f in zip(runs.part.tolist(), runs.first.tolist(), strict=True)]
    assert len(found) == len(set(found))
    assert all(
        b - a + 1 == len(named[p])
        for p, a, b in zip(runs.part.tolist(), runs.first.tolist(), runs.last.tolist(), strict=True)
    )
    return set(found)


@settings(max_examples=200, deadline=None)
@given(PARTS, TALK, st.sets(st.integers(0, 24)), st.sets(st.integers(0, 24), max_size=4))
def test_what_is_found_is_what_a_plain_search_finds(
    parts: list[Part], said: list[str], breaks: set[int], silent: set[int]
) -> None:
    lemma = [LEMMAS.get(word, word) for word in said]
    sentence = np.cumsum([place in breaks for place in range(len(said))]).tolist()
    begun = {
        stem: {
            lemma[n]
            for n in range(len(said))
            if n not in silent and (said[n].startswith(stem) or lemma[n].startswith(stem))
        }
        for stem in ("ca", "called", "b")
    }

    def fits(written: str, place: int) -> bool:
        if place in silent:
            return False
        if written.endswith("*"):
            return lemma[place] in begun[written[:-1]]
        return lemma[place] == written

    expected = {
        (part, first)
        for part in parts
        for first in range(len(said) - len(part) + 1)
        if sentence[first] == sentence[first + len(part) - 1]
        and all(fits(written, first + step) for step, written in enumerate(part))
    }
    assert find(parts, said, breaks, silent) == expected
