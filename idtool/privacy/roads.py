"""Roads and corners named by number or by each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from idtool.privacy.lexicon import word_lists
from idtool.privacy.sighting import Sighting, sighting
from idtool.privacy.windows import Window, find_in

_NUMBERED = re.compile(
    r"\b(?:(?:(?:u\.?s\.?|state|county|old|rural|farm) )?(?:route|highway|hwy|interstate|freeway"
    r"|turnpike|rte)"
    r"|county road|state road|county line road|exit"
    r"|mile marker)[ -](?:[a-z]{1,2}[- ]?)?\d{1,4}[a-z]?\b"
    r"|(?<!\w)(?:i|us|sr|cr|fm)-\d{1,4}\b"
)
_ORDINAL = re.compile(
    r"\b(?:\d{1,3}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
    r"|tenth|\w+teenth"
    r"|twentieth|twenty-\w+) (?:street|avenue|ave|st|drive|road|place|lane|terrace|boulevard"
    r"|precinct|ward|district court|division station)\b"
)
_SIDE = r"(?:\d{1,3}(?:st|nd|rd|th)|[A-Z][\w'’]+)"
_CORNER_OF = re.compile(
    rf"\b(?:[Cc]orner of|[Ii]ntersection of|[Cc]orner,?) ({_SIDE} and {_SIDE})(?![\w'’])"
    r"|(?<!\w)([A-Z][\w'’]+ and \d{1,3}(?:st|nd|rd|th))(?!\w)"
)
_CORNER = re.compile(
    r"\b(?:[Oo]ff of|[Oo]ver (?:on|at)|[Dd]own (?:on|at)|[Uu]p (?:on|at)|at|on) "
    r"((?:\d{1,3}(?:st|nd|rd|th)|[A-Z][\w'’]+) and (?:\d{1,3}(?:st|nd|rd|th)"
    r"|[A-Z][\w'’]+))(?![\w'’])"
)


def find_roads(text: str, lowered: str, digits: Sequence[Window]) -> Iterator[Sighting]:
    """Places on the map that need no name: a route, an exit, a corner."""
    for match in find_in(_NUMBERED, lowered, digits):
        yield sighting(text, *match.span(), "LOCATION", "review", "road-number")
    for match in _ORDINAL.finditer(lowered):
        sure = text[match.start()].isdigit() or text[match.start()].isupper()
        if sure:
            yield sighting(text, *match.span(), "LOCATION", "review", "numbered-street")
    for match in _CORNER_OF.finditer(text):
        yield sighting(
            text, *match.span(match.lastindex or 0), "LOCATION", "review", "street-corner"
        )
    for match in _CORNER.finditer(text):
        first, second = match[1].split(" and ")
        street = any(
            part[0].isdigit() or part.lower() in word_lists().common_street_names
            for part in (first, second)
        )
        if street:
            yield sighting(text, *match.span(1), "LOCATION", "review", "street-corner")
