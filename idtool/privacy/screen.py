"""The screen: everything in a text that may identify somebody.

The order is that of ``docs/privacy.md``: patterns with validation, names by
evidence, names by elimination, echoes, the researcher's own list, indirect
identifiers. The text is *screened* afterwards; it is never *anonymous*.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import chain

from idtool.privacy.addresses import STATE_CODES, find_addresses
from idtool.privacy.ages import find_ages
from idtool.privacy.contacts import find_contacts
from idtool.privacy.dates import find_dates
from idtool.privacy.echoes import find_echoes, without_contradicted
from idtool.privacy.elimination import find_left_over
from idtool.privacy.german import is_german, without_nouns
from idtool.privacy.identifiers import find_identifiers
from idtool.privacy.indirect import find_indirect
from idtool.privacy.known import find_known
from idtool.privacy.names import find_initials, find_introduced, find_labels, find_lower_case_names
from idtool.privacy.numbers import find_numbers, find_spoken_numbers
from idtool.privacy.placeholders import Stretches, find_placeholders, find_terms, stretches
from idtool.privacy.plates import find_plates
from idtool.privacy.roads import find_roads
from idtool.privacy.runs import find_runs
from idtool.privacy.scripts import find_other_script
from idtool.privacy.sighting import NAME_TYPES, Sighting, Type, settle, sighting
from idtool.privacy.spelled import find_spoken_digits
from idtool.privacy.windows import windows_around_digits
from idtool.privacy.words import find_words

_STATE_CODE = re.compile(rf", (?:{STATE_CODES})(?![\w'’-])")
_NUMBER_BEFORE = re.compile(
    r"(?<![\w$€£.,:/-])(?!(?:19|20)\d\d )\d{1,6}(?:[a-z]|[/-]\d{1,4})?,?[ \n]$", re.IGNORECASE
)
_NUMBER_AFTER = re.compile(
    r" \d{1,4}[a-z]?(?:[/-]\d{1,4})?(?=[,;\n]|\.(?!\d)|$| [A-ZÀ-Þ\d])|(?<=Suite) \d{1,5}(?!\w)"
)
VERSION = "4"
"""Version of the rules; a change of what is found changes it."""


def lower_in_place(text: str) -> str:
    """The text in lower case, every letter at its old position."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def screen_text(
    text: str,
    *,
    allow: Collection[str] = (),
    known_names: Collection[str] = (),
    starts: Collection[int] = (),
) -> list[Sighting]:
    """Everything in ``text`` that may identify somebody, in order, without overlap.

    Args:
        text: A transcript's canonical text, or any other text.
        allow: Terms that pass everywhere: the study's allow-list, the cast of
            the vignettes. Whole terms in any casing, possessive and plural too.
        known_names: Names, places and agencies the researcher listed. They
            block wherever they occur, also slightly misspelt.
        starts: Positions where a turn begins. A line's beginning always counts.

    Returns:
        Sightings with positions in ``text``. Placeholders are never among them.
    """
    lowered = lower_in_place(text)
    placeholders = find_placeholders(text)
    allowed = find_terms(text, allow)
    barred = stretches([*placeholders, *allowed])
    kept = stretches(placeholders)
    words = find_words(text, starts)
    digits = windows_around_digits(text)
    spoken = list(find_spoken_digits(lowered))

    numbers = chain(
        find_contacts(text, lowered),
        find_numbers(text, lowered),
        find_spoken_numbers(text, lowered, spoken),
        find_identifiers(text, lowered, digits, spoken),
        find_plates(text, lowered, digits),
        find_addresses(text, lowered, digits),
        find_dates(text, lowered, digits),
        find_ages(text, lowered),
    )
    found = [seen for seen in numbers if not kept.touch(seen.start, seen.end)]
    names = list(
        chain(
            find_known(text, words, known_names),
            find_introduced(text, lowered),
            find_labels(text),
            find_lower_case_names(text),
            find_initials(text),
            find_roads(text, lowered, digits),
            *(find_left_over(text, lowered, run) for run in find_runs(text, words, barred)),
        )
    )
    names = without_contradicted(text, names)
    german = is_german(lowered)
    if german:
        names = without_nouns(lowered, names)
    names.extend(find_echoes(text, words, names))
    if german:
        names = without_nouns(lowered, names)
    names = _with_other_script(names, list(find_other_script(text, lowered)))
    found.extend(part for name in names for part in _outside(text, name, barred))
    joined = [*_places_with_their_state(text, found), *_with_house_number(text, found)]
    settled = settle(text, [*found, *joined])
    named = stretches((seen.start, seen.end) for seen in settled if seen.tier != "note")
    indirect = [
        seen
        for seen in find_indirect(text, lowered)
        if not named.touch(seen.start, seen.end) and not kept.touch(seen.start, seen.end)
    ]
    settled = settle(text, [*settled, *indirect]) if indirect else settled
    return [seen for seen in settled if not barred.hold(seen.start, seen.end)]


