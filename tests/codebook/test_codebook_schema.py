"""What a codebook, guide or vignette file may hold, and what the researcher is told."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from pydantic import ValidationError

from idtool.codebook import Codebook, Guide, VignetteSet
from idtool.codebook.vignettes import UnknownStage
from idtool.errors import UsageProblem

CODE: dict[str, Any] = {
    "id": "WT.WAITING",
    "group": "First ideas",
    "label": "Waiting",
    "kind": "content",
    "origin": "study",
    "brief": "Somebody waits.",
    "full": "Waiting itself is described. A delay that is only mentioned does not count.",
}
BOOK: dict[str, Any] = {
    "schema": "idtool/codebook@1",
    "id": "waits",
    "prefix": "WT",
    "focus": "Waiting",
    "version": "1.0.0",
    "codes": [CODE],
}
GUIDE: dict[str, Any] = {
    "schema": "idtool/guide@1",
    "version": "1.0.0",
    "sections": [
        {
            "id": "G.individual",
            "used_in": ["individual"],
            "items": [{"id": "q1", "ask": "What happened?", "focus": "WT"}],
        },
        {
            "id": "G.vignettes",
            "used_in": ["individual", "paired"],
            "items": [{"id": "v", "set": "small"}],
        },
    ],
}
SET: dict[str, Any] = {
    "schema": "idtool/vignettes@1",
    "set": "small",
    "version": "1.0.0",
    "roles": {"LE": "You are the officer.", "PAIR": "The two of you arrive."},
    "items": [
        {
            "id": "ab",
            "area": "Noise",
            "title": "The drum",
            "stages": [{"id": "ab.1", "text": "{opening}\nOdile plays the drum."}],
            "probes": [{"id": "ab.p1", "ask": "What now?", "voice": "own"}],
            "cast": ["Odile"],
        }
    ],
}


def changed(data: dict[str, Any], *path: Any, to: Any) -> dict[str, Any]:
    copy = deepcopy(data)
    place = copy
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return copy


def message(model: type[Any], data: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(data)
    return " ".join(str(error["msg"]) for error in caught.value.errors())


def test_the_smallest_codebook_is_valid_and_filled_with_defaults() -> None:
    book = Codebook.model_validate(BOOK)

    assert book.unit == "turn"
    assert book.codes[0].kinds == ["individual", "paired"]
    assert not book.codes[0].indicators
    assert book.codes[0].status == "active"


def test_singular_example_and_not_example_are_lists_of_one() -> None:
    code = {**CODE, "example": "I sat there.", "not_example": "It was quick."}

    read = Codebook.model_validate({**BOOK, "codes": [code]}).codes[0]

    assert read.examples == ["I sat there."]
    assert [(miss.say, miss.is_) for miss in read.not_examples] == [("It was quick.", None)]


def test_both_spellings_at_once_are_refused() -> None:
    code = {**CODE, "example": "I sat there.", "examples": ["We stood."]}

    assert "keep examples: only" in message(Codebook, {**BOOK, "codes": [code]})


def test_a_near_miss_names_the_code_it_is() -> None:
    code = {**CODE, "not_examples": [{"say": "It was late.", "is": "PP.CALL_LOAD"}]}

    assert Codebook.model_validate({**BOOK, "codes": [code]}).codes[0].not_examples[0].is_ == (
        "PP.CALL_LOAD"
    )


@pytest.mark.parametrize(
    "path, value, said",
    [
        (("codes", 0, "id"), "PP.WAITING", "does not begin with this codebook's prefix WT."),
        (("codes", 0, "id"), "waiting", "is not a code id"),
        (("codes", 0, "id"), "IX.WAITING", "interaction codes (IX.) stand under"),
        (("codes",), [CODE, CODE], "WT.WAITING is defined twice"),
        (("codes", 0, "include"), ["hours", " "], "holds an empty item"),
        (("interaction_codes",), [{"id": "WT.ASK", "label": "A", "brief": "B."}], "with IX."),
    ],
)
def test_faults_of_a_codebook_are_told_in_plain_words(
    path: tuple[Any, ...], value: Any, said: str
) -> None:
    assert said in message(Codebook, changed(BOOK, *path, to=value))


@pytest.mark.parametrize(
    "indicators, said",
    [
        ({"near": [{"words": ["follow up", "call"], "within": 3}]}, "more than one word"),
        ({"near": [{"words": ["don't", "call"], "within": 3}]}, "write not"),
        ({"near": [{"words": ["call"], "within": 3}]}, "at least 2"),
        ({"near": [{"words": ["call", "back"], "within": 0}]}, "greater than or equal to 1"),
        ({"phrases": ["foll*w up"]}, "not at the end"),
        ({"phrases": ["* up"]}, "letters before it"),
    ],
)
def test_indicators_that_cannot_be_matched_are_refused(
    indicators: dict[str, Any], said: str
) -> None:
    assert said in message(Codebook, changed(BOOK, "codes", 0, "indicators", to=indicators))


def test_an_unknown_key_is_refused_at_every_level() -> None:
    for data in (
        {**BOOK, "coluor": "red"},
        changed(BOOK, "codes", 0, "exampels", to=["x"]),
        changed(BOOK, "codes", 0, "exclude", to=[{"when": "x", "uses": "WT.B"}]),
    ):
        assert "Extra inputs" in message(Codebook, data)


def test_every_field_says_what_to_write() -> None:
    from pydantic import BaseModel

    from idtool import codebook

    models = [
        value
        for name in codebook.__all__
        if issubclass(value := getattr(codebook, name), BaseModel)
    ]
    assert len(models) == len(codebook.__all__)
    for model in models:
        for name, field in model.model_fields.items():
            assert field.description, f"{model.__name__}.{name}"


def test_an_interaction_code_needs_only_id_label_and_brief() -> None:
    entry = {"id": "IX.NOD", "label": "Nods", "brief": "Goes along."}
    book = Codebook.model_validate({**BOOK, "interaction_codes": [entry]})

    assert book.interaction_codes[0].kinds == ["paired"]
    assert book.interaction_codes[0].kind == "process"
    assert [code.id for code in book.all_codes] == ["WT.WAITING", "IX.NOD"]


def test_an_interaction_code_cannot_be_used_alone() -> None:
    entry = {"id": "IX.NOD", "label": "Nods", "brief": "Goes along.", "kinds": ["individual"]}

    assert "paired interviews only" in message(Codebook, {**BOOK, "interaction_codes": [entry]})


def test_guide_items_are_questions_or_sets() -> None:
    guide = Guide.model_validate(GUIDE)

    assert guide.item_ids == ["q1", "v"]
    both = {"id": "q1", "ask": "What?", "set": "small"}
    assert "either ask:" in message(Guide, changed(GUIDE, "sections", 0, "items", 0, to=both))
    assert "either ask:" in message(
        Guide, changed(GUIDE, "sections", 0, "items", 0, to={"id": "q1"})
    )
    twice = changed(GUIDE, "sections", 1, "items", 0, "id", to="q1")
    assert "q1 is there twice" in message(Guide, twice)


def test_a_stage_is_read_out_to_a_role() -> None:
    found = VignetteSet.model_validate(SET)

    assert found.render("ab.1", "PAIR") == "The two of you arrive. Odile plays the drum."


@pytest.mark.parametrize("stage, role, remedy", [("ab.9", "LE", "ab.1"), ("ab.1", "SW", "LE")])
def test_an_unknown_stage_or_role_is_named_with_the_known_ones(
    stage: str, role: str, remedy: str
) -> None:
    found = VignetteSet.model_validate(SET)

    with pytest.raises(UnknownStage) as caught:
        found.render(stage, role)

    assert remedy in caught.value.remedy
    assert isinstance(caught.value, UsageProblem)


@pytest.mark.parametrize(
    "path, value, said",
    [
        (("items", 0, "stages", 0, "text"), "Odile plays.", "needs {opening} once"),
        (("items", 0, "stages", 0, "text"), "{opening} {name} plays.", "{name} cannot be filled"),
        (("items", 0, "stages", 0, "text"), "{opening} Odile {", "cannot be filled"),
        (("items", 0, "stages", 0, "id"), "cd.1", "does not begin with the vignette's id"),
        (("items", 0, "probes", 0, "id"), "ab.1", "ab.1 is there twice"),
        (("items", 0, "cast"), ["Odile", "Bruno"], "Bruno is in the cast"),
        (("items", 0, "plausible"), {"SW": "Yes."}, "roles: does not list"),
        (("roles", "LE"), "You are {x}.", "holds a brace"),
    ],
)
def test_faults_of_a_vignette_are_told_in_plain_words(
    path: tuple[Any, ...], value: Any, said: str
) -> None:
    assert said in message(VignetteSet, changed(SET, *path, to=value))
