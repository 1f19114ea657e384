"""What a person decided about a find, known again by its fingerprint and never by its words.

A fingerprint is HMAC-SHA-256 of the string's plain form under a salt. Who has the salt can
try names against it; who has only the fingerprints cannot.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from idtool.privacy.names import TITLES
from idtool.privacy.sighting import Sighting

Kind = Literal["allow", "keep", "keep_once", "false_alarm", "replace"]
KINDS: tuple[Kind, ...] = ("allow", "keep", "keep_once", "false_alarm", "replace")

LONGEST_TERM = 6
"""Words of the longest term that is looked for inside a text."""

_NUMBERS = frozenset({"PHONE", "SSN", "CARD", "IBAN", "PLATE"})
_TITLE = re.compile(
    rf"(?:{'|'.join(sorted(map(re.escape, TITLES), key=lambda t: (-len(t), t)))})\.?\s+(?=\S)",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_EDGES = " \t\n\"“”‘'«»()[]{},;:!?"
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")


How = Literal["allow", "keep", "keep_once", "false_alarm", "attest"]
"""Why a find stays in a transcript."""


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """A find that stays: positions in the transcript's text, its type, and the decision."""

    start: int
    end: int
    type: str
    how: How


@dataclass(frozen=True, slots=True)
class Decision:
    """What one person decided about one string.

    ``scope`` is empty where it holds for the whole study, else the fingerprint of
    the file or interview it was made for. ``placeholder`` stands in for the string
    where it is to be replaced.
    """

    fingerprint: str
    kind: Kind
    type: str
    scope: str = ""
    placeholder: str = ""
    because: str = ""
    by: str = ""
    at: str = ""
    detector: str = ""

    @property
    def passes(self) -> bool:
        """Whether the string may stay."""
        return self.kind != "replace"


def core_span(text: str, start: int, end: int, type_: str) -> tuple[int, int]:
    """A find without quotation marks, possessive and, for a person, the title in front."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    if end - start > 2 and (tail := _POSSESSIVE.search(text, start, end)):
        end = tail.start()
    while type_ == "PERSON" and (title := _TITLE.match(text, start, end)):
        start = title.end()
    return start, end


def plain_form(words: str, type_: str = "OTHER") -> str:
    """A string without what differs between its occurrences: case, marks, title, possessive."""
    start, end = core_span(words, 0, len(words), type_)
    plain = unicodedata.normalize("NFKC", words[start:end]).casefold().replace("’", "'")
    plain = re.sub(r"[\u00ad\u200b-\u200f\u2060\ufeff]", "", plain)
    if type_ in _NUMBERS:
        plain = re.sub(r"[\W_]", "", plain)
    return " ".join(plain.split())


def fingerprint(salt: bytes, plain: str) -> str:
    """HMAC-SHA-256 of a plain form, in hexadecimal."""
    return hmac.digest(salt, plain.encode("utf-8"), "sha256").hex()


@dataclass(frozen=True)
class DecisionBook:
    """The decisions of a study, readable with their salt; without it nothing matches."""

    salt: bytes = b""
    decisions: Mapping[tuple[str, str], Decision] = field(default_factory=dict)

    @property
    def is_locked(self) -> bool:
        """Whether there are decisions whose salt is not at hand."""
        return bool(self.decisions) and not self.salt

    def mark_of(self, words: str, type_: str) -> str:
        """The fingerprint of a string, or nothing without a salt."""
        return fingerprint(self.salt, plain_form(words, type_)) if self.salt else ""

    def scope(self, kind: Literal["file", "interview"], name: str) -> str:
        """The fingerprint of a file's name (without ending) or of an interview's id."""
        return fingerprint(self.salt, f"{kind}:{name.casefold()}") if self.salt else ""

    def decided(self, words: str, type_: str, scopes: Collection[str] = ()) -> Decision | None:
        """The decision about a string: first the one for this file, then the study's."""
        if not self.salt or not self.decisions:
            return None
        mark = self.mark_of(words, type_)
        for scope in (*scopes, ""):
            found = self.decisions.get((mark, scope))
            if found is not None:
                return found
        return None

    def allowed_terms(self, text: str) -> list[str]:
        """The declared public terms that occur in ``text``, as it spells them."""
        wanted = {mark for (mark, _), each in self.decisions.items() if each.kind == "allow"}
        if not wanted or not self.salt:
            return []
        found: dict[str, str] = {}
        tried: set[str] = set()
        for candidate in _terms(text):
            plain = plain_form(candidate)
            if plain in tried:
                continue
            tried.add(plain)
            if fingerprint(self.salt, plain) in wanted:
                found.setdefault(plain, candidate)
        return sorted(found.values())


def _terms(text: str) -> Iterator[str]:
    """Every run of up to six words of each line."""
    for line in text.split("\n"):
        words = list(_WORD.finditer(line))
        for at, first in enumerate(words):
            for last in words[at : at + LONGEST_TERM]:
                yield line[first.start() : last.end()]
                bare = _singular(line[first.start() : last.end()])
                if bare:
                    yield bare


def _singular(words: str) -> str:
    """A term without a plural or possessive ending, if it has one."""
    found = re.search(r"['’]?s$", words)
    return words[: found.start()] if found and found.start() > 1 else ""


def decide_each(
    text: str,
    seen: Sequence[Sighting],
    book: DecisionBook,
    scopes: Collection[str] = (),
) -> list[tuple[Sighting, Decision | None]]:
    """Each sighting with the decision about its string, if there is one."""
    return [
        (sighting, book.decided(text[sighting.start : sighting.end], sighting.type, scopes))
        for sighting in seen
    ]


@dataclass(frozen=True)
class ScreenMemory:
    """What a study decided before, and what its researcher listed.

    ``known_names`` come out of the key file and live in memory only, as do ``traced``, the
    names that have a pseudonym there, and ``chosen``, pseudonyms that look like names.
    """

    book: DecisionBook = field(default_factory=DecisionBook)
    known_names: tuple[str, ...] = ()
    known_digest: str = ""
    traced: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()

    @property
    def forbidden(self) -> tuple[str, ...]:
        """Names that must not get into the study."""
        return (*self.known_names, *self.traced)


NOTHING_DECIDED = ScreenMemory()
