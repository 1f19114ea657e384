"""Ticks in a line of a returned form: by signs and labels, whatever program wrote it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_TICKED = "☒☑✓✔✗✘🗹🗵☓√"
_EMPTY = "☐□◻▢❏❑"
_SIGN = re.compile(f"[{_TICKED}{_EMPTY}]|\\[[ xX✓]?\\]|\\([xX✓]\\)")
_CROSS = re.compile(r"^\W*[xX✓✔]\W*$")
_EDGE = r"(?<![^\W_]){}(?![^\W_])"


@dataclass(frozen=True, slots=True)
class ReadTicks:
    """What a line of choices says: tags ticked, and words that are not the form's."""

    ticked: tuple[str, ...]
    found: tuple[str, ...]
    typed: tuple[str, ...]


def plain(words: str) -> str:
    """Words without signs to tick, with single spaces."""
    kept = "".join(" " if sign in _TICKED + _EMPTY else sign for sign in words)
    return re.sub(r"\s+", " ", kept.replace("\u00a0", " ")).strip()


def has_sign(words: str) -> bool:
    """Whether a sign to tick stands in a line."""
    return _SIGN.search(words) is not None


def read_ticks(line: str, labels: Mapping[str, str], sent: str) -> ReadTicks:
    """Which of some labels are ticked in a line.

    A filled sign or a cross before a label ticks it; a cross behind one does so as
    well where a sign follows. What else stands between labels, beyond what the
    line held when it was sent, was typed.

    Args:
        labels: Labels by tag, those that may stand in the line.
        sent: The line as it was sent.
    """
    line = line.replace("\u00a0", " ")
    spans = _spans(line, labels)
    prompts = _between(sent.replace("\u00a0", " "), _spans(sent.replace("\u00a0", " "), labels))
    known = [part for part in (plain(words) for words in prompts) if part]
    ticked: list[str] = []
    typed: list[str] = []
    before = ""
    for number, words in enumerate(_between(line, spans)):
        following = spans[number][2] if number < len(spans) else ""
        tail, sign, lead = _around_sign(words)
        for part, tag in ((tail, before if sign else following or before), (lead, following)):
            if _CROSS.match(part):
                ticked.append(tag)
            elif words_of_theirs := _beyond(plain(part), known):
                typed.append(words_of_theirs)
        if sign and _is_on(sign):
            ticked.append(following or before)
        before = following
    return ReadTicks(
        tuple(dict.fromkeys(tag for tag in ticked if tag)),
        tuple(tag for _, _, tag in spans),
        tuple(typed),
    )


def _spans(line: str, labels: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """Where labels stand, as (start, end, tag), in order; longer labels come first."""
    found: list[tuple[int, int, str]] = []
    for tag, label in sorted(labels.items(), key=lambda item: -len(item[1])):
        words = re.escape(plain(label)).replace(r"\ ", r"\s+")
        for match in re.finditer(_EDGE.format(words), line):
            if not any(match.start() < end and start < match.end() for start, end, _ in found):
                found.append((match.start(), match.end(), tag))
                break
    return sorted(found)


def _between(line: str, spans: Sequence[tuple[int, int, str]]) -> list[str]:
    """What stands before, between and behind the labels."""
    edges = [0, *(edge for start, end, _ in spans for edge in (start, end)), len(line)]
    return [line[edges[n] : edges[n + 1]] for n in range(0, len(edges), 2)]


def _around_sign(words: str) -> tuple[str, str, str]:
    """What stands before the last sign to tick, the sign, and what stands behind it."""
    signs = list(_SIGN.finditer(words))
    if not signs:
        return "", "", words
    on = [sign for sign in signs if _is_on(sign[0])]
    sign = on[-1] if on else signs[-1]
    rest = "".join(_SIGN.sub(" ", part) for part in (words[: sign.start()],))
    return rest, sign[0], _SIGN.sub(" ", words[sign.end() :])


def _is_on(sign: str) -> bool:
    return sign[0] in _TICKED or any(mark in sign for mark in "xX✓")


def _beyond(words: str, known: Sequence[str]) -> str:
    """What of some words was not there before."""
    for prompt in known:
        if words == prompt:
            return ""
        if words.startswith(prompt):
            return words[len(prompt) :].strip()
        if words.endswith(prompt):
            return words[: -len(prompt)].strip()
    return words if re.search(r"\w", words) else ""
