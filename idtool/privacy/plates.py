"""License plates: named, by shape, or spelled in a phonetic alphabet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from idtool.privacy.identifiers import LINK, PHONETIC
from idtool.privacy.lexicon import word_lists
from idtool.privacy.sighting import Sighting, sighting
from idtool.privacy.windows import Window, find_in

_NAMED = re.compile(
    rf"(?i:\b(?:license plates?|licence plates?|plates?|tags?|registration)\b{LINK}[ :]?)"
    r"([A-Z]{1,4}[ -]?\d{1,5}[A-Z]{0,3}|\d{1,4}[ -]?[A-Z]{1,4}(?:[ -]?\d{1,4})?"
    r"|\d{3}[ -]?\d{3,4})(?![\w-])"
)
_PARTIAL = re.compile(
    r"\bpartial(?: (?:license|licence))?(?: plate| tag)?(?: number)?(?: of| is| was|,)* "
    r"((?=[a-z]*\d)[a-z0-9]{2,5})(?!\w)"
)
_SHAPE = re.compile(
    r"(?<![\w-])(?:[A-Z]{3}[ -]?\d{3,4}|\d[A-Z]{3}\d{3}|\d{3}[ -]?[A-Z]{3})(?![\w-])"
)
_SPOKEN = re.compile(
    rf"\b(?:{PHONETIC})(?:[ ,.-]+(?:{PHONETIC})){{1,6}}"
    r"(?:[ ,.-]+(?:\d+|zero|oh|one|two|three|four|five|six|seven|eight|niner?)\b)+"
)
_NO_SERIES = frozenset({"the", "hwy", "rte", "usd", "psi", "bce"})
FEWEST, MOST = 5, 8
"""Letters and digits on a plate of the United States."""


def find_plates(text: str, lowered: str, digits: Sequence[Window]) -> Iterator[Sighting]:
    """Plates; by shape alone they are only asked about."""
    for match in find_in(_NAMED, text, digits):
        if FEWEST <= sum(c.isalnum() for c in match[1]) <= MOST:
            yield sighting(text, *match.span(1), "PLATE", "block", "plate-named")
    for match in find_in(_PARTIAL, lowered, digits):
        yield sighting(text, *match.span(1), "PLATE", "block", "plate-named")
    for match in find_in(_SHAPE, text, digits):
        series = "".join(c for c in match[0] if c.isalpha()).lower()
        if series not in word_lists().acronyms and series not in _NO_SERIES:
            yield sighting(text, *match.span(), "PLATE", "review", "plate-shape")
    for match in _SPOKEN.finditer(lowered):
        yield sighting(text, *match.span(), "PLATE", "block", "spoken-plate")
