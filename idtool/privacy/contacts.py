"""E-mail addresses, web addresses and handles, written or spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator

from idtool.privacy.lexicon import lexicon, word_lists
from idtool.privacy.sighting import Sighting, Tier, sighting
from idtool.privacy.spelled import NUMBER
from idtool.privacy.windows import find_in, find_windows

_ENDINGS = (
    "com|org|net|edu|gov|mil|int|info|biz|io|co|me|us|uk|ca|au|nz|ie|de|fr|es|it|nl|be|ch|at|se"
    "|no|dk"
    "|fi|pl|cz|pt|gr|ru|in|jp|cn|br|mx|za|tv|app|dev|ai|ly|gl|gg|blog|site|online|health|care"
    "|church"
    "|news|page|link|social|example|test|email"
)
_MAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_ADDRESS = re.compile(
    r"(?:\b(?:https?|ftp)://|\bwww\.)[^\s<>\"“”]*[\w/]"
    rf"|(?<![\w@.-])(?:[a-z0-9-]{{2,}}\.)+(?:{_ENDINGS})(?![\w@])(?:/[^\s<>\"“”]*[\w/])?",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"\w\.\w|://")
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z0-9_](?:[\w.]*\w)?")
_JOINED = re.compile(r"(?<![\w@./])[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+(?![\w@])")
_NAMED_HANDLE = re.compile(
    r"\b(?:instagram|insta|twitter|snapchat|snap|tiktok|facebook|kik|venmo|cash ?app|discord|reddit"
    r"|user ?name|screen ?name|gamertag|handle|login)"
    r"(?: (?:name|handle|account|page|user ?name))?(?P<link> is| was|'s|’s|:|,)?"
    r"(?: (?:like|just|at|called|as))? ?@?(?P<handle>[a-z][\w.]{2,}\w)(?![\w'’])"
)
_SPOKEN_PART = rf"(?:(?!(?:at|is|it's|and|or|to|the)\b)[a-z0-9'’]+|(?:{NUMBER}))"
_SPOKEN_JOIN = r"(?: (?:dot|period|underscore|dash|hyphen|plus) )"
_SPOKEN_MAIL = re.compile(
    rf"\b{_SPOKEN_PART}(?:{_SPOKEN_JOIN}{_SPOKEN_PART}|[ -](?:{NUMBER}|\d+)){{0,8}}"
    r"(?: (?:at|@) | at sign )"
    rf"[a-z0-9-]+(?: [a-z0-9-]+){{0,2}}?(?: dot [a-z0-9-]+){{0,4}}"
    rf" dot (?:{_ENDINGS}|[a-z]{{2,4}})\b"
)
_SPOKEN_ADDRESS = re.compile(
    r"\b(?:(?:www|w w w|double u double u double u) dot (?:[a-z0-9-]+ ){0,3}?)?"
    r"[a-z0-9-]+(?: dot [a-z0-9-]+){0,4} dot (?:com|org|net|edu|gov|info|io)\b"
    r"(?: slash [a-z0-9-]+)*"
)
_NOT_A_SITE = frozenset({"e.g", "i.e", "u.s", "p.m", "a.m", "ph.d"})


def find_contacts(text: str, lowered: str) -> Iterator[Sighting]:
    """All ways to reach somebody on a network. ``lowered`` is the text in lower case."""
    if "@" in text:
        for match in _MAIL.finditer(text):
            yield sighting(text, *match.span(), "EMAIL", "block", "e-mail")
        for match in _HANDLE.finditer(text):
            yield sighting(text, *match.span(), "HANDLE", "block", "handle")
    for match in find_in(_ADDRESS, text, find_windows(text, _DOTTED)):
        if match[0].lower() in _NOT_A_SITE or text[match.end() : match.end() + 1] == "@":
            continue
        written = "/" in match[0] or match[0].lower().startswith("www")
        known_ending = match[0].islower() or written
        tier: Tier = "block" if known_ending else "review"
        yield sighting(text, *match.span(), "URL", tier, "web-address")
    if "_" in text:
        for match in _JOINED.finditer(text):
            yield sighting(text, *match.span(), "HANDLE", "block", "joined-words")
    for match in _NAMED_HANDLE.finditer(lowered):
        handle = match["handle"]
        if handle in word_lists().companies:
            continue
        if not handle.isalpha() or (match["link"] and not lexicon().is_ordinary(handle)):
            yield sighting(text, *match.span("handle"), "HANDLE", "block", "handle-named")
    if " dot " in lowered:
        for match in _SPOKEN_MAIL.finditer(lowered):
            yield sighting(text, *match.span(), "EMAIL", "block", "spoken-e-mail")
        for match in _SPOKEN_ADDRESS.finditer(lowered):
            yield sighting(text, *match.span(), "URL", "block", "spoken-web-address")
