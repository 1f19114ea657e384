"""Words for how many: "most officers", "nobody", "eight of eleven", as they stand in prose.

A word for an amount counts only where it is about people: before a noun for
people, before "of them", as a pronoun ("everyone"), or as the subject of what
people do ("Many described …"). "All night" and "most calls" are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PEOPLE = (
    r"participants?|interviewees?|respondents?|informants?|people|persons?|professionals?"
    r"|practitioners?|responders?|informants?|members?|women|men"
)
_DOES = (
    r"said|say|told|described?|spoke|speak|felt|feel|thought|think|saw|see|mentioned?|reported?"
    r"|agreed?|expected?|wanted?|raised?|named?|believed?|noted?|shared?|talked?|expressed"
    r"|worried|hoped|feared|doubted|valued|preferred|identified|emphasi[sz]ed|recalled|welcomed"
    r"|supported|opposed|favou?red|considered|experienced|had|were|did|would|could"
)
_NUMBER_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
)  # fmt: skip
_NUMBERS = {word: n for n, word in enumerate(_NUMBER_WORDS)}
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_NUMBERS)})"
_WORDS = (
    # what is written, and the word of a lexicon that it stands for ("" for none)
    (r"(?:almost|nearly|virtually|practically) (?:all|every(?:one|body)?|each)", "almost all"),
    (r"all but one(?: of)?", "almost all"),
    (r"(?:the |a |the vast |a large |a clear |the large )?(?:majority|bulk)", "most"),
    (r"(?:about|around|roughly|nearly|almost|over|under|more than|less than)? ?half", "about half"),
    (r"not (?:all|every(?:one|body)?|many)", ""),
    (r"(?:only |just )(?:one|a single)|a single", "one"),
    (r"no one|nobody|none|not one|not a single|no", "none"),
    (r"everyone|everybody|all|every|each|both", "all"),
    (r"most", "most"),
    (r"some|a few|a handful|several|a number|a couple", "some"),
    (r"(?:very |a good |a great )?many|multiple|numerous|various|few|very few", ""),
)
_ANY = "|".join(rf"(?P<w{n}>{pattern})" for n, (pattern, _) in enumerate(_WORDS))
_PRONOUN = re.compile(r"everyone|everybody|no one|nobody|none", re.IGNORECASE)
_COUNT = re.compile(
    rf"\b(?P<k>{_NUMBER})\s*(?:out of|of|/)\s*(?:the\s+|all\s+|our\s+)?(?P<n>{_NUMBER})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One statement of how many people, at positions of its sentence.

    ``word`` is what is written; ``stands_for`` the usual word of a lexicon for it,
    or ``""``. ``k`` and ``n`` are given for counts. ``role`` restricts the
    statement to a role; ``pairs`` tells that pairs are meant.
    """

    start: int
    end: int
    word: str
    stands_for: str = ""
    k: int | None = None
    n: int | None = None
    role: str = ""
    pairs: bool = False


def find_quantities(sentence: str, roles: dict[str, str]) -> list[Quantity]:
    """Every statement of how many people, in order.

    Args:
        sentence: One sentence; quotations in it are passed over.
        roles: Words for roles with the role they name.
    """
    text = _without_quotations(sentence)
    found = list(_counts(text, roles))
    taken = [(each.start, each.end) for each in found]
    found += [
        each
        for each in _in_words(text, roles)
        if not any(each.start < end and start < each.end for start, end in taken)
    ]
    return sorted(found, key=lambda each: each.start)


def _counts(text: str, roles: dict[str, str]) -> Iterator[Quantity]:
    for match in _COUNT.finditer(text):
        k, n = _value(match["k"]), _value(match["n"])
        if k > n:
            continue
        role, pairs = _about(text[match.end() :], roles)
        yield Quantity(*match.span(), match[0], "", k, n, role, pairs)


def _value(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.casefold()]


def _in_words(text: str, roles: dict[str, str]) -> Iterator[Quantity]:
    nouns = _nouns(roles)
    shape = re.compile(
        rf"\b(?:{_ANY})\b(?P<about>\s+(?:of\s+)?(?:the\s+|our\s+|these\s+|those\s+|them\b|us\b)?"
        rf"(?:(?:\d+|{'|'.join(_NUMBERS)})\s+)?(?:\w+\s+){{0,1}}?(?:{nouns})\b|\s+of\s+(?:them|us)\b)?"
        rf"(?P<does>\s+(?:also\s+|clearly\s+|\w+ly\s+)?(?:{_DOES})\b)?",
        re.IGNORECASE,
    )
    for match in shape.finditer(text):
        number = next(n for n in range(len(_WORDS)) if match[f"w{n}"] is not None)
        word = match[f"w{number}"]
        alone = _PRONOUN.fullmatch(word) is not None
        subject = match["does"] is not None and _begins_clause(text, match.start())
        if not (match["about"] or alone or subject):
            continue
        if word.casefold() == "no" and not match["about"]:
            continue
        role, pairs = _about(match["about"] or "", roles)
        end = match.start() + len(word)
        yield Quantity(match.start(), end, word, _WORDS[number][1], role=role, pairs=pairs)


def _nouns(roles: dict[str, str]) -> str:
    named = "|".join(re.escape(word) for word in sorted(roles, key=len, reverse=True))
    return rf"{named}|{_PEOPLE}|pairs?" if named else rf"{_PEOPLE}|pairs?"


def _about(words: str, roles: dict[str, str]) -> tuple[str, bool]:
    """The role that a noun right behind an amount names, and whether pairs are meant."""
    near = re.match(rf"^\W*(?:\w+\W+){{0,4}}?(?P<noun>{_nouns(roles)})\b", words, re.IGNORECASE)
    if near is None:
        return "", False
    noun = near["noun"].casefold()
    return roles.get(noun, ""), noun.startswith("pair")


def _begins_clause(text: str, at: int) -> bool:
    before = text[:at].rstrip()
    return not before or before[-1] in ".,;:(–—" or before.casefold().endswith((" and", " but"))


def _without_quotations(sentence: str) -> str:
    """The sentence with quoted words and tags blanked out, at their positions."""
    shape = r"“[^“”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^«»]*»|\{[^{}]*\}"
    return re.sub(shape, lambda match: " " * len(match[0]), sentence)
