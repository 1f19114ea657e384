"""Statements that are not in membercheck.yaml: own turns given back, accounts a person wrote."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from idtool.errors import InvalidInput
from idtool.model import Transcript, Turn
from idtool.privacy.leaks import identifiers_in
from idtool.report.member_check import AskedStatement, OwnQuote
from idtool.steps.contexts import StudyText
from idtool.steps.member_wishes import Wishes

SUMMARIES = "summaries"
"""The folder of individual accounts, beside membercheck.yaml: ``summaries/P03.md``."""
MOST_PARTS = 20
_THEME = re.compile(r"\s*\{(T\d+)\}\s*$")
_HIDDEN = "[…]"


class FlawedSummary(InvalidInput):
    """An individual account cannot be used as it is."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(
            f"{name}: {problem}",
            "Write paragraphs with an empty line between them, in plain words.",
        )


def summary_file(folder: Path, person: str) -> Path:
    """Where a person's account is expected."""
    return folder / SUMMARIES / f"{person}.md"


def account_of(path: Path) -> tuple[list[AskedStatement], dict[str, str]]:
    """A person's account as statements, one per paragraph, and the themes they name.

    A line ``## …`` is the heading of the paragraphs below it; ``{T01}`` at the end
    of a paragraph says which theme it is about and is not printed.

    Raises:
        FlawedSummary: It is empty, too long, or not UTF-8.
    """
    name = f"{SUMMARIES}/{path.name}"
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise FlawedSummary(name, "The file is not UTF-8.") from error
    statements: list[AskedStatement] = []
    themes: dict[str, str] = {}
    heading = ""
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        while lines and lines[0].startswith("#"):
            heading = lines.pop(0).lstrip("#").strip()
        words = " ".join(lines)
        if not words:
            continue
        number = f"SU-{len(statements) + 1:02d}"
        if found := _THEME.search(words):
            themes[number] = found[1]
            words = words[: found.start()].rstrip()
        statements.append(AskedStatement(number, words, heading=heading))
        heading = ""
    if not statements:
        raise FlawedSummary(name, "The account is empty.")
    if len(statements) > MOST_PARTS:
        raise FlawedSummary(name, f"{len(statements)} parts are too many for one sitting.")
    return statements, themes


def own_turns(
    text: StudyText,
    person: str,
    *,
    by_vignette: bool,
    forbidden: Collection[str],
    wishes: Wishes,
) -> list[AskedStatement]:
    """A person's own turns, a section per interview, or per part of it.

    Left out are everybody else's turns and vignettes read out. Ids of others,
    which a transcriber may have put for names, are hidden; so is what the person
    has asked to be taken out.
    """
    sections: dict[tuple[str, str], list[OwnQuote]] = {}
    for transcript in text.transcripts.values():
        for turn in transcript.turns:
            if turn.person != person or turn.number in text.readouts.get(transcript.id, ()):
                continue
            words = " ".join(wishes.shown(turn).split())
            for hidden in reversed(identifiers_in(words, forbidden)):
                words = f"{words[: hidden.start]}{_HIDDEN}{words[hidden.end :]}"
            if words.strip(f" {_HIDDEN}"):
                part = _part_of(text, transcript, turn) if by_vignette else ""
                place = f"{transcript.id}.{turn.start}-{turn.end}"
                sections.setdefault((transcript.id, part), []).append(OwnQuote(words, place))
    return [
        AskedStatement(
            f"TR-{number:02d}", "", heading=_heading(text, name, part, sections), turns=tuple(turns)
        )
        for number, ((name, part), turns) in enumerate(sections.items(), start=1)
    ]


def _part_of(text: StudyText, transcript: Transcript, turn: Turn) -> str:
    """The vignette a turn answers, by its area, or nothing."""
    found = ""
    for mark in text.marks.get(transcript.id, ()):
        if mark.first_turn <= turn.number <= mark.last_turn:
            found = text.study.vignette_areas.get(mark.ref.split(".")[0], "")
    return found


def _heading(text: StudyText, name: str, part: str, sections: Collection[tuple[str, str]]) -> str:
    kinds = list(dict.fromkeys(interview for interview, _ in sections))
    paired = text.transcripts[name].interview.kind == "paired"
    talk = "Our talk with the two of you" if paired else "Our talk"
    same = [
        other for other in kinds if (text.transcripts[other].interview.kind == "paired") == paired
    ]
    if len(same) > 1:
        talk = f"{talk} ({same.index(name) + 1})"
    divided = any(other for interview, other in sections if interview == name)
    return f"{talk}: {part or 'the rest'}" if divided else talk
