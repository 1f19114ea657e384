"""Word files (.docx): the document's paragraphs and tables as labelled lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from idtool.ingest.encoding import clean
from idtool.ingest.label_words import likeness, tidy
from idtool.ingest.package import Package
from idtool.ingest.plain import refuse_chat, turns_of
from idtool.ingest.records import Line, ReadTranscript, Report, counted, line_list
from idtool.ingest.refusals import DamagedFile, EmptyTranscript, TrackedChanges
from idtool.ingest.word_blocks import Unseen, WordParagraph, WordTable
from idtool.ingest.word_body import Tracked, Walk
from idtool.ingest.word_forms import forms_at_the_head, leave_out
from idtool.ingest.word_parts import read_authors, read_hidden_parts
from idtool.ingest.word_styles import Style, read_numbering, read_styles
from idtool.ingest.word_tables import table_lines


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
    _settle_changes(walk.unseen, tracked, report)
    read_authors(root, report)
    read_hidden_parts(package, document, report)
    _report_unseen(walk.unseen, report)
    lines = _cleaned(_lines(blocks, styles, _numbering(package), report), report)
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


def _lines(
    blocks: Sequence[WordParagraph | WordTable],
    styles: Mapping[str, Style],
    numbering: Mapping[tuple[str, str], str],
    report: Report,
) -> list[Line]:
    lines: list[Line] = []
    numbered: list[int] = []
    forms = forms_at_the_head(blocks)
    leave_out(forms, report)
    for block in blocks:
        if isinstance(block, WordTable):
            if any(block is form for form in forms):
                continue
            lines += table_lines(block, report)
            continue
        own = _paragraph_lines(block, styles.get(block.style, Style()))
        printed = numbering.get(block.numbering or ("", ""), "")
        label = tidy(printed.replace("%1", "").rstrip(".:) "))
        if "%2" not in printed and likeness(label) >= 2 and block.text.strip():
            numbered.append(block.number)
            own[0] = replace(own[0], label=label, given=True)
        lines += own
    if numbered:
        report.note(
            numbered[0],
            "labels-by-numbering",
            f"{counted(len(numbered), 'paragraph')} with a label that Word's automatic numbering "
            f"prints and the text does not hold; taken as labels: {line_list(numbered)}.",
        )
    return lines


def _paragraph_lines(paragraph: WordParagraph, style: Style) -> list[Line]:
    """Lines of a paragraph between its soft breaks, with how each is set."""
    pieces: list[list[tuple[str, str]]] = [[]]
    for text, look in paragraph.stretches:
        first, *more = text.split("\n")
        pieces[-1].append((first, look))
        pieces += [[(piece, look)] for piece in more]
    lines = []
    for place, piece in enumerate(pieces):
        text = "".join(words for words, _ in piece)
        indent = len(text) - len(text.lstrip())
        lines.append(
            Line(
                paragraph.number,
                text.lstrip(),
                opens=place == 0,
                bold=max(0, _bold_start(piece) - indent),
                look="heading" if style.is_heading else _look(piece, style),
                part=paragraph.part,
            )
        )
    return lines


def _bold_start(piece: Sequence[tuple[str, str]]) -> int:
    """How many first characters are bold."""
    count = 0
    for words, look in piece:
        if "bold" not in look and words.strip():
            break
        count += len(words)
    return count


def _look(piece: Sequence[tuple[str, str]], style: Style) -> str:
    """How four fifths of a line are set, or nothing if that differs."""
    letters: Counter[str] = Counter()
    for words, each in piece:
        letters[each] += len(words.strip())
    most, count = letters.most_common(1)[0] if letters else ("", 0)
    look = most if count >= 0.8 * letters.total() else ""
    return look or ("" if style.is_plain else f"style {style.name}"[:40])


def _cleaned(lines: Sequence[Line], report: Report) -> list[Line]:
    """Lines without unseen marks, each still one line; counted once for the file."""
    clean("\n".join(line.text for line in lines), report)
    silent = Report(report.source)
    return [replace(line, text=clean(line.text, silent).replace("\n", " ")) for line in lines]


def _settle_changes(unseen: Unseen, tracked: Tracked, report: Report) -> None:
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


def _report_unseen(unseen: Unseen, report: Report) -> None:
    for kind, text in unseen.words:
        report.keep(kind, text)
    for kind, told in (
        ("hidden text", "set as hidden text, left out of the turns"),
        ("placeholder", "still to be filled in, left out"),
        ("symbol", "from a symbol font, which cannot be read as a letter"),
        ("embedded document", "not read"),
    ):
        if unseen.counts[kind]:
            report.note(0, kind.replace(" ", "-"), f"{counted(unseen.counts[kind], kind)} {told}.")
