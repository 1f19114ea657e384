"""Word files (.docx): the document's paragraphs and tables as labelled lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from idtool.ingest.document_lines import cleaned, document_lines
from idtool.ingest.package import Package
from idtool.ingest.plain import refuse_chat, turns_of
from idtool.ingest.records import ReadTranscript, Report, counted
from idtool.ingest.refusals import DamagedFile, EmptyTranscript, TrackedChanges
from idtool.ingest.word_blocks import Unseen
from idtool.ingest.word_body import Tracked, Walk
from idtool.ingest.word_parts import read_authors, read_hidden_parts
from idtool.ingest.word_styles import Style, read_numbering, read_styles


def read_word(
    data: bytes, name: str, *, tracked: Tracked = "stop", known: Sequence[str] = ()
) -> ReadTranscript:
    """Read a Word file.

    Args:
        data: The bytes of the file.
        name: Its name, for messages.
        tracked: What to do with tracked changes nobody has accepted or rejected.
        known: Labels the researcher named.

    Raises:
        TrackedChanges: There are tracked changes, and ``tracked`` is ``stop``.
        EmptyTranscript: The document holds no words.
    """
    report = Report(name)
    package = Package(data, name)
    document = main_part(package)
    styles = _styles(package)
    root = package.xml(document)
    walk = Walk(styles, tracked=tracked)
    try:
        blocks = walk.blocks(root)
    except RecursionError as error:
        raise DamagedFile(name, "its parts are nested without end") from error
    settle_changes(walk.unseen, tracked, report)
    read_authors(root, report)
    read_hidden_parts(package, document, report)
    report_unseen(walk.unseen, report)
    lines = cleaned(document_lines(blocks, styles, _numbering(package), report), report)
    if not any(line.text.strip() for line in lines):
        raise EmptyTranscript(name)
    refuse_chat(lines, name)
    turns = turns_of(lines, report, known=known)
    return report.transcript("docx", "utf-8", turns)


def main_part(package: Package) -> str:
    """The name of the part that holds the document.

    Raises:
        DamagedFile: There is none.
    """
    for kind, target, _ in package.relations(""):
        part = target.lstrip("/")
        if kind == "officeDocument" and part in package.parts:
            return part
    if "word/document.xml" in package.parts:
        return "word/document.xml"
    raise DamagedFile(package.name, "it has no document inside")


def _styles(package: Package) -> Mapping[str, Style]:
    return read_styles(package.xml("word/styles.xml")) if "word/styles.xml" in package.parts else {}


def _numbering(package: Package) -> Mapping[tuple[str, str], str]:
    part = "word/numbering.xml"
    return read_numbering(package.xml(part)) if part in package.parts else {}


def settle_changes(unseen: Unseen, tracked: Tracked, report: Report) -> None:
    """Stop at open tracked changes, or say what was done with them."""
    counts = unseen.counts
    insertions = counts["insertion"] or counts["paragraph ins"]
    deletions = counts["deletion"] or counts["paragraph del"]
    if not insertions and not deletions:
        return
    if tracked == "stop":
        raise TrackedChanges(report.source, insertions, deletions)
    report.note(
        0,
        "tracked-changes",
        f"Tracked changes {tracked}ed: {counted(insertions, 'insertion')}, "
        f"{counted(deletions, 'deletion')}.",
    )


def report_unseen(unseen: Unseen, report: Report) -> None:
    """Keep what a reader of the page does not see for the screen, and name its kinds."""
    for kind, text in unseen.words:
        report.keep(kind, text)
    for kind, told in (
        ("hidden text", "set as hidden text, left out of the turns"),
        ("placeholder", "still to be filled in, left out"),
        ("symbol", "from a symbol font, which cannot be read as a letter"),
        ("embedded document", "not read, so its words are missing; copy them into the file"),
    ):
        if unseen.counts[kind]:
            report.note(0, kind.replace(" ", "-"), f"{counted(unseen.counts[kind], kind)} {told}.")
