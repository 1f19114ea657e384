from __future__ import annotations

from pathlib import Path

import pytest

from idtool.codebook import Codebook
from idtool.codebook.wording import hits as written_hits
from idtool.codebook.wording import near_name
from idtool.coding.indicators import Hit, Rulebook
from idtool.coding.sentences import sentences
from idtool.written import read_validated, read_yaml
from tests.coding.books import book, code

ROOT = Path(__file__).parents[2]


def found(text: str, **indicators: object) -> list[Hit]:
    return Rulebook([book(code("GA.ONE", indicators=indicators))]).hits(sentences(text))


def words(text: str, **indicators: object) -> list[str]:
    talk = sentences(text)
    return [
        " ".join(talk[hit.sentence].words[n].said for n in hit.words)
        for hit in found(text, **indicators)
    ]


@pytest.mark.parametrize(
    "said",
    ["We followed up.", "We’re following-up", "FOLLOW UP!", "a follow‑up call", "she follows up"],
)
def test_a_phrase_fits_in_every_form(said: str) -> None:
    assert len(found(said, phrases=["follow up"])) == 1


def test_a_phrase_does_not_reach_over_a_full_stop_or_into_other_words() -> None:
    assert not found("That we follow. Up the stairs.", phrases=["follow up"])
    assert not found("upfollow", phrases=["follow up"])


def test_a_comma_does_not_part_a_phrase() -> None:
    assert words("Yes, but not today.", phrases=["yes but"]) == ["yes but"]


@pytest.mark.parametrize("said", ["I don't want it", "I do not want it", "I don’t want it"])
def test_a_contraction_in_a_phrase_fits_the_long_form(said: str) -> None:
    assert len(found(said, phrases=["don't want"])) == 1


def test_near_words_fit_in_either_order_and_not_beyond_their_distance() -> None:
    near = [{"words": ["follow", "tomorrow"], "within": 4}]
    assert words("I'd follow it up tomorrow.", near=near) == ["follow tomorrow"]
    assert words("Tomorrow I might follow it.", near=near) == ["tomorrow follow"]
    assert not found("I follow that up with her again tomorrow.", near=near)
    assert not found("I follow it. Tomorrow is Sunday.", near=near)


def test_a_near_word_said_once_does_not_stand_for_two() -> None:
    near = [{"words": ["call", "call*"], "within": 5}]
    assert not found("I call them.", near=near)
    assert len(found("I call the caller.", near=near)) == 1


def test_a_star_stands_for_every_ending() -> None:
    assert words("Confidentiality is confidential.", phrases=["confidential*"]) == [
        "confidentiality",
        "confidential",
    ]
    assert words("our confidential files", phrases=["our confidential* files"]) == [
        "our confidential files"
    ]
    assert not found("a confident man", phrases=["confidential*"])


def test_unless_cancels_in_its_sentence_only() -> None:
    rules = {"phrases": ["plan"], "unless": ["floor plan"]}
    assert not found("The floor plan was the plan.", **rules)
    assert len(found("The floor plan was old. We had a plan.", **rules)) == 1


def test_unless_of_one_code_leaves_another_alone() -> None:
    one = code("GA.ONE", indicators={"phrases": ["plan"], "unless": ["floor"]})
    two = code("GA.TWO", indicators={"phrases": ["plan"]})
    hits = Rulebook([book(one, two)]).hits(sentences("The floor plan."))
    assert [hit.rule.code for hit in hits] == ["GA.TWO"]


def test_a_retired_code_has_no_rules() -> None:
    one = code("GA.ONE", indicators={"phrases": ["plan"]}, status="retired")
    assert not Rulebook([book(one)]).rules


def test_muted_words_fit_nothing() -> None:
    talk = sentences("We follow up.")
    rulebook = Rulebook([book(code("GA.ONE", indicators={"phrases": ["follow up"]}))])
    assert rulebook.hits(talk, [[False] * 3])
    assert not rulebook.hits(talk, [[False, True, False]])


def test_the_shipped_codebooks_mean_here_what_their_lint_takes_them_to_mean() -> None:
    """Spelled contractions apart (*I'd* is *I would* here), both find the same indicators."""
    path = ROOT / "codebooks" / "priorities_practices.yaml"
    shipped, _ = read_validated(Codebook, read_yaml(path.read_text("utf-8"), path.name))
    assert shipped is not None
    rulebook = Rulebook([shipped])
    for speech in [text for entry in shipped.codes for text in entry.examples]:
        mine: dict[str, set[str]] = {}
        for hit in rulebook.hits(sentences(speech)):
            rule = hit.rule
            named = rule.written.split(" … ")
            name = f"near:[{', '.join(named)}]/{rule.within}" if rule.within else rule.written
            mine.setdefault(rule.code, set()).add(name)
        for entry in shipped.codes:
            theirs = {hit.rule for hit in written_hits(entry.indicators, speech)}
            spelled = {*entry.indicators.phrases, *map(near_name, entry.indicators.near)}
            assert mine.get(entry.id, set()) <= spelled
            assert bool(theirs) <= bool(mine.get(entry.id)), (entry.id, theirs)
