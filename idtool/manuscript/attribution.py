"""Whom a manuscript gives a quotation to: a role, a person, an interview, a turn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from idtool.manuscript.quotations import Quotation

_PERSON = re.compile(r"\bP\d{2,4}\b")
_INTERVIEW = re.compile(r"\b[A-Z]{1,3}\d{2,4}\b")
_TURN = re.compile(r"\b(?P<interview>[A-Z]{1,3}\d{2,4})#t(?P<first>\d+)(?:-t(?P<last>\d+))?")
_AFTER = re.compile(
    r"^[\s.,;:!?]*(?:\{[^{}]*\}\s*)*(?:\((?P<round>[^()]{1,90})\)|\[(?P<square>[^\[\]]{1,90})\])"
)
_DASHED = re.compile(r"^[\s.]*[—–-]{1,2}\s*(?P<words>[^.{}\n]{2,60})")
_CITATION = re.compile(
    r"\b(?:1[89]|20)\d\d[a-z]?\b|\bet al\b|\bpp?\.\s*\d|^\s*\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\s*$"
)
_SAYING = (
    r"(?:sa(?:id|ys?)|explain(?:ed|s)|put(?:s)? (?:it|this|that)|told|tells|describe[ds]"
    r"|recall(?:ed|s)|note[ds]|add(?:ed|s)|remark(?:ed|s)|observe[ds]|report(?:ed|s)|call(?:ed|s)"
    r"|ask(?:ed|s)|answer(?:ed|s)|repl(?:ied|ies)|thought|thinks|felt|feels|state[ds]|share[ds]"
    r"|comment(?:ed|s)|reflect(?:ed|s)|admit(?:ted|s)|insist(?:ed|s)|suggest(?:ed|s)"
    r"|wonder(?:ed|s)|laugh(?:ed|s)|joke[ds]|went on|goes on|summed (?:it|this) up|named"
    r"|conclude[ds]|claim(?:ed|s)|argue[ds]|believe[ds]|emphasi[sz]e[ds]|express(?:ed|es)"
    r"|mention(?:ed|s)|stress(?:ed|es)|offered|offers|continue[ds]|expected|remember(?:ed|s))"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whom the manuscript names for a quotation; empty where it names nobody.

    ``literature`` tells that a citation stands behind it, so that nobody in the
    study is meant.
    """

    people: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    interviews: frozenset[str] = frozenset()
    turns: tuple[tuple[str, int, int], ...] = ()
    literature: bool = False

    @property
    def given(self) -> bool:
        """Whether anybody or any place is named."""
        return bool(self.people or self.roles or self.interviews or self.turns)


@dataclass(frozen=True, slots=True)
class Names:
    """What may name somebody: words for roles, ids of people and interviews."""

    roles: Mapping[str, str]
    people: frozenset[str]
    interviews: frozenset[str]

    def role_pattern(self) -> str:
        """Alternatives of all words for roles, longest first."""
        words = sorted(self.roles, key=len, reverse=True)
        return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words) or r"(?!)"


def role_words(roles: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Words for roles with the role they name: labels, plurals, and their last words.

    Args:
        roles: Label and plural by role, such as ``{"LE": ("law enforcement officer",
            "officers")}``. A last word (“officer”) counts if no other role ends so.
    """
    words: dict[str, str] = {}
    endings: dict[str, set[str]] = {}
    for role, names in roles.items():
        for name in names:
            lowered = name.casefold().strip()
            words[lowered] = role
            last = lowered.split()[-1] if lowered else ""
            for form in (last, last.removesuffix("s")):
                if len(form) > 3:
                    endings.setdefault(form, set()).add(role)
                    endings.setdefault(f"{form}s", set()).add(role)
    for form, named in endings.items():
        if len(named) == 1:
            words.setdefault(form, next(iter(named)))
    return words


def attribution_of(quotation: Quotation, names: Names, sentence_start: int) -> Attribution:
    """Whom the manuscript gives a quotation to.

    What stands in brackets or after a dash right behind it comes first; else a
    role or an id in the same sentence that "said" it.

    Args:
        sentence_start: Where the sentence begins in which the quotation begins.
    """
    text = quotation.paragraph.text
    after = text[quotation.outer_end :]
    if match := _AFTER.match(after):
        inside = match["round"] or match["square"]
        found = _named(inside, names)
        if found.given:
            return found
        if _CITATION.search(inside):
            return Attribution(literature=True)
    if (match := _DASHED.match(after)) and (found := _named(match["words"], names)).given:
        return found
    return _told(text[sentence_start : quotation.outer_start], after, names)


def _named(words: str, names: Names) -> Attribution:
    turns = tuple(
        (each["interview"], int(each["first"]), int(each["last"] or each["first"]))
        for each in _TURN.finditer(words)
        if each["interview"] in names.interviews
    )
    roles = {
        names.roles[re.sub(r"\s+", " ", each[0].casefold())]
        for each in re.finditer(rf"\b(?:{names.role_pattern()})\b", words, re.IGNORECASE)
    }
    codes = {
        code for code in set(names.roles.values()) if re.search(rf"\b{re.escape(code)}\b", words)
    }
    return Attribution(
        people=frozenset(_PERSON.findall(words)) & names.people,
        roles=frozenset(roles | codes),
        interviews=frozenset(_INTERVIEW.findall(words)) & names.interviews,
        turns=turns,
    )


def _told(before: str, after: str, names: Names) -> Attribution:
    """Who "said" a quotation in the sentence around it, if the sentence says so plainly."""
    who = rf"\b(?P<who>{names.role_pattern()}|P\d{{2,4}})\b"
    behind = re.match(
        rf"^[\s,.;:!?)]*(?:{_SAYING}\s+(?:\w+\s+){{0,3}}?{who}"
        rf"|(?:(?:an?|one|the|another|this|that|our|a\s+second)\s+)?(?:\w+\s+)?"
        rf"{who.replace('who', 'other')}\s+(?:\w+\s+){{0,2}}?{_SAYING})",
        after,
        re.IGNORECASE,
    )
    if behind:
        return _named(behind["who"] or behind["other"], names)
    speaking = list(re.finditer(rf"{who}(?:\s+\w+){{0,3}}?,?\s+{_SAYING}\b", before, re.IGNORECASE))
    if speaking:
        return _named(speaking[-1]["who"], names)
    found = _named(before, names)
    leads = re.search(rf"(?::|{_SAYING}\W*(?:that|how|it)?[\s,]*)\s*$", before, re.IGNORECASE)
    if leads and len(found.roles) + len(found.people) == 1:
        return Attribution(people=found.people, roles=found.roles)
    return Attribution()
