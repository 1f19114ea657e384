"""Every word of a file is in a turn, beside the turns, or left out for a reason that is told."""

from __future__ import annotations

import re
from collections import Counter
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from idtool.ingest import ReadTranscript, read_transcript
from idtool.ingest.word_ledger import NOT_READ, word_ledger, words_in
from tests.ingest import independent_words
from tests.ingest.containers import CONTAINERS, INTERVIEW
from tests.ingest.fuzzed_containers import FUZZED
from tests.ingest.label_styles import STYLES, written

WITHOUT_COUNT = {name for name in CONTAINERS if name.endswith(".json")}
"""Every shape writes its words two or three times over; these are counted in the talk."""


def balance(read: ReadTranscript, name: str, data: bytes) -> None:
    """Fail unless the ledger holds as many words as are counted in the file."""
    ledger = word_ledger(read)
    stored = independent_words.words_of(name, data)
    assert NOT_READ not in ledger.beside
    counted = ledger.total - (ledger.beside.get("times", 0) if name.endswith(".otr") else 0)
    assert counted == len(stored), (ledger, Counter(stored) - Counter(placed(read)))


def placed(read: ReadTranscript) -> list[str]:
    """All words that are in a turn, a label, or a part that is no turn."""
    pieces = [f"{turn.label or ''} {turn.text}" for turn in read.turns]
    return words_in("\n".join([*pieces, *(part.text for part in read.hidden)]))


@pytest.mark.parametrize("name", sorted(set(CONTAINERS) - WITHOUT_COUNT))
def test_the_words_of_every_container_are_accounted_for(name: str) -> None:
    container = CONTAINERS[name]
    data = container.write(container.talk(INTERVIEW))

    balance(read_transcript(data, name), name, data)


@pytest.mark.parametrize("name", sorted(WITHOUT_COUNT))
def test_the_words_of_json_are_those_of_the_talk(name: str) -> None:
    ledger = word_ledger(read_transcript(CONTAINERS[name].write(INTERVIEW), name))

    assert ledger.in_turns == sum(len(words_in(text)) for _, text in INTERVIEW)


@pytest.mark.parametrize("style", [style for style in STYLES if style != "canonical.txt"])
def test_the_words_of_every_style_of_labels_are_accounted_for(style: str) -> None:
    data = written(style, INTERVIEW)
    plain = re.sub(rb"^[\d:.]+ --> [\d:.]+$", b"", data, flags=re.M) if ".txt" in style else data

    balance(read_transcript(data, style), style, plain)


_VOCABULARY = st.sampled_from(
    ["so", "we", "don’t", "went", "Málaga", "ночью", "שלום", "東京", "naïve", "it's", "20", "ok",
     "…", "—", "🙂", "(laughs)", "[crosstalk]", "well,", "no?", "“yes”", "co-op", "&", "A/B"]
)  # fmt: skip
_TEXTS = st.lists(_VOCABULARY, min_size=1, max_size=14).map(" ".join)
_TALKS = st.lists(_TEXTS, min_size=6, max_size=14).map(
    lambda texts: [
        (("INT", "P01", "INT", "P02")[n % 4], f"say{n} {text} end{n}")
        for n, text in enumerate(texts)
    ]
)
_LATIN = re.compile(r"[^\x00-\xff“”’…—]")


@pytest.mark.parametrize("name", FUZZED)
@given(talk=_TALKS, chance=st.randoms(use_true_random=False))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_variant_of_a_container_loses_a_word(
    name: str, talk: list[tuple[str, str]], chance: Random
) -> None:
    if name == "a.pdf":
        talk = [(who, _LATIN.sub("z", text)) for who, text in talk]
    if name == "a.cha":
        talk = [(who, text.replace("[crosstalk]", "&=crosstalk")) for who, text in talk]
    data = FUZZED[name](talk, chance)

    read = read_transcript(data, name, tracked="accept")

    kept = Counter(placed(read))
    spoken = Counter(word for _, text in talk for word in words_in(text) if word[-1].isdigit())
    assert not spoken - kept
    balance(read, name, data)
