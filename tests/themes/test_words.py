"""Content words: what is left when grammar, fillers and the interviewer are taken away."""

from __future__ import annotations

from idtool.themes.words import content_words, fold_words, split_words, vignette_words


def lemmas(text: str, **options: frozenset[str]) -> list[str]:
    return [folded for _, folded in content_words(text, **options)]


def test_typographic_and_plain_apostrophes_are_one() -> None:
    assert split_words("Don’t shout") == split_words("don't shout") == ["don't", "shout"]


def test_notes_of_the_transcriber_are_not_words() -> None:
    assert lemmas("The shelter [inaudible 00:12:33] (laughs) was full {crosstalk}") == [
        "shelter",
        "full",
    ]


def test_grammar_fillers_and_numbers_carry_no_subject() -> None:
    assert lemmas("Um, you know, I mean, it's like, we were going to, uh, ten of them.") == []


def test_forms_of_a_word_fold_into_one() -> None:
    assert lemmas("Arresting them; arrested, arrests.") == ["arrest"] * 3


def test_accented_names_stay_whole() -> None:
    assert split_words("Joaquín phoned") == ["joaquín", "phoned"]


def test_words_left_out_are_left_out_in_all_forms() -> None:
    without = fold_words(["shelters"])
    assert lemmas("The shelter and the shelters", without=without) == []


def test_possessives_are_the_word() -> None:
    assert lemmas("Renee's towel", without=fold_words(["Renee"])) == ["towel"]


def test_vignette_words_are_those_read_out_without_words_said_about_anything() -> None:
    words = vignette_words(
        ["It is late at night. Wendell slurs by the laundromat."], ["What would you do next?"]
    )

    assert {"wendell", "slurs", "slur", "laundromat"} <= words
    assert not words & {"night", "late", "would", "next", "what"}
