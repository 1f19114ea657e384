"""Tables that are a form at the head of a document: keys and values, no turns.

``Interview | I70``, ``Interviewer | M1``, ``Date | …``: the cells of such a table look
like labels, and what stands beside them like words. They go where the lines of a
heading go: to a finding by line number, and to the hidden parts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from idtool.ingest.label_words import is_heading, key_of, likeness, tidy, words_of
from idtool.ingest.records import Report, counted, line_list
from idtool.ingest.shapes import openings
from idtool.ingest.word_blocks import WordParagraph, WordTable

_MOST_ROWS, _LONGEST_KEY, _LONGEST_VALUE = 20, 40, 300
_MOST_WORDS = 8
"""Words of a value beside a key that is no field of a form, such as ``Interviewer``."""

Pair = tuple[str, str]


def forms_at_the_head(blocks: Sequence[WordParagraph | WordTable]) -> list[WordTable]:
    """Tables before the talk that hold keys and values, if the talk follows them.

    The talk has begun with the first table that is no form and the first paragraph
    that opens with a speaker's label and a sentence. What follows must hold more
    words than the forms do; else the table may be all there is of the talk.
    """
    forms: list[WordTable] = []
    for at, block in enumerate(blocks):
        if isinstance(block, WordParagraph):
            if any(_opens_talk(line) for line in block.text.split("\n")):
                break
        elif is_form(block) and _words(blocks[at + 1 :]) > _words([*forms, block]):
            forms.append(block)
        else:
            break
    return forms


def leave_out(forms: Sequence[WordTable], report: Report) -> None:
    """Report forms by line number and keep their rows for the privacy screen."""
    rows = [row for form in forms for row in form.rows if any(map(_text, row))]
    numbers = [next((each.number for cell in row for each in cell), 0) for row in rows]
    if not rows:
        return
    report.note(
        numbers[0],
        "heading",
        f"{counted(len(rows), 'row')} of a form before the talk kept out of the turns: "
        f"{line_list(numbers)}.",
    )
    for row, number in zip(rows, numbers, strict=True):
        report.keep(f"line {number}, heading", " | ".join(filter(None, map(_text, row))))


def is_form(table: WordTable) -> bool:
    """Whether a table holds keys, none of them twice, each with a short value.

    The keys stand in the first column, in every other one, or in the first of two
    rows. A table of turns names its speakers again and again, or what stands beside
    them are sentences; and no speaker is called like a field of a form.
    """
    rows = [cells for row in table.rows if any(cells := [_text(cell) for cell in row])]
    if not rows or len(rows) > _MOST_ROWS:
        return False
    if len(rows) == 2 and len(rows[0]) == len(rows[1]) > 2:
        across = list(zip(*rows, strict=True))
        if _are_fields(across):
            return True
    pairs: list[Pair] = []
    for row in rows:
        filled = [cell for cell in row if cell]
        if len(filled) == 1 and row[0] and (len(row) == 1 or not is_heading(tidy(row[0]))):
            if not _is_short(row[0]):
                return False  # a title across the table is short
        elif len(row) % 2:
            return False
        else:
            pairs += [pair for pair in zip(row[::2], row[1::2], strict=True) if any(pair)]
    return _are_fields(pairs)


def _are_fields(pairs: Sequence[Pair]) -> bool:
    keys = [tidy(key) for key, _ in pairs]
    if not pairs or any(not words_of(key) or len(key) > _LONGEST_KEY for key in keys):
        return False
    if len({key_of(key) for key in keys}) < len(keys):
        return False
    fields = [is_heading(key) for key in keys]
    short = all(
        len(value) <= _LONGEST_VALUE if field else _is_short(value)
        for field, (_, value) in zip(fields, pairs, strict=True)
    )
    named = all(
        likeness(key) == 3 and likeness(tidy(value)) >= 2
        for key, (_, value) in zip(keys, pairs, strict=True)
    )
    return short and (any(fields) or named)


def _is_short(value: str) -> bool:
    """Whether a value is a name, a number or a few words, and no sentence."""
    return len(value.split()) <= _MOST_WORDS and not re.search(r"[?!…]|[^\W\d_]{3,}\.$", value)


def _opens_talk(line: str) -> bool:
    return any(
        likeness(each.label) >= 2 and not _is_short(each.rest)
        for each in openings(line.strip())
        if each.rest
    )


def _words(blocks: Sequence[WordParagraph | WordTable]) -> int:
    return sum(
        len(block.text.split())
        if isinstance(block, WordParagraph)
        else sum(len(_text(cell).split()) for row in block.rows for cell in row)
        for block in blocks
    )


def _text(cell: Sequence[WordParagraph]) -> str:
    return "\n".join(each.text.strip() for each in cell if each.text.strip())
