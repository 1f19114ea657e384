"""Whom a manuscript gives a quotation to."""

from __future__ import annotations

import pytest

from idtool.manuscript.attribution import Attribution, Names, attribution_of, role_words
from idtool.manuscript.quotations import find_quotations
from idtool.manuscript.records import Paragraph

NAMES = Names(
    role_words(
        {"LE": ("law enforcement officer", "officers"), "SW": ("social worker", "social workers")}
    ),
    frozenset({"P01", "P02"}),
    frozenset({"I01", "D01"}),
)


def named(text: str) -> Attribution:
    (quote,) = find_quotations([Paragraph(1, text)])
    return attribution_of(quote, NAMES, 0)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("“We go in first, always, both of us” (officer).", "LE"),
        ("“We go in first, always, both of us.” {T01} (Social Worker, I01)", "SW"),
        ("“We go in first, always, both of us.” — police officer", "LE"),
        ("One officer said, “We go in first, always, both of us.”", "LE"),
        ("As a social worker put it: “We go in first, always.”", "SW"),
        ("“We go in first, always,” explained one of the officers.", "LE"),
        ("“We go in first, always,” a social worker told us.", "SW"),
        ("An officer told a social worker, “We go in first, always.”", "LE"),
    ],
)
def test_roles(text: str, role: str) -> None:
    assert named(text).roles == {role}


def test_brackets_win_over_the_sentence() -> None:
    text = "An officer had shown a social worker the door: “I look at the hinges” (social worker)"
    assert named(text).roles == {"SW"}


def test_two_roles_and_no_saying_name_nobody() -> None:
    assert not named("Between officers and social workers stood “a wall of paper work”.").given


def test_ids_and_turns() -> None:
    found = named("“We go in first” (P02, I01#t014-t016)")
    assert found.people == {"P02"}
    assert found.turns == (("I01", 14, 16),)


@pytest.mark.parametrize(
    "cited", ["(Smith, 2016)", "(Smith et al., 2016, p. 4)", "[12]", "(p. 33)"]
)
def test_a_citation_means_literature(cited: str) -> None:
    assert named(f"It is “a matter of trust between agencies” {cited}.").literature
