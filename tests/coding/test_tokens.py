from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idtool.coding.lexicon import lexicon
from idtool.coding.tokens import plain, tokens

_BITS = """
don't I'd gonna y'know a.m. 10pm U.S. Dr. e.g. ... … ! ? . -- — – (laughs) [inaudible] (well ok) "
“ ” ’ '' , ; and/or co-worker N/A http://a.b/c?d=e $5 5% é 中文 。 😀 :) 1,000.50 3-4 can't it's
let's ain't rock'n'roll Mr. twenty-one #tag *star* A. the because 'em o'clock
"""
BITS = st.sampled_from(_BITS.split())
SPACES = st.sampled_from([" ", " ", " ", "", "  ", "\n", "\t", " \n ", "\u00a0", "\u2003"])
MESSY = st.lists(st.tuples(BITS, SPACES), max_size=14).map(
    lambda pairs: "".join(bit + space for bit, space in pairs)
)


@lru_cache(maxsize=1)
def spacy_pipeline() -> Any:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def by_spacy(text: str) -> list[tuple[int, list[tuple[str, int]]]]:
    """End, and words with their starts, of each sentence as spaCy's own pipeline cuts it."""
    found, before = [], 0
    for line in plain(text).split("\n"):
        for span in spacy_pipeline()(line).sents:
            words = [
                (token.lower_, before + token.idx)
                for token in span
                if any(letter.isalnum() for letter in token.text) and not token.is_punct
            ]
            if words:
                found.append((before + len(line[: span.end_char].rstrip()), words))
        before += len(line) + 1
    return found


def told(text: str) -> list[tuple[int, list[tuple[str, int]]]]:
    found = tokens([text])
    said = lexicon().said
    sentences: list[tuple[int, list[tuple[str, int]]]] = [
        (end, []) for end in found.sentence_end.tolist()
    ]
    for word, start, sentence in zip(
        found.word.tolist(), found.start.tolist(), found.sentence.tolist(), strict=True
    ):
        if (said[word], start) not in sentences[sentence][1]:  # *gonna* is two words at one place
            sentences[sentence][1].append((said[word], start))
    return sentences


@settings(max_examples=150, deadline=None)
@given(MESSY)
def test_words_and_sentences_are_those_of_spacy(text: str) -> None:
    assert told(text) == by_spacy(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "...",
        'Yes.  "No", she said.\n  Then — nothing. \n',
        "(laughs) Well [inaudible] ... I can't, y'know?!  So.",
        "  “Stop!”  he said.  Why? ",
        "a.b@c.org said 1,000.50 ... at 8a.m.",
    ],
)
def test_messy_lines_are_cut_as_by_spacy(text: str) -> None:
    assert told(text) == by_spacy(text)


@settings(max_examples=50, deadline=None)
@given(st.lists(MESSY, max_size=5))
def test_texts_told_together_are_told_as_each_alone(texts: list[str]) -> None:
    together = tokens(texts)
    for number, text in enumerate(texts):
        alone = tokens([text])
        mine = together.text_of_sentence[together.sentence] == number
        for column in ("word", "lemma", "start", "end"):
            assert getattr(together, column)[mine].tolist() == getattr(alone, column).tolist()
        ends = together.sentence_end[together.text_of_sentence == number]
        assert ends.tolist() == alone.sentence_end.tolist()


def test_a_comma_or_dash_before_a_word_is_known() -> None:
    found = tokens(["Well, I went — but slowly - home"])
    said = [lexicon().said[word] for word in found.word.tolist()]
    after = [word for word, mark in zip(said, found.after_mark.tolist(), strict=True) if mark]
    assert after == ["i", "but", "home"]
