from __future__ import annotations

from collections.abc import Sequence

from idtool.coding.echoes import echoes
from idtool.coding.lexicon import lexicon
from idtool.coding.tokens import tokens

READ = ["heard", "yelling", "and", "then", "the", "crash", "of", "a", "window"]
STAGE = "A neighbor has heard yelling and then the crash of a window on the third floor."


def muted(text: str, *, question: str = "", avoid: Sequence[str] = ()) -> list[str]:
    found = tokens([text])
    marks = echoes(
        found.lemma,
        found.sentence,
        found.text_of_sentence,
        questions=tokens([question]),
        avoid=tuple(avoid),
    )
    return [lexicon().said[word] for word in found.word[marks].tolist()]


def test_a_run_out_of_a_vignette_is_muted_and_the_rest_is_not() -> None:
    said = "So it says heard yelling and then the crash of a window, and I'd go up."
    assert muted(said, avoid=[STAGE]) == [
        "heard",
        "yelling",
        "and",
        "then",
        "the",
        "crash",
        "of",
        "a",
        "window",
    ]


def test_few_shared_words_are_the_participants_own() -> None:
    assert not muted("I heard yelling, and I'd go up to the third floor.", avoid=[STAGE])


def test_a_run_of_everyday_words_is_no_reading() -> None:
    assert not muted("And then I would go to the", avoid=["and then I would go to the end"])


def test_words_repeated_from_the_question_are_muted() -> None:
    question = "What would stand in the way of answering calls together?"
    said = "What would stand in the way of answering calls together. Money."
    assert "money" not in muted(said, question=question)
    assert "answering" in muted(said, question=question)


def test_a_short_asking_back_is_muted() -> None:
    assert muted("Follow-up? I never do.", question="And the follow-up?") == ["follow", "up"]
