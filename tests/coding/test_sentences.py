from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from idtool.coding.sentences import lemmas, sentences

TALK = st.text(
    alphabet="abcdeghilmnorstuvwy ABI.,?!'’“”—–-…\n\u00e9\U0001f600()[]0123456789/", max_size=120
)

PLAIN = str.maketrans("’‘“”", "''\"\"")


@settings(max_examples=60, deadline=None)
@given(TALK)
def test_every_word_stands_where_it_says(text: str) -> None:
    last = 0
    for sentence in sentences(text):
        assert sentence.start == sentence.words[0].start
        assert sentence.words[-1].end <= sentence.end <= len(text)
        assert sentence.start >= last
        last = sentence.end
        for word in sentence.words:
            said = text[word.start : word.end]
            assert said.lower().translate(PLAIN) == word.said


def test_irregular_forms_have_one_lemma() -> None:
    assert lemmas("followed") == lemmas("following") == lemmas("Follow")
    assert lemmas("went gone goes") == ("go", "go", "go")
    assert lemmas("she felt it") == ("she", "feel", "it")
    assert lemmas("children") == ("child",)


def test_contractions_are_taken_apart() -> None:
    assert lemmas("don't") == lemmas("do not")
    assert lemmas("I’ll go, I'd stay") == ("i", "will", "go", "i", "would", "stay")
    assert lemmas("can't") == lemmas("cannot") == ("can", "not")
    assert lemmas("gonna") == ("go", "to")
    assert lemmas("let's") == ("let", "us")


def test_what_was_not_known_then_is_not_what_is_not_known_now() -> None:
    assert lemmas("I didn't know") != lemmas("I don't know")


def test_hyphens_and_slashes_part_words() -> None:
    assert lemmas("follow-up") == lemmas("follow‑up") == ("follow", "up")
    assert lemmas("and/or") == ("and", "or")


def test_remarks_of_the_transcriber_are_no_words() -> None:
    assert lemmas("Well [inaudible 00:12:33] yes (laughs)") == ("well", "yes")
    assert lemmas("(the second one)") == ("the", "second", "one")


def test_a_line_ends_a_sentence() -> None:
    found = sentences("First thing\nSecond thing. Third")
    assert [len(sentence.words) for sentence in found] == [2, 2, 1]
