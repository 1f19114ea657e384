"""Indirect identifiers: harmless one by one, telling in combination. All are notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from idtool.privacy.sighting import Sighting, Type, sighting

_COUNT = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty(?:[- ]\w+)?|thirty(?:[- ]\w+)?|forty)"
)
_PATTERNS: tuple[tuple[re.Pattern[str], Type, str], ...] = (
    (
        re.compile(
            rf"\b{_COUNT}(?: and a half)?[- ]years? (?:on the (?:job|force|road|street"
            rf"|department)|of service"
            rf"|in (?:patrol|law enforcement|child welfare|social work|the field|uniform"
            rf"|narcotics|homicide)"
            rf"|as an? (?:officer|detective|sergeant|deputy|cop|social worker|caseworker"
            rf"|supervisor))\b"
        ),
        "OTHER",
        "years-of-service",
    ),
    (
        re.compile(
            r"\b(?:the (?:only|first|youngest|oldest|last)|one of (?:the )?(?:two|three|few"
            r"|only)) (?:\w+ ){0,2}"
            r"(?:officer|detective|sergeant|lieutenant|captain|chief|deputy|woman|female|man"
            r"|male|black|latina?"
            r"|hispanic|asian|gay|muslim|social worker|caseworker|supervisor|bilingual)s? (?:in"
            r"|on|at|to|who|here"
            r"|there|we|they|officer|detective|sergeant|deputy)\b"
        ),
        "OTHER",
        "one-of-a-kind",
    ),
    (
        re.compile(
            r"\b(?:(?:was|were|is|it['’]s|got|been|all) (?:all )?(?:over|on"
            r"|in) (?:the )?(?:news|newspapers?|papers"
            r"|front page|tv news|headlines)|made (?:the )?(?:national |local )?(?:news"
            r"|headlines)|went viral"
            r"|national news|the (?:infamous|famous|well-known|highly publicized) )\b"
        ),
        "OTHER",
        "known-event",
    ),
    (
        re.compile(
            r"\b(?:identical twins?|triplets|(?:the )?(?:mother|father|parents) of (?:five|six"
            r"|seven|eight|nine|ten"
            r"|eleven|twelve)|(?:five|six|seven|eight|nine|ten|eleven|twelve) (?:kids|children"
            r"|siblings|brothers|sisters))\b"
        ),
        "OTHER",
        "family-constellation",
    ),
)


def find_indirect(text: str, lowered: str) -> Iterator[Sighting]:
    """Notes on what may identify somebody together with other facts."""
    for pattern, kind, rule in _PATTERNS:
        for match in pattern.finditer(lowered):
            yield sighting(text, *match.span(), kind, "note", rule)
