"""What a reader hands on: turns as spoken, findings, and words that are no turns.

Everything here lives in memory only. ``HiddenPart.text`` and ``SpokenTurn.text``
hold participants' words and names; findings and errors never do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from idtool.model import Finding


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """One speaker's uninterrupted words, with the label the file gives.

    ``label`` is ``None`` where the file does not say who speaks. ``line`` is the
    line (text, captions) or paragraph (Word) where the turn begins, from 1.
    Paragraphs of one turn are joined by a line feed; captions by a space.
    """

    label: str | None
    text: str
    line: int
    start_seconds: float | None = None
    end_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class HiddenPart:
    """Words of a file that are not turns, for the privacy screen only.

    ``where`` says what they were (``comment 2``, ``author``, ``line 3, before the
    first speaker``) and holds no words of the file itself.
    """

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadTranscript:
    """A transcript as a file holds it, before anybody says who the speakers are.

    ``header`` has front matter as the file writes it, and what a legend says of
    a label under the key ``speaker LABEL``. ``beside`` counts words of the file that
    are labels, times and the like, and so are neither turns nor left out
    (``word_ledger.py``).
    """

    source_format: str
    encoding: str
    turns: tuple[SpokenTurn, ...]
    findings: tuple[Finding, ...]
    header: Mapping[str, str]
    hidden: tuple[HiddenPart, ...]
    beside: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """Columns of a table the researcher named, by header, number from 1, or letter.

    ``group_by`` holds what tells one interview of the file from another; ``sheet`` is
    a sheet of a workbook, by name or number from 1.
    """

    speaker: str | None = None
    text: str | None = None
    group_by: str | None = None
    sheet: str | None = None

    @property
    def is_made(self) -> bool:
        """Whether anything was named at all."""
        return any((self.speaker, self.text, self.group_by, self.sheet))


@dataclass(frozen=True, slots=True)
class GroupedTranscript:
    """One interview of a file; ``group`` is what its rows have in the column grouped by."""

    group: str | None
    read: ReadTranscript


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a container, ready for the grammar of labels.

    A line is a line of a text file, a paragraph of a Word file (or its part
    between soft breaks), or a line of a caption. ``opens`` tells whether it
    begins a paragraph or caption. ``bold`` counts its first characters that are
    set apart by bold type. ``look`` names how the whole line is set. ``label``
    is what the container itself says of the speaker (a voice tag, a table
    column); ``given`` tells that it said so. ``joint`` is what joins the line to
    the one before it within a turn.
    """

    number: int
    text: str
    opens: bool = True
    bold: int = 0
    look: str = ""
    label: str | None = None
    given: bool = False
    start: float | None = None
    end: float | None = None
    joint: str = "\n"
    part: str = ""


@dataclass(slots=True)
class Report:
    """Findings and hidden parts as a reader gathers them, in order.

    ``source`` is the name of the file the findings are about.
    """

    source: str
    findings: list[Finding] = field(default_factory=list)
    hidden: list[HiddenPart] = field(default_factory=list)
    header: dict[str, str] = field(default_factory=dict)
    beside: Counter[str] = field(default_factory=Counter)

    def note(self, line: int, rule: str, message: str) -> None:
        """Add a finding; ``message`` never holds a participant's words."""
        self.findings.append(Finding(self.source, line, rule, message))

    def keep(self, where: str, text: str) -> None:
        """Keep words that are not turns for the privacy screen."""
        if text.strip():
            self.hidden.append(HiddenPart(where, text))

    def transcript(
        self, source_format: str, encoding: str, turns: Sequence[SpokenTurn]
    ) -> ReadTranscript:
        """The turns with everything gathered on the way to them."""
        return ReadTranscript(
            source_format,
            encoding,
            tuple(turns),
            tuple(self.findings),
            self.header,
            tuple(self.hidden),
            dict(self.beside),
        )


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun, such as ``1 comment`` or ``3 comments``."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def line_list(numbers: list[int], most: int = 8) -> str:
    """Line numbers for a message: ``line 4`` or ``lines 4, 9, 12 and 3 more``."""
    shown = ", ".join(str(number) for number in numbers[:most])
    if len(numbers) > most:
        shown += f" and {len(numbers) - most} more"
    return f"{'line' if len(numbers) == 1 else 'lines'} {shown}"
