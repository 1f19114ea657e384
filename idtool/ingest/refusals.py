"""Why a file is not read, each with what to do about it (all exit 4)."""

from __future__ import annotations

from collections.abc import Sequence

from idtool.errors import InvalidInput, PrivacyStop, UsageProblem

READ_FORMATS = (
    "Word (.docx), OpenDocument (.odt), RTF, PDF with a text layer, plain text (.txt), Markdown "
    "(.md), web pages (.html), WebVTT (.vtt), SubRip (.srt), the JSON of transcription programs, "
    "Whisper's .tsv, oTranscribe's .otr, tables (.csv, .tsv, .xlsx, .ods), ELAN (.eaf), CHAT "
    "(.cha), Praat (.TextGrid), EXMARaLDA (.exb), Transcriber (.trs), TEI, the texts of REFI-QDA "
    "projects (.qdpx), and idtool's own text"
)


class UnknownFormat(InvalidInput):
    """A file that is none of the formats read here."""

    def __init__(self, name: str, what: str = "", remedy: str = "") -> None:
        told = f"it looks like {what}" if what else "its content is none of the formats read"
        super().__init__(
            f"{name} cannot be read: {told}.",
            remedy
            or f"idtool reads {READ_FORMATS}. Save or export the transcript as one of these "
            "(most programs offer .docx or .txt) and ingest that file.",
        )


class EmptyTranscript(InvalidInput):
    """A file without a single word."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} holds no words.",
            "Check that the export finished and that this is the right file; a page that shows "
            "text as a picture must be typed or recognized first.",
        )


class DamagedFile(InvalidInput):
    """A container that does not open as what it claims to be."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            f"{name} is damaged: {what}.",
            "Open it in the program that made it and save it again, or export it anew.",
        )


class EncryptedFile(InvalidInput):
    """A file that asks for a password."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is protected by a password.",
            "Open it in the program that made it, remove the password (Word: File > Info > Protect "
            "Document; LibreOffice: File > Properties > Security), save a copy in the secure "
            "folder, and ingest that copy.",
        )


class EncryptedPdf(InvalidInput):
    """A PDF that asks for a password."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is protected by a password.",
            "Open it in a PDF reader with the password, print it to a new PDF or save it without "
            "protection in the secure folder, and ingest that copy.",
        )


class ScannedPdf(InvalidInput):
    """A PDF whose pages are pictures."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is a scan: its pages are pictures without a text layer.",
            "Ask for the file it was printed from, or have the text recognized (OCR, such as "
            "ocrmypdf, on your own computer), check it against the pages, and ingest the result.",
        )


class OversizeArchive(InvalidInput):
    """A container that unpacks to far more than a transcript can be."""

    def __init__(self, name: str, part: str) -> None:
        super().__init__(
            f"{name} is not opened: its part {part} unpacks to more than a transcript can hold.",
            "Do not trust this file. If it is yours, copy its text into a new Word file.",
        )


class ForbiddenXml(InvalidInput):
    """XML that declares a document type or entities."""

    def __init__(self, name: str, part: str) -> None:
        super().__init__(
            f"{name} is not opened: its part {part} declares a document type (DTD), which no "
            "Word file needs.",
            "Do not trust this file. If it is yours, open it in Word and save it as a new .docx.",
        )


class TrackedChanges(InvalidInput):
    """A Word file with insertions or deletions nobody has accepted or rejected."""

    def __init__(self, name: str, insertions: int, deletions: int) -> None:
        super().__init__(
            f"{name} has tracked changes that are still open: "
            f"{_times(insertions, 'insertion')} and {_times(deletions, 'deletion')}.",
            "Accept or reject them in Word (Review > Accept All Changes) and save, or say what "
            "to take: --tracked accept keeps the inserted words and drops the deleted ones, "
            "--tracked reject does the opposite.",
        )
        self.insertions = insertions
        self.deletions = deletions


class NoTurnsFound(InvalidInput):
    """Text in which no speaker's turns could be told apart."""

    def __init__(self, name: str, tried: str) -> None:
        super().__init__(
            f"No speakers' turns were found in {name}. {tried}",
            "Put each speaker's label and a colon at the start of each turn, as in “INT: …” and "
            "“P01: …”, or name the labels the file uses: --speaker LABEL=P01 --speaker "
            "OTHER=INT. The labels then count wherever they begin a line.",
        )


class NoSpeakers(InvalidInput):
    """A table of words in which nothing tells who speaks."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} has words, but no column that plainly names who speaks.",
            "Name it: --speaker-column COLUMN, by its head, its number or its letter.",
        )


class NotATranscript(InvalidInput):
    """A file that is read well enough to see that it is something else."""

    def __init__(self, name: str, what: str, remedy: str) -> None:
        super().__init__(f"{name} is not a transcript: {what}.", remedy)


class WhichColumn(UsageProblem):
    """Several columns or sheets of a table may be meant (exit 2)."""

    def __init__(self, name: str, what: str, option: str, choices: Sequence[str]) -> None:
        shown = ", ".join(f"“{choice}”" for choice in choices[:8])
        super().__init__(
            f"{name}: more than one {what}: {shown}.",
            f'Say which one holds the interview: {option} "{choices[0]}".',
        )


class NoSuchColumn(UsageProblem):
    """A column or sheet was named that the table does not have (exit 2)."""

    def __init__(self, name: str, what: str, asked: str, choices: Sequence[str]) -> None:
        shown = ", ".join(f"“{choice}”" for choice in choices[:20])
        super().__init__(
            f"{name} has no {what} “{asked}”.",
            f"It has {shown}. A number from 1 or a letter such as B names one as well."
            if choices
            else "",
        )


class SeveralInterviews(UsageProblem):
    """One table holds many interviews, and nobody said so (exit 2)."""

    def __init__(self, name: str, column: str, count: int) -> None:
        super().__init__(
            f"{name} seems to hold {count} interviews, told apart by the column “{column}”.",
            f'Make each one an interview of its own: --group-by "{column}" (add --dry-run to see '
            'them first). If it is one interview after all: --group-by "".',
        )


class NotATable(UsageProblem):
    """Columns were named for a file that has none (exit 2)."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is no table, so it has no columns or sheets to choose.",
            "Leave out --group-by, --speaker-column, --text-column and --sheet.",
        )


class KeyFileRefused(PrivacyStop):
    """A table that pairs ids with people (exit 3)."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"{name} looks like a key from ids to people: {reason}.",
            "It must not enter a study. Keep it apart from the study folder, encrypted; ingest "
            "the transcript itself.",
        )


def _times(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
