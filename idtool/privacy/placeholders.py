"""Stretches that are no find: pseudonyms already in place, and what the study allows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from idtool.privacy.lexicon import lexicon, word_lists

_BRACKETED = re.compile(r"\[([^\[\]\n]{1,60})\]|\{([^{}\n]{1,40})\}|<([^<>\n]{1,40})>")
_NUMBERED = re.compile(r"[A-Z][A-Z]*(?:[_ -][A-Z]+)*[_ -]?(?:\d{1,4}|[A-Z])?")
_COARSE = re.compile(
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|winter|spring|summer|fall|autumn)(?: \d{4})?|(?:early |mid-|late )?\d{3}0s|(?:19|20)\d{2}"
    r"|\d0\+)"
)
"""What a pseudonymized text says instead of a day or a great age."""
_TIME = re.compile(r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?")
_BLANK = re.compile(r"(?<!\w)(?:[Xx]{2,}|_{2,}|-{4,}|\*{2,}|█+|#{3,})(?!\w)")
_STUDY_ID = re.compile(
    r"(?<![\w-])(?:(?:INT|LE|SW|SP|FG|PT|SPEAKER)[-_ ]?\d{1,3}|[PSRIDV]\d{1,3}|P-\d{1,3}"
    r"|[A-Z]{3,}_\d{1,3})(?![\w-])"
)
_NUMBERED_SPEAKER = re.compile(
    r"\b(?:Speaker|Participant|Interviewer|Interviewee|Respondent|Person|Officer|Deputy|Detective"
    r"|Client|Parent|Child|Mother|Father|Supervisor|Social Worker|Worker|Coder|Vignette|City"
    r"|Agency|County|Town|Subject|Patient|Witness|Victim) (?:#?\d{1,3}|[A-HX-Z])(?![\w'’]"
    r"|\. ?[A-Z])"
)


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of text in order, none overlapping, to ask what lies inside."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def hold(self, start: int, end: int) -> bool:
        """Whether one stretch contains all of ``start`` to ``end``."""
        at = bisect_right(self.starts, start) - 1
        return at >= 0 and end <= self.ends[at]

    def touch(self, start: int, end: int) -> bool:
        """Whether any stretch overlaps ``start`` to ``end``."""
        at = bisect_right(self.starts, end - 1) - 1
        return at >= 0 and self.ends[at] > start


def stretches(spans: Iterable[tuple[int, int]]) -> Stretches:
    """Spans joined where they overlap or touch."""
    joined: list[list[int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        elif end > start:
            joined.append([start, end])
    return Stretches(tuple(s for s, _ in joined), tuple(e for _, e in joined))


def _is_label(inside: str) -> bool:
    """Whether bracketed words are a label (``town``, ``PERSON_1``) and not a name."""
    if _COARSE.fullmatch(inside):
        return True
    words = re.findall(r"[^\W\d_]+(?:['’][a-z]+)?", inside)
    if _NUMBERED.fullmatch(inside) and any(mark in inside for mark in "_0123456789"):
        return True
    known, passing = lexicon(), word_lists()
    plain = (re.sub(r"['’]s?$", "", word.lower()) for word in words)
    generic = passing.people | passing.institutions | passing.speech | passing.acronyms
    safe = all(
        word in generic or (known.is_ordinary(word) and word not in known.both) for word in plain
    )
    digits = re.sub(_TIME, "", inside)
    return safe and sum(c.isdigit() for c in digits) < 4 and "@" not in inside


def find_placeholders(text: str) -> list[tuple[int, int]]:
    """Positions of pseudonyms and blanks that stand where an identifier stood.

    ``[town]``, ``[PERSON_1]``, ``<NAME>``, ``XXXX``, ``___``, study ids such as
    ``P07``, and numbered speakers. Brackets around an unknown name are not one.
    """
    found = [m.span() for m in _BRACKETED.finditer(text) if _is_label(m[m.lastindex or 0])]
    for pattern in (_BLANK, _STUDY_ID, _NUMBERED_SPEAKER):
        found.extend(m.span() for m in pattern.finditer(text))
    return found


def find_terms(text: str, terms: Collection[str]) -> list[tuple[int, int]]:
    """Positions of whole terms, in any casing, with an added possessive or plural."""
    cleaned = sorted({" ".join(t.split()) for t in terms if t.strip()}, key=lambda t: (-len(t), t))
    if not cleaned:
        return []
    either = "|".join(re.escape(term).replace(r"\ ", r"\s+") for term in cleaned)
    pattern = re.compile(rf"(?<!\w)(?:{either})(?:['’]s|e?s['’]?|['’])?(?!\w)", re.IGNORECASE)
    return [m.span() for m in pattern.finditer(text)]
