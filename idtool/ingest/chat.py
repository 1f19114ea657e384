"""CHAT (.cha): CLAN's and TalkBank's transcripts, read as they are, not as they should be.

A main line begins with ``*``, the speaker's code and a colon; it goes on in lines that
begin with a tab. Lines with ``%`` below it hold codings of the same words and stay out;
lines with ``@`` tell who takes part. Strict readers refuse a file for an age such as
``1;8.``; nothing here is validated.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from idtool.ingest.assembly import assemble
from idtool.ingest.chat_words import spoken
from idtool.ingest.encoding import clean, decode
from idtool.ingest.label_words import key_of
from idtool.ingest.oddities import report_speakers
from idtool.ingest.records import Line, ReadTranscript, Report, counted, line_list
from idtool.ingest.refusals import EmptyTranscript

_MAIN = re.compile(r"^\*(?P<code>[^\s:*][^:\n]{0,30}?)\s*:(?P<rest>.*)$", re.S)
_BULLET = re.compile(r"\x15(?:[^\x15\n]*?_)??(?P<start>\d+)_(?P<end>\d+)[-_\w]*\x15")
_SHOWN_BULLET = re.compile(r"[•·\u2022](?:%snd:[^•\n]*?_)?(?P<start>\d+)_(?P<end>\d+)[•·\u2022]")
_OTHER_BULLET = re.compile(r"\x15[^\x15\n]*\x15")
_CODES = "code beside the words"


@dataclass(frozen=True, slots=True)
class _Tier:
    """One logical line: where it begins, its sign (``*``, ``%``, ``@``), name and words."""

    number: int
    sign: str
    name: str
    text: str


def is_chat(text: str, ending: str) -> bool:
    """Whether a text is CHAT: by its head, or by its name and a main line."""
    if re.match(r"\s*@(?:UTF8|Begin)\b", text):
        return True
    return ending in {"cha", "chat"} and bool(re.search(r"^\*[^\s:]{1,12}:", text, re.M))


def read_chat(data: bytes, name: str, *, known: Sequence[str] = ()) -> ReadTranscript:  # noqa: ARG001
    """Read a CHAT file: main lines to turns, everything else to the hidden parts.

    Raises:
        EmptyTranscript: No main line holds a word.
    """
    report = Report(name)
    decoded, encoding = decode(data, report)
    bullets = _BULLET.sub(r"•\g<start>_\g<end>•", decoded)
    text = clean(_OTHER_BULLET.sub(" ", bullets), report)
    lines: list[Line] = []
    silent: list[int] = []
    dependent: Counter[str] = Counter()
    participants = ""
    for tier in _logical_lines(text):
        if tier.sign == "*":
            line = _utterance(tier, report)
            if line is None:
                silent.append(tier.number)
            else:
                lines.append(line)
        elif tier.sign == "%":
            dependent[tier.name] += 1
            report.keep(f"line {tier.number}, %{tier.name} line", tier.text)
        else:
            report.keep(f"line {tier.number}, header", f"{tier.name} {tier.text}".strip())
            if tier.name == "Participants":
                participants = tier.text
            elif tier.name == "ID":
                _note_role(tier.text, report)
    _note_participants(participants, report)
    if not lines:
        raise EmptyTranscript(name)
    _report_left_out(dependent, silent, report)
    turns = assemble(lines, [None] * len(lines), report)
    legend = {
        key_of(code): code for key in report.header if (code := key.removeprefix("speaker ")) != key
    }
    report_speakers(turns, legend, report)
    return report.transcript("chat", encoding, turns)


def _logical_lines(text: str) -> Iterator[_Tier]:
    """Lines with those that continue them; a line with no sign at all continues, too."""
    number, gathered = 0, ""
    for at, line in enumerate(text.split("\n"), start=1):
        if line[:1] in {"*", "%", "@"} and _begins(line):
            if gathered:
                yield _tier(number, gathered)
            number, gathered = at, line
        elif line.strip():
            number = number or at
            gathered = f"{gathered} {line.strip()}" if gathered else line
    if gathered:
        yield _tier(number, gathered)


def _begins(line: str) -> bool:
    return line[0] == "@" or bool(re.match(r"[*%][^\s:]{1,31}\s*:", line))


def _tier(number: int, text: str) -> _Tier:
    if match := _MAIN.match(text):
        return _Tier(number, "*", " ".join(match["code"].split()), match["rest"].strip())
    name, _, rest = text[1:].partition(":")
    if text[:1] == "%":
        return _Tier(number, "%", name.strip(), rest.strip())
    return (
        _Tier(number, "@", name.strip(), rest.strip())
        if text[:1] == "@"
        else _Tier(number, "@", "", text.strip())
    )


def _utterance(tier: _Tier, report: Report) -> Line | None:
    """A main line as a line of talk, or ``None`` if nothing was said in it."""
    bullets = list(_SHOWN_BULLET.finditer(tier.text))
    for bullet in bullets:
        report.beside["times"] += 2 * bool(bullet)
    dropped: list[str] = []
    words = spoken(_SHOWN_BULLET.sub(" ", tier.text), dropped.append)
    report.keep(f"line {tier.number}, {_CODES}", " ".join(dropped))
    if not words:
        return None
    return Line(
        tier.number,
        words,
        label=tier.name,
        given=True,
        start=int(bullets[0]["start"]) / 1000 if bullets else None,
        end=int(bullets[-1]["end"]) / 1000 if bullets else None,
        joint=" ",
    )


def _note_role(text: str, report: Report) -> None:
    """Of ``@ID: eng|corpus|INV|34;02.|female|||Investigator|||``, what the code stands for."""
    fields = [each.strip() for each in text.split("|")]
    if len(fields) > 7 and fields[2] and fields[7]:
        report.header[f"speaker {fields[2]}"] = fields[7].replace("_", " ")


def _note_participants(text: str, report: Report) -> None:
    """Of ``MOT Anna Mother, CHI Target_Child``, what each code stands for."""
    for each in text.split(","):
        words = each.split()
        if len(words) >= 2:
            report.header.setdefault(f"speaker {words[0]}", words[-1].replace("_", " "))


def _report_left_out(dependent: Counter[str], silent: Sequence[int], report: Report) -> None:
    if dependent:
        names = ", ".join(
            f"%{name}" for name in sorted(dependent) if re.fullmatch(r"\w{1,7}", name)
        )
        report.note(
            0,
            "dependent-tiers",
            f"{counted(dependent.total(), 'line')} of codings ({names}) left out of the turns.",
        )
    codes = sum(part.where.endswith(_CODES) for part in report.hidden)
    if codes:
        report.note(
            0,
            "chat-codes",
            f"In {counted(codes, 'line')} CHAT codes stand beside the words and are left out; "
            "kept are the words as spoken, repetitions, pauses, xxx, and events as [laughs].",
        )
    if silent:
        report.note(
            silent[0], "no-speech", f"{counted(len(silent), 'line')} without speech: "
            f"{line_list(list(silent))}."
        )  # fmt: skip
