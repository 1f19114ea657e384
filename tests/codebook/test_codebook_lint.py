"""Lint: what a codebook lacks, or says twice."""

from __future__ import annotations

from typing import Any

import pytest

from idtool.codebook import Codebook
from idtool.codebook.lint import lint_codebook

SOUND: dict[str, Any] = {
    "id": "WT.WAITING",
    "group": "First ideas",
    "label": "Waiting",
    "kind": "content",
    "origin": "study",
    "brief": "Somebody waits.",
    "full": "Waiting itself is described. A delay that is only mentioned does not count.",
    "include": ["waiting for an answer"],
    "exclude": [{"when": "the wait is somebody else's"}],
    "examples": ["I sat there.", "We stood about.", "Hours, it took.", "And then you wait."],
    "not_examples": [{"say": "In and out."}, {"say": "I'm on till six."}],
    "indicators": {"phrases": ["stand around"]},
}


def book(*codes: dict[str, Any], **more: Any) -> Codebook:
    return Codebook.model_validate(
        {
            "schema": "idtool/codebook@1",
            "id": "waits",
            "prefix": "WT",
            "focus": "Waiting",
            "version": "1.0.0",
            "codes": list(codes),
            **more,
        }
    )


def rules(*codes: dict[str, Any], known: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(found.code, found.rule) for found in lint_codebook(book(*codes), known)]


def test_a_sound_code_gives_no_finding() -> None:
    assert rules(SOUND) == []


@pytest.mark.parametrize(
    "change, rule",
    [
        ({"examples": []}, "no-example"),
        ({"examples": ["I sat there."]}, "few-examples"),
        ({"not_examples": []}, "no-not-example"),
        ({"not_examples": [{"say": "In and out."}]}, "few-not-examples"),
        ({"examples": [*SOUND["examples"], "i SAT there"]}, "repeated-example"),
        ({"include": []}, "no-include"),
        ({"exclude": []}, "no-exclude"),
        ({"origin": "emergent"}, "no-memo"),
        ({"exclude": [{"when": "x", "use": "WT.OTHER"}]}, "unknown-code"),
        ({"exclude": [{"when": "x", "use": "WT.WAITING"}]}, "points-to-itself"),
        ({"near": ["WT.OTHER"]}, "unknown-code"),
        ({"indicators": {}}, "no-indicators"),
        ({"indicators": {"phrases": ["in and out"]}}, "hits-near-miss"),
        (
            {"indicators": {"near": [{"words": ["in", "out"], "within": 3}]}},
            "hits-near-miss",
        ),
        ({"indicators": {"phrases": ["stand by", "he stood by me"]}}, "redundant"),
        ({"indicators": {"phrases": ["not wait"], "unless": ["not"]}}, "never-fires"),
    ],
)
def test_one_lack_gives_one_finding(change: dict[str, Any], rule: str) -> None:
    assert rules({**SOUND, **change}) == [("WT.WAITING", rule)]


def test_a_pointer_into_another_codebook_is_fine_when_the_code_is_known() -> None:
    code = {**SOUND, "exclude": [{"when": "x", "use": "PP.CALL_LOAD"}]}

    assert rules(code, known=("PP.CALL_LOAD",)) == []


def test_two_codes_share_an_indicator_only_with_a_pointer_between_them() -> None:
    other = {
        **SOUND,
        "id": "WT.IDLE",
        "indicators": {"phrases": ["standing around"]},
    }
    pointing = {**other, "exclude": [{"when": "somebody is waited for", "use": "WT.WAITING"}]}

    assert rules(SOUND, other) == [
        ("WT.WAITING", "shared-indicator"),
        ("WT.IDLE", "shared-indicator"),
    ]
    assert rules(SOUND, pointing) == []


def test_sharing_is_also_seen_across_codebooks() -> None:
    other = Codebook.model_validate(
        {
            **book({**SOUND, "id": "WT.X"}).model_dump(by_alias=True),
            "id": "idleness",
            "prefix": "ID",
            "codes": [{**SOUND, "id": "ID.IDLE"}],
        }
    )

    found = lint_codebook(book(SOUND), (), others=[other])

    assert [(item.rule, "ID.IDLE" in item.message) for item in found] == [
        ("shared-indicator", True)
    ]


def test_near_pairs_are_the_same_in_either_order() -> None:
    one = {**SOUND, "indicators": {"near": [{"words": ["wait", "hour"], "within": 4}]}}
    two = {
        **SOUND,
        "id": "WT.IDLE",
        "indicators": {"near": [{"words": ["hours", "waiting"], "within": 8}]},
    }

    assert {rule for _, rule in rules(one, two)} == {"shared-indicator"}


def test_neighbors_need_a_border_on_one_side() -> None:
    other = {**SOUND, "id": "WT.IDLE", "indicators": {"phrases": ["lie about"]}}
    near = {**SOUND, "near": ["WT.IDLE"]}

    assert rules(near, other) == [("WT.WAITING", "near-without-pointer")]
    assert rules(near, {**other, "exclude": [{"when": "x", "use": "WT.WAITING"}]}) == []


def test_retired_codes_are_left_alone() -> None:
    assert rules({**SOUND, "status": "retired", "examples": []}) == []


def test_interaction_codes_need_no_indicators_but_examples() -> None:
    entry = {"id": "IX.NOD", "label": "Nods", "brief": "Goes along.", "full": "Assent only."}
    found = lint_codebook(book(SOUND, interaction_codes=[entry]), ())

    assert [item.rule for item in found] == ["no-example", "no-not-example"]


def test_messages_never_repeat_a_near_miss() -> None:
    code = {**SOUND, "indicators": {"phrases": ["in and out"]}}

    (found,) = lint_codebook(book(code), ())

    assert "near miss 1" in found.message
