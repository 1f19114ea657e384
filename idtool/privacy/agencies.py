"""Agencies and places by the words their names are made of."""

from __future__ import annotations

import re
from itertools import pairwise

from idtool.privacy.lexicon import word_lists
from idtool.privacy.runs import Run
from idtool.privacy.sighting import Type
from idtool.privacy.standing import Standing

_OF = frozenset({"of", "of the", "for", "for the"})
_IN_A_PLACE = re.compile(
    r"\b(?:in|from|near|outside|around|into|throughout|downtown|across|toward|towards"
    r"|(?:went|go|goes|going|gone|move|moved|moving|drive|drove|driving|came|come|coming|back|up"
    r"|down|over|out|got|get|fly|flew|traveled|travelled|sent|relocated) to) (?:the )?$"
)
_LOWER_ENDING = re.compile(
    r"(?: (?:police|sheriff['’]s|fire|county|city|town|high|middle|elementary|primary|medical"
    r"|mental|health|general|district|state|community|public|crisis|women['’]s|children['’]s"
    r"|family|juvenile|drug|homeless)){0,3}"
    r" (?:department|dept|county|hospital|clinic|school|academy|university|college|church"
    r"|shelter|house|center|centre|court|courthouse|jail|prison|police|pd|station|precinct"
    r"|agency|office|program|team|unit|apartments|projects|street|avenue|road|lane|drive"
    r"|boulevard|park|bridge|lake|river|creek|township|valley|mall|motel|hotel|overpass|underpass|tunnel|pier|campus|ranch"
    r"|rehab|hospice|nursing home|foster home|group home|board and care|halfway house|encampment)"
    r"(?![\w'’])"
)
_GENERIC = frozenset({Standing.GENERIC, Standing.PASS, Standing.COMMON, Standing.CALENDAR})


def kind_of_name(text: str, run: Run) -> Type | None:
    """Organization or place by a word such as "department" or "avenue", else ``None``."""
    if len(run.words) < 2:
        return None
    lists = word_lists()
    last, first = run.words[-1].base, run.words[0].base
    if last in lists.place_endings and last not in lists.organization_endings:
        return "LOCATION"
    if last in lists.organization_endings:
        return "ORG"
    if first in lists.place_beginnings:
        return "LOCATION"
    for word, following in pairwise(run.words):
        headed = text[word.end : following.start].strip() in _OF
        if headed and word.base in lists.organization_heads:
            return "LOCATION" if word.base in lists.territories else "ORG"
    inside = any(word.base in lists.organization_endings for word in run.words[1:])
    return "ORG" if inside else None


def has_a_proper_part(run: Run) -> bool:
    """Whether a word of the run tells this agency from another of its kind."""
    return any(
        standing.is_suspect
        or (standing is Standing.IDENTITY and word.base not in word_lists().everywhere)
        for word, standing in zip(run.words, run.standings, strict=True)
    )


def is_generic(run: Run) -> bool:
    """Whether every word is one that any agency's name is made of."""
    return all(standing in _GENERIC for standing in run.standings)


def lower_case_ending(text: str, run: Run) -> int | None:
    """Where a lower-case "police department" or "street" right after a run ends."""
    ending = _LOWER_ENDING.match(text, run.words[-1].end)
    return ending.end() if ending else None


def stands_for_a_place(lowered: str, start: int) -> bool:
    """Whether the words before ``start`` lead to a place: "from", "moved to"."""
    return _IN_A_PLACE.search(lowered, max(0, start - 26), start) is not None
