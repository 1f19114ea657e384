"""The researcher's own list: names that must not occur, also slightly misspelt."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from idtool.privacy.lexicon import lexicon, word_lists
from idtool.privacy.placeholders import find_terms
from idtool.privacy.sighting import Sighting, sighting
from idtool.privacy.words import Word

SHORTEST_FUZZY = 5


def within_one_edit(left: str, right: str) -> bool:
    """Whether two words differ by one letter added, left out, changed or swapped."""
    if left == right:
        return True
    if abs(len(left) - len(right)) > 1:
        return False
    if len(left) > len(right):
        left, right = right, left
    at = 0
    while at < len(left) and left[at] == right[at]:
        at += 1
    if len(left) < len(right):
        return left[at:] == right[at + 1 :]
    swapped = left[at : at + 2] == right[at : at + 2][::-1] and left[at + 2 :] == right[at + 2 :]
    return left[at + 1 :] == right[at + 1 :] or swapped


def find_known(text: str, words: Sequence[Word], names: Collection[str]) -> Iterator[Sighting]:
    """Occurrences of listed names, whole or one of their words.

    A word of a listed name counts in any casing if it is no ordinary word, with
    a capital otherwise; of five letters or more also with one letter wrong.
    """
    if not names:
        return
    known, lists = lexicon(), word_lists()
    whole = [
        name for name in names if " " in name.strip() or not known.is_ordinary(name.strip().lower())
    ]
    for start, end in find_terms(text, whole):
        yield sighting(text, start, end, "PERSON", "block", "known-name")
    generic = lists.people | lists.institutions | lists.speech
    parts = {p for name in names for p in name.lower().replace("’", "'").split() if len(p) > 1}
    single = {p.strip(".,") for p in parts} - generic
    rare = {part for part in single if not known.is_ordinary(part)}
    for start, end in find_terms(text, [part for part in rare if len(part) > 2]):
        yield sighting(text, start, end, "PERSON", "block", "known-name")
    long = sorted(part for part in rare if len(part) >= SHORTEST_FUZZY)
    for word in words:
        if word.base in single and not (word.opens and word.base in known.common):
            yield sighting(text, word.start, word.base_end, "PERSON", "block", "known-name")
            continue
        fuzzy = len(word.base) >= SHORTEST_FUZZY - 1 and not known.is_ordinary(word.base)
        if fuzzy and any(within_one_edit(word.base, part) for part in long):
            yield sighting(
                text, word.start, word.base_end, "PERSON", "block", "known-name-misspelt"
            )
