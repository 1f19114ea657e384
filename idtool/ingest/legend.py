"""Legends: what a file says of its labels before the talk (``I = interviewer``).

They are written on one line or one pair a line, in any language, with an equals sign,
a colon, a dash, brackets or a tab, and either side first (``Interviewer: I``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from idtool.ingest.label_words import is_code, key_of, likeness, tidy
from idtool.ingest.records import Line

_APART = r"\s*(?:[;,/|]\s*|\s{2,}|[.]?\s*$)"
_EQUALS = re.compile(
    rf"(?P<label>[^\s=;,/|][^=;,/|]{{0,24}}?)\s*=\s*(?P<meaning>[^=;,/|]{{1,50}}?){_APART}"
)
_COLONS = re.compile(rf"(?P<label>\w{{1,6}})\s*[:：]\s*(?P<meaning>[^:：;,/|]{{2,40}}?){_APART}")
_DASHES = re.compile(rf"(?P<label>\w{{1,6}})\s*[–—-]\s*(?P<meaning>[^–—;,/|]{{2,40}}?){_APART}")
_BRACKETED = re.compile(
    r"[\[(](?P<label>\w{1,6})[\])]\s*[–—:=-]?\s*(?P<meaning>[^\[\]()]{2,40}?)\s*(?:[;,]\s*|(?=[\[(])|$)"
)
_SPELLED = re.compile(
    r"(?P<meaning>[^\W\d_][\w ]{1,30}?)\s*\((?P<label>\w{1,4})\)\s*(?:[;,]\s*|\s+|$)"
)
_ONE = re.compile(
    r"^[\s\-•*]*(?:[\[(](?P<bracketed>\w{1,6})[\])]|(?P<plain>[^\W_][\w .]{0,24}?))"
    r"(?:\s*[=:：]\s*|\s+[–—-]\s+|\s*\t\s*|(?<=[\])])\s+)(?P<meaning>\S.{0,60})$"
)
_ONE_SPELLED = re.compile(
    r"^[\s\-•*]*(?P<first>[^\W_][\w ]{0,30}?)\s*\((?P<second>[^()]{1,30})\)\s*$"
)
_TITLE = re.compile(r"^[^\W\d_][\w ]{1,24}[:：]\s*(?=\S)")


def legend_pairs(text: str) -> dict[str, str]:
    """Label and meaning of a legend written on one line; empty if it is none.

    ``I = interviewer; Y = informant``, ``[I] – Interviewer [C] - Client``,
    ``Interviewer (I) Informant (X)``, ``Speakers: I – interviewer, Y – mother``. Unless
    they are joined by ``=``, at least two pairs are needed, and a meaning that names a
    role.
    """
    text = text.strip().lstrip("-•* ")
    titled = _TITLE.sub("", text, count=1)
    for told in dict.fromkeys((text, titled)):
        for shape, least in (
            (_BRACKETED, 2),
            (_SPELLED, 2),
            (_EQUALS, 1),
            (_COLONS, 2),
            (_DASHES, 2),
        ):
            pairs = _pairs(shape, told, least)
            if pairs:
                return pairs
    return {}


def _pairs(shape: re.Pattern[str], text: str, least: int) -> dict[str, str]:
    found = list(shape.finditer(text))
    covered = sum(match.end() - match.start() for match in found)
    pairs = dict(oriented(tidy(m["label"]), m["meaning"].strip()) for m in found)
    if len(pairs) < least or covered < len(text) - 1 or not all(map(likeness, pairs)):
        return {}
    roles = any(likeness(meaning) == 3 for meaning in pairs.values())
    named = shape is _EQUALS and all(likeness(meaning) for meaning in pairs.values())
    short = all(len(meaning.split()) <= 6 for meaning in pairs.values())
    return pairs if short and (roles or named) else {}


def legend_block(
    lines: Sequence[Line], full: Sequence[int], place: int
) -> tuple[dict[str, str], int]:
    """The pairs of a legend with one pair a line, and the place after its last line.

    Args:
        lines: The lines of the file.
        full: Places of its lines with words.
        place: Where in ``full`` the legend might begin.

    Returns:
        No pairs where fewer than two lines in a row are pairs of different labels, or
        no meaning names a role.
    """
    pairs: dict[str, str] = {}
    keys: set[str] = set()
    sides: set[bool] = set()
    end = told = place
    for at in full[place:]:
        if end > place and at > full[end - 1] + 1:
            break
        pair = _one_pair(lines[at].text)
        if pair is None or key_of(pair[0]) in keys or key_of(pair[1]) in keys:
            break
        sides.add(lines[at].text.find(pair[0]) > lines[at].text.find(pair[1]))
        if len(sides) > 1:  # which side is the label does not change within a legend
            break
        keys.add(key_of(pair[0]))
        pairs[pair[0]] = pair[1]
        end += 1
        told = end if likeness(_bare(pair[1])) >= 2 else told
    over = end >= len(full) or full[end] > full[end - 1] + 1
    if not over:  # the talk follows at once: what is last may be its first turn
        pairs = dict(list(pairs.items())[: told - place])
        end = told
    roles = [likeness(_bare(meaning)) == 3 for meaning in pairs.values()]
    codes = [len(label) <= 6 for label in pairs]
    return (pairs, end) if len(pairs) > 1 and any(roles) and all(codes) else ({}, place)


def heard(pairs: dict[str, str], lines: Sequence[Line]) -> dict[str, str]:
    """The pairs of a legend without participants' numbers that no line begins with."""
    begun = {key_of(word) for line in lines for word in re.findall(r"^\W{0,3}(\w+)", line.text)}
    return {
        label: meaning
        for label, meaning in pairs.items()
        if key_of(label) in begun or not re.search(r"\d", label)
    }


def _one_pair(text: str) -> tuple[str, str] | None:
    text = text.strip()
    if match := _ONE_SPELLED.match(text):
        first, second = tidy(match["first"]), match["second"].strip()
    elif match := _ONE.match(text):
        first, second = tidy(match["bracketed"] or match["plain"]), match["meaning"].strip()
    else:
        return None
    label, meaning = oriented(first, second.rstrip(";,"))
    words = len(meaning.split())
    if (
        not likeness(label)
        or words > 6
        or second[-1:] in "?!…"
        or (second[-1:] == "." and words > 3)
    ):
        return None
    return label, meaning


def oriented(first: str, second: str) -> tuple[str, str]:
    """Label and meaning, whichever side stands first: the code is the label."""
    code = len(second) <= 4 and (is_code(second) or (len(second) == 1 and second.isupper()))
    return (second, first) if code and len(first) > len(second) + 1 else (first, second)


def _bare(meaning: str) -> str:
    return tidy(re.sub(r"[(,].*$", "", meaning).strip() or meaning)
