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
* ``tight``: a colon with a digit right after it, which is a time unless proved a label
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

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
    "tight",
    "pattern",
]


@dataclass(frozen=True, slots=True)
class Opening:
    """One reading of a line: who begins to speak, when, and the words after it.

    ``form`` sums up how the label is set (brackets, time before or after, a line of its
    own, a tab), since in one file labels are mostly set alike.
    """

    family: Family
    label: str
    rest: str
    start: float | None = None
    end: float | None = None
    bold: bool = False
    form: str = ""

    @property
    def timed(self) -> bool:
        """Whether a time stands beside the label."""
        return self.start is not None


class _Reading(NamedTuple):
    """One shape that fits a line: its family, label, time as written, rest, and form."""

    family: Family
    label: str
    time: str
    rest: str
    form: str


_LABEL = r"(?P<label>[^\s:：](?:[^:：\t]{0,78}?[^\s:：])??)"
_TIME = rf"(?P<time>{MARK}|{BARE})"
_APART = rf"(?:{MARK}|{BARE}(?=\s*$|\s{{2,}}|\s*\t))"
_COLON = re.compile(
    rf"^{_LABEL}\s*(?:[,|–—-]?\s*{_TIME})?\s*[:：]+(?![/\\])(?P<gap>\s*)(?P<late>{MARK})?(?P<rest>.*)$",
    re.S,
)
_TIMED_ALONE = re.compile(rf"^{_LABEL}(?:\s*[|,–—•·-]\s*|\s+|(?=[\[({{<#])){_TIME}\s*$")
_TIMED_REST = re.compile(
    rf"^{_LABEL}(?:\s*[|,–—-]\s*|\s+|(?=[\[({{<#]))"
    rf"(?P<time>{_APART}|\d{{1,2}}:\d{{2}}:\d{{2}}(?=\s))\s*(?:[-–—]\s+)?(?P<rest>\S.*)$",
    re.S,
)
_BRACKET = re.compile(
    r"^(?:\[(?P<a>[^\[\]]{1,60})\]|\((?P<b>[^()]{1,60})\)|<(?P<c>[^<>]{1,60})>|\{(?P<d>[^{}]{1,60})\})"
    rf"\s*(?P<time>{_APART})?\s*(?P<rest>.*)$",
    re.S,
)
_COLUMN = re.compile(
    r"^(?P<label>\S(?:[^\t]{0,58}?[^\s:])?)(?P<gap>\s*\t\s*|\s{2,})"
    rf"(?:(?P<time>{_APART})\s*)?(?P<rest>.*)$",
    re.S,
)
_DASH = re.compile(
    r"^(?P<label>\S(?:[^–—:\t]{0,38}?\S)??)(?:\s+[–—-]+\s*|[–—]\s*|-\s+)(?P<rest>\S.*)$", re.S
)
_DOT = re.compile(r"^(?P<label>[^\W_][\w ]{0,22}?)\s?(?P<mark>[.;)>|])(?P<rest>\s.*|)$", re.S)
_CODE = re.compile(
    r"^(?P<label>(?:[Ss]peaker|[Pp]articipant|[Ii]nterviewer|[Ii]nterviewee|[Rr]espondent|SPEAKER|"
    r"PARTICIPANT|INTERVIEWER|INTERVIEWEE|RESPONDENT)(?:[ _-]?\d{1,2})?"
    r"|[A-Z]{1,4}\d{0,3}|[A-Za-z]{1,6}\d{1,6}[a-z]?)\s+(?P<rest>\S.*)$",
    re.S,
)
_SEPARATOR = re.compile(r"^\s*(?:(?!\.\.)[^\w\s“”‘’\"'(\[{<…¿¡$#]{1,3}(?=[\s\w“‘\"'(\[]|$))?\s*")
_HEAD = 400
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
    head, tail = stripped[:_HEAD], stripped[_HEAD:]  # no label is longer; no line is too long
    lead = leading_time(head)
    body = lead.rest if lead else head
    body = _BULLET.sub("", body, count=1) if body[:1] in "->•·▪●*–—#" else body
    set_apart = bool(bold) and bold < len(stripped)
    readings = [*_given(body, known), *_readings(body)]
    if set_apart and lead is None:
        label = _BULLET.sub("", head[:bold].strip(), count=1).rstrip(":.–—-")
        readings.append(_Reading("bold", label, "", head[bold:].lstrip(" :.–—-\t"), ""))
    if lead and body and not tail and _could_stand_alone(body):
        readings.append(_Reading("timed", body, "", "", "alone"))
    found: list[Opening] = []
    for each in readings:
        first, last = span(each.time) if each.time else (None, None)
        if first is None and lead is not None:
            first, last = lead.start, lead.end
        form = f"{'time ' * bool(lead)}{'bold ' * set_apart}{each.family} {each.form}"
        found.append(
            Opening(
                each.family,
                tidy(each.label),
                (each.rest + tail).strip(),
                first,
                last,
                set_apart,
                form,
            )
        )
    return [each for each in found if each.label and not is_time_alone(each.label)]


