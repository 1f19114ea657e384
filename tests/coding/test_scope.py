from __future__ import annotations

import random

import numpy as np
import pytest

from idtool.coding.lexicon import lexicon
from idtool.coding.scope import Scope, scopes
from idtool.coding.sentences import sentences
from idtool.coding.stream import stream_of


def scopes_in(text: str, places: list[int]) -> list[Scope]:
    stream = stream_of(sentences(text))
    first = np.array(places)
    start = stream.sentence_start[stream.sentence[first]]
    return scopes(stream.lemma, start, first, lexicon().lemmas)


def scope(text: str, word: str) -> str:
    spoken = [w.lemma for sentence in sentences(text) for w in sentence.words]
    return scopes_in(text, [spoken.index(word)])[0]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("We call her tomorrow", "call", ""),
        ("We don't really call her", "call", "negated"),
        ("Nobody will call her", "call", "negated"),
        ("I was not there but we call her", "call", ""),
        ("It is not only that we call her", "call", ""),
        ("If they had a budget it would work", "budget", "supposed"),
        ("If he is calm, because we have a budget", "budget", ""),
        ("No, that part of it all went very well in our budget", "budget", ""),
        ("We do not. Call her", "call", ""),
        ("Call her, not me", "call", ""),
        ("He wasn't nasty, he was asleep", "nasty", "negated"),
        ("He wasn't nasty, he was asleep", "asleep", ""),
        ("he wasn't nasty he was asleep", "asleep", ""),
        ("It wasn't the money, it was the budget", "budget", ""),
        ("I don't think he was asleep", "asleep", "negated"),
        ("Never have I been asleep", "asleep", "negated"),
        ("It's not something they call about", "call", "negated"),
        ("Nobody I know will call", "call", "negated"),
        ("If they'd write it down, we call her", "call", "supposed"),
    ],
)
def test_a_denied_or_supposed_hit_is_known(text: str, word: str, expected: str) -> None:
    assert scope(text, word) == expected


def test_a_negation_inside_the_rule_denies_nothing() -> None:
    assert scopes_in("we never go back", [1]) == [""]


def test_many_hits_at_once_are_judged_as_each_alone() -> None:
    """Read backward from each hit, word by word, as NegEx does."""
    draw = random.Random(3)
    words = ("we", "not", "only", "never", "call", "if", "but", "so", "whether", "no", "and", "the")
    text = " ".join(draw.choice([*words, ".", "."]) for _ in range(600))
    spoken = [[w.lemma for w in sentence.words] for sentence in sentences(text)]
    expected, places, before = [], [], 0
    for line in spoken:
        for place in range(len(line)):
            expected.append(_read_backward(line[:place], line))
            places.append(before + place)
        before += len(line)
    assert scopes_in(text, places) == expected


def _opens(place: int, line: list[str]) -> bool:
    """Whether “we” at this place stands in a clause of its own."""
    return line[place] == "we" and (place == 0 or line[place - 1] not in {"not", "never", "no"} | {
        "if", "whether",
    })  # fmt: skip


def _read_backward(before: list[str], line: list[str]) -> str:
    supposed = ""
    own = _opens(len(before), line)
    for back, word in enumerate(reversed(before), start=1):
        if word in {"but", "so", "and"}:
            break
        follows = line[len(before) - back + 1]
        denies = word in {"not", "never", "no"} and follows not in {"only", "just"}
        if back <= 5 and denies and not own:
            return "negated"
        own = own or _opens(len(before) - back, line)
        if back <= 10 and word in {"if", "whether"}:
            supposed = "supposed"
    return supposed
