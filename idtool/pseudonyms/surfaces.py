"""The forms a name takes in a text: looked for everywhere once they are known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

from idtool.privacy.lexicon import lexicon

SHORTEST = 3
"""Letters of the shortest part of a name that is looked for by itself."""
_PART = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENDING = r"(?P<ending>['’]s|s['’]?|es['’]?|['’](?=\s|$))?"
_INVISIBLE = "[\u00ad\u200b-\u200f\u2060\ufeff]*"


def is_telling(form: str) -> bool:
    """Whether a form is looked for in any casing: more than one word, or no everyday word.

    "Will" and "Grace" are found as names where the screen saw them as names; everywhere
    else they are the words of everyday talk.
    """
    words = _PART.findall(form)
    if len(words) != 1 or not form.isalpha():
        return True
    known, plain = lexicon(), form.lower()
    return not known.is_ordinary(plain) and plain not in known.mixed


def parts_of(name: str) -> Iterator[str]:
    """The words of a person's name that are looked for by themselves."""
    for part in _PART.findall(name):
        if len(part) >= SHORTEST and not part.islower() and is_telling(part):
            yield part


def pattern_of(forms: Collection[str]) -> re.Pattern[str] | None:
    """A pattern for whole forms, the longest first, in any casing and normal form.

    Apostrophes, hyphens and spaces may be of any kind; an underscore is no part of a word, so
    file names are searched, too. The group ``ending`` is a possessive or plural.
    """
    wanted = {
        unicodedata.normalize(kind, form.strip())
        for form in forms
        if form.strip()
        for kind in ("NFC", "NFD")
    }
    if not wanted:
        return None
    either = "|".join(_loosely(form) for form in sorted(wanted, key=lambda f: (-len(f), f)))
    return re.compile(rf"(?<![^\W_])(?:{either}){_ENDING}(?![^\W_])", re.IGNORECASE)


def occurrences(text: str, pattern: re.Pattern[str] | None) -> Iterator[tuple[int, int, str]]:
    """Start and end without the ending, and the ending."""
    if pattern is not None:
        for match in pattern.finditer(text):
            ending = match["ending"] or ""
            yield match.start(), match.end() - len(ending), ending


def without_placeholders(text: str, placeholders: Collection[str]) -> str:
    """The text with placeholders blanked, every letter in its place."""
    for each in sorted(placeholders, key=len, reverse=True):
        text = text.replace(each, "\0" * len(each))
    return text


def _loosely(form: str) -> str:
    pieces: list[str] = []
    for sign in form:
        if sign.isspace():
            if not pieces or pieces[-1] != r"\s+":
                pieces.append(r"\s+")
        elif sign in "'’ʼ‘":
            pieces.append("['’ʼ‘]")
        elif sign in "-‐‑–":
            pieces.append("[-‐‑–]")
        else:
            pieces.append(re.escape(sign))
    return _INVISIBLE.join(pieces)