def _with_other_script(names: list[Sighting], others: list[Sighting]) -> list[Sighting]:
    """Names with the words in another script, which give the reason unless a name blocks.

    Where a name was seen in them, too (by its capital), they keep that name's type.
    """
    if not others:
        return names
    covered = stretches((other.start, other.end) for other in others)
    told = [name for name in names if covered.hold(name.start, name.end)]
    people = stretches((name.start, name.end) for name in told if name.type == "PERSON")
    kept = [n for n in names if n.tier == "block" or not covered.hold(n.start, n.end)]
    return kept + [
        replace(other, type="PERSON") if people.touch(other.start, other.end) else other
        for other in others
    ]


def _places_with_their_state(text: str, found: Collection[Sighting]) -> Iterator[Sighting]:
    """A place and the state or country right after it, as one: "Boise, Idaho"."""
    starts = {seen.start: seen for seen in found if seen.rule == "state-or-country"}
    for seen in found:
        state = starts.get(seen.end + 2)
        code = _STATE_CODE.match(text, seen.end) if seen.type in ("LOCATION", "PERSON") else None
        if code:
            yield sighting(text, seen.start, code.end(), "LOCATION", seen.tier, "place-in-a-state")
        if state and seen.type in ("LOCATION", "PERSON") and text[seen.end : seen.end + 2] == ", ":
            yield sighting(text, seen.start, state.end, "LOCATION", seen.tier, "place-in-a-state")


def _with_house_number(text: str, found: Collection[Sighting]) -> Iterator[Sighting]:
    """A name with the number right before or after it, as an address: "Siennaring 55"."""
    for seen in found:
        if seen.tier == "note" or seen.type not in NAME_TYPES:
            continue
        before = _NUMBER_BEFORE.search(text, max(0, seen.start - 8), seen.start)
        after = _NUMBER_AFTER.match(text, seen.end)
        if before or after:
            start = before.start() if before else seen.start
            end = after.end() if after else seen.end
            kind: Type = "ADDRESS" if seen.type != "PERSON" else "PERSON"
            yield sighting(text, start, end, kind, seen.tier, seen.rule)


def _outside(text: str, name: Sighting, barred: Stretches) -> Iterator[Sighting]:
    """The parts of a name that are neither placeholder nor allowed."""
    if name.type not in NAME_TYPES or not barred.touch(name.start, name.end):
        yield name
        return
    at = name.start
    for start, end in zip(barred.starts, barred.ends, strict=True):
        if end <= at or start >= name.end:
            continue
        yield from _trimmed(text, name, at, start)
        at = end
    yield from _trimmed(text, name, at, name.end)


def _trimmed(text: str, name: Sighting, start: int, end: int) -> Iterator[Sighting]:
    """A shorter sighting without spaces at its ends, if letters are left."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    if end - start > 1:
        yield sighting(text, start, end, name.type, name.tier, name.rule)
