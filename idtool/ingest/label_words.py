"""What a label looks like: the words that name speakers, and those that do not.

``likeness`` reads a candidate by itself; whether it *is* a label is decided over
the whole file (``labels.py``).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from idtool.ingest.word_lists import (
    ADDED,
    EVERYBODY,
    HEADINGS,
    INTERVIEWER,
    PRONOUN_LABELS,
    SENTENCE_WORDS,
    SMALL,
    SPOKEN_TO,
)

_MARKS = re.compile(
    r"""\b(?:laugh|lach|griner|inaudib|unintellig|indistinct|unclear|cross[\s-]?talk|overlap|pauses?\b|
    silen|sigh|cough|music|applau|noise|phone|ring(?:s|ing)?\b|background|record|redact|delet|remov|
    names?\b|navn|anonym|foreign|nod(?:s|ding)?\b|gestur|cries|crying|sniff|chuckl|clears?\b|throat|
    affirm|negat|break\b|interrupt|tape|audio|video|knock|doors?\b|whisper|shout|breath|tearful|
    emotion|sic\b|ends?\b|starts?\b|begin|beep|seconds?\b|minutes?\b|mm|uh|yes\b|no\b)|[?…]|\.\.""",
    re.VERBOSE,
)
_CODE = re.compile(
    r"[^\W\d_]{1,6}\d{2,6}[a-z]?"
    r"|(?:[^\W\d_]{1,4}|speaker|spk|participant|interviewer|respondent)[\s_-]?\d{1,3}[a-z]?",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|maj|janv|févr|avr|juin|juil|"
    r"août|ene|abr|ago|dic)[^\W\d_]*\.?"
)
_DATE = re.compile(
    rf"(?:[^\W\d_]{{2,12}},?\s)?(?:{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}\.?\s(?:de\s)?{_MONTH})"
    r"(?:,?\s(?:de\s)?\d{4})?(?:\s(?:at|um|kl\.?))?|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}",
    re.IGNORECASE,
)
_UNSURE = re.compile(r"(?:[A-Z]{1,4}|[^\W\d_]{4,12})?\s?\?{1,3}")
_ADDED = re.compile(r"\s*\([^()]{1,40}\)\s*$")
_NEVER = frozenset('?!“”„";=…:：[]{}<>')
_IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{20,}(?:@[0-9a-f-]+)?", re.I)
_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*", re.UNICODE)

JOINING = re.compile(
    r"\s*(?:,|;|&|\+|/|\||(?<![^\W_])(?:and|og|und|et|y|e|och|en|or|eller|oder|ou|o|with)(?![^\W_]))\s*",
    re.IGNORECASE,
)
"""What joins the labels of people who speak at once (``X og Y``, ``A + B``)."""


def tidy(label: str) -> str:
    """A label as people would write it: one line, no brackets around, no colon."""
    text = unicodedata.normalize("NFC", " ".join(label.replace("**", "").split()))
    while len(text) > 2 and (text[0] + text[-1]) in {
        "[]",
        "()",
        "{}",
        "<>",
        "**",
        "__",
        "“”",
        '""',
    }:
        text = text[1:-1].strip()
    return text.strip("*_#>•·=:：|~ \t").rstrip(",-–—").strip()


@lru_cache(maxsize=4096)
def key_of(label: str) -> str:
    """The same for spellings of one label that differ in case, spaces or dots."""
    folded = " ".join(re.sub(r"[._\s]+", " ", label.casefold()).split())
    return folded or label.casefold()


def words_of(label: str) -> list[str]:
    """The words of a label, lower case, numbers among them."""
    return [word.casefold() for word in _WORD.findall(label.replace("_", " "))]


def is_interviewer_word(label: str) -> bool:
    """Whether a label says “interviewer” in one of the ways people write it."""
    if re.fullmatch(r"(?:I|IV|IVR|IR|Q|MOD|FAC|INT)[\s_-]?\d?", label.strip(), re.IGNORECASE):
        return True
    words = [re.sub(r"\d+$", "", word) for word in words_of(label)]
    words = [word for word in words if word]
    if not words or len(words) > 3 or SENTENCE_WORDS & set(words) - SMALL:
        return False
    return words[0] in INTERVIEWER or words[-1] in INTERVIEWER or words == ["question"]


def is_code(label: str) -> bool:
    """Whether a label is a code such as ``P03`` or ``SPEAKER_00``, or says interviewer."""
    return bool(_CODE.fullmatch(label)) or is_interviewer_word(label)


def is_everybody(label: str) -> bool:
    """Whether a label means several people at once, such as “All” or “Both”."""
    words = words_of(label)
    return bool(words) and words[0] in EVERYBODY and len(words) <= 3


def is_mark(label: str) -> bool:
    """Whether bracketed words are a transcriber's mark, not a speaker."""
    return bool(_MARKS.search(label.casefold()))


