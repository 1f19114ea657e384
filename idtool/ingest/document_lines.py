"""Paragraphs and tables of a text document (Word, OpenDocument, RTF) as lines.

The containers differ; what they hold does not. Each reader gives blocks
(``word_blocks.py``), and here they become lines for the grammar of labels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from idtool.ingest.encoding import clean
from idtool.ingest.label_words import likeness, tidy
from idtool.ingest.records import Line, Report, counted, line_list
from idtool.ingest.word_blocks import WordParagraph, WordTable
from idtool.ingest.word_forms import forms_at_the_head, leave_out
from idtool.ingest.word_styles import Style
from idtool.ingest.word_tables import table_lines


def document_lines(
    blocks: Sequence[WordParagraph | WordTable],
    styles: Mapping[str, Style],
    numbering: Mapping[tuple[str, str], str],
    report: Report,
) -> list[Line]:
    """Lines of a document's blocks: its forms left out, its tables read by column.

    Args:
        blocks: Paragraphs and tables in reading order.
        styles: Paragraph styles by id; a paragraph whose style is not among them is plain.
        numbering: What automatic numbering prints, by number id and level.
        report: Takes the findings and the hidden parts.
    """
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


def cleaned(lines: Sequence[Line], report: Report) -> list[Line]:
    """Lines without unseen marks, each still one line; counted once for the file."""
    clean("\n".join(line.text for line in lines), report)
    silent = Report(report.source)
    return [replace(line, text=clean(line.text, silent).replace("\n", " ")) for line in lines]
