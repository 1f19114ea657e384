"""What an ingest is asked, what it reports, and why it may refuse."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from idtool.errors import Conflict, PrivacyStop, UsageProblem
from idtool.ingest.label_words import key_of
from idtool.ingest.reading import ColumnChoice, ReadTranscript
from idtool.ingest.word_ledger import WordLedger
from idtool.model import Finding, Interview, Kind, Mark, Turn
from idtool.privacy.keybox import KeyContent
from idtool.steps.screening import Held
from idtool.study.speakers import EVERYWHERE, Speakers

Outcome = Literal["stored", "unchanged", "previewed", "replaced", "held"]
AskSpeaker = Callable[[str, ReadTranscript], str | None]
"""Asks the researcher who a label is: a person id, ``P01:LE``, ``INT``, or nothing."""


@dataclass(frozen=True, slots=True)
class IngestRequest:
    """What the researcher said about the files beside their paths."""

    interview: str | None = None
    kind: Kind | None = None
    week: str | None = None
    speakers: Mapping[str, str] = field(default_factory=dict)
    interviewer: str | None = None
    tracked: Literal["stop", "accept", "reject"] = "stop"
    allow: tuple[str, ...] = ()
    because: str = ""
    attest: str = ""
    dry_run: bool = False
    replace: bool = False
    columns: ColumnChoice = field(default_factory=ColumnChoice)
    groups: Mapping[str, str] = field(default_factory=dict)
    """Groups of a table to take, all if none; with the interview's id, or an empty text."""
    source: str | None = None
    correct: bool = False
    status: str = ""
    speakers_file: Path | None = None
    by_file: Speakers | None = None
    key: KeyContent | None = field(default=None, repr=False)

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels that were named; they are labels whatever follows them on a line."""
        return (*self.speakers, *([self.interviewer] if self.interviewer else []))

    def labels_for(self, path: Path) -> tuple[str, ...]:
        """Those, and the ones a speakers file has for everywhere or for this interview."""
        if self.by_file is None:
            return self.labels
        written = [
            each.label
            for each in self.by_file.labels
            if each.interview in {EVERYWHERE, self.interview} or each.interview in path.stem
        ]
        return tuple(dict.fromkeys([*self.labels, *written]))

    def said_of(self, interview: str) -> dict[str, str]:
        """Who labels are: as said in the call, else as the speakers file has it."""
        by_file = self.by_file.of(interview) if self.by_file is not None else {}
        said = {key_of(label) for label in self.speakers}
        return {
            **{label: who for label, who in by_file.items() if key_of(label) not in said},
            **self.speakers,
        }


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """One speaker label of a file: who it is, and how much they say."""

    label: str
    person: str | None
    role: str | None
    n_turns: int
    n_words: int
    why: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """One file: what was read and what would be, or was, stored."""

    file: str
    interview: str | None
    kind: str | None
    source_format: str
    encoding: str
    n_turns: int
    n_words: int
    speakers: tuple[SpeakerLine, ...]
    findings: tuple[Finding, ...]
    held: Held
    marks: tuple[Mark, ...]
    first_turns: tuple[Turn, ...]
    ledger: WordLedger
    outcome: Outcome
    group: str | None = None
    """What the rows have in the column that a table was grouped by."""
    status: str = ""


class UnknownSpeakers(UsageProblem):
    """Labels nobody has explained."""

    def __init__(
        self, file: str, labels: Sequence[str], interview: Interview | None, role: str
    ) -> None:
        shown = [label if len(label) <= 30 else f"label {n}" for n, label in enumerate(labels, 1)]
        people = list(interview.people) if interview else [f"P01:{role}", f"P02:{role}"]
        options = " ".join(
            f'--speaker "{label}={people[min(number, len(people) - 1)]}"'
            for number, label in enumerate(shown)
        )
        super().__init__(
            f"{file}: who speaks under {', '.join(f'“{label}”' for label in shown)}?",
            f"Say it once, for example: {options}\n"
            'The interviewer is named with --interviewer "LABEL". A person who is not in the '
            f'roster yet is added with a role: --speaker "LABEL=P01:{role}".',
        )


class WhichInterview(UsageProblem):
    """Nothing says which interview a file holds."""

    def __init__(self, file: str) -> None:
        number = re.search(r"(?<!\d)\d{1,3}(?!\d)", file)
        likely = f"I{int(number[0]):02d}" if number else "I03"
        super().__init__(
            f"Nothing says which interview {file} holds.",
            f"Give its id, such as --id {likely} (D01 for a pair, G01 for a group), or begin the "
            "file's name with it.",
        )


class TranscriptChanged(Conflict):
    """The interview is in the study already, with other words."""

    def __init__(self, interview: str, n_codings: int) -> None:
        remedy = (
            f"It carries {n_codings} codings. If these are its corrected words, let the codings "
            f"follow; see first where they go: idtool correct {interview} FILE --dry-run"
            if n_codings
            else "Nothing is coded in it yet; give --replace to put the new words in its place, or "
            f"keep marks and notes as well: idtool correct {interview} FILE"
        )
        super().__init__(
            f"{interview} is in the study already, and this file has other words.", remedy
        )


class SameWordsTwice(Conflict):
    """The same file is in the study under another id."""

    def __init__(self, file: str, other: str) -> None:
        super().__init__(
            f"{file} is already in the study as {other}.",
            "Ingest it under one id only; a person would otherwise be heard twice.",
        )


class TooManyFilesForOneId(UsageProblem):
    """One id was given for several files."""

    def __init__(self) -> None:
        super().__init__(
            "--id was given together with several files.",
            "Ingest them one by one, or begin each file's name with its id.",
        )


class PrivacyHold(PrivacyStop):
    """Files hold something that looks identifying; nothing was stored (exit 3)."""

    def __init__(self, reports: Sequence[IngestReport]) -> None:
        held = [report for report in reports if report.held.stops]
        self.reports = tuple(replace(report, outcome="held") for report in reports)
        super().__init__(
            f"{len(held)} of {len(reports)} files hold something that looks identifying; "
            "nothing was stored.",
            "Decide each find once, for the whole study: idtool privacy review FILE. Or put "
            "placeholders in a copy: idtool pseudonymise FILE --out DIR. A public term passes "
            'with: --allow TERM --because "why it identifies nobody".'
            + (
                ""
                if any(report.held.counts()["block"] for report in held)
                else " Nothing here is sure to identify; once you have looked at every place: "
                '--attest "why it identifies nobody" --as YOUR-ID.'
            )
            + (
                " Decisions of this study are locked by its key file: give --key FILE."
                if any(report.held.n_locked for report in held)
                else ""
            ),
        )
