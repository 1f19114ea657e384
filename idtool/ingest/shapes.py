"""The shapes in which a line can open a turn: label, separator, time, words.

``openings`` names every reading a line allows; which reading holds for a file is
decided in ``labels.py``. Families, by what sets the label apart:

* ``colon``: ``I: …``, ``Henry: (00:07)``, ``Speaker 1 (00:04): …``, ``[S1]: …``
* ``timed``: ``Jonas  0:21``, ``[00:00:03] Name``, ``Name [00:03] …``
* ``bracket``: ``[Speaker 1] …``, ``<Name> …``, ``(Name)`` alone on a line
* ``bold``: the label is what is set in bold
* ``column``: label, tab or wide space, words
* ``dash``: ``I – …``  * ``dot``: ``Q. …``, ``I; …``, ``I) …``
* ``code``: ``P1 …``, nothing between  * ``alone``: a label on a line of its own
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from idtool.ingest.label_words import is_mark, likeness, tidy
from idtool.ingest.times import BARE, MARK, is_time_alone, leading_time, span

Family = Literal[
    "given",
    "colon",
    "timed",
    "bracket",
    "bold",
    "column",
    "dash",
    "dot",
    "code",
    "alone",
    "pattern",
]


@dataclass(frozen=True, slots=True)
class Opening:
    """One reading of a line: who begins to speak, when, and the words after it."""

    family: Family
    label: str
    rest: str
    start: float | None = None
    end: float | None = None
    bold: bool = False

    @property
    def timed(self) -> bool:
        """Whether a time stands beside the label."""
        return self.start is not None


_LABEL = r"(?P<label>[^\s:：](?:[^:：\t]{0,78}?[^\s:：])?)"
_TIME = rf"(?P<time>{MARK}|{BARE})"
_COLON = re.compile(
    rf"^{_LABEL}\s*(?:[,|–—-]?\s*{_TIME})?\s*[:：]+(?P<after>(?![/\\])\s*)(?P<late>{MARK})?(?P<rest>.*)$",
    re.S,
)
_TIMED_ALONE = re.compile(rf"^{_LABEL}(?:\s*[|,–—•·-]\s*|\s+|(?=[\[({{<#])){_TIME}\s*$")
_TIMED_REST = re.compile(
    rf"^{_LABEL}(?:\s*[|,–—-]\s*|\s+)(?:(?P<time>{MARK})\s*|(?P<bare>{BARE})(?P<wide>\s+))(?P<rest>\S.*)$",
    re.S,
)
_BRACKET = re.compile(
    rf"^(?:\[(?P<a>[^\[\]]{{1,60}})\]|\((?P<b>[^()]{{1,60}})\)|<(?P<c>[^<>]{{1,60}})>|\{{(?P<d>[^{{}}]{{1,60}})\}})"
    rf"\s*(?P<time>{MARK}|{BARE})?\s*(?P<rest>.*)$",
    re.S,
)
_COLUMN = re.compile(
    rf"^(?P<label>\S(?:[^\t]{{0,58}}?[^\s:])?)(?P<gap>\s*\t\s*|\s{{2,}})(?:(?P<time>{MARK}|{BARE})(?:\s*\t\s*|\s{{2,}}|$))?(?P<rest>.*)$",
    re.S,
)
_DASH = re.compile(
    r"^(?P<label>\S(?:[^–—:\t]{0,38}?\S)??)(?:\s+[–—-]+\s*|[–—]\s*|-\s+)(?P<rest>\S.*)$", re.S
)
_DOT = re.compile(r"^(?P<label>[^\W_][\w ]{0,22}?)\s?[.;)>|](?P<rest>\s.*|)$", re.S)
_CODE = re.compile(
    r"^(?P<label>(?:[Ss]peaker|[Pp]articipant|[Ii]nterviewer|[Ii]nterviewee|[Rr]espondent|SPEAKER|"
    r"PARTICIPANT|INTERVIEWER|INTERVIEWEE|RESPONDENT)(?:[ _-]?\d{1,2})?"
    r"|[A-Z]{1,4}\d{0,3}|[A-Za-z]{1,6}\d{1,6}[a-z]?)\s+(?P<rest>\S.*)$",
    re.S,
)
_SEPARATOR = re.compile(r"^\s*(?:(?!\.\.)[^\w\s“”‘’\"'(\[{<…¿¡*$#]{1,3}(?=[\s\w“‘\"'(\[]|$))?\s*")
_BULLET = re.compile(r"^[\s>•·▪●*\-–—#]*(?=[^\s>•·▪●*\-–—#])")
_STARS = re.compile(r"^(\W{0,3}|\W{0,2}[\d:.,]{4,12}\W{0,3})(\*\*|__)(?=\S)(.{1,90}?)\2")


def plain(text: str) -> tuple[str, int]:
    """Text without Markdown stars around its first words, and how many they are.

    A line wholly between the stars is returned whole, with its length.
    """
    match = _STARS.match(text)
    if match is None:
        return text, 0
    before, inner = match[1], match[3]
    return before + inner + text[match.end() :], len(before) + len(inner)


def openings(text: str, *, bold: int = 0, known: Sequence[str] = ()) -> list[Opening]:
    """Every way in which a line can open a turn, the plainer ones first.

    Args:
        text: The line. Spaces at its end count (Otter writes a bare label so).
        bold: How many first characters are bold.
        known: Labels the researcher named; they count before any mark at all.
    """
    stripped = text.strip()
    if not stripped:
        return []
    found: list[Opening] = []
    lead = leading_time(stripped)
    start, end, body = (lead.start, lead.end, lead.rest) if lead else (None, None, stripped)
    body = _BULLET.sub("", body, count=1) if body[:1] in "->•·▪●*–—#" else body
    set_apart = bool(bold) and bold < len(stripped)
    for family, label, time, rest in [*_given(body, known), *_readings(body)]:
        first, last = span(time) if time else (None, None)
        found.append(
            Opening(
                family,
                tidy(label),
                rest.strip(),
                first if first is not None else start,
                last if last is not None else end,
                set_apart,
            )
        )
    if set_apart and lead is None:
        label = stripped[:bold].strip().rstrip(":.–—-")
        found.append(Opening("bold", tidy(label), stripped[bold:].lstrip(" :.–—-\t"), bold=True))
    if lead and body and _could_stand_alone(body):
        found.append(Opening("timed", tidy(body), "", start, end, set_apart))
    return [each for each in found if each.label and not is_time_alone(each.label)]


def _readings(body: str) -> list[tuple[Family, str, str, str]]:
    """Family, label, time and rest of every shape that fits."""
    found: list[tuple[Family, str, str, str]] = []
    if match := _COLON.match(body):
        after = match["rest"].strip()
        if match["after"] or not after[:1].isdigit():
            found.append(
                ("colon", match["label"], match["time"] or match["late"] or "", match["rest"])
            )
    if match := _TIMED_ALONE.match(body):
        found.append(("timed", match["label"], match["time"], ""))
    elif (match := _TIMED_REST.match(body)) and likeness(tidy(match["label"])):
        found.append(("timed", match["label"], match["time"] or match["bare"], match["rest"]))
    if (match := _BRACKET.match(body)) and not match["rest"].startswith((":", "：")):
        label = next(group for group in match.group("a", "b", "c", "d") if group is not None)
        if not is_mark(label):
            found.append(("bracket", label, match["time"] or "", match["rest"].lstrip(" -–—\t")))
    if match := _COLUMN.match(body):
        found.append(("column", match["label"], match["time"] or "", match["rest"]))
    if match := _DASH.match(body):
        found.append(("dash", match["label"], "", match["rest"]))
    if match := _DOT.match(body):
        found.append(("dot", match["label"], "", match["rest"]))
    if match := _CODE.match(body):
        found.append(("code", match["label"], "", match["rest"]))
    if _could_stand_alone(body):
        found.append(("alone", body, "", ""))
    return found


def _given(body: str, known: Sequence[str]) -> list[tuple[Family, str, str, str]]:
    for label in sorted(known, key=len, reverse=True):
        shape = rf"^\W*(?P<label>{re.escape(label)})(?P<rest>(?:[^\w\s].*|\s.*|))$"
        if match := re.match(shape, body, re.S | re.IGNORECASE):
            rest = _SEPARATOR.sub("", match["rest"], count=1)
            time = re.match(rf"^(?P<time>{MARK}|{BARE})", rest)
            if time:
                rest = _SEPARATOR.sub("", rest[time.end() :], count=1)
            return [("given", label, time["time"] if time else "", rest)]
    return []


def _could_stand_alone(body: str) -> bool:
    return len(body) <= 60 and body[-1:] not in ".,?!;…-–—”\"'" and likeness(tidy(body)) > 0