def is_heading(label: str) -> bool:
    """Whether a label is a field of a form or a heading (“Date”, “Note”, “Step 2”)."""
    words = words_of(label)
    if not words:
        return True
    bare = [re.sub(r"\d+$", "", word) for word in words]
    return bare[0] in HEADINGS or (len(words) > 1 and bare[-1] in HEADINGS)


@lru_cache(maxsize=4096)
def likeness(label: str) -> int:
    """How much a candidate looks like a speaker's label by itself.

    Returns:
        3 for words and codes that name speakers (``INT``, ``P03``, ``Speaker 1``),
        2 for what looks like a name, 1 for what might be one, 0 for headings,
        ordinary sentences and anything that cannot be a label.
    """
    if label and len(label) <= 16 and _UNSURE.fullmatch(label):
        return 2 if len(label) < 5 or likeness(label.rstrip("? ")) == 3 else 0
    if not label or len(label) > 80 or any(character in _NEVER for character in label):
        return 0
    if _IDENTIFIER.fullmatch(label):
        return 3
    words = words_of(label)
    if not words or len(words) > 9 or "//" in label or _DATE.fullmatch(label):
        return 0
    if re.search(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)", label):  # the title of a file
        return 0
    if (len(label) == 1 and label.isupper()) or is_interviewer_word(label):
        return 3
    if _CODE.fullmatch(label) and words[0] not in HEADINGS and words[0] not in SENTENCE_WORDS:
        return 3 if re.sub(r"[\d\s_-]+.?$", "", label.casefold()) not in HEADINGS else 0
    if words[0] == "subject" and len(words) == 1:  # a field of forms, and a person of archives
        return 2
    if is_heading(label):
        return 0
    if is_everybody(label):
        return 3
    known = [word for word in words if re.sub(r"\d+$", "", word) in SPOKEN_TO]
    rest = [w for w in words if w not in known and w not in ADDED and not w.isdigit()]
    if known and not rest:
        return 3
    if len(words) == 1 and words[0] in PRONOUN_LABELS:
        return 1
    if (added := _ADDED.search(label)) and added.start():  # pronouns, a role, a device's number
        return likeness(label[: added.start()])
    if any(word in SENTENCE_WORDS for word in words if word not in SMALL):
        return 0
    return _shape_of_name(label, words) if SMALL.isdisjoint(words) or len(words) > 1 else 0


def _shape_of_name(label: str, words: list[str]) -> int:
    spelled = _WORD.findall(label.replace("_", " "))
    if not any(character.isalpha() for character in label):
        return 1 if len(words) == 1 and len(label) <= 3 else 0
    if "_" in label and not re.search(r"\s", label):  # a handle; nobody says an underscore
        return 2
    named = [w for w in spelled if w != w.lower() or not w[0].islower() or w.casefold() in SMALL]
    if len(named) == len(spelled):
        return 2
    handle = "_" in label and not re.search(r"\s", label)
    if (
        len(spelled) == 1
        or handle
        or (len(named) >= 1 and len(spelled) <= 4 and spelled[0] in named)
    ):
        return 1
    return 0