def _readings(body: str) -> list[_Reading]:
    """Every shape that fits, the plainer ones first."""
    found: list[_Reading] = []
    if match := _COLON.match(body):
        found.append(_colon(match))
    if match := _TIMED_ALONE.match(body):
        found.append(_Reading("timed", match["label"], match["time"], "", "alone"))
    elif (match := _TIMED_REST.match(body)) and likeness(tidy(match["label"])):
        found.append(_Reading("timed", match["label"], match["time"], match["rest"], ""))
    if (match := _BRACKET.match(body)) and not match["rest"].startswith((":", "：")):
        label = next(group for group in match.group("a", "b", "c", "d") if group is not None)
        if not is_mark(label):
            rest = match["rest"].lstrip(" -–—\t")
            found.append(_Reading("bracket", label, match["time"] or "", rest, body[0]))
    if match := _COLUMN.match(body):
        label = match["label"]
        label = label[0] if re.fullmatch(r"[^\W\d_]\.", label) else label  # Q. and A. in courts
        found.append(_Reading("column", label, match["time"] or "", match["rest"], ""))
    if match := _DASH.match(body):
        found.append(_Reading("dash", match["label"], "", match["rest"], ""))
    if match := _DOT.match(body):
        found.append(_Reading("dot", match["label"], "", match["rest"], match["mark"]))
    if match := _CODE.match(body):
        found.append(_Reading("code", match["label"], "", match["rest"], ""))
    if _could_stand_alone(body):
        found.append(_Reading("alone", body, "", "", ""))
    return found


def _colon(match: re.Match[str]) -> _Reading:
    """The reading of a line with a colon; it is ``tight`` if a digit follows at once."""
    rest, label = match["rest"], match["label"]
    time = match["time"] or match["late"] or ""
    tight = not match["gap"] and not match["late"] and rest[:1].isdigit()
    form = "".join(
        word
        for word, holds in (
            (label[0], label[0] in "[(<{"),
            (" time", match["time"]),
            (" late", match["late"]),
            (" wide", len(match["gap"]) > 1 or match["gap"] == "\t"),
            (" alone", not rest.strip()),
        )
        if holds
    )
    return _Reading("tight" if tight else "colon", label, time, rest, form)


def _given(body: str, known: Sequence[str]) -> list[_Reading]:
    for label in sorted(known, key=len, reverse=True):
        shape = rf"^\W*(?P<label>{re.escape(label)})(?P<rest>(?:[^\w\s].*|\s.*|))$"
        if match := re.match(shape, body, re.S | re.IGNORECASE):
            rest = _SEPARATOR.sub("", match["rest"], count=1)
            time = re.match(rf"^(?P<time>{MARK}|{BARE})", rest)
            if time:
                rest = _SEPARATOR.sub("", rest[time.end() :], count=1)
            return [_Reading("given", label, time["time"] if time else "", rest, "")]
    return []


def _could_stand_alone(body: str) -> bool:
    return len(body) <= 60 and body[-1:] not in ".,?!;…-–—”\"'" and likeness(tidy(body)) > 0
