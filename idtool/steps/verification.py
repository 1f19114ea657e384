"""What verifying a manuscript found, and the lists and comments made of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from idtool.errors import InsufficientData, InvalidInput
from idtool.exchange.sheets import write_csv
from idtool.ingest.manuscripts import manuscript_paragraphs, runs_with_text
from idtool.model import Act
from idtool.report.word_remarks import Remark, with_remarks
from idtool.written import write_bytes_atomically, write_text_atomically

Check = Literal["quotes", "words", "claims"]

CHECKS: tuple[Check, ...] = ("quotes", "words", "claims")


@dataclass(frozen=True, slots=True)
class ManuscriptFinding:
    """One thing to look at in a manuscript.

    ``where`` is the paragraph or line; ``start`` and ``end`` are positions in the
    paragraph. ``fails`` tells a fault from a remark. ``words`` are the
    manuscript's own; ``at`` is a place in the study, ``people`` who speaks there,
    ``nearest`` the true words.
    """

    check: Check
    rule: str
    fails: bool
    where: str
    paragraph: int
    start: int
    end: int
    words: str
    message: str
    at: str = ""
    people: tuple[str, ...] = ()
    nearest: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """What a manuscript was checked for, and everything found, in its order.

    ``n_quotes`` counts quotations held against the transcripts, ``n_words``
    statements of how many with a link, ``n_claims`` sentences on findings.
    ``unchecked`` says what was not checked, and why.
    """

    file: str
    n_paragraphs: int
    n_quotes: int
    n_words: int
    n_claims: int
    findings: tuple[ManuscriptFinding, ...]
    unchecked: tuple[str, ...]

    @property
    def failures(self) -> tuple[ManuscriptFinding, ...]:
        """Findings that must be mended."""
        return tuple(finding for finding in self.findings if finding.fails)


class NothingToVerify(InsufficientData):
    """There is nothing to hold a manuscript against."""

    def __init__(self) -> None:
        super().__init__(
            "The study holds no transcript to hold a manuscript against.",
            "Ingest the interviews first: idtool ingest FILE",
        )


def write_annotated(path: Path, result: Verification, out: Path, act: Act) -> Path:
    """Write a copy of a Word manuscript with a comment at every finding in its text.

    The comments are dated by ``act``; the manuscript itself stays as it is.

    Raises:
        InvalidInput: The manuscript is no Word file.
    """
    data = bytes_of(path)
    if not data.startswith(b"PK"):
        raise InvalidInput(
            f"{path.name} is no Word file, so it takes no comments.",
            "Leave --annotate out; the list and --csv tell the same.",
        )
    remarks = [
        Remark(each.paragraph, each.start, each.end, _comment(each))
        for each in result.findings
        if not each.where.startswith("note")
    ]
    write_bytes_atomically(
        out, with_remarks(data, remarks, manuscript_paragraphs, runs_with_text, at=act.at)
    )
    return out


COLUMNS = (
    "check", "rule", "fails", "where", "words", "message", "at", "people", "nearest",
)  # fmt: skip


def write_list(result: Verification, out: Path) -> None:
    """Write everything found as a CSV file, one row per finding."""
    rows = [
        {
            **{name: " ".join(str(getattr(each, name)).split()) for name in COLUMNS},
            "fails": "yes" if each.fails else "no",
            "people": " ".join(each.people),
        }
        for each in result.findings
    ]
    write_text_atomically(out, write_csv(COLUMNS, rows))


def _comment(finding: ManuscriptFinding) -> str:
    head = "" if finding.fails else "To consider: "
    true = f"\nThe transcript has: “{finding.nearest}”" if finding.nearest else ""
    return f"{head}{finding.message}{true}"


def bytes_of(path: Path) -> bytes:
    """A file as it is."""
    if not path.is_file():
        raise InvalidInput(f"{path} is not a file.", "Check the path.")
    return path.read_bytes()
